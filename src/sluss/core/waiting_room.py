"""The waiting room of a booked visit: from when the resident may be there (H26: Anslut dig cirka 10 minuter innan)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sluss.core.booked import no_show
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.policy import Pack

# Where the resident may still be expected.
EXPECTS: Final = frozenset({Phase.BOOKED, Phase.ACCEPTED, Phase.VISIT})


def opens_at(starts: datetime, pack: Pack) -> datetime:
    """Minutes that pass, also in the night when the clocks change: counted, and to be compared, in UTC."""
    return starts.astimezone(UTC) - pack.routine.booking.waiting_room


def expected(case: Case) -> bool:
    """Whether the resident has yet to come to a booked visit. Late is welcome, until staff have ended it (J9); who was
    there and was noted as missing may come back."""
    away = case.arrived_at is None or no_show(case)
    return case.booked_from is not None and away and case.phase in EXPECTS
