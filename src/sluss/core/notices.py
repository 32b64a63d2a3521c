"""What must happen later because of what happened now: rows of work, written in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sluss.core.case import events as e
from sluss.core.case.model import Case

DRAFT_IS_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Job:
    """`key` is unique: asking again for the same key moves the job. `data` holds ids, never personal data."""

    key: str
    kind: str
    run_at: datetime
    data: Mapping[str, str]


def jobs(case: Case, events: Iterable[e.Event], now: datetime) -> list[Job]:
    return [job for event in events for job in _jobs(case, event, now)]


def _jobs(case: Case, event: e.Event, now: datetime) -> list[Job]:
    about = {"case": str(case.id)}
    match event:
        case e.SmsAsked():
            return [Job(event.key, "sms", now, {**about, "to": str(event.to), "template": event.kind})]
        case e.VisitEnded(open_until=datetime() as end):
            return [Job(f"close:{case.id}", "close", end, about)]
        case e.DraftStarted() | e.AnswerGiven() | e.PictureAdded():
            return [Job(f"discard:{case.id}", "discard", now + DRAFT_IS_KEPT, about)]
        case e.PictureRemoved(picture_id=picture):
            return [Job(f"erase:{picture}", "erase", now, {"picture": str(picture)})]
        case e.DraftDiscarded():
            return [Job(f"erase-all:{case.id}", "erase_all", now, about)]
    return []
