"""`sluss pack vignettes`: over- and under-triage of each version of a questionnaire, against made-up people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sluss.core.triage.priority import Table
from sluss.core.triage.questionnaire import Questionnaire
from sluss.core.triage.vignettes import Count, Judged, count
from sluss.store.packs import load
from sluss.store.packs.load import LIBRARY
from sluss.store.packs.priorities import table
from sluss.store.packs.questionnaires import questionnaire
from sluss.store.packs.source import read
from sluss.store.packs.vignettes import vignettes


def counts(folder: Path) -> tuple[Count, ...]:
    """Of each questionnaire that sets a priority. Raises PackError."""
    judged = ((asked, rules, home) for asked, rules, home in _judged_in(folder) if rules.rules)
    return tuple(count(asked, rules, vignettes(home, asked)) for asked, rules, home in judged)


def _judged_in(folder: Path) -> Iterator[tuple[Questionnaire, Table, Path]]:
    """With the folder where its vignettes lie: a questionnaire of the pack's own has its own."""
    if folder == LIBRARY:
        for file in sorted((LIBRARY / "questionnaires").glob("*.json")):
            asked = questionnaire(LIBRARY, f"questionnaires/{file.name}")
            yield asked, table(read(LIBRARY, f"priority/{asked.id}.yaml"), asked), LIBRARY
        return
    pack = load(folder)
    for id_, asked in sorted(pack.questionnaires.items()):
        own = (folder / "questionnaires" / f"{id_}.json").exists()
        yield asked, pack.priorities[id_], folder if own else LIBRARY


def report(folder: Path) -> tuple[str, bool]:
    """What to print, and whether nobody urgent comes too late and no flag is missed."""
    counted = counts(folder)
    lines = [line for one in counted for line in _lines(one)]
    judged = [judged for one in counted for judged in one.judged]
    well = not any(one.grave or one.missed for one in counted)
    right, over = sum(len(one.right) for one in counted), sum(len(one.over) for one in counted)
    under, missed = sum(len(one.under) for one in counted), sum(len(one.missed) for one in counted)
    whole = f"Alla: {len(judged)} vinjetter, {right} rätt, {over} för högt, {under} för lågt, {missed} missade flaggor."
    return "\n".join([*lines, whole]), well


def _lines(one: Count) -> Iterator[str]:
    head = f"{one.title} ({one.questionnaire}, version {one.version}): "
    if not one.judged:
        yield f"{head}inga vinjetter."
        return
    yield (
        f"{head}{len(one.judged)} vinjetter, {len(one.right)} rätt, {len(one.over)} för högt{_steps(one.over)}, "
        f"{len(one.under)} för lågt{_steps(one.under)}."
    )
    for grave in one.grave:
        yield f"  ALLVARLIGT: {_told(grave)}"
    for judged in one.judged:
        if judged.late and judged not in one.grave:
            yield f"  {'för lågt' if judged.late > 0 else 'för högt'}: {_told(judged)}"
    for judged in one.missed:
        yield f"  MISSAD FLAGGA för suicidrisk: {judged.vignette.who}"
    for judged in one.needless:
        yield f"  flagga som ingen väntade: {judged.vignette.who}"


def _steps(judged: tuple[Judged, ...]) -> str:
    """` (2 ett steg, 1 två steg)`."""
    sizes = sorted({abs(one.late) for one in judged})
    words = {1: "ett steg", 2: "två steg", 3: "tre steg", 4: "fyra steg"}
    found = [f"{sum(abs(one.late) == size for one in judged)} {words[size]}" for size in sizes]
    return f" ({', '.join(found)})" if found else ""


def _told(judged: Judged) -> str:
    why = judged.because[0] if judged.because else ""
    return f"{judged.vignette.who}: väntat {judged.vignette.expected}, fick {judged.priority}. {why}".rstrip()
