"""A population register that is slow, down, or answers nonsense: asked for a short while, believed when it makes sense.

Nothing here guesses: a right that the register has not told of in so many words is none (L1, N7).
"""

from __future__ import annotations

import asyncio
import logging
from datetime import date, datetime
from typing import Final

from sluss.ports.persons.numbers import WrongNumber, number
from sluss.ports.persons.protocol import PersonRecord, Persons, PersonsSilent

# A resident waits for this at login.
LIMIT: Final = 3.0
MOST_GUARDIANS: Final = 4
MOST_CHILDREN: Final = 30

log = logging.getLogger(__name__)


class CarefulPersons:
    """Another register behind a time limit. `find` raises PersonsSilent instead of anything else."""

    def __init__(self, inner: Persons, limit: float = LIMIT) -> None:
        self.inner = inner
        self._limit = limit

    async def find(self, personnummer: str) -> PersonRecord | None:
        try:
            async with asyncio.timeout(self._limit):
                found = await self.inner.find(personnummer)
        except Exception as broken:  # whatever an outside register does, our own pages go on
            log.warning("the population register did not answer: %s", type(broken).__name__)
            raise PersonsSilent from None
        wrong = nonsense(found, personnummer) if found is not None else ""
        if wrong:
            log.warning("the population register answered nonsense: %s", wrong)
            raise PersonsSilent
        return found


def nonsense(found: object, asked: str) -> str:
    """What cannot be true of an answer; empty when it makes sense. Names no person."""
    if not isinstance(found, PersonRecord):
        return "no record"
    if found.personnummer != asked:
        return "another person than was asked for"
    relatives = (*found.guardians, *found.children)
    if len(set(relatives)) != len(relatives) or asked in relatives:
        return "a relation twice, or to oneself"
    if len(found.guardians) > MOST_GUARDIANS or len(found.children) > MOST_CHILDREN:
        return "too many relations"
    if not (found.given_name.strip() or found.family_name.strip()):
        return "a person without a name"
    if found.born != _born(asked):
        return "a day of birth that is not that of the number"
    if any(_born(one) is None for one in relatives):
        return "a number that is none"
    return ""


def _born(written: object) -> date | None:
    """The day of birth of twelve digits; None when they are no number."""
    if not isinstance(written, str) or not written.isascii() or not written.isdigit():
        return None
    try:
        return number(written, datetime.max.date()).born
    except WrongNumber:
        return None
