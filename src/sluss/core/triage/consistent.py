"""What is right in itself and wrong for this type of question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from sluss.core.triage.checking import check
from sluss.core.triage.questionnaire import Item
from sluss.core.triage.resource import Fields
from sluss.core.triage.values import LONGEST, Invalid, Quantity

CHOICES: Final = frozenset({"choice", "open-choice"})
NUMBERS: Final = frozenset({"integer", "decimal", "quantity"})
# Types of R4 that no page asks, and what stands instead.
TYPES_REFUSED: Final[Mapping[str, str]] = {
    "attachment": ": pictures and files are added beside the questions, where they are looked at first",
    "reference": ": there is nothing here that an answer could point at",
}
_LIMITS: Final[Mapping[str, type]] = {
    "integer": Decimal,
    "decimal": Decimal,
    "quantity": Quantity,
    "date": date,
    "dateTime": datetime,
    "time": time,
}


def consistent(
    fields: Fields, item: Item, extended: Mapping[str, object], limits: Sequence[object], read_only: bool
) -> None:
    """`limits` as they were read; `extended` by our names. Raises BadQuestionnaire."""
    codes = [option.code for option in item.options]
    units = [unit.code for unit in item.units]
    bounds = [bound for bound in limits if bound is not None]
    kind = _LIMITS.get(item.type)
    calculated = "calculated" in extended
    valued = calculated or bool(item.initial)
    faults = (
        ("answerOption", item.type in CHOICES and not codes, "a choice needs options"),
        ("answerOption", item.type not in CHOICES and bool(codes), "only a choice has options"),
        ("answerOption", len(codes) != len(set(codes)), "a code stands twice"),
        ("maxLength", item.maximum_length is not None and item.type not in LONGEST, "only a text has a length"),
        ("maxLength", item.maximum_length is not None and item.maximum_length < 1, "this must be at least 1"),
        ("extension", bool(item.unit) and item.type not in NUMBERS, "only a number has a unit"),
        ("extension", bool(units) and item.type != "quantity", "only a quantity has units to choose from"),
        ("extension", item.type == "quantity" and not units, "a quantity needs its unit, or units to choose from"),
        ("extension", len(units) != len(set(units)), "a unit stands twice"),
        ("extension", any(" " in unit for unit in units), "the code of a unit holds no blank"),
        ("extension", any(type(bound) is not kind for bound in bounds), "this type has no such limit"),
        (
            "extension",
            any(isinstance(bound, Quantity) and units != [bound.unit] for bound in bounds),
            "a limit of a quantity has its only unit",
        ),
        ("extension", "most" in extended and not item.repeats, "only what repeats has several answers"),
        ("extension", item.hidden and not valued, "a hidden question without a value is never answered"),
        ("required", item.required and (item.hidden or calculated), "nobody can answer what is not asked"),
        ("readOnly", read_only and not (item.hidden or calculated), "nobody could answer this question"),
        ("repeats", item.repeats and item.type == "boolean", "yes and no are one answer"),
        ("repeats", item.repeats and calculated, "what is calculated has one value"),
        ("initial", bool(item.initial) and calculated, "what is calculated has no other value"),
    )
    for key, wrong, sentence in faults:
        if wrong:
            raise fields.fault(key, sentence)
    _initial(fields, item)


def _initial(fields: Fields, item: Item) -> None:
    try:
        fits = check(replace(item, hidden=False, required=False), item.initial) == item.initial
    except Invalid as wrong:
        raise fields.fault("initial", f"this would be no answer to the question ({wrong.code})") from None
    if not fits:
        raise fields.fault("initial", "this is not written as an answer is kept")
