"""All classes of a pack, judged: what goes wrong, and which accepted risks the rest leans on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sluss.core.hours import Calendar
from sluss.core.intake import may_begin
from sluss.core.policy import Pack, Placement
from sluss.core.proof.classes import SEEKERS, Listing, Matters, Seeker, listings, matters
from sluss.core.proof.judge import Situation, Verdict, judge
from sluss.core.proof.moments import Moment, moments
from sluss.core.proof.words import Wrong, in_swedish
from sluss.core.routing import AcceptedRisk, unreached

# Refusals of intake that say where to turn instead; any other would send people away without a word.
SAID_WHERE: Final = frozenset({"protected_not_here", "child_is_grown", "patient_too_young", "too_young_for_triage"})


@dataclass(frozen=True, slots=True)
class CounterExample:
    """One of `count` classes that end in the same wrong way."""

    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Proof:
    """`classes` were judged, of which the rules tell `distinct` apart. `leans`: the accepted risks that are in use."""

    classes: int
    distinct: int
    wrong: tuple[CounterExample, ...]
    leans: tuple[AcceptedRisk, ...]

    @property
    def holds(self) -> bool:
        return not self.wrong


@dataclass(frozen=True, slots=True)
class _Class:
    """`people` in it are all of SEEKERS, `admitted` those who may begin."""

    matter: Matters
    priority: int
    listing: Listing
    moment: Moment
    admitted: tuple[Seeker, ...]

    @property
    def alike(self) -> int:
        return self.matter.count * self.listing.count


@dataclass(slots=True)
class _Tally:
    """Of what is wrong in the same way at the same place the first is told, and the others are counted."""

    found: dict[tuple[str, ...], tuple[Wrong, int]] = field(default_factory=dict)

    def add(self, wrong: Wrong, count: int) -> None:
        key = (wrong.fault, wrong.row, wrong.place.unit.id if wrong.place else "", wrong.detail)
        first, others = self.found.get(key, (wrong, 0))
        self.found[key] = (first, others + count)


def prove(pack: Pack, calendar: Calendar, on: date) -> Proof:
    """`on`: the first day of the year that is looked at, and the day on which an accepted risk must still stand.

    `calendar` knows the closed days from the year of `on` to two years after it.
    """
    tally, leans, classes, distinct = _Tally(), set[str](), 0, 0
    for one in _classes(pack, calendar, on):
        place = _placed(pack, calendar, one)
        for staffed in (True, False):
            classes, distinct = classes + one.alike * len(SEEKERS), distinct + 1
            if not one.admitted:
                continue
            verdict = _judged(pack, calendar, on, one, place, staffed)
            if verdict.fault:
                tally.add(_wrong(one, place, verdict.fault, staffed), one.alike * len(one.admitted))
            leans |= {verdict.leans} - {""}
    for wrong in (*_sent_away(pack), *_idle(pack)):
        tally.add(wrong, 1)
    found = tuple(CounterExample(in_swedish(one, pack, calendar), count) for one, count in tally.found.values())
    return Proof(classes, distinct, found, tuple(pack.accepted_risks[id_] for id_ in sorted(leans)))


def _classes(pack: Pack, calendar: Calendar, on: date) -> Iterator[_Class]:
    times, places = moments(pack, calendar, on), listings(pack)
    for matter in matters(pack):
        meant = [one for one in SEEKERS if matter.ages.hold(one.age)]
        admitted = tuple(one for one in meant if not _refusal(pack, matter.kind, one))
        for priority in matter.priorities:
            for listing in places:
                for moment in times:
                    yield _Class(matter, priority, listing, moment, admitted)


def _placed(pack: Pack, calendar: Calendar, one: _Class) -> Placement | str:
    """Where the case goes, or the fault that lets it go nowhere."""
    listed = one.listing.unit.id if one.listing.unit else None
    try:
        return pack.place(one.matter.reason, one.priority, listed, calendar, one.moment.at)
    except KeyError:
        return "no_unit"
    except IndexError:
        return "no_roles"
    except LookupError as no:
        # Of the hours it is said in words, of the table by the matter that it does not know.
        return "never_opens" if isinstance(no.args[0], str) else "no_row"


def _judged(pack: Pack, calendar: Calendar, on: date, one: _Class, place: Placement | str, staffed: bool) -> Verdict:
    if isinstance(place, str):
        return Verdict(place)
    return judge(Situation(pack, calendar, place, one.priority, one.moment.at, staffed, on))


def _wrong(one: _Class, place: Placement | str, fault: str, staffed: bool) -> Wrong:
    grown = [seeker for seeker in one.admitted if not seeker.protected]
    return Wrong(
        fault,
        row=place.row.id if isinstance(place, Placement) else "",
        seeker=(grown or one.admitted)[-1],
        reason=one.matter.reason,
        priority=one.priority,
        listed=one.listing.unit,
        moment=one.moment,
        staffed=staffed,
        place=place if isinstance(place, Placement) else None,
    )


def _refusal(pack: Pack, kind: str, seeker: Seeker) -> str:
    return may_begin(kind, age=seeker.age, protected=seeker.protected, proxy=seeker.proxy, routine=pack.routine)


def _sent_away(pack: Pack) -> Iterator[Wrong]:
    """Who may not begin, and is not told where to turn instead."""
    for kind in sorted({one.kind for one in matters(pack)}):
        for seeker in SEEKERS:
            code = _refusal(pack, kind, seeker)
            if code and code not in SAID_WHERE:
                yield Wrong("sent_away", seeker=seeker, detail=f"{kind}: {code}")


def _idle(pack: Pack) -> Iterator[Wrong]:
    sought = [id_ for id_, service in pack.services.items() if service.kind != "care"]
    return (Wrong("unreached", row=row.id) for row in unreached(pack.routing, sought))
