"""Which value of the pack stands behind a refusal, so that staff who are told no can read where it is written (Y7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sluss.core.policy import Pack
from sluss.core.refusal import Refused

# Where a value of the pack decided: its path, as in `Pack.sources`. The other refusals hold in any region.
DECIDED_BY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "not_extendable": "async_phase.extendable",
        "not_a_choice": "async_phase.choices",
        "drop_in_open": "drop_in.one_at_a_time",
        "wait_first": "drop_in.absent_wait",
        "reminded_recently": "reminder_pause",
        "day_ends_all": "day_end",
        "triaged_higher": "tickets.priority",
        "function_off": "functions",
        "note_trivial": "note.allow_trivial",
        "note_not_signed": "note.sign",
        "notes_are_not_signed": "note.sign",
        "protected_not_here": "protected.own",
        "too_young_for_triage": "proxies.least_age",
        "visit_first": "risk.visit_within_hours",
        "too_many_pictures": "pictures.max_count",
        "nothing_to_countersign": "countersign_roles",
        "not_your_countersign": "countersign_roles",
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """`said` is the sentence of the routine or of the decision, `written` where it stands."""

    written: str
    said: str
    pack: str


def why(pack: Pack, refused: Refused | None) -> Source | None:
    """None: no value of the pack decided, or the pack does not say where it comes from."""
    path = DECIDED_BY.get(refused.code, "") if refused else ""
    while path:
        found = pack.sources.get(path)
        if found:
            written, _, said = found.partition(":")
            return Source(written.strip(), said.strip(), pack.id)
        path = path.rpartition(".")[0]
    return None
