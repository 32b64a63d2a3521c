"""*Namn och inställningar*: how residents read one's name, and what one wants an SMS of (Y5, Y9, U7 to U9, B24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from sluss.core.people import role_title
from sluss.core.profile import to_resident, written
from sluss.core.refusal import Refused
from sluss.service.profiles import SaveProfile
from sluss.service.queries.notices import ProfileOf
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic.desk import desk_page
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.format import phone
from sluss.web.forms import Form, posted, text
from sluss.web.refusals import sentence, status_of

HOME = "/clinic/installningar"


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the form: what is saved, or what was typed and refused."""

    shown_name: str
    title: str
    mobile: str
    sms_async: bool
    sms_drop_in: bool
    sms_scheduled: bool
    title_only: bool
    email: str
    by_email: bool


@get(HOME)
async def profile(web: TheWeb, colleague: Colleague, sparat: FromQuery[str] = "") -> Response[Any]:
    return await _drawn(web, colleague, done=sparat == "1")


@post(HOME)
async def save(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    form = await posted(request)
    words = (text(form, "shown_name"), text(form, "title"), text(form, "mobile"))
    sms = (said(form, "sms_async"), said(form, "sms_drop_in"), said(form, "sms_scheduled"))
    only, email, by_email = said(form, "title_only"), text(form, "email"), said(form, "by_email")
    typed = Fields(*words, *sms, only, email, by_email)
    domains = web.pack.region.staff_email_domains
    try:
        kept = written(*words, *sms, only, email, by_email, domains)
        await web.service.run(colleague.actor, colleague.subject, SaveProfile(kept))
    except Refused as refused:
        return await _drawn(web, colleague, typed, refused)
    return on_to(f"{HOME}?sparat=1")


async def _drawn(
    web: Web, session: Session, typed: Fields | None = None, refused: Refused | None = None, done: bool = False
) -> Response[Any]:
    page = await web.service.read(session.actor, ProfileOf())
    own, actor = page.profile, session.actor
    called = page.directory_title or (role_title(actor.mandate.role) if actor.mandate else "")
    saved = Fields(
        own.shown_name or page.directory_name,
        own.title or called,
        phone(own.mobile) if own.mobile else "",
        own.sms_async,
        own.sms_drop_in,
        own.sms_scheduled,
        own.title_only,
        own.email or "",
        # What one types is for being used: the choice stands made before there is an address.
        own.by_email or own.email is None,
    )
    return await desk_page(
        web,
        session,
        "clinic/profile.html",
        view="installningar",
        status=status_of(refused) if refused else 200,
        page=page,
        fields=typed or saved,
        shown=to_resident(actor.name, actor.title, actor.title_only),
        done=done,
        error=sentence(refused) if refused else None,
        at=_at(refused),
        domains=" eller ".join(f"@{one}" for one in web.pack.region.staff_email_domains),
    )


def said(form: Form, name: str) -> bool:
    return text(form, name) == "true"


def _at(refused: Refused | None) -> str:
    """The field that was refused."""
    for name in ("mobile", "email"):
        if refused and refused.code.startswith(name):
            return name
    return "shown_name"


HANDLERS = [profile, save]
