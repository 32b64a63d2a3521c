"""`questionnaires/<id>.json`: FHIR R4 resources; a fault is shown at the line of its item."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from sluss.core.triage.fhir import parse
from sluss.core.triage.questionnaire import Questionnaire
from sluss.core.triage.resource import BadQuestionnaire
from sluss.store.packs import fhirpath
from sluss.store.packs.source import PackError, Place, text_of


def questionnaire(folder: Path, file: str) -> Questionnaire:
    """The resource in `file` of the pack. Raises PackError."""
    text = text_of(folder, file)
    try:
        resource = json.loads(text, parse_float=Decimal, parse_constant=_refused, object_pairs_hook=_once)
        read = parse(resource, fhirpath.read)
    except json.JSONDecodeError as wrong:
        raise PackError(Place(file, wrong.lineno), f"this is no JSON: {wrong.msg}.") from None
    except _Doubled as wrong:
        raise PackError(Place(file, 1), f"the key {wrong} stands twice in one object.") from None
    except BadQuestionnaire as wrong:
        raise PackError(Place(file, _line(text, wrong)), f"{wrong}.") from None
    if read.id != Path(file).stem:
        raise PackError(Place(file, 1), f"the questionnaire {read.id} must lie in {read.id}.json.")
    return read


class _Doubled(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Doubled(key)
        found[key] = value
    return found


def _refused(word: str) -> object:
    raise _Doubled(word)


def _line(text: str, wrong: BadQuestionnaire) -> int:
    """The line of the item's linkId, or of the key on the top level; 1 when there is no such line."""
    pattern = rf'"linkId"\s*:\s*{re.escape(json.dumps(wrong.link_id, ensure_ascii=False))}'
    match = re.search(pattern if wrong.link_id else rf'"{re.escape(wrong.key)}"\s*:', text)
    return text.count("\n", 0, match.start()) + 1 if match else 1
