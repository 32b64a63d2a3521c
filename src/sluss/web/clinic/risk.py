"""Suicide risk: the form of an assessment, the list of the unit; and how the care guarantee is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.core.risk import BASIS, LEVELS
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.risk import GuaranteeOf, RiskListOf
from sluss.service.queries.risk_words import BASIS_WORDS, LEVEL_WORDS
from sluss.service.sessions import Session
from sluss.service.views import Choice
from sluss.web.answers import on_to, page
from sluss.web.clinic.case import drawn_case, path_of
from sluss.web.clinic.desk import desk_page, shell
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, identity, posted, text, texts
from sluss.web.refusals import sentence, status_of

# Beside which field a refusal stands.
FIELDS: Final = {
    "ladder_step_missing": "step-{first}",
    "basis_missing": "basis-chat",
    "assessment_empty": "text",
    "message_too_long": "text",
    "risk_level_missing": "level-none",
    "plan_needed": "plan",
}
BASES: Final = tuple(Choice(one, BASIS_WORDS[one]) for one in BASIS)
CHOICES: Final = tuple(Choice(one, LEVEL_WORDS[one].capitalize()) for one in LEVELS)


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in, to be shown again beside a refusal; of a new form nothing."""

    step: tuple[str, ...] = ()
    risk_factor: tuple[str, ...] = ()
    protective_factor: tuple[str, ...] = ()
    factors: str = ""
    basis: tuple[str, ...] = ()
    text: str = ""
    level: tuple[str, ...] = ()
    opposes: bool = False
    plan: str = ""


def _given(form: Form) -> Given:
    return Given(
        step=texts(form, "step"),
        risk_factor=texts(form, "risk_factor"),
        protective_factor=texts(form, "protective_factor"),
        factors=text(form, "factors"),
        basis=texts(form, "basis"),
        text=text(form, "text"),
        level=texts(form, "level"),
        opposes=bool(text(form, "opposes")),
        plan=text(form, "plan"),
    )


@get("/clinic/arenden/{case_id:uuid}/suicidrisk")
async def assessing(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    return await _form(web, colleague, case_id, Given())


async def _form(
    web: Web, colleague: Session, case_id: UUID, given: Given, refused: Refused | None = None
) -> Response[Any]:
    shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if shown.assessing is None:
        return await drawn_case(web, colleague, case_id, refused) if refused else on_to(path_of(case_id))
    first = shown.assessing.rules.ladder[0].id
    return await desk_page(
        web,
        colleague,
        "clinic/risk.html",
        status=status_of(refused) if refused else 200,
        page=shown,
        form=shown.assessing,
        basis=BASES,
        levels=CHOICES,
        given=given,
        message_id=str(new_id()),
        error=sentence(refused) if refused else None,
        field=FIELDS.get(refused.code, "text").format(first=first) if refused else "",
    )


@post("/clinic/arenden/{case_id:uuid}/suicidrisk")
async def assess(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    form = await posted(request)
    given = _given(form)
    command = c.AssessRisk(
        step=next(iter(given.step), ""),
        risk_factors=given.risk_factor,
        protective_factors=given.protective_factor,
        factors=given.factors,
        level=next(iter(given.level), ""),
        basis=given.basis,
        text=given.text,
        opposes=given.opposes,
        plan=given.plan,
        message_id=identity(form, "message_id"),
    )
    try:
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        return await _form(web, colleague, case_id, given, refused)
    return on_to(f"{path_of(case_id)}#risk")


@get("/clinic/suicidrisk")
async def flagged(web: TheWeb, colleague: Colleague) -> Response[Any]:
    shown = await web.service.read(colleague.actor, RiskListOf())
    return await desk_page(web, colleague, "clinic/risk_list.html", view="suicidrisk", page=shown)


@get("/clinic/vardgaranti")
async def guarantee(web: TheWeb, colleague: Colleague) -> Response[Any]:
    """For the local administrator too, who has no worklists to count."""
    shown = await web.service.read(colleague.actor, GuaranteeOf())
    return page(web, "clinic/guarantee.html", staff=shell(web, colleague), view="vardgaranti", page=shown)


HANDLERS = [assessing, assess, flagged, guarantee]
