"""What is wrong with a pack, file by file: somebody who writes one mends them all before reading it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from sluss.core.policy import Reason, Service, Unit
from sluss.core.triage.questionnaire import Questionnaire
from sluss.store.packs.drills import drills
from sluss.store.packs.load import LIBRARY, load
from sluss.store.packs.matters import reasons, services
from sluss.store.packs.phrases import phrases
from sluss.store.packs.priorities import table
from sluss.store.packs.questionnaires import questionnaire
from sluss.store.packs.routes import routing
from sluss.store.packs.section import Section
from sluss.store.packs.source import Node, PackError
from sluss.store.packs.sources import Sources
from sluss.store.packs.units import units

T = TypeVar("T")
Asked = Mapping[str, Questionnaire]


def faults(folder: Path) -> tuple[PackError, ...]:
    """In each file the first, since what comes after it may be its consequence. Empty: all is well."""
    found: list[PackError] = []
    try:
        load(folder)
    except PackError as wrong:
        found.append(wrong)
        _each_file(folder, found)
    once = {(wrong.place.file, wrong.place.line, wrong.sentence): wrong for wrong in found}
    return tuple(once[key] for key in sorted(once))


def _each_file(folder: Path, found: list[PackError]) -> None:
    """Reads what can be read without the files that are wrong themselves."""

    def tried(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except PackError as wrong:
            found.append(wrong)
            return None

    sources = Sources(folder)
    asked = _questionnaires(folder, tried)
    for id_, one in asked.items():
        if (folder / "priority" / f"{id_}.yaml").exists():
            tried(lambda id_=id_, one=one: table(sources.read(f"priority/{id_}.yaml"), one))  # type: ignore[misc]
    tried(lambda: phrases(sources.read("phrases.yaml")))
    known_units = tried(lambda: units(sources.read("units.yaml")))
    matters = tried(lambda: _matters(sources.read("matters.yaml"), asked))
    if matters:
        tried(lambda: drills(sources, None, matters[1], asked))
    if known_units and matters:
        tried(lambda: _routing(sources.read("routing.yaml"), known_units, *matters))


def _questionnaires(folder: Path, tried: Callable[[Callable[[], Questionnaire]], Questionnaire | None]) -> Asked:
    """The pack's own that can be read, and all that ship."""
    files = sorted((folder / "questionnaires").glob("*.json"))
    own = {file.stem: tried(lambda file=file: questionnaire(folder, f"questionnaires/{file.name}")) for file in files}  # type: ignore[misc]
    shipped = sorted((LIBRARY / "questionnaires").glob("*.json"))
    library = {file.stem: questionnaire(LIBRARY, f"questionnaires/{file.name}") for file in shipped}
    return library | {id_: one for id_, one in own.items() if one}


def _matters(root: Node, asked: Asked) -> tuple[Mapping[str, Service], Mapping[str, Reason]]:
    with Section(root, "the file") as file:
        known = services(file)
        return known, reasons(file, known, asked)


def _routing(
    root: Node, known: Mapping[str, Unit], offered: Mapping[str, Service], sought: Mapping[str, Reason]
) -> None:
    routing(root, {id_: one for id_, one in offered.items() if one.kind != "care"}, known, sought)
