"""Who speaks for a child: its guardians, until it turns thirteen, while the register says so (L1 to L12, N3, N4).

What nobody has said is no right: a relation that was not looked up within `FRESH`, that has ended, or in which
either is protected, lets nobody act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.hours import STOCKHOLM
from sluss.core.people import Person, thirteenth_birthday
from sluss.core.routine import Proxies

# When the register is asked anew: an hour that every day has, also those on which the clock is changed.
NIGHT: Final = time(1)
# Each guardian is looked up at every login, and those of children with open cases each night besides.
FRESH: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A guardian's right to act for `child` until `until`. `every_case`: also in what the other guardian began (H26:
    båda vårdnadshavarna kan delta; H24: only one, so that each has their own)."""

    child: UUID
    until: datetime
    every_case: bool


@dataclass(frozen=True, slots=True)
class Guardian:
    """One guardian of a child, as the register last told of them.

    `position` is the register's own order (L8), `shares_contact` whether contact details are given on 1177 (L7),
    `chosen_at` when staff last chose them as primary contact (L9).
    """

    id: UUID
    name: str
    protected: bool
    shares_contact: bool
    position: int
    checked_at: datetime
    ended_at: datetime | None = None
    chosen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ward:
    """A child, or who has been one, with all who are or were its guardians here."""

    child: Person
    guardians: tuple[Guardian, ...] = ()


def next_night(now: datetime) -> datetime:
    here = now.astimezone(STOCKHOLM)
    tonight = datetime.combine(here.date(), NIGHT, STOCKHOLM)
    return tonight if here < tonight else datetime.combine(here.date() + timedelta(days=1), NIGHT, STOCKHOLM)


def ends_at(born: date) -> datetime:
    """L1, decision 6: 00:00 in Stockholm on the 13th birthday."""
    return datetime.combine(thirteenth_birthday(born), time(), STOCKHOLM)


def grown(born: date, now: datetime) -> bool:
    """L2: from that moment the child logs in itself, and a guardian sees nothing more (decision 7)."""
    return now >= ends_at(born)


def why_not(guardian: Guardian, child: Person, now: datetime) -> str:
    """Why the guardian may not act: `ended`, `grown`, `protected` or `unknown`; empty when nothing stands against it.

    H26, Skyddade personuppgifter: neither when the guardian is protected nor when the child is (N3, N4).
    """
    if guardian.ended_at is not None and guardian.ended_at <= now:
        return "ended"
    if grown(child.born, now):
        return "grown"
    if guardian.protected or child.protected:
        return "protected"
    return "" if now < guardian.checked_at + FRESH else "unknown"


def right(guardian: Guardian, child: Person, rules: Proxies, now: datetime) -> Proxy | None:
    if why_not(guardian, child, now):
        return None
    until = min(ends_at(child.born), guardian.checked_at + FRESH)
    return Proxy(child.id, until, every_case=rules.most > 1)


def rights(of: Iterable[tuple[Guardian, Person]], rules: Proxies, now: datetime) -> tuple[Proxy, ...]:
    """All that a guardian may act for now: one and the same person, with each of the children."""
    found = (right(guardian, child, rules, now) for guardian, child in of)
    return tuple(proxy for proxy in found if proxy)


def standing(proxies: Sequence[Proxy], now: datetime) -> tuple[Proxy, ...]:
    """Those whose time is not over."""
    return tuple(proxy for proxy in proxies if now < proxy.until)


def primary(ward: Ward, rules: Proxies, now: datetime) -> Guardian | None:
    """Who is written to when staff begin. None: no guardian may be reached through sluss.

    Whom staff have chosen (L5, L9, L13). Else H26: the only one who has contact details on 1177 (rule 1), the first
    whom the register names when both or none have (rule 2); H24: the first is preselected.
    """
    able = sorted(
        (one for one in ward.guardians if not why_not(one, ward.child, now)), key=lambda one: (one.position, one.id)
    )
    chosen = [one for one in able if one.chosen_at]
    if chosen:
        return max(chosen, key=lambda one: one.chosen_at or now)
    sharing = [one for one in able if one.shares_contact]
    if rules.primary == "contact_details" and len(sharing) == 1:
        return sharing[0]
    return able[0] if able else None


def addressee(case: Case, ward: Ward | None, rules: Proxies, now: datetime) -> UUID | None:
    """Whom a notice about the case goes to (L10); None: nobody is left to tell.

    `ward` is None in a case of one's own. A register that is silent ends nobody's notices: they tell of nothing, and
    the login that they lead to asks anew.
    """
    if ward is None or case.resident == case.patient:
        return case.resident
    if grown(ward.child.born, now):
        return ward.child.id
    able = [one for one in ward.guardians if why_not(one, ward.child, now) in ("", "unknown")]
    if any(one.id == case.resident for one in able):
        return case.resident
    # Where each guardian has their own cases the other could not open it.
    others = sorted(able, key=lambda one: (one.position, one.id)) if rules.most > 1 else []
    return others[0].id if others else None
