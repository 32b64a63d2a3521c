"""Which version of a region's pack is in force: the sum of a journal, as a unit's own settings are (Y7).

The routines are dated documents with an owner and earlier versions (H26: Uppdaterat från föregående version). A version
is loaded by somebody, proposed for a day, and approved by somebody else; from that midnight it decides, in every
process, until another does. Nothing is taken back but by an entry more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from uuid import UUID

from sluss.core.hours import STOCKHOLM, local_day
from sluss.core.refusal import Hidden, Refused

What = Literal[
    "loaded", "proposed", "withdrawn", "approved", "rejected", "rolled_back", "shadow_started", "shadow_ended"
]
WORDS_LONGEST: Final = 500
# A version approved for a day years ahead is forgotten, and surprises whoever works then.
AHEAD: Final = timedelta(days=365)
SHADOW_AT_MOST: Final = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal. `by` is what the administrator was called then. `in_force_from`: of a proposal None is at
    once; `until`: when a run in shadow ends by itself. `about`: the proposal that is answered, by its number."""

    seq: int
    at: datetime
    actor: UUID
    by: str
    what: What
    pack: str
    in_force_from: datetime | None = None
    until: datetime | None = None
    about: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A version approved: from when it decides, and the number of the entry that says so."""

    begins: datetime
    pack: str
    seq: int


@dataclass(frozen=True, slots=True)
class State:
    """`turns` in the order in which they begin; `proposals` wait for a second person; `shadow` is the last run."""

    loaded: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    proposals: tuple[Entry, ...] = ()
    shadow: Entry | None = None
    went_back: Entry | None = None

    def in_force(self, now: datetime) -> Turn | None:
        """The last whose time has come."""
        return next((turn for turn in reversed(self.turns) if turn.begins <= now), None)

    def before(self, now: datetime) -> Turn | None:
        """What going back leads to."""
        standing = self.in_force(now)
        return replace(self, turns=tuple(t for t in self.turns if t != standing)).in_force(now)

    def back(self, now: datetime) -> Entry | None:
        """The going back by which the one in force is so, if it is."""
        standing = self.in_force(now)
        return self.went_back if self.went_back and standing and standing.begins <= self.went_back.at else None

    def coming(self, now: datetime) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.begins > now)

    def in_shadow(self, now: datetime) -> Entry | None:
        return self.shadow if self.shadow and self.shadow.until and now < self.shadow.until else None

    def proposal(self, seq: int) -> Entry | None:
        return next((one for one in self.proposals if one.seq == seq), None)


def fold(entries: Iterable[Entry]) -> State:
    state = State()
    for entry in entries:
        state = _after(state, entry)
    return state


def _after(state: State, entry: Entry) -> State:
    match entry.what:
        case "loaded":
            return replace(state, loaded=(*state.loaded, entry.pack))
        case "proposed":
            return replace(state, proposals=(*state.proposals, entry))
        case "approved":
            turn = Turn(entry.in_force_from or entry.at, entry.pack, entry.seq)
            turns = tuple(sorted((*state.turns, turn), key=lambda one: (one.begins, one.seq)))
            return replace(state, turns=turns, proposals=_without(state, entry), went_back=None)
        case "rejected":
            return replace(state, proposals=_without(state, entry))
        case "withdrawn":
            turns = tuple(turn for turn in state.turns if turn.seq != entry.about)
            return replace(state, turns=turns, proposals=_without(state, entry))
        case "rolled_back":
            turns = tuple(turn for turn in state.turns if turn.seq != entry.about)
            return replace(state, turns=turns, went_back=entry)
        case "shadow_started":
            return replace(state, shadow=entry)
        case "shadow_ended":
            return replace(state, shadow=replace(state.shadow, until=entry.at) if state.shadow else None)


def _without(state: State, entry: Entry) -> tuple[Entry, ...]:
    return tuple(one for one in state.proposals if one.seq != entry.about)


def decided(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The versions that have decided something, or may come to, the latest approved last: cases remember them."""
    return tuple(dict.fromkeys(entry.pack for entry in reversed(list(entries)) if entry.what == "approved"))[::-1]


def midnight(day: date) -> datetime:
    """When a day begins in Stockholm; its clocks never turn at midnight."""
    return datetime.combine(day, time(), STOCKHOLM)


def first(entries: Sequence[Entry], pack: str, decides: bool, system: UUID, now: datetime) -> list[Entry]:
    """What a start writes about the configured pack: the first is in force; one that comes later waits for its
    approval, unless the folder `decides`, as in the demo."""
    state = fold(entries)
    standing = state.in_force(now)
    written: list[Entry] = []
    if pack not in state.loaded:
        written.append(Entry(len(entries) + 1, now, system, "sluss", "loaded", pack))
    if not state.turns or (decides and standing and standing.pack != pack):
        written.append(Entry(len(entries) + len(written) + 1, now, system, "sluss", "approved", pack, now))
    return written


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a version before it is put in force. `fault`: it cannot be read. `region` is as it names it;
    `holes` are matters that would end nowhere, in words."""

    fault: str = ""
    region: str = ""
    holes: tuple[str, ...] = ()


def fit(candidate: Checked, region: str) -> None:
    """Raises the reason why a version cannot be put in force here, where `region` is the one whose pack decides."""
    if candidate.fault:
        raise Refused("pack_faulty", fault=candidate.fault)
    if candidate.region != region:
        raise Refused("pack_of_another_region", theirs=candidate.region, ours=region)
    if candidate.holes:
        raise Refused("pack_unproved", count=len(candidate.holes), hole=candidate.holes[0])


def propose(state: State, pack: str, day: date | None, words: str, now: datetime) -> datetime | None:
    """From when; None is at once, as soon as a second person has approved."""
    if pack not in state.loaded:
        raise Hidden
    standing = state.in_force(now)
    if standing and standing.pack == pack and not state.coming(now):
        raise Refused("pack_in_force")
    if any(one.pack == pack for one in state.proposals):
        raise Refused("pack_proposed")
    if any(turn.pack == pack for turn in state.coming(now)):
        raise Refused("pack_coming")
    _words(words)
    if day is None:
        return None
    _ahead(day, local_day(now))
    return midnight(day)


def _ahead(day: date, today: date) -> None:
    # The midnight that today began with has passed: who wants it now says at once.
    if day <= today:
        raise Refused("pack_day_past")
    if day > today + AHEAD:
        raise Refused("day_too_far")


def approve(state: State, actor: UUID, proposal: int, now: datetime) -> tuple[Entry, datetime]:
    """The proposal, and from when it decides. Two persons, always."""
    asked = _open(state, proposal)
    if asked.actor == actor:
        raise Refused("second_person_needed")
    if asked.in_force_from and asked.in_force_from <= now:
        raise Refused("pack_day_past")
    return asked, asked.in_force_from or now


def reject(state: State, proposal: int, words: str) -> Entry:
    asked = _open(state, proposal)
    _why(words)
    return asked


def withdraw(state: State, number: int, now: datetime) -> str:
    """Takes back a proposal, or what is approved and has not begun; one person may. Answers with the pack."""
    asked = state.proposal(number)
    if asked:
        return asked.pack
    coming = next((turn for turn in state.coming(now) if turn.seq == number), None)
    if coming is None:
        raise Refused("proposal_answered")
    return coming.pack


def roll_back(state: State, pack: str, words: str, now: datetime) -> Turn:
    """The turn that ends. `pack` is what the administrator's page said is in force. One person may, at once."""
    standing = state.in_force(now)
    if standing is None or standing.pack != pack:
        raise Refused("pack_changed")
    if state.before(now) is None:
        raise Refused("nothing_before")
    _why(words)
    return standing


def shadow(state: State, pack: str, days: int, now: datetime) -> datetime:
    """When a run in shadow ends by itself: with the last of its days."""
    if pack not in state.loaded:
        raise Hidden
    standing = state.in_force(now)
    if standing and standing.pack == pack:
        raise Refused("pack_in_force")
    if state.in_shadow(now):
        raise Refused("shadow_running")
    if not 1 <= days <= SHADOW_AT_MOST:
        raise Refused("shadow_days", most=SHADOW_AT_MOST)
    return midnight(local_day(now) + timedelta(days=days + 1))


def _open(state: State, proposal: int) -> Entry:
    asked = state.proposal(proposal)
    if asked is None:
        raise Refused("proposal_answered")
    return asked


def _why(words: str) -> None:
    if not words.strip():
        raise Refused("why_missing")
    _words(words)


def _words(words: str) -> None:
    if len(words) > WORDS_LONGEST:
        raise Refused("text_too_long", length=len(words), longest=WORDS_LONGEST)
