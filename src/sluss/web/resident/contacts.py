"""*Aviseringar*: reminders of booked visits, and where notices go (U1, U4). Address and code are posted, never put in
an address line."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, get, post

from sluss.core.refusal import Refused
from sluss.service.contacts import AskCode, ChooseEmail, ChooseReminders, ForgetEmail, GiveCode
from sluss.service.queries.contacts import ContactsOf
from sluss.service.sessions import Session
from sluss.service.smaller import Smaller
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb
from sluss.web.forms import posted, text
from sluss.web.refusals import sentence, status_of

HOME: Final = "/installningar/aviseringar"


async def _drawn(
    web: Web, resident: Session, refused: Refused | None = None, typed: str = "", at: str = ""
) -> Response[Any]:
    shown = await web.service.read(resident.actor, ContactsOf())
    status = status_of(refused) if refused else 200
    error = sentence(refused) if refused else None
    return page(web, "contacts.html", resident, status, page=shown, home=HOME, error=error, typed=typed, at=at)


async def _done(web: Web, resident: Session, command: Smaller[None], at: str, typed: str = "") -> Response[Any]:
    try:
        await web.service.run(resident.actor, resident.subject, command)
    except Refused as refused:
        return await _drawn(web, resident, refused, typed, at)
    return on_to(f"{HOME}#{at}")


@get(HOME)
async def shown(web: TheWeb, resident: Resident) -> Response[Any]:
    return await _drawn(web, resident)


@post(f"{HOME}/paminnelser")
async def reminders(request: Request[Any, Any, Any], web: TheWeb, resident: Resident) -> Response[Any]:
    """A form without an answer changes nothing."""
    said = text(await posted(request), "wanted")
    if said not in ("ja", "nej"):
        return on_to(HOME)
    return await _done(web, resident, ChooseReminders(said == "ja"), "paminnelser")


@post(f"{HOME}/e-post")
async def email(request: Request[Any, Any, Any], web: TheWeb, resident: Resident) -> Response[Any]:
    typed = text(await posted(request), "email")
    return await _done(web, resident, AskCode(typed), "e-post", typed)


@post(f"{HOME}/kod")
async def code(request: Request[Any, Any, Any], web: TheWeb, resident: Resident) -> Response[Any]:
    given = text(await posted(request), "code")
    wrong = await web.service.run(resident.actor, resident.subject, GiveCode(given))
    return await _drawn(web, resident, Refused(wrong), at="kod") if wrong else on_to(f"{HOME}#e-post")


@post(f"{HOME}/kanal")
async def channel(request: Request[Any, Any, Any], web: TheWeb, resident: Resident) -> Response[Any]:
    said = text(await posted(request), "channel")
    if said not in ("sms", "email"):
        return on_to(HOME)
    return await _done(web, resident, ChooseEmail(said == "email"), "kanal")


@post(f"{HOME}/e-post/ta-bort")
async def forget(web: TheWeb, resident: Resident) -> Response[Any]:
    return await _done(web, resident, ForgetEmail(), "e-post")


HANDLERS = [shown, reminders, email, code, channel, forget]
