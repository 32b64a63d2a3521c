"""What a pack holds, in a few lines: for somebody who has written one and wants to see that it was understood."""

from __future__ import annotations

from sluss.core.packdiff import hours
from sluss.core.policy import Pack


def contents(pack: Pack) -> str:
    routine = pack.routine
    unvouched = [one.id for one in pack.questionnaires.values() if not one.validated]
    return "\n".join(
        (
            f"{pack.id}, valid from {pack.valid_from.isoformat()}: all is well",
            *(f"  unit {unit.id}: {unit.name}, {unit.kind}, {hours(unit.hours)}" for unit in pack.units.values()),
            *(
                f"  service {one.id}: {one.title}, {one.kind}, reasons: {len(pack.reasons_of(one.id))}"
                for one in pack.services.values()
            ),
            f"  {len(pack.routing)} rows of routing, {len(pack.accepted_risks)} accepted risks",
            f"  {len(pack.questionnaires)} questionnaires, {len(unvouched)} of them not clinically validated",
            f"  {len(pack.phrases)} phrases, {len(pack.outcomes)} outcomes",
            *(f"  document {one.id}: {one.title}, {one.owner}, {one.dated}" for one in routine.documents),
            f"  {len(pack.sources)} values say where they come from",
        )
    )
