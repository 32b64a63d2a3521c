"""Group visits with several patients (J11): H24 has none yet, H26 does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from sluss import regions
from sluss.core.access import allowed
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.facts import Facts, Group
from sluss.core.functions import GROUPS
from sluss.core.groups import LONGEST_NAME, NAMELESS, begin, fits, leads, sees_group, shown_as
from sluss.core.hours import STOCKHOLM
from sluss.core.people import Person
from sluss.core.policy import Pack
from sluss.core.refusal import Hidden, Refused
from sluss.store.packs import load
from tests.core.case.scene import CALENDAR, PACK, staff, uuid
from tests.core.case.test_waiting_room import AGNETA as RESIDENT, STARTS, booked, enters

NOW = datetime(2026, 11, 20, 10, tzinfo=STOCKHOLM)
SARA = replace(staff(1, "Sara Sand"), shift=uuid(11))
SIGGE = replace(staff(2, "Sigge Sand"), shift=uuid(12))
BRITTA = replace(staff(3, "Britta Berg", unit="vc-berget"), shift=uuid(13))
LOTTA = staff(4, "Lotta Lind", role="local_admin")
AGNETA = Person(uuid(20), "196804122387", "Agneta", "Andersson", date(1968, 4, 12))
PIA = replace(AGNETA, id=uuid(21), given_name="Pia", protected=True)
END = STARTS + timedelta(hours=1)
GROUP = Group(uuid(30), "vc-angen", "Sömnskola", "halsont", "nurse", SARA.id, STARTS, END, places=2)


def without(pack: Pack) -> Pack:
    """A region that holds no group visits."""
    units = {id_: replace(unit, functions=unit.functions - {GROUPS}) for id_, unit in pack.units.items()}
    return replace(pack, units=units)


def visit(patient: Person = AGNETA) -> c.BookVisit:
    return c.BookVisit(
        patient.id, "group", "vc-angen", "nurse", None, "halsont", STARTS, END, meeting=GROUP.id, although=True
    )


def facts(group: Group | None = GROUP, pack: Pack = PACK, patient: Person = AGNETA) -> Facts:
    return Facts(NOW, pack, CALENDAR, group=group, patient=patient)


@pytest.mark.parametrize(
    ("region", "held"),
    [("halland-2024", False), ("halland-2026", True), ("demo", True), ("gavleborg-2024", False)],
)
def test_only_a_region_that_holds_them_lets_its_units_use_them(region: str, held: bool) -> None:
    pack = load(Path(regions.__path__[0]) / region)
    assert {GROUPS in unit.offered for unit in pack.units.values()} == {held}
    assert pack.routine.video.group is held


def test_each_participant_is_booked_as_a_case_of_their_own() -> None:
    [told, *_] = decide(SARA, Case(uuid(40)), visit(), facts())
    assert isinstance(told, e.VisitBooked)
    assert (told.kind, told.meeting, told.resident, told.patient) == ("group", GROUP.id, AGNETA.id, AGNETA.id)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("groups_off", facts(pack=without(PACK))),
        ("group_unknown", facts(group=None)),
        ("group_unknown", facts(group=replace(GROUP, unit="vc-berget"))),
        ("group_time", facts(group=replace(GROUP, ends=END + timedelta(hours=1)))),
        ("group_over", facts(group=replace(GROUP, ended_at=NOW))),
        ("group_twice", facts(group=replace(GROUP, patients=frozenset({AGNETA.id})))),
        ("group_full", facts(group=replace(GROUP, patients=frozenset({uuid(50), uuid(51)})))),
    ],
)
def test_who_has_no_place_in_the_group_is_not_booked_in_it(code: str, known: Facts) -> None:
    fits(visit(), facts())
    with pytest.raises(Refused, match=code):
        decide(SARA, Case(uuid(40)), visit(), known)


def test_a_visit_that_is_no_groups_belongs_to_no_meeting() -> None:
    [told, *_] = decide(SARA, Case(uuid(40)), replace(visit(), kind="visit"), facts(pack=without(PACK)))
    assert isinstance(told, e.VisitBooked)
    assert told.meeting is None


def test_nobody_is_moved_out_of_the_time_of_the_group_alone() -> None:
    case = booked(meeting=GROUP.id)
    with pytest.raises(Refused, match="group_time"):
        decide(SARA, case, c.MoveBooking(STARTS + timedelta(hours=2), END + timedelta(hours=2)), facts())
    assert "MoveBooking" not in allowed(SARA, case)
    assert "MoveBooking" in allowed(SARA, booked())


@pytest.mark.parametrize(
    ("who", "pack"),
    [(BRITTA, PACK), (LOTTA, PACK), (RESIDENT, PACK), (SARA, without(PACK)), (Actor("system", uuid(0)), PACK)],
)
def test_the_roster_is_hidden_from_other_units_other_roles_and_where_there_are_no_groups(
    who: Actor, pack: Pack
) -> None:
    assert sees_group(SARA, GROUP, PACK) == GROUP
    with pytest.raises(Hidden):
        sees_group(who, GROUP, pack)


def test_one_leads_and_another_at_the_unit_does_not() -> None:
    leads(SARA, GROUP)
    with pytest.raises(Refused, match="group_not_leader"):
        leads(SIGGE, GROUP)
    with pytest.raises(Refused, match="not_on_shift"):
        leads(replace(SARA, shift=None), GROUP)


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("group_untitled", replace(GROUP, title="  ")),
        ("group_title_long", replace(GROUP, title="x" * 81)),
        ("reason_unknown", replace(GROUP, reason="")),
        ("group_places", replace(GROUP, places=1)),
        ("group_places", replace(GROUP, places=13)),
    ],
)
def test_a_group_that_nobody_could_hold_is_not_booked(code: str, group: Group) -> None:
    begin(SARA, GROUP, PACK)
    with pytest.raises(Refused, match=code):
        begin(SARA, group, PACK)


def test_a_group_of_another_unit_is_not_booked() -> None:
    with pytest.raises(Hidden):
        begin(SARA, replace(GROUP, unit="vc-berget"), PACK)


@pytest.mark.parametrize(
    ("chosen", "patient", "name"),
    [
        ("", AGNETA, "Agneta"),
        ("  Nettan \n", AGNETA, "Nettan"),
        ("", PIA, NAMELESS),
        ("Kim", PIA, "Kim"),
        ("", None, NAMELESS),
    ],
)
def test_the_others_read_a_first_name_that_the_participant_has_chosen(
    chosen: str, patient: Person | None, name: str
) -> None:
    """Of who has protected identity nothing that was not chosen (N5)."""
    assert shown_as(chosen, patient) == name


def test_a_name_that_is_no_first_name_is_refused() -> None:
    with pytest.raises(Refused, match="shown_as_long"):
        shown_as("x" * (LONGEST_NAME + 1), AGNETA)


def test_a_name_is_kept_in_a_group_alone() -> None:
    entered: Callable[[Case], list[e.Event]] = partial(enters, at=STARTS)
    assert entered(booked()) == [e.ResidentArrived("")]
    [told] = decide(RESIDENT, booked(meeting=GROUP.id), c.EnterWaitingRoom("Nettan"), replace(facts(), now=STARTS))
    assert told == e.ResidentArrived("Nettan")
