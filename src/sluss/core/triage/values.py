"""One value of an answer: what is typed, what is kept, what it measures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from sluss.core.triage.questionnaire import Item

Measure = Decimal | date

# Characters of each kind of typed answer, when the questionnaire says nothing.
LONGEST: Final = {"string": 200, "open-choice": 200, "text": 4000}

_TYPED = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,6})?")
_KEPT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Invalid(Exception):
    """An answer that will not do; `code` has its sentence in `texts`, `facts` fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def measure(value: str) -> Measure | None:
    """The number or the ISO date that a kept value is, if any."""
    if _KEPT.fullmatch(value):
        return Decimal(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def plain(number: Decimal) -> str:
    """A number as it is kept: `38.5`, `40`, never `4E+1` or `-0`."""
    return format(number.normalize() + 0, "f")


def trimmed(value: str) -> str:
    """Without blanks around it and without characters that no text has."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean(item: Item, value: str) -> str:
    """One value in the form in which it is kept. Raises Invalid."""
    match item.type:
        case "boolean":
            if value not in ("true", "false"):
                raise Invalid("not_an_option")
        case "choice":
            if not item.option(value):
                raise Invalid("not_an_option")
        case "integer" | "decimal":
            return _number(item, value)
        case "date":
            return _date(item, value)
        case _:
            longest = item.maximum_length or LONGEST[item.type]
            if len(value) > longest:
                raise Invalid("too_long", length=len(value), longest=longest)
    return value


def _number(item: Item, value: str) -> str:
    digits = value.replace(" ", "").replace("\u00a0", "").replace("\u2212", "-")
    if not _TYPED.fullmatch(digits):
        raise Invalid("not_a_number")
    number = Decimal(digits.replace(",", "."))
    if item.type == "integer" and number != number.to_integral_value():
        raise Invalid("not_a_whole_number")
    if isinstance(item.minimum, Decimal) and number < item.minimum:
        raise Invalid("too_small", least=shown(item.minimum), unit=item.unit)
    if isinstance(item.maximum, Decimal) and number > item.maximum:
        raise Invalid("too_large", most=shown(item.maximum), unit=item.unit)
    return plain(number)


def _date(item: Item, value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Invalid("not_a_date") from None
    if isinstance(item.minimum, date) and day < item.minimum:
        raise Invalid("too_early", least=item.minimum.isoformat())
    if isinstance(item.maximum, date) and day > item.maximum:
        raise Invalid("too_late", most=item.maximum.isoformat())
    return day.isoformat()


def shown(number: Decimal) -> str:
    """A number as written in Swedish, `38,5`."""
    return plain(number).replace(".", ",")
