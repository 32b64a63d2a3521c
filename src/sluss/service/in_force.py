"""Commands of a region's administrators: load a version of the pack, propose it, approve it, go back (Y7)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sluss.core import packs as rules
from sluss.core.actor import Actor
from sluss.core.hours import local_day
from sluss.core.notices import Job
from sluss.core.packs import Entry, State, What, fold
from sluss.core.refusal import Hidden, Refused
from sluss.service.hints import SETTINGS, Hint
from sluss.service.pack_checks import checked
from sluss.service.pack_start import packed
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import notices, versions
from sluss.store.packs import PackError
from sluss.store.packs.archive import BadArchive, opened, unzipped, wrong_in

# Each look that fails is something that another administrator has done meanwhile.
LOOKS: Final = 20
# Of a pack with more, the rest shows when these are put right.
FAULTS_AT_MOST: Final = 10
# How a trial went is read within some months, and is then forgotten.
SHADOW_KEPT: Final = timedelta(days=90)
# It stands in addresses and at the head of every decision, before the number of the units' own changes.
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class LoadVersion(Smaller[str]):
    """Answered with the id of the version. `data` is a zip."""

    data: bytes


@dataclass(frozen=True, slots=True)
class ProposeVersion(Smaller[int]):
    """For `day`, or at once when it is approved."""

    pack: str
    day: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class ApproveVersion(Smaller[int]):
    proposal: int


@dataclass(frozen=True, slots=True)
class RejectVersion(Smaller[int]):
    proposal: int
    words: str


@dataclass(frozen=True, slots=True)
class WithdrawVersion(Smaller[int]):
    """`number` is that of a proposal, or of the approval of what has not begun."""

    number: int


@dataclass(frozen=True, slots=True)
class RollBack(Smaller[int]):
    """`pack` is what the page said is in force."""

    pack: str
    words: str


@dataclass(frozen=True, slots=True)
class StartShadow(Smaller[int]):
    pack: str
    days: int


@dataclass(frozen=True, slots=True)
class EndShadow(Smaller[int]):
    pass


def administers(actor: Actor) -> None:
    """Hidden for everybody but a region administrator."""
    if actor.kind != "staff" or actor.mandate is None or actor.mandate.role != "region_admin":
        raise Hidden


async def _load(d: Doing, x: LoadVersion) -> Done:
    administers(d.actor)
    try:
        files = await asyncio.to_thread(unzipped, x.data)
        pack = await asyncio.to_thread(opened, files)
    except BadArchive as bad:
        raise Refused(bad.code, **bad.facts) from None
    except PackError:
        faults = await asyncio.to_thread(wrong_in, files)
        raise Refused("pack_faulty", fault=" ".join(faults[:FAULTS_AT_MOST])) from None
    if not _NUMBER.fullmatch(pack.version):
        raise Refused("pack_version_odd")
    stored = packed(files, pack)
    if not await versions.add(d.db, stored, d.now, d.actor.id, d.actor.name):
        same = await versions.sha_of(d.db, stored.id) == stored.sha256
        raise Refused("version_loaded" if same else "version_taken", version=stored.id)
    await _written(d, lambda state: ("loaded", {"pack": stored.id}))
    return stored.id, (Hint((SETTINGS,)),)


async def _propose(d: Doing, x: ProposeVersion) -> Done:
    administers(d.actor)
    await _fits(d, x.pack)

    def decide(state: State) -> Written:
        start = rules.propose(state, x.pack, x.day, x.words, d.now)
        return "proposed", {"pack": x.pack, "in_force_from": start, "words": x.words.strip()}

    return await _written(d, decide)


async def _approve(d: Doing, x: ApproveVersion) -> Done:
    """Proved anew: what was sound when it was proposed may be another region's, or unreadable, to this sluss."""
    administers(d.actor)
    asked = fold(await versions.journal(d.db)).proposal(x.proposal)
    if asked:
        await _fits(d, asked.pack)

    def decide(state: State) -> Written:
        found, start = rules.approve(state, d.actor.id, x.proposal, d.now)
        return "approved", {"pack": found.pack, "in_force_from": start, "about": found.seq}

    return await _written(d, decide)


async def _reject(d: Doing, x: RejectVersion) -> Done:
    administers(d.actor)

    def decide(state: State) -> Written:
        found = rules.reject(state, x.proposal, x.words)
        return "rejected", {"pack": found.pack, "about": found.seq, "words": x.words.strip()}

    return await _written(d, decide)


async def _withdraw(d: Doing, x: WithdrawVersion) -> Done:
    administers(d.actor)
    return await _written(
        d,
        lambda state: ("withdrawn", {"pack": rules.withdraw(state, x.number, d.now), "about": x.number}),
    )


async def _roll_back(d: Doing, x: RollBack) -> Done:
    administers(d.actor)
    before = fold(await versions.journal(d.db)).before(d.now)
    if before and (fault := (await checked(d.packs, d.db, before.pack, local_day(d.now))).fault):
        raise Refused("pack_faulty", fault=fault)

    def decide(state: State) -> Written:
        ended = rules.roll_back(state, x.pack, x.words, d.now)
        return "rolled_back", {"pack": ended.pack, "about": ended.seq, "words": x.words.strip()}

    return await _written(d, decide)


async def _start_shadow(d: Doing, x: StartShadow) -> Done:
    administers(d.actor)
    await _fits(d, x.pack)

    def decide(state: State) -> Written:
        return "shadow_started", {"pack": x.pack, "until": rules.shadow(state, x.pack, x.days, d.now)}

    run, hints = await _written(d, decide)
    forgotten = d.now + timedelta(days=x.days) + SHADOW_KEPT
    await notices.plan(d.db, [Job(f"purge-shadow:{run}", "purge_shadow", forgotten, {"run": str(run)})])
    return run, hints


async def _end_shadow(d: Doing, x: EndShadow) -> Done:
    administers(d.actor)

    def decide(state: State) -> Written:
        run = state.in_shadow(d.now)
        if run is None:
            raise Refused("no_shadow")
        return "shadow_ended", {"pack": run.pack}

    return await _written(d, decide)


async def _fits(d: Doing, pack: str) -> None:
    try:
        candidate = await checked(d.packs, d.db, pack, local_day(d.now))
    except KeyError:
        raise Hidden from None
    rules.fit(candidate, d.pack.region.name)


Written = tuple[What, Mapping[str, Any]]


async def _written(d: Doing, decide: Callable[[State], Written]) -> Done:
    """Decided on the journal as it stands, and anew when another entry came first. Answered with its number."""
    for _ in range(LOOKS):
        entries = await versions.journal(d.db)
        what, more = decide(fold(entries))
        entry = Entry(len(entries) + 1, d.now, d.actor.id, d.actor.name, what, **more)
        if await versions.write(d.db, entry):
            return entry.seq, (Hint((SETTINGS,)),)
    raise Refused("settings_changed")


PACK_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    LoadVersion: _load,
    ProposeVersion: _propose,
    ApproveVersion: _approve,
    RejectVersion: _reject,
    WithdrawVersion: _withdraw,
    RollBack: _roll_back,
    StartShadow: _start_shadow,
    EndShadow: _end_shadow,
}
