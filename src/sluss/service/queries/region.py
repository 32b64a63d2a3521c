"""*Regelverket*: what is in force in the region and since when, what waits, and what is known of each version (Y7)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sluss.core.hours import local_day
from sluss.core.packdiff import AUDIENCES, diff
from sluss.core.packs import Entry, State, decided, fold
from sluss.core.policy import Pack
from sluss.core.refusal import Hidden
from sluss.core.triage.vignettes import Count
from sluss.service.in_force import administers
from sluss.service.pack_checks import checked
from sluss.service.queries.region_words import told
from sluss.service.reading import Query, Reading
from sluss.service.views.region import Asked, Coming, Proposal, RegionPacks, Step, Trial, Version, VersionPage
from sluss.store import versions
from sluss.store.packs import PackError
from sluss.store.packs.archive import tried, unzipped

SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class RegionPacksOf(Query[RegionPacks]):
    logged: bool = False


@dataclass(frozen=True, slots=True)
class VersionOf(Query[VersionPage]):
    """`pack` is the id of a version."""

    pack: str
    logged: bool = False


async def region_packs(r: Reading, q: RegionPacksOf) -> RegionPacks:
    """Read from the journal itself: the pack of another process may be a moment behind."""
    administers(r.actor)
    entries = await versions.journal(r.db)
    state = fold(entries)
    standing, before, back = state.in_force(r.now), state.before(r.now), state.back(r.now)
    rows = await versions.every(r.db)
    return RegionPacks(
        region=r.pack.region.name,
        pack=standing.pack if standing else r.pack.version_id,
        since=back.at if back else standing.begins if standing else None,
        valid_from=r.pack.valid_from,
        documents=r.pack.routine.documents,
        before=before.pack if before else "",
        went_back=_step(back) if back else None,
        proposals=tuple(_proposal(one, r) for one in state.proposals),
        coming=tuple(Coming(turn.seq, turn.pack, turn.begins) for turn in state.coming(r.now)),
        versions=tuple(_version(row, entries, state, r.now) for row in rows),
        trial=trial_of(state, r.now),
        steps=tuple(_step(entry) for entry in entries[: -SHOWN_AT_MOST - 1 : -1]),
    )


def _version(row: Any, entries: Sequence[Entry], state: State, now: datetime) -> Version:
    id_, standing = row["id"], state.in_force(now)
    if standing and standing.pack == id_:
        is_ = "in_force"
    elif any(turn.pack == id_ for turn in state.coming(now)):
        is_ = "coming"
    elif any(one.pack == id_ for one in state.proposals):
        is_ = "proposed"
    else:
        is_ = "was" if id_ in decided(entries) else "loaded"
    return Version(id_, row["version"], row["loaded_at"], row["loaded_by_name"], is_)


def _proposal(one: Entry, r: Reading) -> Proposal:
    passed = one.in_force_from is not None and one.in_force_from <= r.now
    return Proposal(one.seq, one.pack, one.by, one.at, one.in_force_from, one.words, one.actor == r.actor.id, passed)


def _step(entry: Entry) -> Step:
    return Step(entry.seq, entry.at, entry.by, told(entry), entry.words)


def trial_of(state: State, now: datetime) -> Trial | None:
    run = state.shadow
    if run is None or run.until is None:
        return None
    return Trial(run.pack, run.at, run.by, run.until, now < run.until)


async def version_page(r: Reading, q: VersionOf) -> VersionPage:
    """All that is worth knowing before it is proposed, or approved."""
    administers(r.actor)
    row = next((row for row in await versions.every(r.db) if row["id"] == q.pack), None)
    if row is None:
        raise Hidden
    entries = await versions.journal(r.db)
    state, today = fold(entries), local_day(r.now)
    version, standing = _version(row, entries, state, r.now), state.in_force(r.now)
    known = await checked(r.packs, r.db, q.pack, today)
    in_force = r.packs.region
    if known.fault:
        return VersionPage(version, in_force.version_id, today, fault=known.fault)
    pack = await r.packs.version(r.db, q.pack)
    other = known.region != in_force.region.name
    free = not other and not known.holes and version.state in ("loaded", "was")
    return VersionPage(
        version=version,
        standing=standing.pack if standing else in_force.version_id,
        today=today,
        region=known.region,
        valid_from=pack.valid_from,
        documents=pack.routine.documents,
        other_region=other,
        holes=known.holes,
        changes=None if version.state == "in_force" else await asyncio.to_thread(_changes, in_force, pack),
        counts=await _counts(r, pack),
        asked=_asked(pack, in_force),
        may_propose=free
        or (not other and not known.holes and version.state == "in_force" and bool(state.coming(r.now))),
        may_try=free and state.in_shadow(r.now) is None,
    )


def _changes(old: Pack, new: Pack) -> Mapping[str, tuple[str, ...]]:
    found = diff(old, new)
    by = {audience: tuple(one.says for one in found if one.audience == audience) for audience in AUDIENCES}
    return {audience: says for audience, says in by.items() if says}


async def _counts(r: Reading, pack: Pack) -> tuple[Count, ...]:
    """A version never changes, so its vignettes are judged once."""
    id_ = pack.version_id
    if id_ not in r.packs.counts:
        stored = await versions.files_of(r.db, id_)
        files = unzipped(stored[1]) if stored else {}
        try:
            r.packs.counts[id_] = await asyncio.to_thread(tried, files, pack)
        except PackError:
            # Vignettes are no part of what decides: a version whose own do not fit any more has none.
            r.packs.counts[id_] = ()
    return r.packs.counts[id_]


def _asked(pack: Pack, in_force: Pack) -> tuple[Asked, ...]:
    titles = {
        id_: tuple(reason.title for reason in pack.reasons.values() if reason.questionnaire == id_)
        for id_ in pack.questionnaires
    }
    return tuple(
        Asked(
            id=id_,
            title=one.title,
            version=one.version,
            validated=one.validated,
            notice=one.notice,
            reasons=titles[id_],
            changed=(one, pack.priorities[id_]) != (in_force.questionnaires.get(id_), in_force.priorities.get(id_)),
        )
        for id_, one in sorted(pack.questionnaires.items(), key=lambda pair: pair[1].title)
    )
