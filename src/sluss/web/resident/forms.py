"""A form that staff have sent in the chat: all its questions on one page (GAV 2.2, F3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.core.triage.answers import Invalid, check, pages
from sluss.core.triage.keys import SIGN, link_of, numbers_of
from sluss.core.triage.priority import dangers
from sluss.core.triage.questionnaire import Item, Questionnaire, everything
from sluss.core.triage.texts import problem
from sluss.service.queries.resident_forms import FormOf
from sluss.service.sessions import Session
from sluss.service.views import FormPage
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb
from sluss.web.forms import Form, posted, texts
from sluss.web.refusals import sentence, status_of
from sluss.web.resident.typed import one_more, typed

Given = Mapping[str, tuple[str, ...]]
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """A question that is asked, by its `name` on the page, with what was filled in and what is wrong with it."""

    name: str
    item: Item
    values: tuple[str, ...] = ()
    error: str = ""


def names(questionnaire: Questionnaire) -> dict[str, str]:
    """link_id → the name of the field; a link id may hold signs that no element's id may. Groups have theirs too, for
    the question whether there is one instance more."""
    asked = {item.link_id: f"svar-{n}" for n, item in enumerate(questionnaire.questions(), 1)}
    groups = (item for item in everything(questionnaire.items) if item.type == "group" and item.repeats)
    return asked | {group.link_id: f"fler-{n}" for n, group in enumerate(groups, 1)}


def name_of(key: str, called: Mapping[str, str]) -> str:
    """The name of the field of a key: in a repeated group with the numbers of the instance."""
    group = key.rstrip(SIGN).split(SIGN)[-2] if key.endswith(SIGN) else ""
    return "-".join([called[group or link_of(key)], *map(str, numbers_of(key))])


def fields(questionnaire: Questionnaire, given: Given, errors: Mapping[str, str]) -> tuple[Field, ...]:
    """The questions to ask given these answers."""
    called = names(questionnaire)
    return tuple(
        Field(name_of(item.link_id, called), item, given.get(item.link_id, item.initial), errors.get(item.link_id, ""))
        for item in pages(questionnaire, given)
    )


def wrong(questionnaire: Questionnaire, given: Given, stood: frozenset[str]) -> dict[str, str]:
    """What is wrong with the answers to the questions that `stood` on the page, by link id."""
    called, found = names(questionnaire), dict[str, str]()
    for item in pages(questionnaire, given):
        try:
            if name_of(item.link_id, called) in stood:
                check(item, given.get(item.link_id, ()))
        except Invalid as invalid:
            found[item.link_id] = problem(item, invalid.code, invalid.facts)
    return found


@get("/arenden/{case_id:uuid}/formular/{sent:int}")
async def form(web: TheWeb, resident: Resident, case_id: FromPath[UUID], sent: FromPath[int]) -> Response[Any]:
    shown = await web.service.read(resident.actor, FormOf(case_id, sent))
    return _drawn(web, resident, shown) if shown.open else on_to(f"/arenden/{case_id}")


def _drawn(
    web: Web,
    resident: Session,
    shown: FormPage,
    given: Given = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    refused: Refused | None = None,
    more: bool = False,
) -> Response[Any]:
    """The page. `more`: an answer has brought questions that did not stand on the page."""
    asked = fields(shown.questionnaire, given, errors)
    status = status_of(refused) if refused else 422 if errors else 200
    error = sentence(refused) if refused else None
    return page(web, "chat_form.html", resident, status, page=shown, fields=asked, error=error, more=more)


@post("/arenden/{case_id:uuid}/formular/{sent:int}")
async def answer(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID], sent: FromPath[int]
) -> Response[Any]:
    shown, typed_in = await web.service.read(resident.actor, FormOf(case_id, sent)), await posted(request)
    given, stood = given_in(shown.questionnaire, typed_in), frozenset(texts(typed_in, "fraga"))
    if shown.open and (added := one_more(typed_in)):
        return _drawn(web, resident, shown, with_one_more(shown.questionnaire, given, added))
    errors = wrong(shown.questionnaire, given, stood)
    more = any(field.name not in stood for field in fields(shown.questionnaire, given, NOTHING))
    if shown.open and (errors or more):
        return _drawn(web, resident, shown, given, errors, more=more)
    try:
        await web.service.run(resident.actor, case_id, c.AnswerForm(sent, given))
    except Refused as refused:
        return _drawn(web, resident, shown, given, refused=refused)
    table = web.pack.priorities[shown.questionnaire.id]
    told = "fara" if dangers(table, shown.questionnaire, given) else "svarat"
    return on_to(f"/arenden/{case_id}?besked={told}")


def given_in(questionnaire: Questionnaire, form: Form) -> dict[str, tuple[str, ...]]:
    """What was filled in, by key; an instance of a repeated group is met when the one before it asks for more."""
    called, given = names(questionnaire), dict[str, tuple[str, ...]]()
    while new := {
        item.link_id: values
        for item in pages(questionnaire, given)
        if item.link_id not in given and (values := typed(form, name_of(item.link_id, called)))
    }:
        given |= new
    return given


def with_one_more(questionnaire: Questionnaire, given: Given, name: str) -> dict[str, tuple[str, ...]]:
    """With an empty field behind the others of the question of that name."""
    called = names(questionnaire)
    added = {
        item.link_id: (*given.get(item.link_id, ()), "")
        for item in pages(questionnaire, given)
        if name_of(item.link_id, called) == name
    }
    return {**given, **added}


HANDLERS = [form, answer]
