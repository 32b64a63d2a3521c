"""*Skugga*: how a version on trial ranked the cases that were sent meanwhile, beside the one in force (C1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sluss.core.packs import fold
from sluss.core.policy import known
from sluss.core.triage.priority import PRIORITIES
from sluss.service.in_force import administers
from sluss.service.queries.region import trial_of
from sluss.service.reading import Query, Reading
from sluss.service.views.region import ByReason, TrialPage
from sluss.store import shadow, versions


@dataclass(frozen=True, slots=True)
class TrialOf(Query[TrialPage]):
    logged: bool = False


async def trial(r: Reading, q: TrialOf) -> TrialPage:
    """Of the last run, also when it has ended."""
    administers(r.actor)
    state = fold(await versions.journal(r.db))
    if state.shadow is None:
        return TrialPage(None)
    rows = await shadow.counts(r.db, state.shadow.seq)
    ranked = [row for row in rows if row["shadow"] is not None]
    reasons = dict.fromkeys(row["reason"] for row in ranked)
    return TrialPage(
        trial=trial_of(state, r.now),
        same=_sum(row for row in ranked if row["shadow"] == row["in_force"]),
        # 1 is the highest: what comes sooner has the lower number.
        higher=_sum(row for row in ranked if row["shadow"] < row["in_force"]),
        lower=_sum(row for row in ranked if row["shadow"] > row["in_force"]),
        incomplete=_sum(row for row in ranked if not row["complete"]),
        unranked=_sum(row for row in rows if row["shadow"] is None),
        table=tuple(
            tuple(
                _sum(row for row in ranked if (row["in_force"], row["shadow"]) == (was, would)) for would in PRIORITIES
            )
            for was in PRIORITIES
        ),
        reasons=tuple(_by_reason(r, reason, [row for row in ranked if row["reason"] == reason]) for reason in reasons),
    )


def _by_reason(r: Reading, reason: str, rows: list[Any]) -> ByReason:
    found = known(r.pack.reasons, reason)
    return ByReason(
        reason=found.title if found else reason,
        same=_sum(row for row in rows if row["shadow"] == row["in_force"]),
        higher=_sum(row for row in rows if row["shadow"] < row["in_force"]),
        lower=_sum(row for row in rows if row["shadow"] > row["in_force"]),
        incomplete=_sum(row for row in rows if not row["complete"]),
    )


def _sum(rows: Any) -> int:
    return sum(int(row["cases"]) for row in rows)
