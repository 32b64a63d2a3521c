"""Who may act for a child, until when, and who is told (L1 to L12, N3, N4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from sluss.core.access import may, sees
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.intake import may_begin
from sluss.core.notices import jobs
from sluss.core.people import Person, age_in_words
from sluss.core.proxies import (
    FRESH,
    Guardian,
    Proxy,
    Ward,
    addressee,
    ends_at,
    grown,
    next_night,
    primary,
    right,
    rights,
    standing,
    why_not,
)
from sluss.core.refusal import Hidden, Refused
from sluss.core.routine import Protected, Proxies, Routine
from tests.core.around import shared
from tests.core.case.scene import FACTS, NOW, PACK, SARA, after, case_in, refusal, uuid
from tests.core.matrix import LETTERS, MATRIX, OTHERS

BOTH, ONE = Proxies(most=2), Proxies(most=1, primary="chosen")
VERA, VIKTOR, KIM = uuid(31), uuid(32), uuid(33)


def child(born: date = date(2019, 3, 14), protected: bool = False) -> Person:
    return Person(KIM, "201903142394", "Kim", "Kvist", born, protected)


def guardian(id_: UUID = VERA, position: int = 0, checked_at: datetime = NOW, **more: object) -> Guardian:
    known = {"protected": False, "shares_contact": False, **more}
    return Guardian(id_, "Vera Vik", position=position, checked_at=checked_at, **known)  # type: ignore[arg-type]


# --- until when


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        (date(2013, 11, 20), datetime(2026, 11, 20, tzinfo=STOCKHOLM)),
        # Decision 6: born 29 February, 28 February in other years.
        (date(2016, 2, 29), datetime(2029, 2, 28, tzinfo=STOCKHOLM)),
        (date(2011, 2, 28), datetime(2024, 2, 28, tzinfo=STOCKHOLM)),
        # The nights on which the clock is changed: midnight is before both.
        (date(2014, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC)),
        (date(2012, 10, 26), datetime(2025, 10, 25, 22, tzinfo=UTC)),
        # Swedish midnight is not that of UTC.
        (date(2013, 7, 1), datetime(2026, 6, 30, 22, tzinfo=UTC)),
    ],
)
def test_the_right_ends_at_midnight_in_stockholm_on_the_thirteenth_birthday(born: date, ends: datetime) -> None:
    """(L1, L2)"""
    assert ends_at(born) == ends
    for before in (timedelta(microseconds=1), timedelta(days=1)):
        now = ends - before
        found = right(guardian(checked_at=now), child(born), BOTH, now)
        assert found is not None
        assert not grown(born, now)
        assert standing((found,), now) == (found,)
    for later in (timedelta(0), timedelta(hours=1), timedelta(days=366)):
        assert right(guardian(checked_at=ends + later), child(born), BOTH, ends + later) is None
        assert grown(born, ends + later)
    last = right(guardian(checked_at=ends - timedelta(hours=1)), child(born), BOTH, ends - timedelta(hours=1))
    assert last == Proxy(KIM, ends, every_case=True)


def test_a_right_is_as_old_as_what_the_register_said() -> None:
    """What nobody has said for a day is no right; it is not guessed (A14)."""
    told = guardian()
    assert right(told, child(), BOTH, NOW) == Proxy(KIM, NOW + FRESH, every_case=True)
    assert right(told, child(), BOTH, NOW + FRESH - timedelta(seconds=1)) is not None
    assert right(told, child(), BOTH, NOW + FRESH) is None
    assert why_not(told, child(), NOW + FRESH) == "unknown"


def test_neither_protected_guardian_nor_protected_child_and_whoever_has_lost_custody() -> None:
    """(N3, N4)"""
    lost = guardian(ended_at=NOW)
    for one, of, why in (
        (guardian(protected=True), child(), "protected"),
        (guardian(), child(protected=True), "protected"),
        (lost, child(), "ended"),
        (guardian(), child(date(2013, 11, 20)), "grown"),
    ):
        assert why_not(one, of, NOW) == why
        assert rights([(one, of)], BOTH, NOW) == ()
    assert why_not(lost, child(), NOW - timedelta(seconds=1)) == ""


@pytest.mark.parametrize(
    ("now", "night"),
    [
        (datetime(2026, 11, 20, 10, tzinfo=STOCKHOLM), datetime(2026, 11, 21, 1, tzinfo=STOCKHOLM)),
        (datetime(2026, 11, 20, 0, 30, tzinfo=STOCKHOLM), datetime(2026, 11, 20, 1, tzinfo=STOCKHOLM)),
        (datetime(2027, 3, 27, 22, tzinfo=UTC), datetime(2027, 3, 28, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 21, tzinfo=UTC), datetime(2026, 10, 24, 23, tzinfo=UTC)),
    ],
)
def test_the_register_is_asked_every_night_also_when_the_clock_is_changed(now: datetime, night: datetime) -> None:
    assert next_night(now) == night


def test_small_children_have_their_age_in_months() -> None:
    today = date(2026, 11, 20)
    for born, words in (
        (date(2019, 3, 14), "7 år"),
        (date(2025, 11, 20), "1 år"),
        (date(2025, 11, 21), "11 månader"),
        (date(2026, 10, 20), "1 månad"),
        (date(2026, 10, 21), "yngre än 1 månad"),
    ):
        assert age_in_words(born, today) == words


# --- who is written to


def test_who_alone_has_contact_details_is_primary_else_the_first_of_the_register() -> None:
    """H26, rules 1 and 2 (L6, L7, L8)"""
    first, second = guardian(VERA, 0), guardian(VIKTOR, 1)

    def found(*guardians: Guardian, rules: Proxies = BOTH) -> UUID | None:
        one = primary(Ward(child(), guardians), rules, NOW)
        return one.id if one else None

    assert found(first, replace(second, shares_contact=True)) == VIKTOR
    assert found(first, second) == VERA
    assert found(replace(second, shares_contact=True), replace(first, shares_contact=True)) == VERA
    # H24: the first is preselected, whatever is known of contact details (L5).
    assert found(first, replace(second, shares_contact=True), rules=ONE) == VERA
    # L9, L13: chosen by staff, and the latest choice holds.
    chosen = replace(second, chosen_at=NOW - timedelta(days=2))
    assert found(replace(first, shares_contact=True), chosen) == VIKTOR
    assert found(replace(first, chosen_at=NOW - timedelta(days=1)), chosen) == VERA
    # Who may not act is nobody's contact.
    assert found(replace(first, protected=True), second) == VIKTOR
    assert found(first, replace(chosen, ended_at=NOW)) == VERA
    assert found(replace(first, protected=True)) is None
    assert found() is None


def test_a_notice_goes_to_who_began_it_while_the_right_holds_and_then_to_whom_it_concerns() -> None:
    """(L2, L10)"""
    case = replace(case_in(Phase.VISIT), resident=VERA, patient=KIM)
    ward = Ward(child(), (guardian(VERA, 0), guardian(VIKTOR, 1)))
    lost = replace(ward, guardians=(guardian(VERA, 0, ended_at=NOW), guardian(VIKTOR, 1)))
    assert addressee(case, ward, BOTH, NOW) == VERA
    # A register that is silent for days silences no neutral notice.
    assert addressee(case, ward, BOTH, NOW + timedelta(days=3)) == VERA
    assert addressee(case, lost, BOTH, NOW) == VIKTOR
    # H24: the other guardian could not open it.
    assert addressee(case, lost, ONE, NOW) is None
    assert addressee(case, Ward(child(), ()), BOTH, NOW) is None
    assert addressee(case, replace(ward, child=child(protected=True)), BOTH, NOW) is None
    assert addressee(case, replace(ward, child=child(date(2013, 11, 20))), BOTH, NOW) == KIM
    assert addressee(replace(case, patient=VERA), None, BOTH, NOW) == VERA


def test_when_nobody_is_left_to_tell_the_case_says_so_and_no_sms_is_asked_for() -> None:
    case = replace(case_in(Phase.VISIT), resident=VERA, patient=KIM, staff_said=5, resident_said=3)
    alone = replace(FACTS, ward=Ward(child(), ()))
    said = decide(SARA, case, c.SendMessage("Hej!", uuid(1), uuid(2), 99), alone)
    assert [event.to for event in said if isinstance(event, e.SmsAsked)] == [None]
    assert jobs(after(case, said), said, alone) == []
    assert refusal(SARA, case, c.RemindBySms(), alone).code == "nobody_to_tell"
    reached = replace(FACTS, ward=Ward(child(), (guardian(),)))
    told = decide(SARA, case, c.RemindBySms(), reached)
    assert [event.to for event in told if isinstance(event, e.SmsAsked)] == [VERA]


# --- who sees what


def actor(id_: UUID, *proxies: Proxy) -> Actor:
    return Actor("resident", id_, "Vera Vik", proxies=proxies)


EVERY, OWN = Proxy(KIM, NOW + FRESH, True), Proxy(KIM, NOW + FRESH, False)
# The guardian who began it, the other under either rule, one who was guardian, the child itself, somebody else.
PEOPLE = {
    "guardian": (actor(VERA, EVERY), "resident"),
    "guardian, one a child": (actor(VERA, OWN), "resident"),
    "other guardian": (actor(VIKTOR, EVERY), "resident, no draft"),
    "other guardian, one a child": (actor(VIKTOR, OWN), "nobody"),
    "former guardian": (actor(VERA), "nobody"),
    "child from 13": (actor(KIM), "resident, no draft"),
    "stranger": (actor(uuid(40), Proxy(uuid(41), NOW + FRESH, True)), "nobody"),
}


def verdict(who: Actor, command: type[c.Command], case: Case) -> str:
    try:
        may(who, command, case)
    except Hidden:
        return "hidden"
    except Refused as no:
        return no.code
    return "passes"


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("command", MATRIX, ids=lambda command: command.__name__)
def test_each_around_a_child_may_what_a_resident_may_or_knows_nothing(name: str, command: type[c.Command]) -> None:
    """A parent who sees what a 13-year-old wrote is not a fault like others (L1, L2, L10, L11, L14)."""
    who, stands = PEOPLE[name]
    row = MATRIX[command].get("resident", OTHERS["resident"])
    for phase, letter in zip(Phase, row, strict=True):
        if phase is Phase.NEW:
            continue
        expected = LETTERS[letter]
        if stands == "nobody" or (phase is Phase.DRAFT and stands != "resident"):
            expected = "hidden"
        of_kim = replace(shared(phase), resident=VERA, patient=KIM)
        assert verdict(who, command, of_kim) == expected, phase


def test_the_case_of_a_guardian_is_no_child_s() -> None:
    own = replace(case_in(Phase.VISIT), resident=VERA, patient=VERA)
    assert sees(actor(VERA, EVERY), own)
    assert not sees(actor(KIM), own)
    assert not sees(actor(VIKTOR, EVERY), own)


# --- who may begin what


def test_what_may_be_begun_by_age_and_protection() -> None:
    """(C7, L1, L2, N1 to N4)"""
    open_, strict = Routine(), Routine(protected=Protected(own=False), proxies=Proxies(least_age=1))

    def asked(kind: str, age: int, proxy: bool, protected: bool = False, routine: Routine = open_) -> str:
        return may_begin(kind, age=age, protected=protected, proxy=proxy, routine=routine)

    assert asked("triaged", 0, proxy=True) == ""
    assert asked("triaged", 0, proxy=True, routine=strict) == "too_young_for_triage"
    # Decision 5: contact with child health care stays open.
    assert asked("administrative", 0, proxy=True, routine=strict) == ""
    assert asked("triaged", 1, proxy=True, routine=strict) == ""
    assert asked("triaged", 13, proxy=True) == "child_is_grown"
    assert asked("triaged", 12, proxy=False) == "patient_too_young"
    assert asked("triaged", 40, proxy=False, protected=True) == ""
    assert asked("triaged", 40, proxy=False, protected=True, routine=strict) == "protected_not_here"
    assert asked("administrative", 7, proxy=True, protected=True) == "protected_not_here"


def test_a_guardian_begins_for_the_child_and_for_nobody_else() -> None:
    """H24, Vårdkontakt för annan persons räkning (L17)"""
    vera, start = actor(VERA, EVERY), c.StartDraft("sok-vard", "halsont", KIM)
    facts = replace(FACTS, patient=child(), pack=PACK)
    [begun] = decide(vera, Case(uuid(100)), start, facts)
    assert (begun.resident, begun.patient) == (VERA, KIM)  # type: ignore[attr-defined]
    for nobody in (actor(VERA), actor(uuid(40), Proxy(uuid(41), NOW + FRESH, True))):
        assert refusal(nobody, Case(uuid(100)), start, facts).code == "only_for_yourself"
    young = replace(PACK, routine=Routine(proxies=Proxies(least_age=8)))
    assert refusal(vera, Case(uuid(100)), start, replace(facts, pack=young)).code == "too_young_for_triage"
