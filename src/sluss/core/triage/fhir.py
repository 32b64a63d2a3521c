"""A FHIR R4 Questionnaire resource read whole: what is not understood is refused by name, never skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast, get_args

from sluss.core.triage import extensions
from sluss.core.triage.coded import ENDINGS, NotOfType, kept
from sluss.core.triage.conditions import conditions
from sluss.core.triage.consistent import TYPES_REFUSED, consistent
from sluss.core.triage.keys import FORBIDDEN
from sluss.core.triage.linking import Raw, linked
from sluss.core.triage.questionnaire import Item, ItemType, Limit, Option, Questionnaire, Sentences
from sluss.core.triage.resource import BadQuestionnaire, Fields
from sluss.core.triage.syntax import Reader, no_reader
from sluss.core.triage.values import Quantity

TYPES: Final = frozenset(get_args(ItemType))

# Keys that tell about the resource, not what it asks.
_ABOUT: Final = ("url", "name", "date", "publisher", "purpose", "copyright", "language", "subjectType", "meta")

# What has been met so far; None for what is no question. A condition may only look back.
Met = dict[str, Item | None]


def parse(resource: Mapping[str, object], reader: Reader = no_reader) -> Questionnaire:
    """A Questionnaire of FHIR R4 JSON (decimals as Decimal, int or float). `reader` reads its expressions.

    Raises BadQuestionnaire.
    """
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
    reading = _Reading()
    variables = extensions.read(top, extensions.VARIABLES).get("variables", ())
    items = tuple(reading.item(raw) for raw in top.each("item"))
    read = Questionnaire(
        id=top.need("id", str),
        version=top.need("version", str),
        title=top.need("title", str),
        items=linked(items, reading.raw, variables, reader),
        validated=validated,
        notice=notice,
    )
    top.done()
    if not any(item.is_asked for item in read.questions()):
        raise top.fault("item", "a questionnaire without questions asks nothing")
    return read


class _Reading:
    """The items in order; their expressions are kept as they were written until all items are known."""

    def __init__(self) -> None:
        self.met: Met = {}
        self.raw: dict[str, Raw] = {}

    def item(self, raw: object) -> Item:
        link_id = raw.get("linkId") if isinstance(raw, Mapping) else None
        if not isinstance(link_id, str) or not link_id:
            raise BadQuestionnaire("", "item.linkId", "each item needs a linkId")
        fields = Fields(raw, link_id)
        fields.skip("linkId")
        if any(sign in FORBIDDEN or not sign.isprintable() or sign.isspace() for sign in link_id):
            raise fields.fault("linkId", f"a linkId holds no blanks and none of {FORBIDDEN}")
        if link_id in self.met:
            raise fields.fault("linkId", "this linkId stands twice")
        kind = fields.need("type", str)
        if kind not in TYPES:
            raise fields.fault("type", f"the type {kind} is not supported{TYPES_REFUSED.get(kind, '')}")
        self.met[link_id] = None
        enable_when, enable_all = conditions(fields, self.met)
        item = replace(self._alone(fields, cast(ItemType, kind)), enable_when=enable_when, enable_all=enable_all)
        if item.is_question:
            self.met[link_id] = item
        help_, items = self._children(fields, item)
        fields.done()
        return replace(item, help=help_, items=items)

    def _alone(self, fields: Fields, kind: ItemType) -> Item:
        """The item without what lies in it."""
        known = {"group": extensions.GROUP, "display": extensions.DISPLAY}.get(kind, extensions.ITEM)
        extended = extensions.read(fields, known)
        self.raw[fields.link_id] = Raw(
            fields, extended.get("variables", ()), extended.get("enable"), extended.get("calculated")
        )
        hidden, link_id = extended.get("hidden", False), fields.link_id
        if kind == "display":
            return Item(link_id, fields.need("text", str), "display", hidden=hidden)
        if kind == "group":
            repeats, most = fields.take("repeats", bool) or False, extended.get("most")
            if not repeats and (most or "more" in extended):
                raise fields.fault("extension", "only a group that repeats has several instances")
            text, more = fields.take("text", str) or "", extended.get("more", "")
            return Item(link_id, text, "group", repeats=repeats, hidden=hidden, most=most or 20, more=more)
        return _question(fields, kind, extended)

    def _children(self, fields: Fields, item: Item) -> tuple[str, tuple[Item, ...]]:
        """Help texts are `display` children of a question; other children are asked after it."""
        help_: list[str] = []
        rest: list[object] = []
        for raw in fields.each("item"):
            is_help = item.is_question and isinstance(raw, Mapping) and raw.get("type") == "display"
            if is_help and "extension" in raw and "enableWhen" not in raw:
                said = self.item(raw)
                if said.hidden or self.raw[said.link_id].enable:
                    raise fields.fault("item", f"the help {said.link_id} is always shown")
                help_.append(said.text)
            else:
                rest.append(raw)
        if item.type == "display" and (rest or help_):
            raise fields.fault("item", "a display item has no items")
        return "\n\n".join(help_), tuple(self.item(raw) for raw in rest)


def _question(fields: Fields, kind: ItemType, extended: Mapping[str, object]) -> Item:
    limits = [extended.get("minimum"), extended.get("maximum")]
    unit, units = cast(Option | None, extended.get("unit")), cast(tuple[Option, ...], extended.get("units", ()))
    if kind == "quantity" and unit:
        units = (unit, *units)
    options, chosen = _options(fields)
    item = Item(
        link_id=fields.link_id,
        text=fields.need("text", str),
        type=kind,
        required=fields.take("required", bool) or False,
        repeats=fields.take("repeats", bool) or False,
        options=options,
        maximum_length=fields.take("maxLength", int),
        minimum=_bound(limits[0]),
        maximum=_bound(limits[1]),
        unit=unit.display if unit else units[0].display if len(units) == 1 else "",
        sentences=Sentences(*(cast(str, extended.get(key, "")) for key in ("yes", "no", "other"))),
        units=units,
        hidden=cast(bool, extended.get("hidden", False)),
        most=cast(int, extended.get("most", 20)),
    )
    item = replace(item, initial=_initial(fields, item) or chosen)
    consistent(fields, item, extended, limits, fields.take("readOnly", bool) or False)
    return item


def _bound(limit: object) -> Limit | None:
    """Of a quantity its number: `consistent` has it in the only unit."""
    return cast(Limit | None, limit.number if isinstance(limit, Quantity) else limit)


def _options(fields: Fields) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """The options, and the codes of those that are chosen from the beginning."""
    if fields.take("answerValueSet", str) is not None:
        raise fields.fault("answerValueSet", "value sets are not fetched: write the options out as answerOption")
    read = [_option(raw, fields.link_id) for raw in fields.each("answerOption")]
    return tuple(option for option, _ in read), tuple(option.code for option, chosen in read if chosen)


def _option(raw: object, link_id: str) -> tuple[Option, bool]:
    fields = Fields(raw, link_id, "answerOption")
    extended = extensions.read(fields, extensions.OPTION)
    coding = Fields(fields.need("valueCoding", dict), link_id, "answerOption.valueCoding")
    coding.skip("system")
    inner = extensions.read(coding, extensions.OPTION)
    if inner.keys() & extended.keys():
        raise coding.fault("extension", "the option and its coding say the same twice")
    option = Option(code=coding.need("code", str), display=coding.need("display", str), **extended, **inner)
    coding.done()
    chosen = fields.take("initialSelected", bool) or False
    fields.done()
    return option, chosen


def _initial(fields: Fields, item: Item) -> tuple[str, ...]:
    found: list[str] = []
    for raw in fields.each("initial"):
        initial = Fields(raw, item.link_id, "initial")
        key, value = initial.any_of(tuple(f"value{ending}" for ending in ENDINGS[item.type]))
        try:
            found.append(kept(item, key.removeprefix("value"), value))
        except NotOfType as wrong:
            raise initial.fault(key, str(wrong)) from None
        initial.done()
    return tuple(found)
