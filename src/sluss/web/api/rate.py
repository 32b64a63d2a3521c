"""How often each key may ask: so many at once, and so many more each minute. In this process's memory alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Final

AT_ONCE: Final = 300
A_MINUTE: Final = 600


@dataclass(slots=True)
class Rates:
    """A bucket for each key, which fills as time passes."""

    at_once: int = AT_ONCE
    a_minute: int = A_MINUTE
    _left: dict[str, tuple[float, datetime]] = field(default_factory=dict)

    def wait(self, key: str, now: datetime) -> int:
        """Takes one. 0, or after how many seconds there will be one again."""
        left, since = self._left.get(key, (float(self.at_once), now))
        # A clock that is set back fills nothing.
        filled = max((now - since).total_seconds(), 0) * self.a_minute / 60
        left = min(left + filled, float(self.at_once))
        if left < 1:
            self._left[key] = (left, now)
            return ceil((1 - left) * 60 / self.a_minute)
        self._left[key] = (left - 1, now)
        return 0
