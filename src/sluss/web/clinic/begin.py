"""What staff begin with a patient: an asynchronous case, *engångsutskick*, a *drop in-biljett* (VML; E21, G4–G7, I1).

The page chooses the id of the case, so that the same form posted twice begins one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.patients import PatientOf, PatientPage
from sluss.service.sessions import Session
from sluss.service.views import StaffCase
from sluss.web.answers import on_to
from sluss.web.clinic import case, patients
from sluss.web.clinic.beginning import ONE_WAY, care_case, care_fields, ticket, ticket_fields
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.relations import ask
from sluss.web.clinic.tasks import typed
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, identity, posted, text
from sluss.web.refusals import sentence, status_of
from sluss.web.why import why

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
# What one is told who posts the form again: the case is begun already.
BEGUN: Final = frozenset({"wrong_phase", "case_closed", "not_yours"})
# The field that a refusal is about; of any other the first one.
FIELD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "message_empty": "text",
        "message_left": "text",
        "message_too_long": "text",
        "not_a_choice": "days",
        "triaged_higher": "although",
    }
)


@get("/clinic/patienter/{person_id:uuid}/nytt-arende")
async def starting(
    web: TheWeb, colleague: Colleague, person_id: FromPath[UUID], slag: FromQuery[str] = ""
) -> Response[Any]:
    return await _starting(web, colleague, person_id, one_way=slag == ONE_WAY)


async def the_patient(web: Web, colleague: Session, person_id: UUID) -> PatientPage:
    """The patient; of a child with the guardians of this moment, of whom one is written to (L6 to L9)."""
    shown = await web.service.read(colleague.actor, PatientOf(person_id))
    if shown.can_log_in or not await ask(web, colleague, shown):
        return shown
    return await web.service.read(colleague.actor, PatientOf(person_id, logged=False))


async def _starting(
    web: Web,
    colleague: Session,
    person_id: UUID,
    one_way: bool,
    refused: Refused | None = None,
    given: Mapping[str, Any] = NOTHING,
) -> Response[Any]:
    shown = await the_patient(web, colleague, person_id)
    if "StartCareCase" not in shown.may and refused is None:
        return on_to(patients.path_of(person_id))
    return await desk_page(
        web,
        colleague,
        "clinic/start_case.html",
        status=status_of(refused) if refused else 200,
        page=shown,
        one_way=one_way,
        fields=care_fields(web.pack, one_way),
        **_asked(refused, given, "reason"),
    )


@post("/clinic/patienter/{person_id:uuid}/nytt-arende")
async def start(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, person_id: FromPath[UUID]
) -> Response[Any]:
    form = await posted(request)
    case_id, one_way = identity(form, "case"), text(form, "slag") == ONE_WAY
    await the_patient(web, colleague, person_id)
    try:
        await web.service.run(colleague.actor, case_id, care_case(web.pack, person_id, form))
    except Refused as refused:
        if refused.code not in BEGUN:
            return await _starting(web, colleague, person_id, one_way, refused, typed(form))
    # G6: create, send, end.
    return on_to(f"{case.path_of(case_id)}/stang" if one_way else case.path_of(case_id))


@get("/clinic/patienter/{person_id:uuid}/biljett")
async def giving(
    web: TheWeb, colleague: Colleague, person_id: FromPath[UUID], arende: FromQuery[UUID | None] = None
) -> Response[Any]:
    return await _giving(web, colleague, person_id, arende)


async def _giving(
    web: Web,
    colleague: Session,
    person_id: UUID,
    from_case: UUID | None,
    refused: Refused | None = None,
    given: Mapping[str, Any] = NOTHING,
) -> Response[Any]:
    shown = await the_patient(web, colleague, person_id)
    origin = await _origin(web, colleague, person_id, from_case)
    if "GiveTicket" not in shown.may and refused is None:
        return on_to(patients.path_of(person_id))
    own_unit = colleague.mandate.unit if colleague.mandate else ""
    higher = origin is not None and origin.priority < web.pack.tickets.priority
    warning = Refused("triaged_higher", priority=origin.priority) if origin and higher else None
    return await desk_page(
        web,
        colleague,
        "clinic/give_ticket.html",
        status=status_of(refused) if refused else 200,
        page=shown,
        origin=origin,
        rules=web.pack.tickets,
        warning=sentence(warning) if warning else "",
        warning_why=why(web.pack, warning),
        fields=ticket_fields(web.pack, own_unit, shown, origin, higher),
        **_asked(refused, given, "to"),
    )


async def _origin(web: Web, colleague: Session, person_id: UUID, from_case: UUID | None) -> StaffCase | None:
    if from_case is None:
        return None
    shown = await web.service.read(colleague.actor, StaffCaseOf(from_case))
    if shown.patient_id != person_id:
        raise Hidden
    return shown


@post("/clinic/patienter/{person_id:uuid}/biljett")
async def give(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, person_id: FromPath[UUID]
) -> Response[Any]:
    form = await posted(request)
    from_case = identity(form, "arende") if text(form, "arende") else None
    await the_patient(web, colleague, person_id)
    try:
        await web.service.run(colleague.actor, identity(form, "case"), ticket(person_id, from_case, form))
    except Refused as refused:
        if refused.code not in BEGUN:
            return await _giving(web, colleague, person_id, from_case, refused, typed(form))
    return on_to(case.path_of(from_case) if from_case else f"{patients.path_of(person_id)}?flik=biljetter")


@post("/clinic/patienter/{person_id:uuid}/biljetter/{case_id:uuid}/avboka")
async def cancel(
    web: TheWeb, colleague: Colleague, person_id: FromPath[UUID], case_id: FromPath[UUID]
) -> Response[Any]:
    try:
        await web.service.run(colleague.actor, case_id, c.CancelTicket())
    except (Refused, Hidden) as no:
        # Used meanwhile, it lies where the one who gave it may not look.
        refused = no if isinstance(no, Refused) else Refused("ticket_used")
        shown = await web.service.read(colleague.actor, PatientOf(person_id, "biljetter"))
        if case_id not in {one.case_id for one in shown.tickets}:
            raise Hidden from None
        status, error = status_of(refused), sentence(refused)
        return await patients.drawn(web, colleague, shown, status=status, error=error)
    return on_to(f"{patients.path_of(person_id)}?flik=biljetter")


def _asked(refused: Refused | None, given: Mapping[str, Any], first: str) -> dict[str, Any]:
    """What both pages show of a form: what was filled in, what was wrong with it, and the id of what it begins."""
    kept: Form = given.get("case", "")
    return {
        "given": given,
        "begins": kept or str(new_id()),
        "error": sentence(refused) if refused else None,
        "error_at": FIELD.get(refused.code, first) if refused else "",
    }


HANDLERS = [starting, start, giving, give, cancel]
