"""The refusals around drills; part of `refusals.REFUSALS`."""

from __future__ import annotations

from typing import Final

CONFLICT = 409

OF_DRILLS: Final[dict[str, tuple[int, str]]] = {
    "drill_unknown": (CONFLICT, "Den övningen finns inte längre. Välj en annan."),
    "drill_number_taken": (
        CONFLICT,
        "Någon har loggat in med testpatientens personnummer, så övningen kan inte börja. Välj en annan.",
    ),
    "drill_silent": (CONFLICT, "Patienten i övningen har inget mer att säga."),
    "not_a_drill": (CONFLICT, "Det här är inget övningsärende."),
}
