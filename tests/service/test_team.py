"""Several at one case, on a real database: who gets it, who sees it, and what two at once leave behind."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.notices import NoticesOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.queries.worklists import OwnOf, WorklistOf
from sluss.service.shifts import EndShift
from sluss.service.views import Filter
from tests.service.world import World

pytestmark = pytest.mark.anyio
SECRET = "Orolig för hjärtat, kan du titta?"


def handover(role: str = "physician", staff: UUID | None = None, **changes: object) -> c.HandOver:
    given = {"unit": "vc-angen", "priority": 2, "message": SECRET, "consent": "oral", "although_empty": False}
    return c.HandOver(role=role, staff=staff, message_id=new_id(), **{**given, **changes})  # type: ignore[arg-type]


async def seen_in(world: World, actor: Actor, view: str) -> set[UUID]:
    page = await world.service.read(actor, WorklistOf(view, Filter()))  # type: ignore[arg-type]
    return {row.case_id for row in page.rows}


async def test_a_handover_stays_with_the_giver_until_it_is_accepted_and_the_resident_reads_one_line(
    world: World,
) -> None:
    """(P1, P2, P3, P5, P8, C13, E25) GAV 2.4."""
    agneta, sara, david = await world.resident(), await world.staff(), await world.staff("David Dal", "physician")
    case_id = await world.visit(agneta, sara)
    offered = await world.service.run(sara, case_id, handover())
    assert (offered.case.owner, offered.case.handover_role) == (sara.id, "physician")
    assert case_id in await world.service.read(sara, OwnOf())
    assert case_id in await world.service.read(david, OwnOf())
    accepted = (await world.service.run(david, case_id, c.AcceptHandover(new_id()))).case
    assert (accepted.owner, accepted.role, accepted.priority, accepted.handover_unit) == (
        david.id,
        "physician",
        2,
        None,
    )
    assert accepted.guests == accepted.notes_due == (sara.id,)
    # H24: a nurse's visit that goes on to a physician is triage.
    assert accepted.triaged_by == sara.id
    shown = await world.service.read(agneta, ResidentCaseOf(case_id))
    assert [m.text for m in shown.messages if m.author == "system"] == [
        "David Dal, sjuksköterska har tagit över samtalet."
    ]
    assert shown.guests == ("Sara Sand",)
    await world.say(sara, case_id, "Jag är kvar en stund.")
    ended = (await world.service.run(david, case_id, c.EndVisit(1))).case
    assert (ended.guests, ended.helped) == ((), (sara.id,))
    assert set(ended.notes_due) == {sara.id, david.id}
    await world.service.run(sara, case_id, c.SignNote(0, "a", "b", "c", "", ""))
    assert (await world.case(case_id)).notes_due == (david.id,)


async def test_what_staff_tell_each_other_never_reaches_the_resident(world: World) -> None:
    """(F8, E24) GAV 2.2: en separat vårdgivarchatt."""
    agneta, sara, david = await world.resident(), await world.staff(), await world.staff("David Dal", "physician")
    case_id = await world.visit(agneta, sara)
    await world.service.run(sara, case_id, c.WriteToColleagues(SECRET, new_id()))
    await world.service.run(sara, case_id, c.GiveFeedback(SECRET, new_id()))
    await world.service.run(sara, case_id, c.AskConsult("vc-angen", "physician", None, SECRET, new_id()))
    await world.service.run(david, case_id, c.AnswerConsult(SECRET, new_id()))
    await world.service.run(sara, case_id, handover())
    assert SECRET not in repr(await world.service.read(agneta, ResidentCaseOf(case_id)))
    told = (await world.service.read(sara, StaffCaseOf(case_id))).told
    assert [one.kind for one in told] == ["message", "feedback", "consult", "answer", "handover"]
    assert {one.text for one in told} == {SECRET}
    rows = await world.rows("select data from journal where case_id = $1", case_id)
    assert SECRET not in repr([row["data"] for row in rows]), "the journal holds no content"


async def test_of_two_handovers_at_once_one_is_offered(world: World) -> None:
    """(P2) Two windows of the same giver."""
    agneta, sara = await world.resident(), await world.staff()
    await world.staff("David Dal", "physician")
    await world.staff("Petra Palm", "psychologist")
    case_id = await world.visit(agneta, sara)
    both = (world.service.run(sara, case_id, handover(role)) for role in ("physician", "psychologist"))
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    refused = [one.code for one in outcomes if isinstance(one, Refused)]
    assert refused == ["handover_pending"]


async def test_accepting_and_taking_back_at_once_leave_the_case_with_one_of_them(world: World) -> None:
    """(P3) Whoever comes second is told that it is too late."""
    agneta, sara, david = await world.resident(), await world.staff(), await world.staff("David Dal", "physician")
    case_id = await world.visit(agneta, sara)
    for _ in range(5):
        await world.service.run(sara, case_id, handover())
        outcomes = await asyncio.gather(
            world.service.run(david, case_id, c.AcceptHandover(new_id())),
            world.service.run(sara, case_id, c.TakeBack()),
            return_exceptions=True,
        )
        case = await world.case(case_id)
        assert [one.code for one in outcomes if isinstance(one, Refused)] == ["handover_gone"]
        assert case.handover_unit is None
        assert case.owner == (sara.id if isinstance(outcomes[0], Refused) else david.id)
        if case.owner == david.id:
            await world.service.run(sara, case_id, c.TakeOver("oral"))


async def test_a_handover_to_another_unit_moves_the_case_there_once_it_is_accepted(world: World) -> None:
    """(P4, M1) Until then both units see it; afterwards the giver as guest alone."""
    agneta, sara, sigge = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    britta = await world.staff("Britta Berg", unit="vc-berget")
    case_id = await world.visit(agneta, sara)
    with pytest.raises(Hidden):
        await world.service.read(britta, StaffCaseOf(case_id))
    with pytest.raises(Refused, match="consent_needed"):
        await world.service.run(sara, case_id, handover("nurse", unit="vc-berget", consent=""))
    await world.service.run(sara, case_id, handover("nurse", unit="vc-berget"))
    assert case_id in await seen_in(world, britta, "drop-in")
    assert case_id in await seen_in(world, sara, "drop-in")
    await world.service.run(britta, case_id, c.AcceptHandover(new_id()))
    assert case_id not in await seen_in(world, sara, "drop-in")
    await world.service.read(sara, StaffCaseOf(case_id))
    with pytest.raises(Hidden):
        await world.service.read(sigge, StaffCaseOf(case_id))


async def test_nobody_is_handed_a_case_where_nobody_is_at_work_unless_it_is_confirmed(world: World) -> None:
    """(P4) The giver has it until somebody comes."""
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    with pytest.raises(Refused, match="nobody_at_work"):
        await world.service.run(sara, case_id, handover())
    case = (await world.service.run(sara, case_id, handover(although_empty=True))).case
    assert (case.owner, case.handover_role) == (sara.id, "physician")


async def test_a_question_is_seen_by_the_one_who_was_asked_and_by_nobody_else_there(world: World) -> None:
    """(E4) Decision 8: the case stays with the one who asks, the answer comes in the staff chat, both see it there."""
    agneta, sara = await world.resident(), await world.staff()
    britta = await world.staff("Britta Berg", unit="vc-berget")
    other = await world.staff("Bea Bok", unit="vc-berget")
    case_id = await world.visit(agneta, sara)
    await world.service.run(sara, case_id, c.AskConsult("vc-berget", "nurse", britta.id, SECRET, new_id()))
    assert case_id in await seen_in(world, britta, "konsultationer")
    assert case_id in await world.service.read(britta, OwnOf())
    assert case_id not in await seen_in(world, other, "konsultationer")
    with pytest.raises(Hidden):
        await world.service.read(other, StaffCaseOf(case_id))
    answered = (await world.service.run(britta, case_id, c.AnswerConsult("Avvakta.", new_id()))).case
    assert (answered.owner, answered.unit) == (sara.id, "vc-angen")
    for reader in (sara, britta):
        assert case_id in await seen_in(world, reader, "konsultationer")
    with pytest.raises(Refused, match="not_owner"):
        await world.say(britta, case_id, "Hej!")


async def test_a_guest_writes_in_the_patient_chat_with_the_residents_consent_until_the_visit_ends(
    world: World,
) -> None:
    """(F7, M3, E23, G10)"""
    agneta, sara = await world.resident(), await world.staff()
    britta = await world.staff("Britta Berg", unit="vc-berget")
    case_id = await world.visit(agneta, sara)
    with pytest.raises(Refused, match="consent_needed"):
        await world.service.run(sara, case_id, c.InviteColleague(britta.id, "", new_id()))
    await world.service.run(sara, case_id, c.InviteColleague(britta.id, "written", new_id()))
    await world.say(britta, case_id, "Hej, jag är också här.")
    await world.service.run(sara, case_id, c.EndVisit(1))
    with pytest.raises(Refused, match="not_owner"):
        await world.say(britta, case_id, "En sak till.")
    await world.service.read(britta, StaffCaseOf(case_id))


async def test_a_note_is_countersigned_by_a_physician_who_did_not_write_it(world: World) -> None:
    """(E3) Decision 8."""
    agneta, sara, david = await world.resident(), await world.staff(), await world.staff("David Dal", "physician")
    case_id = await world.visit(agneta, sara)
    with pytest.raises(Refused, match="note_not_written"):
        await world.service.run(sara, case_id, c.AskCountersign())
    await world.service.run(sara, case_id, c.SaveNote(0, "a", "b", "c", "", ""))
    await world.service.run(sara, case_id, c.AskCountersign())
    assert await seen_in(world, david, "vidimering") == {case_id}
    with pytest.raises(Refused, match="not_your_countersign"):
        await world.service.run(sara, case_id, c.Countersign())
    await world.service.run(david, case_id, c.ReturnNote("Lägg till status.", new_id()))
    await world.service.run(sara, case_id, c.AskCountersign())
    assert (await world.service.run(david, case_id, c.Countersign())).case.countersign == "approved"
    assert await seen_in(world, david, "vidimering") == set()


async def test_a_reply_to_one_who_has_gone_home_lies_in_the_queue_of_the_unit_and_is_told(world: World) -> None:
    """(G3, V5, U7) Else nobody would read it."""
    agneta, sara, sigge = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    case_id = await world.visit(agneta, sara)
    await world.service.run(sara, case_id, c.EndVisit(3))
    assert sara.shift
    await world.service.run(sara, sara.shift, EndShift())
    await world.say(agneta, case_id, "Jag har en fråga till.")
    case = await world.case(case_id)
    assert (case.phase, case.owner) == (Phase.ASYNC, None)
    await world.work()
    notices = (await world.service.read(sigge, NoticesOf())).rows
    assert {notice.case_id for notice in notices} == {case_id}
    await world.service.run(sigge, case_id, c.TakeOver())
    assert (await world.case(case_id)).owner == sigge.id


async def test_who_is_not_at_work_reads_but_takes_nothing(world: World) -> None:
    """(V3) A page left open over the end of the shift."""
    agneta, sara = await world.resident(), await world.staff(on_shift=False)
    case_id = await world.sent(agneta)
    await world.service.read(sara, StaffCaseOf(case_id))
    with pytest.raises(Refused, match="not_on_shift"):
        await world.service.run(sara, case_id, c.AcceptCase())
