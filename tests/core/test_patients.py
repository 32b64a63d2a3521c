"""Who may look up patients, what is a name to search for, and who speaks for a child."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.patients import may_keep, proxy_until, ticket_state, unit_of, words_of
from sluss.core.people import ROLE_TITLES, Mandate, may_log_in
from sluss.core.refusal import Hidden, Refused

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=1), NOW - timedelta(days=1)
ONE = UUID(int=1)


def staff(role: str, shift: UUID | None = ONE) -> Actor:
    return Actor("staff", ONE, mandate=Mandate("vc-angen", role), shift=shift)


def test_licensed_staff_look_up_patients_of_the_unit_of_their_mandate_and_nobody_else_does() -> None:
    """(A13)"""
    licensed = {"nurse", "physician", "psychologist"}
    for role in ROLE_TITLES:
        if role in licensed:
            assert unit_of(staff(role, None)) == "vc-angen"
        else:
            with pytest.raises(Hidden):
                unit_of(staff(role))
    for other in (Actor("resident", ONE), Actor("staff", ONE), SYSTEM):
        with pytest.raises(Hidden):
            unit_of(other)


def test_a_patient_is_created_by_somebody_at_work_only() -> None:
    """(A13)"""
    may_keep(staff("nurse"))
    with pytest.raises(Refused, match="patient_needs_shift"):
        may_keep(staff("nurse", None))
    with pytest.raises(Hidden):
        may_keep(staff("local_admin"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Vik", ("vik",)),
        ("  VIK,  Vera ", ("vik", "vera")),
        ("Åsa Öst-Ärlig", ("åsa", "öst", "ärlig")),
        # What a Mac's file name would bring: a letter and its ring apart.
        ("A\u030asa", ("åsa",)),
        ("Bo Ek", ("bo", "ek")),
        ("O'Brien & | ! :*", ("o", "brien")),
    ],
)
def test_a_name_is_searched_by_its_words_in_any_order_and_case(typed: str, words: tuple[str, ...]) -> None:
    assert words_of(typed) == words


@pytest.mark.parametrize("typed", ["", "Bo", " å ö ", "...", "%%%%", "a-b"])
def test_fewer_than_three_letters_are_no_name_to_search_for(typed: str) -> None:
    with pytest.raises(Refused, match="name_too_short"):
        words_of(typed)


@given(st.text(max_size=100))
def test_nothing_but_letters_reaches_the_search(typed: str) -> None:
    try:
        words = words_of(typed)
    except Refused:
        return
    assert all(word.isalpha() for word in words)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_a_guardian_may_act_until_the_day_before_the_thirteenth_birthday_and_not_on_it(born: date) -> None:
    """(L1)"""
    last = proxy_until(born, protected=False)
    assert last is not None
    assert not may_log_in(born, last)
    assert may_log_in(born, last + timedelta(days=1))


def test_nobody_acts_for_a_child_when_one_of_them_is_protected() -> None:
    # H26, Skyddade personuppgifter som är registrerade i Folkbokföringen.
    assert proxy_until(date(2019, 3, 14), protected=True) is None


@pytest.mark.parametrize(
    ("phase", "until", "outcome", "state"),
    [
        (Phase.TICKET, LATER, None, "waiting"),
        (Phase.TICKET, NOW, None, "expired"),
        (Phase.WITHDRAWN, LATER, "cancelled", "cancelled"),
        # Cancelled is cancelled, whatever the clock says since.
        (Phase.WITHDRAWN, EARLIER, "cancelled", "cancelled"),
        (Phase.WITHDRAWN, EARLIER, "expired", "expired"),
        (Phase.WAITING, EARLIER, None, "used"),
        (Phase.VISIT, EARLIER, None, "used"),
        (Phase.ENDED, EARLIER, "egenvard", "used"),
    ],
)
def test_the_list_says_what_became_of_each_ticket(
    phase: Phase, until: datetime, outcome: str | None, state: str
) -> None:
    """(I7, E22)"""
    assert ticket_state(Case(ONE, phase=phase, ticket_until=until, outcome=outcome), NOW) == state
