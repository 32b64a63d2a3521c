"""What a region says of bookings that its record system sends: which are taken, and where they lie (K4, K5, K9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

# What a unit must use for a booked video visit to be seen and held there.
NEEDED: Final = frozenset({"scheduled", "video"})


@dataclass(frozen=True, slots=True)
class DoorService:
    """A service of the record system (`id` is its code there) and where its bookings lie here. What is empty the
    booking says itself."""

    id: str
    unit: str = ""
    role: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """`services` by their codes. Left out of sluss, and not refused (K9): bookings with one of `reasons_kept_out`
    (H24: ASAM), of one of `services_kept_out`, and with `only_web_bookable` those that residents do not see in the
    region's own calendar on the web (H26)."""

    services: Mapping[str, DoorService] = field(default_factory=dict)
    reasons_kept_out: tuple[str, ...] = ()
    services_kept_out: tuple[str, ...] = ()
    only_web_bookable: bool = False


def among(word: str, words: Iterable[str]) -> bool:
    """Whether `word` is one of them. Routines write "Distansbesök- video" and "Distansbesök - video" alike."""
    return _plain(word) in {_plain(one) for one in words}


def _plain(word: str) -> str:
    return "".join(word.split()).casefold()
