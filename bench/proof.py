"""What the rules of a pack cost: to route one case, and to prove that nobody is left without an answer."""

from __future__ import annotations

import statistics
import time
from datetime import datetime
from itertools import cycle, islice, product
from typing import Final

from bench.world import Figure, World
from sluss.boot.prove import proof_of
from sluss.boot.wiring import regions
from sluss.core.hours import STOCKHOLM
from sluss.core.policy import Pack
from sluss.core.triage.priority import PRIORITIES
from sluss.store.packs import calendar, load

ROUTED: Final = 2_000
MOST_MICROSECONDS, MOST_SECONDS = 1_000, 5
# In opening hours, at night, and before the longest closing of the year.
TIMES: Final = tuple(
    datetime.fromisoformat(at).replace(tzinfo=STOCKHOLM)
    for at in ("2026-11-23T10:00", "2026-11-23T03:00", "2026-12-23T16:01")
)


async def proving(world: World) -> list[Figure]:
    """Of every pack that ships; the proof is that of `sluss pack prove`."""
    start = time.perf_counter()
    packs = [load(file.parent) for file in sorted(regions().glob("*/pack.yaml"))]
    took = time.perf_counter() - start
    reading = Figure(
        f"reading {len(packs)} packs, as a start does", f"{took:.2f} s", f"≤ {MOST_SECONDS} s", took <= MOST_SECONDS
    )
    return [reading, _routing(packs), *(_proof(pack) for pack in packs)]


def _routing(packs: list[Pack]) -> Figure:
    took = statistics.median(_one_route(pack) for pack in packs)
    return Figure(
        f"routing one case, median of {len(packs)} packs",
        f"{took:.0f} µs",
        f"≤ {MOST_MICROSECONDS} µs",
        took <= MOST_MICROSECONDS,
    )


def _one_route(pack: Pack) -> float:
    """Microseconds: each reason, priority and listing in turn, at each of TIMES."""
    days = calendar(pack, range(2026, 2029))
    reasons = [id_ for id_ in pack.reasons if pack.kind_of(id_) == "triaged"]
    asked = list(islice(cycle(product(reasons, PRIORITIES, (None, *pack.units), TIMES)), ROUTED))
    start = time.perf_counter()
    for reason, priority, listed, at in asked:
        pack.place(reason, priority, listed, days, at)
    return (time.perf_counter() - start) / len(asked) * 1e6


def _proof(pack: Pack) -> Figure:
    start = time.perf_counter()
    proof = proof_of(pack, pack.valid_from)
    took = time.perf_counter() - start
    said = f"{took:.2f} s, {proof.classes} classes, {len(proof.wrong)} counter-examples"
    return Figure(f"proof of {pack.id}", said, f"≤ {MOST_SECONDS} s, none", proof.holds and took <= MOST_SECONDS)
