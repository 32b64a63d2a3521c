"""*Vem gäller det?*: oneself, or a child that one speaks for (L1, L17). The choice is posted, never put in an address;
nothing is chosen beforehand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Response, post

from sluss.core.people import Person
from sluss.core.policy import Service
from sluss.core.refusal import Refused
from sluss.ports.persons import PersonsSilent
from sluss.service.queries.children import OwnNumber, WhomOf
from sluss.service.relations import AskAgain, Family
from sluss.service.sessions import Session
from sluss.service.views import Choice
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb
from sluss.web.forms import Form, text
from sluss.web.refusals import sentence, status_of


def asked(resident: Session) -> bool:
    """Whether there may be somebody else to choose."""
    return resident.guardian or resident.proxies_wait


def chosen(resident: Session, form: Form) -> UUID:
    """The patient of the form: whom one has said, and where there is nobody else oneself. Refused: not said."""
    if not text(form, "vem") and not asked(resident):
        return resident.subject
    try:
        return UUID(text(form, "vem"))
    except ValueError:
        raise Refused("whom_missing") from None


async def drawn(web: Web, resident: Session, service: Service, refused: Refused | None = None) -> Response[str]:
    shown = await web.service.read(resident.actor, WhomOf(service.kind))
    return page(
        web,
        "whom.html",
        resident,
        status_of(refused) if refused else 200,
        page=replace(shown, waits=resident.proxies_wait),
        me=resident.subject,
        service=Choice(service.id, service.title),
        triaged=service.kind == "triaged",
        error=sentence(refused) if refused else None,
    )


@post("/sok-vard/barn")
async def again(web: TheWeb, resident: Resident) -> Response[Any]:
    """The register was silent at the login: it is asked once more, and the page says how that went."""
    await web.service.run(resident.actor, resident.id, AskAgain(await _found(web, resident)))
    return on_to("/sok-vard")


async def _found(web: Web, resident: Session) -> tuple[Person, Family] | None:
    number = await web.service.read(resident.actor, OwnNumber())
    try:
        record = await web.registers.persons.find(number)
        return (await web.registers.person(record), await web.registers.children_of(record)) if record else None
    except PersonsSilent:
        return None


HANDLERS = [again]
