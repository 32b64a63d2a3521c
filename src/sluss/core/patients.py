"""Looking up patients: who may, what counts as a name, who speaks for a child, what became of a ticket (A13, E22)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from unicodedata import normalize

from sluss.core.access import LICENSED
from sluss.core.actor import Actor
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.people import thirteenth_birthday
from sluss.core.refusal import Hidden, Refused

FEWEST_LETTERS: Final = 3
MOST_WORDS: Final = 6
LONGEST_WORD: Final = 40


def unit_of(actor: Actor) -> str:
    """The unit whose patients the actor may look up. Hidden for a role without patients of its own."""
    mandate = actor.mandate
    if actor.kind != "staff" or mandate is None or mandate.role not in LICENSED:
        raise Hidden
    return mandate.unit


def may_keep(actor: Actor) -> None:
    """Creating ties a person to the unit: a deliberate act of somebody who is at work."""
    unit_of(actor)
    if actor.shift is None:
        raise Refused("patient_needs_shift")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, of which each begins one in the name that is looked for.

    Refused: so few letters would show half the register to somebody who guesses.
    """
    small = normalize("NFC", name).lower()
    words = "".join(sign if sign.isalpha() else " " for sign in small).split()[:MOST_WORDS]
    if sum(map(len, words)) < FEWEST_LETTERS:
        raise Refused("name_too_short", least=FEWEST_LETTERS)
    return tuple(word[:LONGEST_WORD] for word in words)


def proxy_until(born: date, protected: bool) -> date | None:
    """The last day on which a guardian may act for the child (L1, decision 6: until 00:00 on the 13th birthday).

    None when either of them is `protected`: H26, Skyddade personuppgifter, lets no such guardian act.
    """
    return None if protected else thirteenth_birthday(born) - timedelta(days=1)


def ticket_state(case: Case, now: datetime) -> str:
    """What became of a ticket: waiting, used, expired or cancelled (I7). Its end holds also when the clock is late."""
    if case.phase is Phase.TICKET:
        return "expired" if case.ticket_until and case.ticket_until <= now else "waiting"
    if case.phase is Phase.WITHDRAWN:
        return "expired" if case.outcome == "expired" else "cancelled"
    return "used"
