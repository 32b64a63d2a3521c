"""`enableWhen` of FHIR R4: when a question is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, cast, get_args

from sluss.core.triage.extensions import number
from sluss.core.triage.questionnaire import Condition, Item, ItemType, Operator
from sluss.core.triage.resource import Fields
from sluss.core.triage.values import measure, plain

_ANSWERS: Final[Mapping[str, frozenset[ItemType]]] = {
    "answerBoolean": frozenset({"boolean"}),
    "answerCoding": frozenset({"choice", "open-choice"}),
    "answerDecimal": frozenset({"decimal"}),
    "answerInteger": frozenset({"integer", "decimal"}),
    "answerDate": frozenset({"date"}),
    "answerString": frozenset({"string", "text", "open-choice"}),
}
_ORDERED: Final = frozenset({"integer", "decimal", "date"})


def conditions(fields: Fields, met: Mapping[str, Item | None]) -> tuple[tuple[Condition, ...], bool]:
    """The conditions of an item, and whether all of them must hold. `met` are the items above it."""
    found = tuple(_condition(raw, fields, met) for raw in fields.each("enableWhen"))
    behaviour = fields.take("enableBehavior", str)
    if behaviour not in (None, "all", "any"):
        raise fields.fault("enableBehavior", "this must be all or any")
    # FHIR R4, invariant que-12: with more than one condition the behaviour must be stated.
    if len(found) > 1 and behaviour is None:
        raise fields.fault("enableBehavior", "with several conditions this must be all or any")
    return found, behaviour != "any"


def _condition(raw: object, item: Fields, met: Mapping[str, Item | None]) -> Condition:
    fields = Fields(raw, item.link_id, "enableWhen")
    link = fields.need("question", str)
    asked = met.get(link)
    if asked is None or link == item.link_id:
        raise fields.fault("question", f"there is no question {link} above this one")
    operator = fields.need("operator", str)
    if operator not in get_args(Operator):
        raise fields.fault("operator", f"the operator {operator} is not known")
    key, value = fields.any_of(tuple(_ANSWERS))
    fields.done()
    return Condition(link, cast(Operator, operator), _answer(fields, asked, operator, key, value))


def _answer(fields: Fields, asked: Item, operator: str, key: str, value: object) -> str:
    if operator == "exists":
        if key != "answerBoolean" or not isinstance(value, bool):
            raise fields.fault(key, "exists asks for answerBoolean true or false")
        return "true" if value else "false"
    if asked.type not in _ANSWERS[key]:
        raise fields.fault(key, f"the question {asked.link_id} of type {asked.type} has no such answer")
    if operator not in ("=", "!=") and asked.type not in _ORDERED:
        raise fields.fault("operator", f"answers to {asked.link_id} have no order")
    if asked.type in ("integer", "decimal"):
        return plain(_number(fields, key, value))
    text = _code(fields, value) if key == "answerCoding" else _text(fields, key, value)
    if key == "answerCoding" and not asked.option(text):
        raise fields.fault(key, f"the question {asked.link_id} has no option {text}")
    if asked.type == "date" and not isinstance(measure(text), date):
        raise fields.fault(key, "this is no date")
    return text


def _code(fields: Fields, value: object) -> str:
    coding = Fields(value, fields.link_id, "enableWhen.answerCoding")
    coding.skip("system", "display")
    code = coding.need("code", str)
    coding.done()
    return code


def _number(fields: Fields, key: str, value: object) -> Decimal:
    try:
        return number(value)
    except (TypeError, ArithmeticError):
        raise fields.fault(key, "this is no number") from None


def _text(fields: Fields, key: str, value: object) -> str:
    if key == "answerBoolean" and isinstance(value, bool):
        return "true" if value else "false"
    if key == "answerBoolean" or not isinstance(value, str):
        raise fields.fault(key, "this value is not of its kind")
    return value
