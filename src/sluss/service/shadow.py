"""Commands of the system: rank a sent case as the version in shadow would have, and forget how (C1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sluss.core.packs import fold
from sluss.core.refusal import Hidden
from sluss.core.shadow import ranked
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import cases, reads, shadow, versions
from sluss.store.packs import PackError


@dataclass(frozen=True, slots=True)
class CompareShadow(Smaller[None]):
    """The case is what the command is about. `run` is the entry that began the trial."""

    run: int


@dataclass(frozen=True, slots=True)
class PurgeShadow(Smaller[None]):
    run: int


async def _compare(d: Doing, x: CompareShadow) -> Done:
    """Both by the answers, so that a priority that staff have changed meanwhile says nothing of the questions."""
    if d.actor.kind != "system":
        raise Hidden
    run, case = fold(await versions.journal(d.db)).shadow, await cases.read(d.db, d.about)
    # Ended, or begun anew with another version, since the case was sent.
    if run is None or run.seq != x.run or case is None:
        return None, ()
    try:
        other = await d.packs.version(d.db, run.pack)
    except PackError:
        return None, ()
    answers = await reads.answers(d.db, case.id)
    under = d.pack.as_of(await versions.answered_under(d.db, case.id))
    now = ranked(under, case.reason, answers).priority
    if now is not None:
        await shadow.add(d.db, run.seq, case.id, d.now, case.reason, now, ranked(other, case.reason, answers))
    return None, ()


async def _purge(d: Doing, x: PurgeShadow) -> Done:
    if d.actor.kind != "system":
        raise Hidden
    await shadow.purge(d.db, x.run)
    return None, ()


SHADOW_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    CompareShadow: _compare,
    PurgeShadow: _purge,
}
