"""*Anhörigsamtal*: a visit about a patient with a relative who comes as a guest (H24; J13, J15).

The patient stands on no side of it, is not told, and never sees it among *Mina ärenden*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.policy import Pack
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.visits import BookableOf
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic import case, patients
from sluss.web.clinic.begin import the_patient
from sluss.web.clinic.booking import FIELD as OF_BOOKING
from sluss.web.clinic.booking_form import visit, whose
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.fields import Field
from sluss.web.clinic.guest_tasks import FIELD as OF_GUESTS, named_guest, relative_of
from sluss.web.clinic.tasks import typed
from sluss.web.clinic.times import although, when_fields
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, identity, posted
from sluss.web.refusals import sentence, status_of
from sluss.web.why import why

REASON: Final = "anhorigsamtal"
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
# Posted again after the first of its two commands, the form goes on with the second.
BOOKED: Final = frozenset({"wrong_phase", "not_yours"})


def as_guest(pack: Pack) -> bool:
    """Whether the region holds such talks with the relative as a guest."""
    return pack.routine.record.relative_talk == "guest" and REASON in pack.reasons


@get("/clinic/patienter/{person_id:uuid}/anhorigsamtal")
async def asking(web: TheWeb, colleague: Colleague, person_id: FromPath[UUID]) -> Response[Any]:
    return await _asking(web, colleague, person_id)


async def _asking(
    web: Web,
    colleague: Session,
    person_id: UUID,
    refused: Refused | None = None,
    given: Mapping[str, Any] = NOTHING,
) -> Response[Any]:
    shown = await the_patient(web, colleague, person_id)
    if refused is None and not ("BookVisit" in shown.may and as_guest(web.pack)):
        return on_to(patients.path_of(person_id))
    asked = await _fields(web, colleague, person_id)
    return await desk_page(
        web,
        colleague,
        "clinic/relative.html",
        status=status_of(refused) if refused else 200,
        page=shown,
        fields=(*asked, although()) if refused and refused.code == "booked_already" else asked,
        given=given,
        begins=given.get("case", "") or str(new_id()),
        guest=given.get("guest", "") or str(new_id()),
        error=sentence(refused) if refused else None,
        error_at={**OF_BOOKING, **OF_GUESTS}.get(refused.code, "to") if refused else "",
        error_why=why(web.pack, refused),
    )


async def _fields(web: Web, colleague: Session, person_id: UUID) -> tuple[Field, ...]:
    known = await web.service.read(colleague.actor, BookableOf(person_id))
    unit = colleague.mandate.unit if colleague.mandate else ""
    mine = next((f"{unit}:{one.role}:{one.id}" for one in known.staff if one.id == colleague.subject), "")
    to = Field("select", "to", "Vems besök är det?", whose(web.pack, unit, known.staff), mine)
    return (to, *when_fields(), *named_guest())


@post("/clinic/patienter/{person_id:uuid}/anhorigsamtal")
async def book(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, person_id: FromPath[UUID]
) -> Response[Any]:
    """The visit, and then its guest. Whoever is no guest is said so before anything is booked."""
    form = await posted(request)
    case_id = identity(form, "case")
    await the_patient(web, colleague, person_id)
    try:
        guest = relative_of(form, identity(form, "guest"))
        await _book(web, colleague, case_id, person_id, form)
        await web.service.run(colleague.actor, case_id, guest)
    except Refused as refused:
        return await _asking(web, colleague, person_id, refused, typed(form))
    return on_to(f"{case.path_of(case_id)}#guest-list")


async def _book(web: Web, colleague: Session, case_id: UUID, person_id: UUID, form: Form) -> None:
    unit = colleague.mandate.unit if colleague.mandate else ""
    command: c.BookVisit = replace(visit(person_id, unit, {**form, "reason": REASON}), kind="relative")
    try:
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        if refused.code not in BOOKED:
            raise


HANDLERS = [asking, book]
