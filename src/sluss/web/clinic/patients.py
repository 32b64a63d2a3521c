"""*Sök patient*, *Skapa patient* and the patient's profile (A13, E9, E22).

A personnummer or a name is posted, never put in an address: addresses are kept by browsers, servers and proxies.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from sluss.core.patients import words_of
from sluss.core.people import Person, may_log_in
from sluss.core.refusal import Hidden, Refused
from sluss.ports.persons import PersonsSilent, WrongNumber, spoken
from sluss.service.contacts import NoteReminders
from sluss.service.ids import new_id
from sluss.service.patients import KeepPatient
from sluss.service.queries.patients import PatientOf, PatientPage, Patients, PatientsOf, Tab
from sluss.service.relations import ChoosePrimary
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.relations import Relation, ask, proxy_words, relations_of
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import identity, posted, text
from sluss.web.refusals import sentence, status_of

LONGEST: Final = 100
TABS: Final[Mapping[str, str]] = MappingProxyType(
    {"oversikt": "Översikt", "relationer": "Relationer", "arenden": "Ärenden", "biljetter": "Biljetter"}
)


def path_of(person_id: UUID) -> str:
    return f"/clinic/patienter/{person_id}"


def asked_for(web: Web, typed: str) -> PatientsOf:
    """What has a digit in it is meant as a personnummer, all else as a name."""
    if not any(sign.isdigit() for sign in typed):
        return PatientsOf(words=words_of(typed))
    return PatientsOf(number=_digits(web, typed))


def _digits(web: Web, typed: str) -> str:
    try:
        return spoken(typed, web.now().date()).digits
    except WrongNumber:
        raise Refused("number_wrong") from None


async def _page(
    web: Web, colleague: Session, typed: str, found: Patients | None, refused: Refused | None = None
) -> Response[str]:
    return await desk_page(
        web,
        colleague,
        "clinic/patients.html",
        view="patienter",
        status=status_of(refused) if refused else 200,
        page=found,
        q=typed,
        error=sentence(refused) if refused else None,
    )


@get("/clinic/patienter")
async def empty(web: TheWeb, colleague: Colleague) -> Response[str]:
    return await _page(web, colleague, "", None)


@post("/clinic/patienter")
async def search(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[str]:
    typed = text(await posted(request), "q").strip()[:LONGEST]
    try:
        asked = asked_for(web, typed)
    except Refused as refused:
        return await _page(web, colleague, typed, None, refused)
    return await _page(web, colleague, typed, await web.service.read(colleague.actor, asked))


@post("/clinic/patienter/skapa")
async def create(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    """The search is made anew first: it hides all this from other roles, and finds who is a patient already."""
    asked = PatientsOf(number=_digits(web, text(await posted(request), "personnummer")))
    found = await web.service.read(colleague.actor, asked)
    if found.found:
        return on_to(path_of(found.found[0].id))
    try:
        person = await _registered(web, asked.number) if found.at_work else None
        kept = await web.service.run(colleague.actor, person.id if person else new_id(), KeepPatient(person))
    except Refused as refused:
        return await _page(web, colleague, found.number, found, refused)
    # L13: a child is created with an active choice of primary contact.
    child = person is not None and not may_log_in(person.born, web.now().date())
    return on_to(f"{path_of(kept)}?flik=relationer" if child else path_of(kept))


async def _registered(web: Web, number: str) -> Person | None:
    """The registers are asked before anything is written: an outside call is never made inside a transaction."""
    try:
        record = await web.persons.find(number)
    except PersonsSilent:
        raise Refused("persons_silent") from None
    return record.person(new_id(), await web.listing.listed_unit(number)) if record else None


@get("/clinic/patienter/{person_id:uuid}")
async def profile(
    web: TheWeb, colleague: Colleague, person_id: FromPath[UUID], flik: FromQuery[str] = "oversikt"
) -> Response[str]:
    if flik not in TABS:
        raise Hidden
    return await drawn(web, colleague, await web.service.read(colleague.actor, PatientOf(person_id, cast(Tab, flik))))


@post("/clinic/patienter/{person_id:uuid}/kontaktperson")
async def choose_primary(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, person_id: FromPath[UUID]
) -> Response[Any]:
    """L9, L13: *Relationer*."""
    guardian = identity(await posted(request), "guardian")
    try:
        await web.service.run(colleague.actor, person_id, ChoosePrimary(guardian))
    except Refused as refused:
        shown = await web.service.read(colleague.actor, PatientOf(person_id, "relationer"))
        return await drawn(web, colleague, shown, status_of(refused), sentence(refused))
    return on_to(f"{path_of(person_id)}?flik=relationer")


@post("/clinic/patienter/{person_id:uuid}/paminnelser")
async def note_reminders(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, person_id: FromPath[UUID]
) -> Response[Any]:
    """K3: what the patient has said to staff. A form without an answer is broken."""
    said = text(await posted(request), "wanted")
    if said not in ("ja", "nej"):
        raise Refused("form_broken")
    try:
        await web.service.run(colleague.actor, person_id, NoteReminders(said == "ja"))
    except Refused as refused:
        shown = await web.service.read(colleague.actor, PatientOf(person_id))
        return await drawn(web, colleague, shown, status_of(refused), sentence(refused))
    return on_to(f"{path_of(person_id)}#paminnelser")


async def drawn(
    web: Web, colleague: Session, shown: PatientPage, status: int = 200, error: str | None = None
) -> Response[str]:
    """L3: a child's profile shows its guardians as the register names them now."""
    relations: tuple[Relation, ...] | None = ()
    silent = not await ask(web, colleague, shown)
    if not shown.can_log_in:
        shown = await web.service.read(colleague.actor, PatientOf(shown.person_id, shown.tab, logged=False))
    elif shown.tab == "relationer":
        try:
            relations = await relations_of(web.persons, shown.personnummer.replace("-", ""), web.now().date())
        except PersonsSilent:
            silent = True
    context: dict[str, Any] = {"page": shown, "tabs": TABS, "relations": relations, "error": error, "silent": silent}
    context["until"] = proxy_words(shown.proxy_until) if shown.proxy_until else ""
    return await desk_page(web, colleague, "clinic/patient.html", status=status, **context)


HANDLERS = [empty, search, create, profile, choose_primary, note_reminders]
