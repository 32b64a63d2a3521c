"""Answers as a FHIR R4 QuestionnaireResponse and back, whole: what does not belong is refused by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from sluss.core.triage.coded import ENDINGS, NotOfType, kept, written
from sluss.core.triage.keys import instance
from sluss.core.triage.questionnaire import Answers, Item, Questionnaire
from sluss.core.triage.resource import BadQuestionnaire, Fields
from sluss.core.triage.walk import Walk, walk

Status = Literal["in-progress", "completed"]
# Whether the resident said that there is one instance more: no item of the questionnaire asks it.
ONE_MORE: Final = "https://sluss.example/fhir/one-more"
_ABOUT: Final = ("id", "meta", "identifier", "subject", "encounter", "authored", "author", "source", "language")


class BadResponse(BadQuestionnaire):
    """A response that does not answer this questionnaire. `link_id` is the item at fault (empty: the whole)."""

    whole = "the response"


def to_response(questionnaire: Questionnaire, answers: Answers, status: Status = "completed") -> dict[str, Any]:
    """The answers that will do to what is asked, with what is hidden or calculated."""
    gone = walk(questionnaire, answers)
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": questionnaire.canonical,
        "status": status,
        "item": list(_items(questionnaire.items, "", gone)),
    }


def _items(items: Sequence[Item], place: str, gone: Walk) -> Iterator[dict[str, Any]]:
    for item in items:
        if item.type == "group" and item.repeats:
            yield from _instances(item, place, gone)
            continue
        inner = list(_items(item.items, place, gone))
        values = gone.told.get(place + item.link_id, ()) if item.is_question else ()
        said = [_answer(item, value) for value in values]
        if inner and said:
            said[0]["item"] = inner
        if said:
            yield {**_head(item), "answer": said}
        elif inner:
            yield {**_head(item), "item": inner}


def _instances(group: Item, place: str, gone: Walk) -> Iterator[dict[str, Any]]:
    for number in range(1, group.most + 1):
        begin = instance(place, group.link_id, number)
        inner, more = list(_items(group.items, begin, gone)), gone.given.get(begin)
        said = {**_head(group)}
        if more:
            said["extension"] = [{"url": ONE_MORE, "valueBoolean": more == ("true",)}]
        if inner:
            said["item"] = inner
        if more or inner:
            yield said
        if more != ("true",):
            return


def _head(item: Item) -> dict[str, Any]:
    return {"linkId": item.link_id, **({"text": item.text} if item.text else {})}


def _answer(item: Item, value: str) -> dict[str, Any]:
    ending, raw = written(item, value)
    return {f"value{ending}": raw}


def from_response(questionnaire: Questionnaire, resource: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """The answers that the resource holds (decimals as Decimal, int or float).

    Raises BadResponse: another questionnaire or version, an item that is not there or not asked, a value that will not
    do, something calculated that comes to something else, or when it is completed a required answer that is missing.
    """
    try:
        return _read(questionnaire, resource)
    except BadResponse:
        raise
    except BadQuestionnaire as wrong:
        raise BadResponse(wrong.link_id, wrong.key, wrong.sentence) from None


def _read(questionnaire: Questionnaire, resource: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    top = Fields(resource, "", "")
    if top.need("resourceType", str) != "QuestionnaireResponse":
        raise BadResponse("", "resourceType", "this must be QuestionnaireResponse")
    if top.need("questionnaire", str) != questionnaire.canonical:
        raise BadResponse("", "questionnaire", f"this must be {questionnaire.canonical}")
    status = top.need("status", str)
    if status not in ("in-progress", "completed"):
        raise BadResponse("", "status", "this must be in-progress or completed")
    top.skip(*_ABOUT)
    found = _Found()
    found.items(top.each("item"), questionnaire.items, "")
    top.done()
    gone = walk(questionnaire, found.answers)
    for key, values in found.answers.items():
        expected = gone.told.get(key) or gone.given.get(key)
        if expected != values:
            raise BadResponse(key, "answer", "this is not asked, will not do, or is calculated otherwise")
    if status == "completed" and gone.missing:
        raise BadResponse(gone.missing[0].link_id, "answer", "a required answer is missing")
    return {key: values for key, values in found.answers.items() if key in gone.given}


class _Found:
    def __init__(self) -> None:
        self.answers: dict[str, tuple[str, ...]] = {}

    def items(self, raw: list[Any], known: Sequence[Item], place: str) -> None:
        """Items that must stand in the order of the questionnaire; a group as often as it has instances."""
        order = {item.link_id: n for n, item in enumerate(known)}
        last, seen = -1, 0
        for one in raw:
            fields = Fields(one, str(one.get("linkId", "")) if isinstance(one, Mapping) else "")
            link = fields.need("linkId", str)
            if link not in order:
                raise BadResponse(link, "linkId", "the questionnaire has no such item here")
            item = known[order[link]]
            again = order[link] == last and item.type == "group" and item.repeats
            if order[link] <= last and not again:
                raise BadResponse(link, "linkId", "this item stands twice, or out of order")
            last, seen = order[link], seen + 1 if again else 1
            fields.skip("text")
            self._item(fields, item, place, seen)
            fields.done()

    def _item(self, fields: Fields, item: Item, place: str, number: int) -> None:
        if item.type == "group" and item.repeats:
            begin = instance(place, item.link_id, number)
            if number > item.most:
                raise BadResponse(item.link_id, "item", f"there are {item.most} instances at most")
            if number > 1:
                # What follows says that there was one more, also where the one before does not.
                self.answers.setdefault(instance(place, item.link_id, number - 1), ("true",))
            self._one_more(fields, begin)
            self.items(fields.each("item"), item.items, begin)
            return
        if item.is_question:
            values, inner = self._values(fields, item)
            if values:
                self.answers[place + item.link_id] = values
            self.items(inner, item.items, place)
        self.items(fields.each("item"), item.items, place)

    def _values(self, fields: Fields, item: Item) -> tuple[tuple[str, ...], list[Any]]:
        found: list[str] = []
        inner: list[Any] = []
        for raw in fields.each("answer"):
            answer = Fields(raw, item.link_id, "answer")
            key, value = answer.any_of(tuple(f"value{ending}" for ending in ENDINGS[item.type]))
            try:
                read = kept(item, key.removeprefix("value"), value)
            except NotOfType as wrong:
                raise answer.fault(key, str(wrong)) from None
            if key == "valueString" and item.option(read):
                raise answer.fault(key, "an option is no free text")
            found.append(read)
            inner += answer.each("item")
            answer.done()
        return tuple(found), inner

    def _one_more(self, fields: Fields, key: str) -> None:
        for raw in fields.each("extension"):
            extension = Fields(raw, fields.link_id, "extension")
            if extension.need("url", str) != ONE_MORE or key in self.answers:
                raise extension.fault("url", "this extension is not known here, or stands twice")
            more = extension.any_of(("valueBoolean",))[1]
            if not isinstance(more, bool):
                raise extension.fault("valueBoolean", "this must be true or false")
            self.answers[key] = ("true" if more else "false",)
            extension.done()
