"""The FHIR extensions that are understood; any other is refused by its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sluss.core.triage.questionnaire import Limit, Option
from sluss.core.triage.resource import BadQuestionnaire, Fields
from sluss.core.triage.values import Quantity, measure

_FHIR: Final = "http://hl7.org/fhir/StructureDefinition/"
_SDC: Final = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
_OWN: Final = "https://sluss.example/fhir/"

VARIABLES: Final[Mapping[str, str]] = {f"{_FHIR}variable": "variables"}
ANY: Final[Mapping[str, str]] = {
    **VARIABLES,
    f"{_FHIR}questionnaire-hidden": "hidden",
    f"{_SDC}enableWhenExpression": "enable",
}
ITEM: Final[Mapping[str, str]] = {
    **ANY,
    f"{_SDC}calculatedExpression": "calculated",
    f"{_FHIR}questionnaire-maxOccurs": "most",
    f"{_FHIR}minValue": "minimum",
    f"{_FHIR}maxValue": "maximum",
    f"{_SDC}minQuantity": "minimum",
    f"{_SDC}maxQuantity": "maximum",
    f"{_FHIR}questionnaire-unit": "unit",
    f"{_FHIR}questionnaire-unitOption": "units",
    f"{_OWN}sentence-yes": "yes",
    f"{_OWN}sentence-no": "no",
    f"{_OWN}sentence": "other",
}
GROUP: Final[Mapping[str, str]] = {**ANY, f"{_FHIR}questionnaire-maxOccurs": "most", f"{_OWN}more": "more"}
DISPLAY: Final[Mapping[str, str]] = {**ANY, f"{_FHIR}questionnaire-itemControl": "control"}
OPTION: Final[Mapping[str, str]] = {
    f"{_FHIR}ordinalValue": "weight",
    f"{_FHIR}itemWeight": "weight",
    f"{_FHIR}questionnaire-optionExclusive": "exclusive",
    f"{_OWN}words": "words",
}


LONGEST_NUMBER: Final = 15
# What may be said more than once.
SEVERAL: Final = frozenset({"variables", "units"})


@dataclass(frozen=True, slots=True)
class Written:
    """FHIRPath as it stands in the resource; a variable has a name."""

    text: str
    name: str


def read(fields: Fields, known: Mapping[str, str]) -> dict[str, Any]:
    """The values of an element's extensions by our names. BadQuestionnaire for an unknown or doubled one."""
    found: dict[str, Any] = {}
    for raw in fields.each("extension"):
        extension = Fields(raw, fields.link_id, "extension")
        url = extension.need("url", str)
        name = known.get(url)
        if name is None:
            raise extension.fault("url", f"the extension {url} is not known here")
        value = _value(extension, name)
        if name in SEVERAL:
            found[name] = (*found.get(name, ()), value)
        elif name in found:
            raise extension.fault("url", f"the extension {url}, or another for the same, stands twice")
        else:
            found[name] = value
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
    found = Decimal(str(raw))
    # Written out, as numbers are kept, a longer one would fill the memory.
    if not found.is_finite() or abs(found.adjusted()) > LONGEST_NUMBER:
        raise ArithmeticError(raw)
    return found


def _limit(key: str, raw: object) -> Limit | Quantity:
    if key == "valueQuantity":
        unit, size = quantity(raw, "")
        return Quantity(unit, size)
    if key in ("valueInteger", "valueDecimal"):
        return number(raw)
    found = measure(_text(key, raw)[: 16 if key == "valueDateTime" else 5 if key == "valueTime" else None])
    if found is None or isinstance(found, Decimal | Quantity):
        raise ValueError(raw)
    return found


def quantity(raw: object, link_id: str) -> tuple[str, Decimal]:
    """The unit's code and the number of an R4 Quantity."""
    fields = Fields(raw, link_id, "valueQuantity")
    fields.skip("system", "unit")
    code, size = fields.need("code", str), number(fields.any_of(("value",))[1])
    fields.done()
    return code, size


def _expression(key: str, raw: object) -> Written:
    fields = Fields(raw, "", key)
    fields.skip("description")
    written = Written(fields.need("expression", str), fields.take("name", str) or "")
    if fields.need("language", str) != "text/fhirpath":
        raise ValueError(raw)
    fields.done()
    return written


def _most(key: str, raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 2 <= raw <= 100:
        raise ValueError(raw)
    return raw


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


def _unit(key: str, raw: object) -> Option:
    """Without a code of its own a unit is known by what is shown."""
    coding = Fields(raw, "", key)
    coding.skip("system")
    shown = coding.need("display", str)
    unit = Option(coding.take("code", str) or shown, shown)
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


_LIMITS: Final = ("valueInteger", "valueDecimal", "valueDate", "valueDateTime", "valueTime", "valueQuantity")
_KINDS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[str, object], Any]]]] = {
    "minimum": (_LIMITS, _limit),
    "maximum": (_LIMITS, _limit),
    "unit": (("valueCoding",), _unit),
    "units": (("valueCoding",), _unit),
    "hidden": (("valueBoolean",), _flag),
    "most": (("valueInteger",), _most),
    "variables": (("valueExpression",), _expression),
    "enable": (("valueExpression",), _expression),
    "calculated": (("valueExpression",), _expression),
    "more": (("valueString",), _text),
    "control": (("valueCodeableConcept",), _control),
    "weight": (("valueDecimal",), _weight),
    "exclusive": (("valueBoolean",), _flag),
    "words": (("valueString",), _text),
    "yes": (("valueString",), _text),
    "no": (("valueString",), _text),
    "other": (("valueString",), _text),
}
