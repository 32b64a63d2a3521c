"""Booked visits through both doors: reminders, overlapping times, what staff see, and whom it is told (K1 to K14)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.patients import PatientOf
from sluss.service.queries.shift import DayOf, LeaveOf
from sluss.service.queries.visits import BookableOf
from sluss.service.queries.worklists import WorklistOf
from sluss.service.relations import ChoosePrimary
from sluss.service.reminders import NoteContact
from sluss.service.views import Filter
from tests.service.family import BO, VERA, VIKTOR, id_of, log_in, settle
from tests.service.world import World

pytestmark = pytest.mark.anyio

HALF = timedelta(minutes=30)
PHONE = "+46701740605"
BOOKED = "En tid för ett digitalt besök är bokad åt dig"


def at(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """A clock in Stockholm, days after the Friday on which the tests begin."""
    return datetime(2026, 11, 20, hour, minute, tzinfo=STOCKHOLM) + timedelta(days=days)


def visit(patient: UUID, staff: UUID | None, starts: datetime, although: bool = False) -> c.BookVisit:
    times = (starts, starts + HALF)
    return c.BookVisit(patient, "visit", "vc-angen", "nurse", staff, "provsvar", *times, although=although)


async def booked(world: World, staff: Actor, patient: UUID, starts: datetime, whose: UUID | None = None) -> UUID:
    case_id = new_id()
    await world.service.run(staff, case_id, visit(patient, whose or staff.id, starts))
    return case_id


async def agreed(world: World, staff: Actor, patient: UUID, wants: bool = True) -> None:
    await world.service.run(staff, patient, NoteContact("", wants))


async def sms(world: World, number: str = PHONE) -> list[str]:
    """The first words of each that has come, in the order of time."""
    await world.work()
    found = dict(await world.phone.messages()).get(number, ())
    return [one.text.split(":")[0].split(".")[0] for one in sorted(found, key=lambda one: one.at)]


async def scheduled(world: World, staff: Actor, **filter: object) -> list[UUID]:
    return [row.case_id for row in (await world.service.read(staff, WorklistOf("schemalagda", Filter(**filter)))).rows]  # type: ignore[arg-type]


async def test_reminders_come_at_the_booking_the_same_day_and_just_before_with_a_link_to_the_case(world: World) -> None:
    """(J1, K3, U1, U5)"""
    sara, agneta = await world.staff(), await world.resident()
    await agreed(world, sara, agneta.id)
    one = await booked(world, sara, agneta.id, at(4))
    assert await sms(world) == [BOOKED]
    world.now = at(4, 7, 59)
    assert len(await sms(world)) == 1
    world.now = at(4, 8)
    assert (await sms(world))[1:] == ["Påminnelse"]
    world.now = at(4, 9, 45)
    assert len(await sms(world)) == 3
    for text in dict(await world.phone.messages())[PHONE]:
        assert f"/arenden/{one}" in text.text
        assert "Ängen" not in text.text
        assert "Agneta" not in text.text
    world.now = at(4, 12)
    assert len(await sms(world)) == 3


async def test_a_visit_moved_ten_times_is_reminded_of_once_for_the_time_that_it_has(world: World) -> None:
    """(J1, K13)"""
    sara, agneta = await world.staff(), await world.resident()
    await agreed(world, sara, agneta.id)
    one = await booked(world, sara, agneta.id, at(4))
    for days in (5, 6, 3, 7, 10, 4, 8, 9, 6, 11):
        await world.service.run(sara, one, c.MoveBooking(at(days), at(days) + HALF))
    jobs = await world.rows("select run_at from job where kind = 'booking_reminder' order by run_at")
    assert [row["run_at"] for row in jobs] == [at(11, 8), at(11, 9, 45)]
    assert len(await sms(world)) == 11, "booked, and moved ten times"
    world.now = at(10, 23)
    assert len(await sms(world)) == 11
    world.now = at(11, 9, 50)
    assert (await sms(world))[11:] == ["Påminnelse", "Påminnelse"]


async def test_moved_to_within_minutes_the_reminders_of_the_earlier_time_say_nothing(world: World) -> None:
    """(J1)"""
    sara, agneta = await world.staff(), await world.resident()
    await agreed(world, sara, agneta.id)
    one = await booked(world, sara, agneta.id, at(4))
    soon = world.now + timedelta(minutes=5)
    await world.service.run(sara, one, c.MoveBooking(soon, soon + HALF))
    before = len(await sms(world))
    world.now = at(4, 9, 50)
    assert len(await sms(world)) == before


async def test_a_cancelled_visit_is_told_of_and_reminds_nobody(world: World) -> None:
    """(K13, U3)"""
    sara, agneta = await world.staff(), await world.resident()
    await agreed(world, sara, agneta.id)
    one = await booked(world, sara, agneta.id, at(4))
    assert await sms(world) == [BOOKED]
    await world.service.run(sara, one, c.CancelBooking())
    assert sorted(await sms(world)) == ["En bokad tid är avbokad", BOOKED]
    world.now = at(4, 9, 50)
    assert len(await sms(world)) == 2
    assert await scheduled(world, sara) == []
    [shown] = (await world.service.read(sara, PatientOf(agneta.id, "arenden"))).cases
    assert (shown.phase, shown.booked_from) == ("withdrawn", at(4))


async def test_consent_that_is_withdrawn_between_holds_from_then_on(world: World) -> None:
    """(U1, U3)"""
    sara, agneta = await world.staff(), await world.resident()
    await agreed(world, sara, agneta.id)
    one = await booked(world, sara, agneta.id, at(4))
    world.now = at(4, 8)
    assert len(await sms(world)) == 2
    await agreed(world, sara, agneta.id, wants=False)
    world.now = at(4, 9, 45)
    assert len(await sms(world)) == 2
    # That the time is another now is told all the same.
    await world.service.run(sara, one, c.MoveBooking(at(4, 15), at(4, 16)))
    assert (await sms(world))[2:] == ["Din bokade tid har ändrats"]


async def test_who_was_never_asked_is_not_reminded(world: World) -> None:
    """(U1)"""
    sara, agneta = await world.staff(), await world.resident()
    await booked(world, sara, agneta.id, at(4))
    world.now = at(4, 9, 50)
    assert await sms(world) == [BOOKED]


async def test_a_reminder_that_is_worked_twice_is_sent_once(world: World) -> None:
    """(J1)"""
    sara, agneta = await world.staff(), await world.resident()
    await agreed(world, sara, agneta.id)
    one = await booked(world, sara, agneta.id, at(4))
    world.now = at(4, 8)
    system, remind = Actor("system", new_id()), c.RemindOfBooking("same_day", at(4))
    for _ in range(3):
        await world.service.run(system, one, remind)
    assert len(await sms(world)) == 2


async def test_the_current_number_is_noted_at_the_booking_and_the_sms_goes_there(world: World) -> None:
    """(K1, K3)"""
    sara, agneta = await world.staff(), await world.resident(phone=None)
    known = await world.service.read(sara, BookableOf(agneta.id))
    assert known.contact
    assert (known.contact.phone, known.contact.reminders) == ("", False)
    await world.service.run(sara, agneta.id, NoteContact("070-174 06 11", True))
    await booked(world, sara, agneta.id, at(4))
    assert await sms(world, "+46701740611") == [BOOKED]
    for wrong in ("08-123 45", "abc", "070"):
        with pytest.raises(Refused, match="mobile_wrong"):
            await world.service.run(sara, agneta.id, NoteContact(wrong, True))
    [row] = await world.rows("select actor from access_log where what = 'NoteContact' and outcome = 'created'")
    assert row["actor"] == sara.id


async def test_a_number_is_noted_by_who_is_at_work_and_of_a_patient_of_the_unit(world: World) -> None:
    """(K1, A13)"""
    agneta = await world.resident()
    britta, home = await world.staff("Britta Berg", unit="vc-berget"), await world.staff("Hanna Hed", on_shift=False)
    with pytest.raises(Hidden):
        await world.service.run(britta, agneta.id, NoteContact(PHONE, True))
    with pytest.raises(Hidden):
        await world.service.read(britta, BookableOf(agneta.id))
    with pytest.raises(Refused, match="patient_needs_shift"):
        await world.service.run(home, agneta.id, NoteContact(PHONE, True))
    with pytest.raises(Hidden):
        await world.service.run(agneta, agneta.id, NoteContact(PHONE, True))


async def test_two_colleagues_who_book_the_same_one_at_once_see_each_other(world: World) -> None:
    """The second is warned, and may book all the same."""
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    patients = [await world.resident(f"Anna {name}") for name in ("Ek", "Alm", "Gran", "Lind")]
    tries = [
        world.service.run(who, new_id(), visit(patient.id, sara.id, at(4)))
        for who, patient in zip((sara, sigge, sara, sigge), patients, strict=True)
    ]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(one.code for one in ended if isinstance(one, Refused)) == ["booked_already"] * 3
    again = new_id()
    await world.service.run(sigge, again, visit(patients[0].id, sara.id, at(4, 10, 20), although=True))
    # Beside it is no overlap, nor is another colleague.
    await booked(world, sara, patients[1].id, at(4, 10, 50))
    await booked(world, sara, patients[2].id, at(4), whose=sigge.id)


async def test_a_childs_primary_contact_is_written_to_and_a_later_choice_is_for_later_bookings(world: World) -> None:
    """(K11, L6, J1)"""
    settle(world)
    sara, vera = await world.staff(), await log_in(world, VERA)
    await log_in(world, VIKTOR)
    bo, viktor = await id_of(world, BO), await id_of(world, VIKTOR)
    await world.service.run(sara, bo, ChoosePrimary(vera.id))
    first = await booked(world, sara, bo, at(4))
    assert (await world.service.read(sara, BookableOf(bo))).contact.name == "Vera Vik"  # type: ignore[union-attr]
    world.wait(minutes=1)
    await world.service.run(sara, bo, ChoosePrimary(viktor))
    second = await booked(world, sara, bo, at(5))
    assert (await world.case(first)).resident == vera.id
    assert (await world.case(second)).resident == viktor
    assert await sms(world, "+46701740607") == [BOOKED]
    assert await sms(world, "+46701740608") == [BOOKED]
    assert await sms(world, "+46701740609") == [], "the child itself is not written to"


async def test_the_view_tells_by_time_who_waits_who_is_late_and_who_is_absent(world: World) -> None:
    """(E6, J2, J9)"""
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    agneta, bosse = await world.resident(), await world.resident("Bosse Berg", "+46701740612")
    late = await booked(world, sara, bosse.id, at(0, 11))
    one = await booked(world, sara, agneta.id, at(0, 10, 30))
    other = await booked(world, sigge, agneta.id, at(3), whose=sigge.id)
    assert await scheduled(world, sara) == [one, late, other]
    assert await scheduled(world, sara, mine=True) == [one, late]
    assert await scheduled(world, sara, today=True) == [one, late]
    world.now = at(0, 10, 22)
    await world.service.run(agneta, one, c.EnterWaitingRoom())
    world.now = at(0, 11, 5)
    rows = {row.case_id: row for row in (await world.service.read(sara, WorklistOf("schemalagda", Filter()))).rows}
    here, missing = rows[one].booked, rows[late].booked
    assert here
    assert missing
    assert (here.arrived_at, here.no_show) == (at(0, 10, 22), False)
    assert (missing.late, missing.no_show) == (True, False)
    await world.service.run(sara, late, c.NoteNoShow())
    page = await world.service.read(sara, StaffCaseOf(late))
    assert page.visit
    assert page.visit.contact
    assert page.visit.contact.phone == "+46701740612", "shown at once"
    listed = await world.service.read(sara, WorklistOf("schemalagda", Filter(reason="halsont")))
    assert (listed.shown, listed.hidden, listed.hidden_unowned) == (0, 3, 2), "who waits and who is late is warned of"
    assert listed.counts["schemalagda"] == 2, "what is left of today"


async def test_whose_visits_they_are_has_them_among_their_own_on_the_day(world: World) -> None:
    """(E25, V2, E15)"""
    sara, agneta = await world.staff(), await world.resident()
    today = await booked(world, sara, agneta.id, at(0, 15))
    await booked(world, sara, agneta.id, at(3))
    mine = await world.service.read(sara, WorklistOf("mina", Filter()))
    assert [row.case_id for row in mine.rows] == [today]
    assert [line.case_id for line in (await world.service.read(sara, LeaveOf())).own] == [today]
    world.now = at(0, 15, 1)
    [line] = (await world.service.read(sara, DayOf())).todo
    assert (line.case_id, line.needs) == (today, ("booked",))
    await world.service.run(sara, today, c.AcceptCase())
    await world.service.run(sara, today, c.StartVisit(new_id()))
    await world.service.run(sara, today, c.EndVisit(0))
    assert await world.phase(today) is Phase.ENDED
    assert (await world.service.read(sara, LeaveOf())).own == ()


async def test_a_night_when_the_clocks_change_is_reminded_by_minutes_that_pass(world: World) -> None:
    """(J1) 28 March 2027, 02.00 to 03.00 does not exist."""
    sara, agneta = await world.staff(), await world.resident()
    await agreed(world, sara, agneta.id)
    await booked(world, sara, agneta.id, datetime(2027, 3, 28, 3, 5, tzinfo=STOCKHOLM))
    jobs = await world.rows("select run_at from job where kind = 'booking_reminder' order by run_at")
    assert [row["run_at"].astimezone(STOCKHOLM).strftime("%H.%M") for row in jobs] == ["01.50"]


async def test_what_is_not_the_units_is_not_there(world: World) -> None:
    sara, agneta = await world.staff(), await world.resident()
    britta = await world.staff("Britta Berg", unit="vc-berget")
    one = await booked(world, sara, agneta.id, at(4))
    for command in (c.MoveBooking(at(5), at(6)), c.CancelBooking(), c.NoteNoShow(), c.AcceptCase()):
        with pytest.raises(Hidden):
            await world.service.run(britta, one, command)
    with pytest.raises(Hidden):
        await world.service.run(britta, one, c.CancelBooking())
    with pytest.raises(Refused, match="not_yours"):
        await world.service.run(agneta, one, c.CancelBooking())
    with pytest.raises(Refused, match="patient_unknown"):
        await world.service.run(
            britta,
            new_id(),
            visit(new_id(), None, at(4)).__class__(
                new_id(), "visit", "vc-berget", "nurse", None, "provsvar", at(4), at(4) + HALF
            ),
        )
