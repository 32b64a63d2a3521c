"""The FHIR extensions that are understood; any other is refused by its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sluss.core.triage.resource import BadQuestionnaire, Fields

_FHIR: Final = "http://hl7.org/fhir/StructureDefinition/"
_OWN: Final = "https://sluss.example/fhir/"

ITEM: Final[Mapping[str, str]] = {
    f"{_FHIR}minValue": "minimum",
    f"{_FHIR}maxValue": "maximum",
    f"{_FHIR}questionnaire-unit": "unit",
    f"{_OWN}sentence-yes": "yes",
    f"{_OWN}sentence-no": "no",
    f"{_OWN}sentence": "other",
}
DISPLAY: Final[Mapping[str, str]] = {f"{_FHIR}questionnaire-itemControl": "control"}
OPTION: Final[Mapping[str, str]] = {
    f"{_FHIR}ordinalValue": "weight",
    f"{_FHIR}itemWeight": "weight",
    f"{_FHIR}questionnaire-optionExclusive": "exclusive",
    f"{_OWN}words": "words",
}


def read(fields: Fields, known: Mapping[str, str]) -> dict[str, Any]:
    """The values of an element's extensions by our names. BadQuestionnaire for an unknown or doubled one."""
    found: dict[str, Any] = {}
    for raw in fields.each("extension"):
        extension = Fields(raw, fields.link_id, "extension")
        url = extension.need("url", str)
        name = known.get(url)
        if name is None:
            raise extension.fault("url", f"the extension {url} is not known here")
        if name in found:
            raise extension.fault("url", f"the extension {url}, or another for the same, stands twice")
        found[name] = _value(extension, name)
        extension.done()
    return found


def _value(extension: Fields, name: str) -> Any:
    keys, convert = _KINDS[name]
    key, raw = extension.any_of(keys)
    try:
        return convert(key, raw)
    except (TypeError, ValueError, ArithmeticError, BadQuestionnaire):
        raise extension.fault(key, "this value is not of its kind") from None


def number(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | float):
        raise TypeError(raw)
    return Decimal(str(raw))


def _limit(key: str, raw: object) -> Decimal | date:
    return date.fromisoformat(_text(key, raw)) if key == "valueDate" else number(raw)


def _weight(key: str, raw: object) -> Decimal:
    return number(raw)


def _text(key: str, raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise TypeError(raw)
    return raw


def _flag(key: str, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise TypeError(raw)
    return raw


def _unit(key: str, raw: object) -> str:
    coding = Fields(raw, "", key)
    coding.skip("system", "code")
    unit = coding.need("display", str)
    coding.done()
    return unit


def _control(key: str, raw: object) -> str:
    concept = Fields(raw, "", key)
    concept.skip("text")
    (coded,) = concept.each("coding")
    coding = Fields(coded, "", "coding")
    coding.skip("system", "display")
    code = coding.need("code", str)
    coding.done()
    concept.done()
    if code != "help":
        raise ValueError(code)
    return code


_LIMITS: Final = ("valueInteger", "valueDecimal", "valueDate")
_KINDS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[str, object], Any]]]] = {
    "minimum": (_LIMITS, _limit),
    "maximum": (_LIMITS, _limit),
    "unit": (("valueCoding",), _unit),
    "control": (("valueCodeableConcept",), _control),
    "weight": (("valueDecimal",), _weight),
    "exclusive": (("valueBoolean",), _flag),
    "words": (("valueString",), _text),
    "yes": (("valueString",), _text),
    "no": (("valueString",), _text),
    "other": (("valueString",), _text),
}
