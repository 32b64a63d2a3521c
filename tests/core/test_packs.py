"""Which version is in force: two persons, days that begin in Stockholm, going back, what makes no sense (Y7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from sluss.core import packs
from sluss.core.hours import STOCKHOLM
from sluss.core.packs import Checked, Entry, State, What, fold
from sluss.core.refusal import Hidden, Refused

NOW = datetime(2026, 11, 20, 10, tzinfo=STOCKHOLM)
RUT, ROLF, SYSTEM = UUID(int=1), UUID(int=2), UUID(int=0)
OLD, NEW, NEXT = "demo@1", "demo@2", "demo@3"
MONDAY = date(2026, 11, 23)


class Journal:
    """What the two administrators do, an entry at a time."""

    def __init__(self) -> None:
        self.now = NOW
        self.entries: list[Entry] = packs.first((), OLD, False, SYSTEM, NOW)
        self.add("loaded", NEW)
        self.add("loaded", NEXT)

    @property
    def state(self) -> State:
        return fold(self.entries)

    def add(self, what: What, pack: str, start: datetime | None = None, about: int | None = None) -> int:
        self.entries.append(Entry(len(self.entries) + 1, self.now, RUT, "Rut Ros", what, pack, start, about=about))
        return len(self.entries)

    def propose(self, pack: str = NEW, day: date | None = None) -> int:
        return self.add("proposed", pack, packs.propose(self.state, pack, day, "", self.now))

    def approve(self, proposal: int) -> int:
        asked, start = packs.approve(self.state, ROLF, proposal, self.now)
        return self.add("approved", asked.pack, start, proposal)

    def roll_back(self) -> None:
        standing = self.in_force(self.now)
        ended = packs.roll_back(self.state, standing, "Fel telefonnummer.", self.now)
        self.add("rolled_back", standing, about=ended.seq)

    def in_force(self, at: datetime) -> str:
        turn = self.state.in_force(at)
        assert turn
        return turn.pack


@pytest.fixture
def journal() -> Journal:
    return Journal()


def test_the_configured_pack_is_the_first_in_force_and_a_later_one_waits_for_the_region(journal: Journal) -> None:
    assert [entry.what for entry in packs.first((), OLD, False, SYSTEM, NOW)] == ["loaded", "approved"]
    assert packs.first(journal.entries, OLD, False, SYSTEM, NOW) == []
    [waits] = packs.first(journal.entries, "demo@4", False, SYSTEM, NOW)
    assert (waits.what, waits.seq) == ("loaded", len(journal.entries) + 1)
    assert journal.in_force(NOW) == OLD
    # In the demo the folder decides, so that who edits it sees what it does.
    assert [e.what for e in packs.first(journal.entries, "demo@4", True, SYSTEM, NOW)] == ["loaded", "approved"]


def test_a_version_needs_two_persons_always(journal: Journal) -> None:
    """(Y7)"""
    proposal = journal.propose()
    with pytest.raises(Refused, match="second_person_needed"):
        packs.approve(journal.state, RUT, proposal, NOW)
    assert journal.in_force(NOW) == OLD, "a proposal decides nothing"
    journal.approve(proposal)
    assert journal.in_force(NOW) == NEW


def test_a_version_is_in_force_from_the_midnight_in_stockholm_that_begins_its_day(journal: Journal) -> None:
    journal.approve(journal.propose(NEW, MONDAY))
    begins = datetime(2026, 11, 23, tzinfo=STOCKHOLM)
    assert journal.in_force(begins - timedelta(microseconds=1)) == OLD
    assert journal.in_force(begins) == NEW
    assert [turn.pack for turn in journal.state.coming(NOW)] == [NEW]


@pytest.mark.parametrize(("day", "utc"), [(date(2027, 3, 28), 23), (date(2027, 3, 29), 22), (date(2027, 10, 31), 22)])
def test_midnight_is_the_one_of_the_clock_on_the_wall_also_when_the_clocks_turn(day: date, utc: int) -> None:
    start = packs.midnight(day)
    assert (start.date(), start.hour) == (day, 0)
    assert start.utcoffset() == timedelta(hours=24 - utc)


def test_of_two_approved_the_one_whose_day_came_last_decides(journal: Journal) -> None:
    journal.approve(journal.propose(NEW, MONDAY))
    journal.approve(journal.propose(NEXT))
    assert journal.in_force(NOW) == NEXT
    assert journal.in_force(packs.midnight(MONDAY)) == NEW


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 11, 19), "pack_day_past"), (date(2026, 11, 20), "pack_day_past"), (date(2028, 1, 1), "day_too_far")],
)
def test_a_day_that_has_begun_or_is_far_off_is_refused(journal: Journal, day: date, code: str) -> None:
    with pytest.raises(Refused, match=code):
        journal.propose(NEW, day)


def test_a_proposal_whose_day_has_come_before_its_approval_is_refused(journal: Journal) -> None:
    proposal = journal.propose(NEW, MONDAY)
    journal.now = packs.midnight(MONDAY)
    with pytest.raises(Refused, match="pack_day_past"):
        journal.approve(proposal)


def test_a_proposal_has_one_answer(journal: Journal) -> None:
    proposal = journal.propose()
    packs.reject(journal.state, proposal, "Inte än.")
    journal.add("rejected", NEW, about=proposal)
    for answer in (
        lambda: packs.approve(journal.state, ROLF, proposal, NOW),
        lambda: packs.reject(journal.state, proposal, "Inte än."),
        lambda: packs.withdraw(journal.state, proposal, NOW),
    ):
        with pytest.raises(Refused, match="proposal_answered"):
            answer()
    assert journal.propose(), "and may be made again"


def test_who_rejects_says_why(journal: Journal) -> None:
    proposal = journal.propose()
    with pytest.raises(Refused, match="why_missing"):
        packs.reject(journal.state, proposal, " ")


def test_what_is_approved_and_has_not_begun_can_be_withdrawn(journal: Journal) -> None:
    approval = journal.approve(journal.propose(NEW, MONDAY))
    assert packs.withdraw(journal.state, approval, NOW) == NEW
    with pytest.raises(Refused, match="proposal_answered"):
        packs.withdraw(journal.state, approval, packs.midnight(MONDAY))
    journal.add("withdrawn", NEW, about=approval)
    assert journal.in_force(packs.midnight(MONDAY)) == OLD


def test_a_proposal_can_be_withdrawn(journal: Journal) -> None:
    proposal = journal.propose()
    journal.add("withdrawn", packs.withdraw(journal.state, proposal, NOW), about=proposal)
    assert journal.state.proposals == ()


def test_going_back_leads_to_what_was_in_force_before(journal: Journal) -> None:
    journal.approve(journal.propose(NEW))
    journal.now += timedelta(hours=1)
    journal.approve(journal.propose(NEXT))
    journal.now += timedelta(hours=1)
    journal.roll_back()
    assert journal.in_force(journal.now) == NEW
    assert journal.state.went_back
    journal.roll_back()
    assert journal.in_force(journal.now) == OLD
    with pytest.raises(Refused, match="nothing_before"):
        journal.roll_back()
    journal.approve(journal.propose(NEXT))
    assert journal.in_force(journal.now) == NEXT, "what was taken back can be approved anew"
    assert journal.state.went_back is None


def test_going_back_leaves_what_is_approved_for_later(journal: Journal) -> None:
    journal.approve(journal.propose(NEW))
    journal.approve(journal.propose(NEXT, MONDAY))
    journal.roll_back()
    assert journal.in_force(NOW) == OLD
    assert journal.state.back(NOW)
    assert journal.in_force(packs.midnight(MONDAY)) == NEXT
    assert journal.state.back(packs.midnight(MONDAY)) is None, "and then nobody is told any more of going back"


def test_going_back_from_a_page_that_is_no_longer_true_is_refused(journal: Journal) -> None:
    journal.approve(journal.propose(NEW))
    with pytest.raises(Refused, match="pack_changed"):
        packs.roll_back(journal.state, OLD, "Fel.", NOW)
    with pytest.raises(Refused, match="why_missing"):
        packs.roll_back(journal.state, NEW, "", NOW)


def test_what_makes_no_sense_to_propose_is_refused(journal: Journal) -> None:
    with pytest.raises(Hidden):
        journal.propose("demo@9")
    with pytest.raises(Refused, match="pack_in_force"):
        journal.propose(OLD)
    journal.propose(NEW)
    with pytest.raises(Refused, match="pack_proposed"):
        journal.propose(NEW)
    journal.approve(journal.propose(NEXT, MONDAY))
    with pytest.raises(Refused, match="pack_coming"):
        journal.propose(NEXT)
    assert journal.propose(OLD), "to stay, when something else is to come"


@pytest.mark.parametrize(
    ("candidate", "code"),
    [
        (Checked(fault="units.yaml, line 3: there is no unit."), "pack_faulty"),
        (Checked(region="Region Annanstans"), "pack_of_another_region"),
        (Checked(region="Region Demo", holes=("Halsont, natt: ingen svarar.",)), "pack_unproved"),
    ],
)
def test_a_version_that_is_not_sound_is_refused_with_the_reason(candidate: Checked, code: str) -> None:
    with pytest.raises(Refused, match=code):
        packs.fit(candidate, "Region Demo")
    packs.fit(Checked(region="Region Demo"), "Region Demo")


def test_a_run_in_shadow_ends_by_itself_with_the_last_of_its_days(journal: Journal) -> None:
    until = packs.shadow(journal.state, NEW, 14, NOW)
    assert until == datetime(2026, 12, 5, tzinfo=STOCKHOLM)
    journal.entries.append(Entry(9, NOW, RUT, "Rut Ros", "shadow_started", NEW, until=until))
    assert journal.state.in_shadow(until - timedelta(seconds=1))
    assert journal.state.in_shadow(until) is None
    with pytest.raises(Refused, match="shadow_running"):
        packs.shadow(journal.state, NEXT, 14, NOW)
    for days in (0, 91):
        with pytest.raises(Refused, match="shadow_days"):
            packs.shadow(journal.state, NEXT, days, until)


def test_the_versions_that_decided_something_are_known_the_latest_last(journal: Journal) -> None:
    journal.approve(journal.propose(NEW))
    journal.roll_back()
    assert packs.decided(journal.entries) == (OLD, NEW), "also one that was taken back: cases were sent under it"
