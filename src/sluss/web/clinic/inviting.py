"""*Sjukvårdspersonal*: a colleague is found by name, and invited the way that reaches her (E23, J4, J5, M3)."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case.commands import InviteColleague
from sluss.core.case.events import InvitedBy
from sluss.core.facts import Colleague as Known
from sluss.core.people import role_title
from sluss.core.policy import known
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.contacts import InvitableOf, InvitedOf
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic import fields
from sluss.web.clinic.case import path_of
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.task import consent
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, posted, text
from sluss.web.refusals import sentence, status_of

LONGEST: Final = 100
WAYS: Final = {"email": "E-post", "sms": "Sms"}


def home(case_id: UUID) -> str:
    return f"{path_of(case_id)}/sjukvardspersonal"


@get("/clinic/arenden/{case_id:uuid}/sjukvardspersonal")
async def everybody(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    return await _list(web, colleague, case_id, "")


@post("/clinic/arenden/{case_id:uuid}/sjukvardspersonal")
async def by_name(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    """Posted: a name stands in no address."""
    return await _list(web, colleague, case_id, text(await posted(request), "q").strip()[:LONGEST])


async def _list(web: Web, session: Session, case_id: UUID, typed: str) -> Response[Any]:
    page = await web.service.read(session.actor, StaffCaseOf(case_id))
    # One who may no longer invite is led back to the case, which says why.
    if "InviteColleague" not in page.may:
        return on_to(path_of(case_id))
    words = tuple("".join(sign if sign.isalpha() else " " for sign in typed.lower()).split())
    found = await web.service.read(session.actor, InvitableOf(case_id, words))
    rows = [(one, _place(web, one), _reached(one)) for one in found.found]
    return await desk_page(
        web, session, "clinic/invite.html", page=page, home=home(case_id), rows=rows, more=found.more, q=typed
    )


@get("/clinic/arenden/{case_id:uuid}/sjukvardspersonal/{staff_id:uuid}")
async def one(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], staff_id: FromPath[UUID]) -> Response[Any]:
    return await _one(web, colleague, case_id, staff_id)


async def _one(
    web: Web, session: Session, case_id: UUID, staff_id: UUID, refused: Refused | None = None, form: Form | None = None
) -> Response[Any]:
    page = await web.service.read(session.actor, StaffCaseOf(case_id))
    if "InviteColleague" not in page.may:
        return on_to(path_of(case_id))
    guest = await web.service.read(session.actor, InvitedOf(case_id, staff_id))
    return await desk_page(
        web,
        session,
        "clinic/invite_one.html",
        status=status_of(refused) if refused else 200,
        page=page,
        home=home(case_id),
        guest=guest,
        place=_place(web, guest),
        # H24: by e-mail first, since not everybody has a mobile telephone of the employer's.
        ways=[(way, WAYS[way]) for way in guest.reach],
        via=text(form, "via") if form is not None else next(iter(guest.reach), ""),
        fields=[fields.consent_to_guest()],
        given={"consent": text(form, "consent")} if form is not None else {},
        error=sentence(refused) if refused else None,
        at="via" if refused and refused.code == "colleague_not_reached" else "task-consent",
    )


@post("/clinic/arenden/{case_id:uuid}/sjukvardspersonal/{staff_id:uuid}")
async def invite(
    request: Request[Any, Any, Any],
    web: TheWeb,
    colleague: Colleague,
    case_id: FromPath[UUID],
    staff_id: FromPath[UUID],
) -> Response[Any]:
    form = await posted(request)
    try:
        command = InviteColleague(staff_id, consent(form), new_id(), _way(text(form, "via")))
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        return await _one(web, colleague, case_id, staff_id, refused, form)
    return on_to(path_of(case_id))


def _way(said: str) -> InvitedBy:
    return "email" if said == "email" else "sms" if said == "sms" else ""


def _place(web: Web, one: Known) -> str:
    unit = known(web.pack.units, one.unit)
    return f"{role_title(one.role)}, {unit.name if unit else one.unit}"


def _reached(one: Known) -> str:
    return " eller ".join(WAYS[way].lower() for way in one.reach) or "bara i patientliggaren"


HANDLERS = [everybody, by_name, one, invite]
