"""At which unit somebody is listed: the listing register, or the demo's people."""

from __future__ import annotations

import asyncio
import logging
from typing import Final, Protocol

from sluss.core.people import LISTING_SILENT
from sluss.ports.persons.people_file import DemoPeople

# A resident waits for this at login.
LIMIT: Final = 3.0

log = logging.getLogger(__name__)


class Listing(Protocol):
    async def listed_unit(self, personnummer: str) -> str | None:
        """The id of the unit where the person with these twelve digits is listed now; None when nowhere."""
        ...


class BuiltInListing:
    """Answers from the people file alone."""

    def __init__(self, people: DemoPeople) -> None:
        self._units = {one.personnummer: one.listed_unit for one in people.residents}

    async def listed_unit(self, personnummer: str) -> str | None:
        return self._units.get(personnummer)


class CarefulListing:
    """Another register behind a time limit. When it is silent, LISTING_SILENT: what is known of a person stays."""

    def __init__(self, inner: Listing, limit: float = LIMIT) -> None:
        self.inner = inner
        self._limit = limit

    async def listed_unit(self, personnummer: str) -> str | None:
        try:
            async with asyncio.timeout(self._limit):
                return await self.inner.listed_unit(personnummer)
        except Exception as broken:  # whatever an outside register does, our own pages go on
            log.warning("the listing register did not answer: %s", type(broken).__name__)
            return LISTING_SILENT
