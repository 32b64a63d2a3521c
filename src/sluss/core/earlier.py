"""What earlier versions of a pack had, laid under the one in force: to be read by the cases that have it (Y7).

A retired unit, reason or questionnaire is not chosen from, not routed to and not offered; its title, its questions and
its telephone number still stand in the cases that were sent while it was there, and its staff can finish them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sluss.core.policy import Pack

Thing = TypeVar("Thing")


class Standing(dict[str, Thing]):
    """What is in force. Whoever chooses (`in`, `get`, a loop) sees that and no more; who asks `[id]` for what a case
    has, or `policy.known`, is given what earlier versions said as well."""

    def __init__(self, now: Mapping[str, Thing], earlier: Mapping[str, Thing]) -> None:
        super().__init__(now)
        self.earlier = earlier

    def __missing__(self, key: str) -> Thing:
        return self.earlier[key]


def laid_over(pack: Pack, versions: Sequence[Pack]) -> Pack:
    """`versions` are all that have decided something, the latest last; the pack itself may be among them."""
    earlier = [one for one in versions if one.version_id != pack.version_id]
    return replace(
        pack,
        units=_standing(pack.units, (one.units for one in earlier)),
        services=_standing(pack.services, (one.services for one in earlier)),
        reasons=_standing(pack.reasons, (one.reasons for one in earlier)),
        questionnaires=_standing(pack.questionnaires, (one.questionnaires for one in earlier)),
        priorities=_standing(pack.priorities, (one.priorities for one in earlier)),
        outcomes=_standing(pack.outcomes, (one.outcomes for one in earlier)),
        versions={one.version_id: one for one in earlier},
    )


def _standing(now: Mapping[str, Thing], earlier: Iterable[Mapping[str, Thing]]) -> Standing[Thing]:
    gone: dict[str, Thing] = {}
    for known in earlier:
        gone |= known
    return Standing(now, {key: thing for key, thing in gone.items() if key not in now})
