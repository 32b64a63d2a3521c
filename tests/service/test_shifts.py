"""Going on and off shift on a real database: who is at work, who may leave, who is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.people import Mandate
from sluss.core.policy import Head
from sluss.core.refusal import Hidden, Refused
from sluss.ports.sms.port import Receipt, SmsFailed
from sluss.service.ids import new_id
from sluss.service.queries.review import AccessLogOf
from sluss.service.queries.shared import WhoIs
from sluss.service.queries.shift import ColleaguesOf, DayOf, LeaveOf
from sluss.service.sessions import ChooseMandate, Session, SignInStaff
from sluss.service.shifts import AnswerForInflow, EndShift, EndShiftByClock, StartShift
from sluss.work.loop import Worker
from tests.service.world import HOURS, World

pytestmark = pytest.mark.anyio

NURSE, ADMIN, AT_BERGET = (
    Mandate("vc-angen", "nurse"),
    Mandate("vc-angen", "local_admin"),
    Mandate("vc-berget", "nurse"),
)
REASON = "Brandlarm, alla måste ut."
SHIFT = "select * from shift where id = $1"
EVENTS = "select event, actor_kind, unit, role, data::text from journal where case_id = $1 order by seq"


async def end(world: World, actor: Actor, reason: str | None = None) -> None:
    assert actor.shift
    await world.service.run(actor, actor.shift, EndShift(reason))


async def kept(world: World, actor: Actor, reason: str | None = None) -> str:
    """The code of the refusal that keeps the actor on shift."""
    with pytest.raises(Refused) as no:
        await end(world, actor, reason)
    return no.value.code


async def row(world: World, actor: Actor) -> Any:
    [found] = await world.rows(SHIFT, actor.shift)
    return found


async def logged_in(world: World, *mandates: Mandate, hsa_id: str = "SE-Lotta") -> Session:
    session = new_id()
    signed_in = SignInStaff(session.bytes, new_id(), hsa_id, "Lotta", "Lind", "", mandates, "siths", HOURS)
    await world.service.run(Actor("system", session), session, signed_in)
    return await seen(world, session)


async def seen(world: World, session: UUID) -> Session:
    return await world.service.read(SYSTEM, WhoIs(session.bytes, "staff", HOURS))


async def sms(world: World) -> list[tuple[str, str]]:
    await world.work()
    return [(number, message.text) for number, messages in await world.phone.messages() for message in messages]


async def note_and_end(world: World, actor: Actor, case_id: UUID) -> None:
    await world.service.run(actor, case_id, c.SignNote(0, "Ont i halsen.", "", "", "", ""))
    await world.service.run(actor, case_id, c.EndVisit(0))


async def test_a_begun_shift_chooses_the_mandate_and_stands_in_the_journal(world: World) -> None:
    lotta = await logged_in(world, NURSE, ADMIN)
    assert (lotta.mandate, lotta.shift) == (None, None)
    shift = await world.service.run(lotta.actor, lotta.id, StartShift(NURSE, inflow=True))
    now = await seen(world, lotta.id)
    assert (now.mandate, now.shift) == (NURSE, shift)
    assert [(r["event"], r["unit"], r["role"]) for r in await world.rows(EVENTS, shift)] == [
        ("ShiftStarted", "vc-angen", "nurse")
    ]
    again = await world.service.run(now.actor, lotta.id, StartShift(NURSE))
    assert again == shift
    assert len(await world.rows("select from shift")) == 1


async def test_a_shift_begun_in_two_windows_at_once_is_one_shift(world: World) -> None:
    lotta = await logged_in(world, NURSE)
    begun = await asyncio.gather(*(world.service.run(lotta.actor, lotta.id, StartShift(NURSE)) for _ in range(4)))
    assert len(set(begun)) == 1


async def test_nobody_begins_a_shift_in_a_mandate_or_a_session_that_is_not_theirs(world: World) -> None:
    lotta, sara = await logged_in(world, NURSE, ADMIN), await world.staff()
    for actor, session, mandate in (
        (lotta.actor, lotta.id, AT_BERGET),
        (lotta.actor, lotta.id, ADMIN),
        (lotta.actor, sara.session, NURSE),
        (lotta.actor, lotta.id, Mandate("finns-inte", "nurse")),
    ):
        assert session
        with pytest.raises(Hidden):
            await world.service.run(actor, session, StartShift(mandate))
    assert len(await world.rows("select from shift")) == 1, "Sara's alone"


async def test_a_role_with_patients_is_not_switched_to_without_a_shift(world: World) -> None:
    lotta = await logged_in(world, NURSE, ADMIN)
    with pytest.raises(Refused, match="shift_first"):
        await world.service.run(lotta.actor, lotta.id, ChooseMandate(NURSE))
    assert (await seen(world, lotta.id)).mandate is None
    await world.service.run(lotta.actor, lotta.id, ChooseMandate(ADMIN))
    assert (await seen(world, lotta.id)).mandate == ADMIN


async def test_one_who_logs_in_again_is_still_at_work_where_the_shift_was_begun(world: World) -> None:
    first = await logged_in(world, AT_BERGET, NURSE)
    shift = await world.service.run(first.actor, first.id, StartShift(NURSE))
    again = await logged_in(world, AT_BERGET, NURSE)
    assert (again.mandate, again.shift, again.elsewhere) == (NURSE, shift, None)
    with pytest.raises(Refused, match="shift_elsewhere"):
        await world.service.run(again.actor, again.id, StartShift(AT_BERGET))
    # Without that mandate, the login is not at work there.
    lesser = await logged_in(world, AT_BERGET)
    assert (lesser.mandate, lesser.shift, lesser.elsewhere) == (AT_BERGET, None, NURSE)


async def test_a_visit_to_end_keeps_its_owner_and_an_ended_one_does_not(world: World) -> None:
    """(V2, Q7)"""
    agneta, sara, _ = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    case = await world.visit(agneta, sara)
    assert await kept(world, sara) == "shift_open_cases"
    await world.service.run(sara, case, c.EndVisit(1))
    await world.say(agneta, case, "En fråga till.")
    assert await kept(world, sara) == "shift_open_cases"
    await world.say(sara, case, "Ett svar.")
    await end(world, sara)
    ended = await row(world, sara)
    assert (ended["ended_how"], ended["ended_at"], ended["reason"]) == ("self", world.now, None)


async def test_the_last_one_cannot_leave_while_a_case_waits_for_a_decision(world: World) -> None:
    """(V5, Q5)"""
    agneta, sara = await world.resident(), await world.staff()
    await world.sent(agneta)
    assert await kept(world, sara) == "last_one_urgent"
    await world.staff("Britta Berg", unit="vc-berget")
    assert await kept(world, sara) == "last_one_urgent", "somebody at work elsewhere helps nobody here"
    await world.staff("David Dal", role="physician")
    await end(world, sara)


async def test_what_can_wait_until_the_unit_opens_keeps_nobody(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case = await world.sent(agneta)
    await world.rows("update care_case set deferred_until = $2 where id = $1", case, world.now + timedelta(hours=20))
    await end(world, sara)


@pytest.mark.parametrize("round_", range(5))
async def test_of_two_who_leave_together_the_second_is_the_last(world: World, round_: int) -> None:
    """(V5): each saw the other at work, and neither may rely on it."""
    agneta, sara, sigge = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    await world.sent(agneta)
    ended = await asyncio.gather(*(end(world, one) for one in (sara, sigge)), return_exceptions=True)
    refusals = [one for one in ended if isinstance(one, Refused)]
    assert [one.code for one in refusals] == ["last_one_urgent"]
    assert len(await world.rows("select from shift where ended_at is null")) == 1


async def test_who_must_leave_writes_why_and_the_head_gets_a_text_that_says_nothing(world: World) -> None:
    """(V5)"""
    agneta, sara = await world.resident(), await world.staff()
    await world.visit(agneta, sara)
    assert await kept(world, sara, "hej") == "leave_reason_short"
    await sms(world)
    await end(world, sara, f"  {REASON} ")
    ended = await row(world, sara)
    assert (ended["ended_how"], ended["reason"]) == ("override", REASON)
    events = await world.rows(EVENTS, sara.shift)
    assert [one["event"] for one in events] == ["ShiftStarted", "CasesLeft", "ShiftEnded"]
    assert not any("Brandlarm" in one["data"] for one in events)
    [job] = await world.rows("select kind, data::text from job where kind = 'unit_alert'")
    assert not any(word in job["data"] for word in ("+46", "Hanna", "Sara", "Brandlarm"))
    number, text = (await sms(world))[0]
    assert number == "+46701740620"
    assert text == "En enhet lämnades obemannad med öppna ärenden. Logga in: http://127.0.0.1:1/clinic"


async def test_with_colleagues_there_the_head_is_not_told_that_nobody_is(world: World) -> None:
    agneta, sara, _ = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    await world.visit(agneta, sara)
    await end(world, sara, REASON)
    texts = [text for number, text in await sms(world) if number == "+46701740620"]
    assert texts == ["Ett skift avslutades med öppna ärenden kvar. Logga in: http://127.0.0.1:1/clinic"]


async def test_what_somebody_had_to_leave_goes_back_to_the_queue(world: World) -> None:
    """(V5, V7)"""
    agneta, olle, vera = await world.resident(), await world.resident("Olle Olsson"), await world.resident("Vera Vik")
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    taken, talking, asked = await world.sent(agneta), await world.visit(olle, sara), await world.visit(vera, sara)
    await world.service.run(sara, taken, c.AcceptCase())
    await world.service.run(sara, asked, c.EndVisit(1))
    hers = await world.sent(await world.resident("Viktor Vik"))
    await world.service.run(sigge, hers, c.AcceptCase())
    await end(world, sara, REASON)
    await world.work()
    assert {one: (await world.case(one)).owner for one in (taken, talking, asked, hers)} == {
        taken: None,
        talking: None,
        asked: sara.id,  # nothing to answer in it: it waits for its owner as before
        hers: sigge.id,
    }
    assert await world.phase(taken) is Phase.WAITING
    assert await kept(world, sigge) == "shift_open_cases"
    todo = (await world.service.read(sigge, DayOf())).todo
    assert "unowned" in next(line.needs for line in todo if line.case_id == talking)


async def test_one_who_comes_back_at_once_still_has_the_cases(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case = await world.visit(agneta, sara)
    await end(world, sara, REASON)
    assert sara.session
    await world.service.run(sara, sara.session, StartShift(NURSE))
    await world.work()
    assert (await world.case(case)).owner == sara.id


async def test_a_head_whom_no_text_reaches_is_tried_again_only_when_that_can_help(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    await world.visit(agneta, sara)
    await world.work()
    await end(world, sara, REASON)

    class Silent:
        def __init__(self, retry: bool) -> None:
            self.retry = retry

        async def send(self, number: str, sender: str, text: str) -> Receipt:
            raise SmsFailed("no_signal", retry=self.retry)

    alerts = "select failed from job where kind = 'unit_alert'"
    await Worker(replace(world.tools, sms=Silent(retry=True))).round()
    assert [one["failed"] for one in await world.rows(alerts)] == ["SmsFailed"]
    world.wait(minutes=1)
    await Worker(replace(world.tools, sms=Silent(retry=False))).round()
    assert await world.rows(alerts) == []


async def test_a_unit_without_a_known_head_is_left_without_an_error(world: World) -> None:
    nils = await world.staff("Nils Nord", unit="kontaktcenter-1177")
    olle = await world.resident("Olle Olsson")
    assert world.service.pack.units["kontaktcenter-1177"].head is None
    assert isinstance(world.service.pack.units["vc-angen"].head, Head)
    case = await world.draft(olle)
    await world.rows(
        "update care_case set phase = 'waiting', unit = 'kontaktcenter-1177', role = 'nurse', priority = 4,"
        " sent_at = now(), waiting_since = now() where id = $1",
        case,
    )
    await end(world, nils, REASON)
    assert await sms(world) == []
    assert await world.rows("select from job where kind = 'unit_alert'") == []


async def test_a_forgotten_shift_is_ended_by_the_clock_and_its_cases_told_of(world: World) -> None:
    """(V3)"""
    agneta, sara = await world.resident(), await world.staff()
    await world.visit(agneta, sara)
    await sms(world)
    world.wait(hours=13, minutes=59)
    await world.work()
    assert (await row(world, sara))["ended_at"] is None
    world.wait(minutes=1)
    texts = [text for number, text in await sms(world) if number == "+46701740620"]
    ended = await row(world, sara)
    assert (ended["ended_how"], ended["reason"]) == ("clock", None)
    assert texts == ["En enhet lämnades obemannad med öppna ärenden. Logga in: http://127.0.0.1:1/clinic"]
    events = await world.rows(EVENTS, sara.shift)
    assert [(one["event"], one["actor_kind"]) for one in events[1:]] == [
        ("CasesLeft", "system"),
        ("ShiftEnded", "system"),
    ]


async def test_the_clock_has_nothing_to_do_with_a_shift_that_was_ended(world: World) -> None:
    sara = await world.staff()
    await end(world, sara)
    await end(world, sara)
    world.wait(hours=14)
    await world.work()
    assert (await row(world, sara))["ended_how"] == "self"
    assert await world.rows("select from job") == []


async def test_nobody_ends_a_colleagues_shift_or_plays_the_clock(world: World) -> None:
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    assert sara.shift
    await world.service.run(sigge, sara.shift, EndShift(REASON))
    for command in (EndShiftByClock(), AnswerForInflow(True)):
        with pytest.raises(Hidden):
            await world.service.run(sigge, sara.shift, command)
    assert (await row(world, sara))["ended_at"] is None
    assert (await row(world, sara))["inflow"] is False


async def test_the_colleagues_at_work_stand_there_until_they_end_their_shifts(world: World) -> None:
    """(E8, V3, V4, D11)"""
    agneta, sara = await world.resident(), await world.staff()
    world.wait(minutes=30)
    david = await world.staff("David Dal", role="physician")
    britta = await world.staff("Britta Berg", unit="vc-berget")
    await world.staff("Vilma Vilar", on_shift=False)
    await world.visit(agneta, sara)
    assert david.shift
    await world.service.run(david, david.shift, AnswerForInflow(True))
    shown = await world.service.read(sara, ColleaguesOf())
    assert [(one.name, one.inflow, one.cases, one.mine) for one in shown.own.people] == [
        ("David Dal", True, 0, False),
        ("Sara Sand", False, 1, True),
    ]
    assert shown.own.people[1].since == world.now - timedelta(minutes=30)
    assert [(unit.name, [one.name for one in unit.people]) for unit in shown.others] == [
        ("1177 Kontaktcenter", []),
        ("Vårdcentralen Berget", ["Britta Berg"]),
    ]
    await end(world, david)
    shown = await world.service.read(britta, ColleaguesOf())
    assert [one.name for one in shown.own.people] == ["Britta Berg"]
    assert [one.name for unit in shown.others for one in unit.people] == ["Sara Sand"]
    assert not shown.inflow


async def test_the_way_out_lists_what_holds_and_hides_the_units_cases_as_long_as_somebody_is_there(
    world: World,
) -> None:
    """(V2, Q5)"""
    agneta, olle, vera = await world.resident(), await world.resident("Olle Olsson"), await world.resident("Vera Vik")
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    mine, waits, noted = await world.visit(agneta, sara), await world.sent(olle), await world.visit(vera, sigge)
    await world.rows("update care_case set notes_due = array[$2::uuid] where id = $1", noted, sara.id)
    shown = await world.service.read(sara, LeaveOf())
    assert [line.case_id for line in shown.own] == [mine]
    assert (shown.others, shown.unit) == (1, ())
    assert [line.case_id for line in shown.notes] == [noted]
    await world.rows("update shift set ended_at = now(), ended_how = 'self' where id = $1", sigge.shift)
    shown = await world.service.read(sara, LeaveOf())
    assert [line.case_id for line in shown.unit] == [waits], "the own case stands once"
    assert shown.head == "Hanna Holm"
    await world.service.run(sara, mine, c.EndVisit(0))
    await world.service.run(sara, waits, c.AcceptCase())
    await world.service.run(sara, waits, c.StartVisit(new_id()))
    await world.service.run(sara, waits, c.EndVisit(0))
    shown = await world.service.read(sara, LeaveOf())
    assert not shown.held
    assert shown.notes
    await end(world, sara)


async def test_the_review_of_the_day_forgets_no_case(world: World) -> None:
    """(E15, Q5)"""
    residents = [await world.resident(name) for name in ("Agneta Andersson", "Olle Olsson", "Vera Vik", "Viktor Vik")]
    sara, britta = await world.staff(), await world.staff("Britta Berg", unit="vc-berget")
    old, ended_then = await world.sent(residents[0]), await world.visit(residents[1], sara)
    await note_and_end(world, sara, ended_then)
    world.wait(days=1)
    done, begun = await world.visit(residents[2], sara), await world.visit(residents[3], sara)
    await note_and_end(world, sara, done)
    shown = await world.service.read(sara, DayOf())
    assert {line.case_id for line in shown.todo} == {old, begun}, "yesterday's is not forgotten"
    assert {line.case_id for line in shown.done} == {done}
    assert not shown.more
    [logged] = await world.rows("select cases from access_log where what = 'DayOf'")
    assert set(logged["cases"]) == {old, begun, done}
    assert await world.service.read(britta, DayOf()) == replace(
        shown, unit_name="Vårdcentralen Berget", todo=(), done=()
    )


async def test_shifts_stand_in_the_access_review(world: World) -> None:
    agneta, sara, loa = await world.resident(), await world.staff(), await world.staff("Loa Lund", "log_reviewer")
    await world.visit(agneta, sara)
    assert await kept(world, sara) == "shift_open_cases"
    await end(world, sara, REASON)
    log = await world.service.read(loa, AccessLogOf(world.now.date()))
    what = [(one.staff, one.what, one.outcome) for one in log.rows]
    for expected in (
        ("Sara Sand", "Började skiftet", "Gjordes"),
        ("Sara Sand", "Avsluta skift", "Nekades"),
        ("Sara Sand", "Lämnade öppna ärenden", "Gjordes"),
        ("Sara Sand", "Avslutade skiftet", "Gjordes"),
    ):
        assert expected in what


async def test_a_shift_that_is_over_shows_no_way_out_of_it(world: World) -> None:
    sara = await world.staff()
    await end(world, sara)
    with pytest.raises(Hidden):
        await world.service.read(sara, LeaveOf())
    for role in ("local_admin", "log_reviewer"):
        other = await world.staff("Lotta Lind", role)
        for query in (LeaveOf(), DayOf(), ColleaguesOf()):
            with pytest.raises(Hidden):
                await world.service.read(other, query)
