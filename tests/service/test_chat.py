"""Two people and one case, through the doors, on a real database."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused
from sluss.service.doors import Outcome
from sluss.service.ids import new_id
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.sessions import Arrive, Leave
from tests.service.world import HOURS, World

pytestmark = pytest.mark.anyio


async def test_a_message_resent_by_eight_at_once_is_stored_once(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    before = await world.case(case_id)
    twin = c.SendMessage("Det gör ont.", new_id(), new_id(), before.seq)
    sent = await asyncio.gather(
        *(world.service.run(agneta, case_id, replace(twin, message_id=new_id())) for _ in range(8))
    )
    assert sum(bool(outcome.events) for outcome in sent) == 1
    rows = await world.rows("select seq from message where case_id = $1 and client_id = $2", case_id, twin.client_id)
    assert [row["seq"] for row in rows] == [before.seq + 1]
    assert (await world.case(case_id)).staff_unread == 1


async def test_different_messages_sent_at_once_are_all_kept_in_an_unbroken_order(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    before = await world.case(case_id)
    said = [c.SendMessage(f"Rad {n}", new_id(), new_id(), before.seq) for n in range(8)]
    await asyncio.gather(*(world.service.run(agneta, case_id, one) for one in said))
    rows = await world.rows(
        "select seq, text from message where case_id = $1 and side = 'resident' order by seq", case_id
    )
    assert [row["seq"] for row in rows] == list(range(before.seq + 1, before.seq + 9))
    assert {row["text"] for row in rows} == {one.text for one in said}


async def test_of_two_colleagues_one_gets_the_case_and_the_other_is_told_who(world: World) -> None:
    agneta, sara, sigge = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    case_id = await world.sent(agneta)
    tried = await asyncio.gather(
        *(world.service.run(one, case_id, c.AcceptCase()) for one in (sara, sigge)), return_exceptions=True
    )
    [won] = [one for one in tried if isinstance(one, Outcome)]
    [lost] = [one for one in tried if isinstance(one, Refused)]
    winner = sara if won.case.owner == sara.id else sigge
    assert (lost.code, lost.facts["owner"]) == ("already_accepted", winner.name)
    assert (await world.case(case_id)).owner == winner.id


async def test_an_answer_on_a_stale_view_is_held_back(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    seen = (await world.case(case_id)).seq
    await world.say(agneta, case_id, "Nu har jag feber också.")
    with pytest.raises(Refused) as no:
        await world.service.run(sara, case_id, c.SendMessage("Då är det ingen fara.", new_id(), new_id(), seen))
    assert no.value.code == "stale"
    assert (await world.say(sara, case_id, "Har du mätt den?")).events


async def test_staff_who_write_to_an_absent_resident_send_an_sms(world: World) -> None:
    # G9: unless the resident is in the chat at that moment.
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    await world.work()
    [(number, messages)] = await world.phone.messages()
    assert (number, len(messages)) == ("+46701740605", 1)
    assert (await world.case(case_id)).sms_status == "sent"
    # U3, U5, M13: that there is something new; neither unit, name nor reason, and a link to log in by.
    text = messages[0].text
    assert f"/arenden/{case_id}" in text
    assert not any(word in text for word in ("Ängen", "Agneta", "Andersson", "Sara", "Halsont"))


async def test_no_sms_goes_while_the_resident_is_in_the_chat_and_again_when_she_has_left(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    stream = new_id()
    await world.service.run(agneta, stream, Arrive(case_id, agneta.id, "resident", HOURS))
    outcome = await world.say(sara, case_id)
    assert [type(event) for event in outcome.events] == [e.MessageSent]
    await world.service.run(agneta, stream, Leave(case_id))
    outcome = await world.say(sara, case_id)
    assert [type(event) for event in outcome.events] == [e.MessageSent, e.SmsAsked]


async def test_a_stream_that_was_never_closed_counts_no_longer_than_it_lasts(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    await world.service.run(agneta, new_id(), Arrive(case_id, agneta.id, "resident", HOURS))
    world.wait(hours=13)
    outcome = await world.say(sara, case_id)
    assert e.SmsAsked in map(type, outcome.events)


async def test_the_residents_own_message_asks_for_no_sms(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    outcome = await world.say(agneta, case_id)
    assert [type(event) for event in outcome.events] == [e.MessageSent]


async def test_a_resident_without_a_mobile_number_gets_none_and_the_case_says_so(world: World) -> None:
    agneta, sara = await world.resident(phone=None), await world.staff()
    case_id = await world.visit(agneta, sara)
    await world.work()
    assert await world.phone.messages() == ()
    assert (await world.case(case_id)).sms_status == "no_number"


async def test_the_case_closes_by_itself_when_its_asynchronous_phase_is_over(world: World) -> None:
    # Decision 12: at closing time of the unit's next open day. 20 November 2026 is a Friday.
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    ended = await world.service.run(sara, case_id, c.EndVisit(1))
    assert ended.case.open_until is not None
    assert ended.case.open_until.astimezone(world.now.tzinfo).isoformat() == "2026-11-23T16:00:00+01:00"
    world.now = ended.case.open_until.astimezone(world.now.tzinfo)
    world.wait(seconds=-1)
    await world.work()
    assert await world.phase(case_id) is Phase.ASYNC
    await world.say(agneta, case_id, "En sista fråga.")
    await world.say(await world.taken(case_id), case_id, "Ett sista svar.")
    world.wait(seconds=1)
    # The end holds from its minute, also before the clock's own command has run.
    with pytest.raises(Refused, match="case_closed"):
        await world.say(agneta, case_id, "För sent.")
    assert (await world.service.read(agneta, ResidentCaseOf(case_id))).phase == "ended"
    await world.work()
    assert await world.phase(case_id) is Phase.ENDED


async def test_a_case_in_which_the_resident_waits_for_an_answer_is_not_closed_away_by_the_clock(world: World) -> None:
    """(G1) The days are over for the resident; the message stays with staff until somebody has answered it."""
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    ended = await world.service.run(sara, case_id, c.EndVisit(1))
    assert ended.case.open_until is not None
    await world.say(agneta, case_id, "Jag blir inte bättre.")
    world.now = ended.case.open_until.astimezone(world.now.tzinfo)
    await world.work()
    case = await world.case(case_id)
    assert (case.phase, case.overdue) == (Phase.ASYNC, True)
    with pytest.raises(Refused, match="case_closed"):
        await world.say(agneta, case_id, "Hallå?")
    await world.say(await world.taken(case_id), case_id, "Kom hit i morgon.")
    await world.work()
    assert await world.phase(case_id) is Phase.ENDED


async def test_a_case_flagged_for_suicide_risk_is_closed_by_no_clock(world: World) -> None:
    # O18, decision 15.
    agneta, sara, david = await world.resident(), await world.staff(), await world.staff("David Dal", "physician")
    case_id = await world.visit(agneta, sara, "oro", tankar="slippa")
    with pytest.raises(Refused, match="suicide_flag_stays_open"):
        await world.service.run(sara, case_id, c.EndVisit(0))
    ended = await world.service.run(sara, case_id, c.EndVisit(1))
    assert ended.case.open_until is None
    world.wait(days=400)
    await world.work()
    assert await world.phase(case_id) is Phase.ASYNC
    await world.say(agneta, case_id, "Jag är kvar.")
    sara = await world.taken(case_id)
    with pytest.raises(Refused, match="suicide_flag_stays_open"):
        await world.service.run(sara, case_id, c.EndCase())
    # H24, Hantering av suicidal patient: the physician or the psychologist assesses.
    await world.service.run(david, case_id, c.TakeOver("oral"))
    with pytest.raises(Refused, match="assess_first"):
        await world.service.run(david, case_id, c.EndCase())
    low = c.AssessRisk("livsleda", (), (), "", "low", ("chat",), "Låg risk.", False, "", new_id())
    await world.service.run(david, case_id, low)
    assert (await world.service.run(david, case_id, c.EndCase())).case.phase is Phase.ENDED


async def test_another_residents_case_and_one_that_is_not_there_look_the_same(world: World) -> None:
    agneta, olle = await world.resident(), await world.resident("Olle Olsson")
    case_id = await world.sent(agneta)
    for where in (case_id, new_id()):
        with pytest.raises(Hidden):
            await world.service.read(olle, ResidentCaseOf(where))
        with pytest.raises(Hidden):
            await world.service.run(olle, where, c.SendMessage("Hej", new_id(), new_id(), 99))
    assert (await world.service.read(agneta, ResidentCaseOf(case_id))).case_id == case_id


async def test_a_refusal_changes_nothing_and_tells_nobody(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.sent(agneta)
    before: Case = await world.case(case_id)
    told = len(world.hints)
    with pytest.raises(Refused, match="not_accepted"):
        await world.say(sara, case_id)
    assert (await world.case(case_id), len(world.hints)) == (before, told)
