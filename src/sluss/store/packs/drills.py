"""`drills.yaml`: scenarios with test patients, for staff to practise (H24, Hantering av suicidal patient).

What ships with sluss is there for every pack that takes the library and has the reason; a pack's own comes besides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from sluss.core.drill import Drill, Who
from sluss.core.policy import Reason
from sluss.core.triage.questionnaire import Questionnaire
from sluss.store.packs.section import Section, text, unique
from sluss.store.packs.source import Node
from sluss.store.packs.sources import Sources
from sluss.store.packs.vignettes import given

FILE: Final = "drills.yaml"
# Skatteverket gives these to nobody: the number behind the date is from 2380 to 2399.
_TEST_NUMBER: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})-?(23[89][0-9])")

Reasons = Mapping[str, Reason]
Asked = Mapping[str, Questionnaire]


def drills(sources: Sources, shipped: Path | None, known: Reasons, asked: Asked) -> Mapping[str, Drill]:
    """Those that ship first. Raises PackError."""
    found: dict[str, Drill] = {}
    if shipped and (shipped / FILE).exists():
        theirs = {id_: one for id_, one in known.items() if not _own(sources.folder, one)}
        _read(Sources(shipped).read(FILE), theirs, asked, found, others=True)
    if (sources.folder / FILE).exists():
        _read(sources.read(FILE), known, asked, found)
    return found


def _own(folder: Path, reason: Reason) -> bool:
    """Whether the pack asks questions of its own for it, which answers from elsewhere need not fit."""
    return (folder / "questionnaires" / f"{reason.questionnaire}.json").exists()


def _read(root: Node, known: Reasons, asked: Asked, found: dict[str, Drill], *, others: bool = False) -> None:
    with Section(root, "the file") as file:
        for node in file.each("drills"):
            # What ships fits the packs that have its reason.
            if others and _reason(node) not in known:
                continue
            drill = _drill(node, known, asked)
            found[unique(node.place, found, "drill", drill.id)] = drill


def _reason(node: Node) -> str:
    entry = node.value.get("reason") if isinstance(node.value, dict) else None
    return entry[1].value if entry and isinstance(entry[1].value, str) else ""


def _drill(node: Node, known: Reasons, asked: Asked) -> Drill:
    with Section(node, "the drill") as drill:
        id_ = drill.id()
        reason = drill.one_of("reason", known, "reason")
        questionnaire = asked.get(known[reason].questionnaire or "")
        if questionnaire is None:
            raise drill.fault("reason", f"{drill.name}: {reason} asks no questions, so nothing can be answered.")
        return Drill(
            id=id_,
            title=drill.text("title"),
            text=drill.text("text"),
            who=_who(drill.node("who")),
            reason=reason,
            answers=given(drill, questionnaire, {}, drill.name),
            lines=tuple(text(line, f"a line of {drill.name}") for line in drill.each("lines"))
            if drill.has("lines")
            else (),
        )


def _who(node: Node) -> Who:
    with Section(node, "the test patient") as who:
        number = _TEST_NUMBER.fullmatch(who.text("personnummer"))
        if not number:
            raise who.fault("personnummer", "a test patient has a number that is given to nobody, like 19790314-2383.")
        year, month, day, last = number.groups()
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            raise who.fault("personnummer", f"there is no day {year}-{month}-{day}.") from None
        return Who(who.text("given_name"), who.text("family_name"), f"{year}{month}{day}{last}")
