"""One case that nobody has sent: where it would go, by the same rules (*Var hamnar ärendet?*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluss.core.guidance import nobody_answers, while_waiting
from sluss.core.hours import Calendar, local_day
from sluss.core.intake import may_begin
from sluss.core.policy import Pack, Placement
from sluss.core.proof.classes import Seeker
from sluss.core.proof.judge import Situation, judge
from sluss.core.proof.moments import Moment
from sluss.core.proof.words import Wrong, in_swedish


@dataclass(frozen=True, slots=True)
class Asked:
    """`listed` is the id of a unit, or empty. `staffed`: somebody is at work where the case goes."""

    reason: str
    priority: int
    at: datetime
    listed: str
    age: int
    proxy: bool
    protected: bool
    staffed: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """`refused` is the code of who may not begin; else `place`, whether the case waits `alone` there, so that its page
    tells whom to call, and in `wrong` what the proof has against it."""

    refused: str = ""
    place: Placement | None = None
    alone: bool = False
    wrong: str = ""


def trial(pack: Pack, calendar: Calendar, asked: Asked) -> Ending:
    refused = _refused(pack, asked)
    if refused:
        return Ending(refused)
    place = pack.place(asked.reason, asked.priority, asked.listed or None, calendar, asked.at)
    verdict = judge(Situation(pack, calendar, place, asked.priority, asked.at, asked.staffed, local_day(asked.at)))
    nobody = nobody_answers(place.unit, calendar, asked.at, place.promised_at, asked.staffed)
    alone = bool(while_waiting(asked.priority, nobody))
    wrong = in_swedish(_wrong(pack, asked, place, verdict.fault), pack, calendar) if verdict.fault else ""
    return Ending(place=place, alone=alone, wrong=wrong)


def _refused(pack: Pack, asked: Asked) -> str:
    no = may_begin(
        pack.kind_of(asked.reason),
        age=asked.age,
        protected=asked.protected,
        proxy=asked.proxy,
        routine=pack.routine,
    )
    return no or ("" if pack.reasons[asked.reason].ages.hold(asked.age) else "reason_not_for_age")


def _wrong(pack: Pack, asked: Asked, place: Placement, fault: str) -> Wrong:
    words = f"Ett barn på {asked.age} år, med vårdnadshavare" if asked.proxy else f"En {asked.age}-åring"
    return Wrong(
        fault,
        row=place.row.id,
        seeker=Seeker(words, asked.age, asked.proxy, asked.protected),
        reason=asked.reason,
        priority=asked.priority,
        listed=pack.units.get(asked.listed),
        moment=Moment(asked.at, "den tid du har valt"),
        staffed=asked.staffed,
        place=place,
    )
