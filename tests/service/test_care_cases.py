"""What staff begin: an asynchronous case, or a message that cannot be answered, with a patient of their unit."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused
from sluss.service.doors import Outcome
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.patients import PatientOf
from sluss.service.queries.resident import ResidentCaseOf
from tests.service.test_patients import kept, person
from tests.service.world import World

pytestmark = pytest.mark.anyio

SMS = "select data from job where kind = 'sms'"


def begin(
    patient: UUID, text: str = "Dina prover är bra.", one_way: bool = False, reason: str = "provsvar"
) -> c.StartCareCase:
    return c.StartCareCase(patient, reason, text, 3, one_way, new_id())


async def begun(world: World, staff: Actor, command: c.StartCareCase) -> UUID:
    case_id = new_id()
    await world.service.run(staff, case_id, command)
    return case_id


async def test_a_case_begun_by_staff_is_the_starters_and_the_resident_reads_and_answers(world: World) -> None:
    """(E21, G3, G4)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id = await begun(world, sara, begin(agneta.id))
    case = await world.case(case_id)
    assert (case.phase, case.flow, case.origin, case.owner) == (Phase.ASYNC, "async", "staff", sara.id)
    page = await world.service.read(agneta, ResidentCaseOf(case_id))
    assert [one.text for one in page.messages] == ["Dina prover är bra."]
    await world.say(agneta, case_id, "Vad skönt, tack.")
    assert (await world.case(case_id)).waiting_since == world.now


async def test_an_sms_goes_out_when_the_case_is_begun_with_words_or_without(world: World) -> None:
    """(G7, G8)"""
    sara, agneta = await world.staff(), await world.resident()
    for text in ("Dina prover är bra.", ""):
        before = len(await world.rows(SMS))
        case_id = await begun(world, sara, begin(agneta.id, text))
        assert len(await world.rows(SMS)) == before + 1, text
        assert (await world.case(case_id)).waiting_since is None


async def test_a_message_that_cannot_be_answered_is_created_sent_and_ended(world: World) -> None:
    """(G5, G6)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id = await begun(world, sara, begin(agneta.id, one_way=True))
    with pytest.raises(Refused, match="one_way"):
        await world.say(agneta, case_id, "Får jag fråga en sak?")
    assert not (await world.service.read(agneta, ResidentCaseOf(case_id))).can_write
    await world.service.run(sara, case_id, c.EndCase())
    page = await world.service.read(agneta, ResidentCaseOf(case_id))
    assert (page.phase, [one.text for one in page.messages]) == ("ended", ["Dina prover är bra."])
    with pytest.raises(Refused, match="message_empty"):
        await begun(world, sara, begin(agneta.id, "  ", one_way=True))


async def test_nobody_begins_with_a_patient_whom_the_unit_may_not_see(world: World) -> None:
    """(A13, E21, I1)"""
    britta, sara = await world.staff("Britta Berg", unit="vc-berget"), await world.staff()
    agneta = await world.resident()
    for patient in (agneta.id, new_id()):
        ticket = c.GiveTicket(patient, "vc-berget", "nurse", "halsont", 7, None, although_higher=False)
        for command in (begin(patient), ticket):
            with pytest.raises(Refused, match="patient_unknown"):
                await world.service.run(britta, new_id(), command)
        with pytest.raises(Hidden):
            await world.service.read(britta, PatientOf(patient))
    assert await world.rows("select from care_case") == []
    await begun(world, sara, begin(agneta.id))


async def test_nobody_but_licensed_staff_at_work_begins_anything(world: World) -> None:
    """(E21, V3)"""
    agneta, idle = await world.resident(), await world.staff("Sigge Sand", on_shift=False)
    with pytest.raises(Refused, match="not_on_shift"):
        await begun(world, idle, begin(agneta.id))
    for actor in (
        agneta,
        await world.staff("Lotta Lind", "local_admin"),
        await world.staff("Loa Lund", "log_reviewer"),
    ):
        with pytest.raises(Hidden):
            await begun(world, actor, begin(agneta.id))
    assert await world.rows("select from care_case") == []


async def test_a_child_whom_no_guardian_speaks_for_is_written_to_by_nobody(world: World) -> None:
    """Nobody would read it (decision 6, L13)."""
    sara = await world.staff()
    today = world.now.date()
    twelve = await kept(world, person("Bo", "Vik", "vc-angen"))
    thirteen = await kept(world, person("Tess", "Vik", "vc-angen"))
    for one, born in ((twelve, today.replace(year=today.year - 13) + timedelta(1)), (thirteen, date(2013, 5, 16))):
        await world.owner_of_all.execute("update person set born = $1 where id = $2", born, one.id)
    ticket = c.GiveTicket(twelve.id, "vc-angen", "nurse", "halsont", 7, None, although_higher=False)
    for command in (begin(twelve.id), ticket):
        with pytest.raises(Refused, match="no_guardian"):
            await world.service.run(sara, new_id(), command)
    child, youth = [await world.service.read(sara, PatientOf(one.id)) for one in (twelve, thirteen)]
    assert (child.can_log_in, child.may) == (False, frozenset())
    assert youth.may == {"StartCareCase", "GiveTicket", "BookVisit"}
    await begun(world, sara, begin(thirteen.id))


async def test_what_residents_seek_for_is_nothing_that_staff_begin(world: World) -> None:
    """(G4)"""
    sara, agneta = await world.staff(), await world.resident()
    for reason in ("halsont", "ingenting"):
        with pytest.raises(Refused, match="reason_unknown"):
            await begun(world, sara, begin(agneta.id, reason=reason))


async def test_the_same_form_posted_twice_at_once_begins_one_case(world: World) -> None:
    """(E21)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id, command = new_id(), begin(agneta.id)
    twice = [world.service.run(sara, case_id, command) for _ in range(2)]
    done = await asyncio.gather(*twice, return_exceptions=True)
    assert sum(isinstance(one, Outcome) for one in done) == 1
    [refused] = [one for one in done if isinstance(one, Refused)]
    assert refused.code == "wrong_phase"
    assert len(await world.rows("select from message")) == 1
    assert len(await world.rows(SMS)) == 1


async def test_a_unit_that_does_not_use_them_has_no_beginnings_in_the_profile(world: World) -> None:
    """(Y1)"""
    sara, agneta, idle = await world.staff(), await world.resident(), await world.staff("Sigge Sand", on_shift=False)
    assert (await world.service.read(sara, PatientOf(agneta.id))).may == {"StartCareCase", "GiveTicket", "BookVisit"}
    assert (await world.service.read(idle, PatientOf(agneta.id))).may == frozenset()


async def test_a_visit_ends_with_its_outcome_and_withdraws_what_was_offered(world: World) -> None:
    """(P9, Q3, G11)"""
    sara, sigge, agneta = await world.staff(), await world.staff("Sigge Sand"), await world.resident()
    case_id = await world.visit(agneta, sara)
    with pytest.raises(Refused, match="not_an_outcome"):
        await world.service.run(sara, case_id, c.EndVisit(1, "nagot-annat"))
    offer = c.HandOver("vc-angen", "nurse", sigge.id, 3, "Tar du henne?", "", False, new_id())
    await world.service.run(sara, case_id, offer)
    assert (await world.service.read(sara, StaffCaseOf(case_id))).handover
    await world.service.run(sara, case_id, c.EndVisit(1, "beredskapsjour"))
    page = await world.service.read(sara, StaffCaseOf(case_id))
    assert (page.phase, page.outcome, page.handover) == ("async", "Överlämnat till beredskapsjour", None)
    await world.service.run(sara, case_id, c.EndCase())
    assert (await world.service.read(sara, StaffCaseOf(case_id))).outcome == "Överlämnat till beredskapsjour"
