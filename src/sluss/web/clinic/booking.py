"""*Boka besök*: from the patient's page, and from *Schemalagda besök* by way of the search (K1, K3, J17).

The page chooses the id of the case, so that the same form posted twice books one visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.visits import Bookable, BookableOf
from sluss.service.reminders import NoteContact
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic import case, patients
from sluss.web.clinic.begin import BEGUN, the_patient
from sluss.web.clinic.booking_form import visit, visit_fields
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.tasks import typed
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, identity, posted, text
from sluss.web.refusals import sentence, status_of
from sluss.web.why import why

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
# The field that a refusal is about; of any other the first one.
FIELD: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("when_missing", "time_is_past", "time_too_far", "ends_before_start", "time_skipped", "time_twice"), "day"
        ),
        "visit_too_long": "minutes",
        "not_a_choice": "minutes",
        **dict.fromkeys(("reason_missing", "reason_unknown"), "reason"),
        "recipient_missing": "to",
        "colleague_not_here": "to",
        "booked_already": "although",
        **dict.fromkeys(("mobile_wrong", "number_not_here"), "phone"),
    }
)


@get("/clinic/patienter/{person_id:uuid}/boka")
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
    if "BookVisit" not in shown.may and refused is None:
        return on_to(patients.path_of(person_id))
    known = await web.service.read(colleague.actor, BookableOf(person_id))
    unit = colleague.mandate.unit if colleague.mandate else ""
    return await desk_page(
        web,
        colleague,
        "clinic/book.html",
        status=status_of(refused) if refused else 200,
        page=shown,
        contact=known.contact,
        record=web.pack.routine.record,
        relative_as_guest=web.pack.routine.record.relative_talk == "guest",
        fields=visit_fields(web.pack, unit, known.staff, colleague.subject, refused.code if refused else ""),
        given=given,
        reminders=bool(given.get("reminders")) if given else bool(known.contact and known.contact.reminders),
        begins=given.get("case", "") or str(new_id()),
        error=sentence(refused) if refused else None,
        error_at=FIELD.get(refused.code, "to") if refused else "",
        error_why=why(web.pack, refused),
    )


@post("/clinic/patienter/{person_id:uuid}/boka")
async def book(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, person_id: FromPath[UUID]
) -> Response[Any]:
    """The number first: the SMS about the booking goes to it."""
    form = await posted(request)
    case_id = identity(form, "case")
    await the_patient(web, colleague, person_id)
    try:
        known = await web.service.read(colleague.actor, BookableOf(person_id))
        command = visit(person_id, colleague.mandate.unit if colleague.mandate else "", form)
        if known.contact:
            await web.service.run(colleague.actor, person_id, _contact(form, known))
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        if refused.code not in BEGUN:
            return await _asking(web, colleague, person_id, refused, typed(form))
    return on_to(f"{case.path_of(case_id)}#bokat")


def _contact(form: Form, known: Bookable) -> NoteContact:
    return NoteContact(text(form, "phone"), bool(text(form, "reminders")))


HANDLERS = [asking, book]
