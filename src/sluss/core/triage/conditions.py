"""`enableWhen` of FHIR R4: when a question is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, get_args

from sluss.core.triage.coded import KEYS, NotOfType, kept
from sluss.core.triage.questionnaire import Condition, Item, Operator
from sluss.core.triage.resource import Fields

_ORDERED: Final = frozenset({"integer", "decimal", "quantity", "date", "dateTime", "time"})
# R4 has no answerUri: the address is a text here.
_KEYS: Final = tuple(f"answer{ending}" for ending in KEYS if ending != "Uri")


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
    key, value = fields.any_of(_KEYS)
    fields.done()
    return Condition(link, cast(Operator, operator), _answer(fields, asked, operator, key, value))


def _answer(fields: Fields, asked: Item, operator: str, key: str, value: object) -> str:
    if operator == "exists":
        if key != "answerBoolean" or not isinstance(value, bool):
            raise fields.fault(key, "exists asks for answerBoolean true or false")
        return "true" if value else "false"
    if operator not in ("=", "!=") and asked.type not in _ORDERED:
        raise fields.fault("operator", f"answers to {asked.link_id} have no order")
    try:
        return kept(asked, key.removeprefix("answer"), value)
    except NotOfType as wrong:
        raise fields.fault(key, str(wrong)) from None
