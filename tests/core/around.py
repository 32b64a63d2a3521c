"""Everybody around one case, and the case with all that they may have on its way."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sluss.core.actor import SYSTEM
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.rules import EXPECTED
from tests.core.case.scene import (
    AGNETA,
    BRITTA,
    ELSA,
    GRETA,
    LOA,
    LOTTA,
    NILS,
    NOW,
    OLLE,
    SARA,
    SIGGE,
    case_in,
    off_shift,
    staff,
)

KARIN = staff(20, "Karin Kvist", "physician", "vc-dalen")
TOVE = staff(21, "Tove Tall", "nurse", "vc-skogen")
TAKEN = (Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC)
ACTORS: Final = MappingProxyType(
    {
        "resident": AGNETA,
        "owner": SARA,
        "off shift": off_shift(SARA),
        "colleague": SIGGE,
        # At other units: who takes part, is offered the case, is asked about it, and who gave the ticket.
        "guest": GRETA,
        "recipient": NILS,
        "asked": KARIN,
        "giver": TOVE,
        "system": SYSTEM,
        "from outside": ELSA,
        "other resident": OLLE,
        "other unit": BRITTA,
        "local admin": LOTTA,
        "log reviewer": LOA,
    }
)


def shared(phase: Phase) -> Case:
    """Sara's case with all that may be on its way in the phase: a guest, a handover, a question."""
    case = case_in(phase)
    if phase in EXPECTED:
        case = replace(case, externals=(ELSA.id,))
    if phase in (Phase.TICKET, Phase.WITHDRAWN):
        return replace(case, from_unit="vc-skogen", given_by=TOVE.id)
    if phase in TAKEN:
        case = replace(case, handover_by=SARA.id, handover_unit="kontaktcenter-1177", handover_role="nurse")
        case = replace(case, handover_priority=3, handed_at=NOW)
    if phase in (*TAKEN, Phase.ENDED):
        case = replace(case, consult_by=SARA.id, consult_unit="vc-dalen", consult_role="physician", consult_at=NOW)
    there = (GRETA.id,)
    if phase in (Phase.VISIT, Phase.ASYNC):
        return replace(case, guests=there)
    return replace(case, helped=there) if phase is Phase.ENDED else case
