"""Commands of a unit's local administrator: change something of the unit's own, undo a change (A19, F12, Y4)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sluss.core.actor import Actor
from sluss.core.hours import local_day
from sluss.core.local.decide import decide, undo
from sluss.core.local.events import Change
from sluss.core.local.settings import Entry
from sluss.core.policy import Pack
from sluss.core.refusal import Hidden, Refused
from sluss.service.hints import SETTINGS, Hint
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import local

# Each look that fails is a change that another administrator of the unit has made meanwhile.
LOOKS = 20


@dataclass(frozen=True, slots=True)
class ChangeUnit(Smaller[int | None]):
    """Answered with the number of the change, or with nothing when it was so already.

    `seen` is the last change that the page knew: what somebody else has changed since is not overwritten unseen.
    """

    change: Change
    seen: int


@dataclass(frozen=True, slots=True)
class UndoChange(Smaller[int | None]):
    seq: int


def administered(actor: Actor, pack: Pack) -> str:
    """The unit whose local administrator this is; Hidden for everybody else."""
    mandate = actor.mandate
    if actor.kind != "staff" or mandate is None or mandate.role != "local_admin" or mandate.unit not in pack.units:
        raise Hidden
    return mandate.unit


async def _change(d: Doing, x: ChangeUnit) -> Done:
    unit, today = d.pack.units[administered(d.actor, d.pack)], local_day(d.now)
    return await _written(d, lambda entries: decide(entries, x.change, x.seen, unit, d.pack, today), None)


async def _undo(d: Doing, x: UndoChange) -> Done:
    unit, today = d.pack.units[administered(d.actor, d.pack)], local_day(d.now)
    return await _written(d, lambda entries: undo(entries, x.seq, unit, d.pack, today), x.seq)


async def _written(d: Doing, decided: Callable[[Sequence[Entry]], Change | None], undoes: int | None) -> Done:
    """Decided on the journal as it stands, and anew when another change came first."""
    unit = administered(d.actor, d.pack)
    for _ in range(LOOKS):
        entries = await local.journal(d.db, unit)
        change = decided(entries)
        if change is None:
            return None, ()
        entry = Entry(len(entries) + 1, d.now, d.actor.id, d.actor.name, change, undoes)
        if await local.add(d.db, unit, entry):
            return entry.seq, (Hint((SETTINGS,)),)
    raise Refused("settings_changed")


LOCAL_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    ChangeUnit: _change,
    UndoChange: _undo,
}
