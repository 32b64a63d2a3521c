"""*Drop in-biljetten* (VML): given by one unit, used by the resident, cancelled, or out of time; never two of these."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused
from sluss.service.doors import Outcome
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.patients import PatientOf, Ticket
from tests.drop_ins import many_drop_ins
from tests.service.world import World

pytestmark = pytest.mark.anyio

CENTRE = "kontaktcenter-1177"


def ticket(
    patient: UUID, from_case: UUID | None = None, although: bool = False, unit: str = "vc-angen"
) -> c.GiveTicket:
    return c.GiveTicket(patient, unit, "nurse", "halsont", 7, from_case, although)


async def given(world: World, staff: Actor, command: c.GiveTicket) -> UUID:
    case_id = new_id()
    await world.service.run(staff, case_id, command)
    return case_id


async def at_the_centre(world: World, resident: Actor, staff: Actor, priority: int = 4) -> UUID:
    """A visit of the resident's at 1177."""
    case_id = await world.sent(resident)
    await world.owner_of_all.execute(
        "update care_case set unit = $1, priority = $2 where id = $3", CENTRE, priority, case_id
    )
    await world.service.run(staff, case_id, c.AcceptCase())
    await world.service.run(staff, case_id, c.StartVisit(new_id()))
    return case_id


async def tickets(world: World, staff: Actor, patient: Actor) -> tuple[Ticket, ...]:
    return (await world.service.read(staff, PatientOf(patient.id, "biljetter"))).tickets


async def race(world: World, *steps: tuple[Actor, UUID, c.Command]) -> list[object]:
    return await asyncio.gather(*(world.service.run(*step) for step in steps), return_exceptions=True)


def codes(done: list[object]) -> list[str]:
    return [one.code for one in done if isinstance(one, Refused)]


async def test_1177_gives_a_ticket_to_the_queue_of_the_listed_unit_at_priority_three(world: World) -> None:
    """(D13, D16, I1, I3, I4, I6)"""
    nils = await world.staff("Nils Nord", unit=CENTRE)
    sara, agneta = await world.staff(), await world.resident()
    origin = await at_the_centre(world, agneta, nils)
    assert "GiveTicket" in (await world.service.read(nils, StaffCaseOf(origin))).may
    one = await given(world, nils, ticket(agneta.id, origin))
    case = await world.case(one)
    assert (case.phase, case.unit, case.role, case.priority) == (Phase.TICKET, "vc-angen", "nurse", 3)
    assert case.ticket_until
    assert (case.ticket_until - world.now).days in range(7, 11), "seven days, to the end of an open day"
    [told] = (await world.service.read(nils, StaffCaseOf(origin))).tickets
    assert (told.to, told.state) == ("Sjuksköterska, Vårdcentralen Ängen", "waiting")
    assert [t.state for t in await tickets(world, nils, agneta)] == ["waiting"]
    assert [t.case_id for t in await tickets(world, sara, agneta)] == [one]
    await world.service.run(agneta, one, c.ActivateTicket())
    await world.service.run(sara, one, c.AcceptCase())
    assert [t.state for t in await tickets(world, nils, agneta)] == ["used"]


async def test_a_case_triaged_higher_is_warned_of_and_keeps_its_priority(world: World) -> None:
    """(I4, decision 10)"""
    nils, agneta = await world.staff("Nils Nord", unit=CENTRE), await world.resident()
    origin = await at_the_centre(world, agneta, nils, priority=2)
    with pytest.raises(Refused, match="triaged_higher"):
        await given(world, nils, ticket(agneta.id, origin))
    one = await given(world, nils, ticket(agneta.id, origin, although=True))
    assert (await world.case(one)).priority == 2


async def test_a_ticket_is_given_by_the_unit_where_the_case_lies_and_once_somebody_has_taken_it(world: World) -> None:
    """(I2)"""
    sara, agneta = await world.staff(), await world.resident()
    britta = await world.staff("Britta Berg", unit="vc-berget")
    case_id = await world.sent(agneta)
    assert "GiveTicket" not in (await world.service.read(sara, StaffCaseOf(case_id))).may
    await world.service.run(sara, case_id, c.AcceptCase())
    await world.service.run(sara, case_id, c.StartVisit(new_id()))
    await world.service.run(sara, case_id, c.InviteColleague(britta.id, "oral", new_id()))
    assert "GiveTicket" not in (await world.service.read(britta, StaffCaseOf(case_id))).may
    assert "GiveTicket" in (await world.service.read(sara, StaffCaseOf(case_id))).may


async def test_a_ticket_pressed_twice_at_once_gives_one_place_in_the_queue(world: World) -> None:
    """(I1)"""
    sara, agneta = await world.staff(), await world.resident()
    one = await given(world, sara, ticket(agneta.id))
    press = (agneta, one, c.ActivateTicket())
    done = await race(world, press, press)
    assert codes(done) == ["ticket_used"]
    entered = await world.rows("select from journal where case_id = $1 and event = 'TicketActivated'", one)
    assert len(entered) == 1


async def test_two_tickets_used_at_once_give_one_place_when_the_region_allows_one(world: World) -> None:
    """(B18)"""
    sara, olle = await world.staff(), await world.resident("Olle Olsson")
    agneta = await world.resident()
    # So that as many connections stand open as there are tickets.
    await race(world, *((sara, new_id(), ticket(olle.id)) for _ in range(8)))
    many_drop_ins(world.service.packs, allowed=False)
    several = [await given(world, sara, ticket(agneta.id)) for _ in range(8)]
    done = await race(world, *((agneta, one, c.ActivateTicket()) for one in several))
    assert codes(done) == ["drop_in_open"] * 7
    assert [await world.phase(one) for one in several].count(Phase.WAITING) == 1


async def test_a_ticket_cancelled_while_it_is_used_is_one_or_the_other(world: World) -> None:
    """(I7)"""
    nils, agneta = await world.staff("Nils Nord", unit=CENTRE), await world.resident()
    await at_the_centre(world, agneta, nils)
    for _ in range(5):
        one = await given(world, nils, ticket(agneta.id))
        used, cancelled = await race(world, (agneta, one, c.ActivateTicket()), (nils, one, c.CancelTicket()))
        won = [isinstance(done, Outcome) for done in (used, cancelled)]
        assert sum(won) == 1
        assert await world.phase(one) is (Phase.WAITING if won[0] else Phase.WITHDRAWN)
        # Once it is used it lies at the other unit alone.
        assert isinstance(cancelled if won[0] else used, Hidden if won[0] else Refused)


async def test_a_ticket_is_cancelled_by_the_unit_that_gave_it_or_the_one_it_leads_to(world: World) -> None:
    """(I7)"""
    nils, sara = await world.staff("Nils Nord", unit=CENTRE), await world.staff()
    britta, agneta = await world.staff("Britta Berg", unit="vc-berget"), await world.resident()
    await at_the_centre(world, agneta, nils)
    for staff in (nils, sara):
        one = await given(world, nils, ticket(agneta.id))
        with pytest.raises(Hidden):
            await world.service.run(britta, one, c.CancelTicket())
        await world.service.run(staff, one, c.CancelTicket())
        page = await world.service.read(staff, StaffCaseOf(one))
        assert (page.phase, page.outcome) == ("withdrawn", "Avbokad")
        with pytest.raises(Refused, match="case_closed"):
            await world.service.run(agneta, one, c.ActivateTicket())
    assert [t.state for t in await tickets(world, sara, agneta)] == ["cancelled", "cancelled"]
    # A ticket that came to nothing is no case of the patient's.
    assert (await world.service.read(sara, PatientOf(agneta.id, "arenden"))).cases == ()


async def test_a_ticket_runs_out_by_the_clock_and_before_the_clock_has_come(world: World) -> None:
    """(I6)"""
    sara, agneta = await world.staff(), await world.resident()
    one = await given(world, sara, ticket(agneta.id))
    until = (await world.case(one)).ticket_until
    assert until
    world.now = until
    with pytest.raises(Refused, match="ticket_expired"):
        await world.service.run(agneta, one, c.ActivateTicket())
    assert [t.state for t in await tickets(world, sara, agneta)] == ["expired"]
    await world.work()
    assert await world.phase(one) is Phase.WITHDRAWN
    assert [t.state for t in await tickets(world, sara, agneta)] == ["expired"]
    assert (await world.service.read(sara, StaffCaseOf(one))).outcome == "Gick ut"


async def test_the_ticket_waits_for_the_end_of_the_visit_that_it_was_given_in_and_the_page_says_so(
    world: World,
) -> None:
    """(B18, D13)"""
    nils, agneta = await world.staff("Nils Nord", unit=CENTRE), await world.resident()
    origin = await at_the_centre(world, agneta, nils)
    one = await given(world, nils, ticket(agneta.id, origin))
    assert not (await world.service.read(nils, StaffCaseOf(origin))).tickets[0].blocked
    many_drop_ins(world.service.packs, allowed=False)
    assert (await world.service.read(nils, StaffCaseOf(origin))).tickets[0].blocked
    with pytest.raises(Refused, match="drop_in_open"):
        await world.service.run(agneta, one, c.ActivateTicket())
    await world.service.run(nils, origin, c.EndVisit(1))
    assert not (await world.service.read(nils, StaffCaseOf(origin))).tickets[0].blocked
    await world.service.run(agneta, one, c.ActivateTicket())


async def test_where_the_ticket_leads_is_told_to_units_that_it_touches_alone(world: World) -> None:
    """(D13)"""
    nils, sara = await world.staff("Nils Nord", unit=CENTRE), await world.staff()
    britta, agneta = await world.staff("Britta Berg", unit="vc-berget"), await world.resident()
    origin = await at_the_centre(world, agneta, nils)
    await world.service.run(nils, origin, c.InviteColleague(britta.id, "oral", new_id()))
    await world.service.run(nils, origin, c.InviteColleague(sara.id, "oral", new_id()))
    await given(world, nils, ticket(agneta.id, origin))
    for reader, seen in ((nils, 1), (sara, 1), (britta, 0)):
        assert len((await world.service.read(reader, StaffCaseOf(origin))).tickets) == seen
