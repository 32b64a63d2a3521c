"""The care guarantee (H24: den nationella vårdgarantin gäller): two clocks on what a resident seeks care for (X1, X3).

Calendar days, closed ones too, and nothing stops them: neither that the case waits for tomorrow nor a handover (X3).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final, Literal

from sluss.core.hours import STOCKHOLM, local_day
from sluss.core.routine import Guarantee

State = Literal["", "running", "near", "kept", "missed"]
# Near: from two in the afternoon of the last day, and for the assessment the whole of that day.
NEAR: Final = {"contact": timedelta(hours=10), "assessment": timedelta(hours=24)}


def clocks(rules: Guarantee, sent: datetime) -> tuple[datetime, datetime]:
    """Contact and assessment by when: midnight after the last day of each."""
    return _after(sent, rules.contact_days), _after(sent, rules.assessment_days)


def state(kind: str, by: datetime | None, done: datetime | None, now: datetime) -> State:
    if by is None:
        return ""
    if done is not None:
        return "kept" if done < by else "missed"
    if now >= by:
        return "missed"
    return "near" if by - now <= NEAR[kind] else "running"


def _after(sent: datetime, days: int) -> datetime:
    return datetime.combine(local_day(sent) + timedelta(days=days + 1), time(), STOCKHOLM)
