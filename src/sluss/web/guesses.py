"""How often somebody has tried an address that is nobody's: counted in this process, and forgotten after a while."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

TRIES: Final = 20
REMEMBERED: Final = timedelta(minutes=10)
# However many try, no more than so many are remembered: the oldest is let go.
MOST: Final = 10_000


class Guesses:
    """By the address that the guesses come from."""

    def __init__(self) -> None:
        self._tried: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def another(self, address: str, now: datetime) -> bool:
        """Counts one more. False when there have been too many."""
        count, since = self._tried.pop(address, (0, now))
        if now - since >= REMEMBERED:
            count, since = 0, now
        self._tried[address] = (count + 1, since)
        if len(self._tried) > MOST:
            self._tried.popitem(last=False)
        return count < TRIES

    def forget(self) -> None:
        self._tried.clear()

    def __len__(self) -> int:
        return len(self._tried)
