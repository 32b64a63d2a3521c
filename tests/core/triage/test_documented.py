"""docs/questionnaires.md says what the engine understands: its example loads, and it names all that there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sluss.core.triage import extensions, functions
from sluss.core.triage.fhir import TYPES, parse
from sluss.core.triage.walk import walk
from sluss.store.packs import fhirpath

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "questionnaires.md").read_text(encoding="utf-8")


def test_the_example_works_as_it_says() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    questionnaire = parse(json.loads(example), fhirpath.read)
    gone = walk(questionnaire, {"somn.1": ("ofta",)})
    assert (gone.told["summa"], [step.key for step in gone.steps]) == (("2",), ["somn.1", "mer"])


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_each_type_is_told_of(kind: str) -> None:
    assert f"`{kind}`" in TEXT


@pytest.mark.parametrize("name", sorted([*functions.FUNCTIONS, "iif"]))
def test_each_function_is_told_of(name: str) -> None:
    assert f"{name}()" in TEXT


@pytest.mark.parametrize(
    "url", sorted({*extensions.ITEM, *extensions.GROUP, *extensions.DISPLAY, *extensions.OPTION, *extensions.VARIABLES})
)
def test_each_extension_is_told_of(url: str) -> None:
    name = url.rpartition("/")[2]
    # The second of a pair is written short, `-maxQuantity`.
    assert f"{name}`" in TEXT or f"`-{name.rpartition('-')[2]}`" in TEXT
