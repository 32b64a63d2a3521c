"""A FHIR R4 Questionnaire resource read whole: what is not understood is refused by name, never skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, cast, get_args

from sluss.core.triage import extensions
from sluss.core.triage.conditions import conditions
from sluss.core.triage.questionnaire import (
    Item,
    ItemType,
    Option,
    Questionnaire,
    Sentences,
)
from sluss.core.triage.resource import BadQuestionnaire, Fields

TYPES: Final = frozenset(get_args(ItemType))
CHOICES: Final = frozenset({"choice", "open-choice"})
TYPED: Final = frozenset({"string", "text", "open-choice"})
NUMBERS: Final = frozenset({"integer", "decimal"})

# Keys that tell about the resource, not what it asks.
_ABOUT: Final = ("url", "name", "date", "publisher", "purpose", "copyright", "language", "subjectType", "meta")


# What has been met so far; None for what is no question. A condition may only look back.
Met = dict[str, Item | None]


def parse(resource: Mapping[str, object]) -> Questionnaire:
    """A Questionnaire of FHIR R4 JSON (decimals as Decimal, int or float). Raises BadQuestionnaire."""
    top = Fields(resource, "", "")
    if top.need("resourceType", str) != "Questionnaire":
        raise top.fault("resourceType", "this must be Questionnaire")
    if top.need("status", str) not in ("draft", "active"):
        raise top.fault("status", "a questionnaire in use is draft or active")
    top.skip(*_ABOUT)
    validated = not top.take("experimental", bool)
    notice = top.take("description", str) or ""
    if not validated and not notice:
        raise top.fault("description", "an experimental questionnaire needs its notice here")
    met: Met = {}
    read = Questionnaire(
        id=top.need("id", str),
        version=top.need("version", str),
        title=top.need("title", str),
        items=tuple(_item(raw, met) for raw in top.each("item")),
        validated=validated,
        notice=notice,
    )
    top.done()
    if not any(True for _ in read.questions()):
        raise top.fault("item", "a questionnaire without questions asks nothing")
    return read


def _item(raw: object, met: Met) -> Item:
    link_id = raw.get("linkId") if isinstance(raw, Mapping) else None
    if not isinstance(link_id, str) or not link_id:
        raise BadQuestionnaire("", "item.linkId", "each item needs a linkId")
    fields = Fields(raw, link_id)
    fields.skip("linkId")
    if link_id in met:
        raise fields.fault("linkId", "this linkId stands twice")
    kind = fields.need("type", str)
    if kind not in TYPES:
        raise fields.fault("type", f"the type {kind} is not supported")
    met[link_id] = None
    enable_when, enable_all = conditions(fields, met)
    item = _question(fields, cast(ItemType, kind), link_id) if kind not in ("display", "group") else _text(fields, kind)
    if item.is_question:
        met[link_id] = item
    help_, items = _children(fields, item, met)
    fields.done()
    return replace(item, help=help_, items=items, enable_when=enable_when, enable_all=enable_all)


def _text(fields: Fields, kind: str) -> Item:
    if kind == "group":
        return Item(fields.link_id, fields.take("text", str) or "", "group")
    extensions.read(fields, extensions.DISPLAY)
    return Item(fields.link_id, fields.need("text", str), "display")


def _children(fields: Fields, item: Item, met: Met) -> tuple[str, tuple[Item, ...]]:
    """Help texts are `display` children of a question; other children are asked after it."""
    help_: list[str] = []
    rest: list[object] = []
    for raw in fields.each("item"):
        is_help = item.is_question and isinstance(raw, Mapping) and raw.get("type") == "display"
        if is_help and "extension" in raw and "enableWhen" not in raw:
            help_.append(_item(raw, met).text)
        else:
            rest.append(raw)
    if item.type == "display" and (rest or help_):
        raise fields.fault("item", "a display item has no items")
    return "\n\n".join(help_), tuple(_item(raw, met) for raw in rest)


def _question(fields: Fields, kind: ItemType, link_id: str) -> Item:
    extended = extensions.read(fields, extensions.ITEM)
    item = Item(
        link_id=link_id,
        text=fields.need("text", str),
        type=kind,
        required=fields.take("required", bool) or False,
        repeats=fields.take("repeats", bool) or False,
        options=tuple(_option(raw, link_id) for raw in fields.each("answerOption")),
        maximum_length=fields.take("maxLength", int),
        minimum=extended.get("minimum"),
        maximum=extended.get("maximum"),
        unit=extended.get("unit", ""),
        sentences=Sentences(extended.get("yes", ""), extended.get("no", ""), extended.get("other", "")),
    )
    _consistent(fields, item)
    return item


def _option(raw: object, link_id: str) -> Option:
    fields = Fields(raw, link_id, "answerOption")
    extended = extensions.read(fields, extensions.OPTION)
    coding = Fields(fields.need("valueCoding", dict), link_id, "answerOption.valueCoding")
    coding.skip("system")
    inner = extensions.read(coding, extensions.OPTION)
    if inner.keys() & extended.keys():
        raise coding.fault("extension", "the option and its coding say the same twice")
    option = Option(code=coding.need("code", str), display=coding.need("display", str), **extended, **inner)
    coding.done()
    fields.done()
    return option


def _consistent(fields: Fields, item: Item) -> None:
    """Keys that are right in themselves and wrong for this type."""
    codes = [option.code for option in item.options]
    bounds = [bound for bound in (item.minimum, item.maximum) if bound is not None]
    limit = date if item.type == "date" else Decimal if item.type in NUMBERS else None
    faults = (
        ("answerOption", item.type in CHOICES and not codes, "a choice needs options"),
        ("answerOption", item.type not in CHOICES and bool(codes), "only a choice has options"),
        ("answerOption", len(codes) != len(set(codes)), "a code stands twice"),
        ("repeats", item.repeats and item.type not in CHOICES, "only a choice may have several answers"),
        ("maxLength", item.maximum_length is not None and item.type not in TYPED, "only a text has a length"),
        ("maxLength", item.maximum_length is not None and item.maximum_length < 1, "this must be at least 1"),
        ("extension", bool(item.unit) and item.type not in NUMBERS, "only a number has a unit"),
        ("extension", any(limit is None or not isinstance(b, limit) for b in bounds), "this type has no such limit"),
    )
    for key, wrong, sentence in faults:
        if wrong:
            raise fields.fault(key, sentence)
