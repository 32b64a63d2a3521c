"""One value as R4 writes it (`valueInteger`, `answerCoding` …) and as it is kept, for each type of question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from sluss.core.hours import STOCKHOLM
from sluss.core.triage.extensions import number, quantity
from sluss.core.triage.questionnaire import Item
from sluss.core.triage.resource import Fields
from sluss.core.triage.values import measure, plain

# What may follow `value` or `answer`; the first is how we write it.
ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "boolean": ("Boolean",),
    "integer": ("Integer", "Decimal"),
    "decimal": ("Decimal", "Integer"),
    "string": ("String",),
    "text": ("String",),
    "url": ("Uri", "String"),
    "choice": ("Coding",),
    "open-choice": ("Coding", "String"),
    "quantity": ("Quantity",),
    "date": ("Date",),
    "dateTime": ("DateTime",),
    "time": ("Time",),
}
KEYS: Final = tuple(dict.fromkeys(ending for endings in ENDINGS.values() for ending in endings))
_MINUTE: Final = re.compile(r"[0-9]{2}:[0-9]{2}(:00(\.0+)?)?")


class NotOfType(ValueError):
    """A value that the question does not have; says why."""


def kept(item: Item, ending: str, raw: object) -> str:
    """From R4. Raises NotOfType, or BadQuestionnaire at a key."""
    if ending not in ENDINGS[item.type]:
        raise NotOfType(f"the question {item.link_id} of type {item.type} has no such answer")
    if ending == "Coding":
        coding = Fields(raw, item.link_id, "Coding")
        coding.skip("system", "display", "extension")
        code = coding.need("code", str)
        coding.done()
        if not item.option(code):
            raise NotOfType(f"the question {item.link_id} has no option {code}")
        return code
    if ending == "Quantity":
        unit, size = _sized(raw, item.link_id)
        if unit not in [known.code for known in item.units]:
            raise NotOfType(f"the question {item.link_id} has no unit {unit}")
        return f"{plain(size)} {unit}"
    if ending in ("Integer", "Decimal"):
        return plain(_number(raw))
    if ending == "Boolean" and isinstance(raw, bool):
        return "true" if raw else "false"
    if ending == "Boolean" or not isinstance(raw, str):
        raise NotOfType("this value is not of its kind")
    return _moment(raw) if ending == "DateTime" else _hour(raw) if ending == "Time" else _day(item, raw)


def written(item: Item, value: str) -> tuple[str, object]:
    """To R4: what follows `value`, and the value."""
    ending = ENDINGS[item.type][0]
    found = measure(value)
    match ending:
        case "Boolean":
            return ending, value == "true"
        case "Integer":
            return ending, int(value)
        case "Decimal":
            return ending, Decimal(value)
        case "Quantity":
            unit = next(known for known in item.units if value.endswith(f" {known.code}"))
            size = Decimal(value.removesuffix(f" {unit.code}"))
            return ending, {"value": size, "unit": unit.display, "code": unit.code}
        case "Coding":
            option = item.option(value)
            if option is None:
                return "String", value
            return ending, {"code": option.code, "display": option.display}
        case "DateTime" if isinstance(found, datetime):
            # R4 wants the zone of what has a time.
            return ending, found.replace(tzinfo=STOCKHOLM).isoformat(timespec="seconds")
        case "Time":
            return ending, f"{value}:00"
    return ending, value


def _sized(raw: object, link_id: str) -> tuple[str, Decimal]:
    try:
        return quantity(raw, link_id)
    except (TypeError, ArithmeticError):
        raise NotOfType("this is no number") from None


def _number(raw: object) -> Decimal:
    try:
        return number(raw)
    except (TypeError, ArithmeticError):
        raise NotOfType("this is no number") from None


def _moment(raw: str) -> str:
    try:
        found = datetime.fromisoformat(raw)
        here = found.astimezone(STOCKHOLM) if found.tzinfo else found
    except (ValueError, OverflowError):
        raise NotOfType("this is no date with a time") from None
    if "T" not in raw or found.second or found.microsecond:
        raise NotOfType("this is no date with a time of whole minutes")
    return here.replace(tzinfo=None).isoformat(timespec="minutes")


def _hour(raw: str) -> str:
    if not _MINUTE.fullmatch(raw) or measure(raw[:5]) is None:
        raise NotOfType("this is no time of whole minutes")
    return raw[:5]


def _day(item: Item, raw: str) -> str:
    if item.type == "date" and measure(raw) is None:
        raise NotOfType("this is no date")
    return raw
