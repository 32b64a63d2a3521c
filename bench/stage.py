"""A case and the people around it, and the steps that they take in it; the stories are in `stories`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.service.doors import Outcome, Service
from sluss.service.guests import guest_actor
from sluss.service.ids import new_id


@dataclass(slots=True)
class Stage:
    """A case and those around it, by what they are to it; `seqs` holds where each kind of event stands last.
    `guest`: of the one from outside; `now`: when it began."""

    cast: Mapping[str, Actor]
    case: UUID = field(default_factory=new_id)
    picture: UUID = field(default_factory=new_id)
    guest: UUID = field(default_factory=new_id)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    seqs: dict[str, int] = field(default_factory=dict)

    def seq(self, event: type[e.Event]) -> int:
        return self.seqs.get(event.__name__, 0)

    def note(self, outcome: Outcome) -> None:
        first = outcome.case.seq - len(outcome.events) + 1
        self.seqs.update({type(event).__name__: seq for seq, event in enumerate(outcome.events, first)})


@dataclass(frozen=True, slots=True)
class Step:
    """`by`: a name in the cast. `later`: what has passed since the step before."""

    by: str
    order: Callable[[Stage], c.Command]
    later: timedelta = timedelta()


Story = tuple[Step, ...]


async def give(service: Service, stage: Stage, step: Step) -> Outcome:
    actor = guest_actor(stage.guest) if step.by == "guest" else stage.cast[step.by]
    outcome = await service.run(actor, stage.case, step.order(stage))
    stage.note(outcome)
    return outcome


def resident(order: Callable[[Stage], c.Command]) -> Step:
    return Step("resident", order)


def nurse(order: Callable[[Stage], c.Command]) -> Step:
    """The one who begins, and takes, the case."""
    return Step("nurse", order)


def colleague(order: Callable[[Stage], c.Command]) -> Step:
    return Step("colleague", order)


def physician(order: Callable[[Stage], c.Command]) -> Step:
    return Step("physician", order)


def elsewhere(order: Callable[[Stage], c.Command]) -> Step:
    """A nurse of another unit."""
    return Step("elsewhere", order)


def guest(order: Callable[[Stage], c.Command]) -> Step:
    """From outside, by a link."""
    return Step("guest", order)


def system(order: Callable[[Stage], c.Command]) -> Step:
    return Step("system", order)


def after(step: Step, **time: int) -> Step:
    return replace(step, later=timedelta(**time))
