"""What stands around every page of the clinic, and the filter that follows a device (E11–E13)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from sluss.core.access import LICENSED
from sluss.core.people import role_title
from sluss.core.policy import Link, known
from sluss.service.queries.worklists import WorklistOf
from sluss.service.sessions import Session
from sluss.service.views import Choice, Filter, PhraseGroup
from sluss.web.answers import page
from sluss.web.clinic.nav import MENU, VIEWS, shown
from sluss.web.context import Web
from sluss.web.templates import StaffShell

FILTER_COOKIE = "sluss_filter"
A_YEAR = 365 * 24 * 3600


def shell(web: Web, session: Session, counts: Mapping[str, int] = MappingProxyType({})) -> StaffShell:
    mandate = session.mandate
    unit = known(web.pack.units, mandate.unit) if mandate else None
    functions = unit.functions if unit else frozenset()
    role = mandate.role if mandate else ""
    return StaffShell(
        name=session.name,
        role_title=role_title(mandate.role) if mandate else "",
        unit_name=unit.name if unit else "",
        counts=counts,
        several_mandates=len(session.mandates) > 1,
        licensed=role in LICENSED,
        views=shown(VIEWS, functions, role) if role in LICENSED else (),
        menu=shown(MENU, functions, role),
        on_shift=session.shift is not None,
        unread_notices=session.unread,
        first_time=role in LICENSED and session.shift is not None and not session.settled,
        help=unit.links_at("hjälp") if unit else (),
    )


async def desk_page(
    web: Web, session: Session, template: str, view: str = "", status: int = 200, **context: Any
) -> Response[str]:
    """A page of the clinic with the counts of the unit's worklists in its bar."""
    counts = await web.service.read(session.actor, WorklistOf("drop-in", Filter(), rows=False, logged=False))
    staff = shell(web, session, counts.counts)
    return page(web, template, status=status, staff=staff, view=view, **context)


def guides_of(web: Web, session: Session) -> tuple[Link, ...]:
    """What the unit keeps at hand beside a case: the suicide ladder, the routines (Y8)."""
    unit = web.pack.units[session.mandate.unit if session.mandate else ""]
    return tuple(unit.links_at("guide"))


def phrases_of(web: Web, session: Session) -> tuple[PhraseGroup, ...]:
    """The phrases of the region and of the unit, in the mouth of the one who is logged in, and the unit's links."""
    unit = web.pack.units[session.mandate.unit if session.mandate else ""]
    actor = session.actor
    found: dict[str, list[Choice]] = {"Enheten": [], "Regionen": [], "Länkar": []}
    for phrase in (*unit.phrases, *web.pack.phrases):
        said = phrase.said_by(actor.name, actor.title, unit, actor.title_only)
        found[phrase.group].append(Choice(phrase.id, phrase.title, said))
    for link in unit.links_at("chatt"):
        found["Länkar"].append(Choice(link.id, link.title, f"{link.title}: {link.url}"))
    return tuple(PhraseGroup(title, tuple(choices)) for title, choices in found.items() if choices)


def filter_of(request: Request[Any, Any, Any]) -> Filter:
    """The filter of this device: empty the first time (E12), kept to the next login (E13)."""
    return decoded(request.cookies.get(FILTER_COOKIE, ""))


def decoded(cookie: str) -> Filter:
    """A cookie that is not ours, or no longer, is an empty filter."""
    try:
        said = json.loads(urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4)))
        return checked(**{str(key): value for key, value in said.items()})
    except (ValueError, TypeError, AttributeError):
        return Filter()


def checked(reason: str = "", priority: str = "", role: str = "", today: bool = False, mine: bool = False) -> Filter:
    right = all(isinstance(value, str) for value in (reason, priority, role))
    if not right or priority not in ("", "1", "2", "3", "4", "5"):
        return Filter()
    return Filter(reason[:80], priority, role[:40], today is True, mine is True)


def filter_cookie(web: Web, chosen: Filter) -> Cookie:
    value = urlsafe_b64encode(json.dumps(asdict(chosen)).encode()).decode().rstrip("=")
    return Cookie(
        key=FILTER_COOKIE,
        value=value,
        path="/clinic",
        max_age=A_YEAR,
        httponly=True,
        secure=web.secure,
        samesite="lax",
    )
