"""Draws the life of a case, as Mermaid text, from the table that decides it.

`python tools/draw_phases.py` prints the picture; with `--write` it is put between the marks in ARCHITECTURE.md.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sluss.core.case.phases import PHASES, Phase

PAGE = Path(__file__).resolve().parents[1] / "ARCHITECTURE.md"
BEGIN, END = "<!-- phases -->\n", "<!-- /phases -->"


def picture() -> str:
    """The state diagram: a line per pair of phases with the events between them, a note of what stays within."""
    lines = ["```mermaid", "stateDiagram-v2"]
    for phase, moves in PHASES.items():
        for then in dict.fromkeys(moves.values()):
            if then is not phase:
                events = ", ".join(event.__name__ for event, to in moves.items() if to is then)
                lines.append(f"    {_name(phase)} --> {then}: {events}")
    for phase, moves in PHASES.items():
        # An ended case is over; only a drill is then put away.
        if phase is Phase.ENDED or not any(to is not phase for to in moves.values()):
            lines.append(f"    {phase} --> [*]")
    for phase, moves in PHASES.items():
        within = [event.__name__ for event, to in moves.items() if to is phase]
        if within:
            lines += [f"    note right of {phase}", *(f"        {name}" for name in within), "    end note"]
    return "\n".join([*lines, "```", ""])


def _name(phase: Phase) -> str:
    return "[*]" if phase is Phase.NEW else phase.value


def main() -> int:
    if sys.argv[1:] != ["--write"]:
        print(picture(), end="")
        return 0
    page = PAGE.read_text(encoding="utf-8")
    drawn, count = re.subn(f"{BEGIN}.*?{END}", lambda _: BEGIN + picture() + END, page, flags=re.DOTALL)
    if count != 1:
        print(f"{PAGE.name} has no place for the picture, or several.", file=sys.stderr)
        return 1
    PAGE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
