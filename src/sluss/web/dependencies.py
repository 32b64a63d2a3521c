"""What handlers ask for by name: the context, and who is here."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation

from sluss.core.policy import known
from sluss.core.refusal import Hidden
from sluss.service.sessions import Session
from sluss.service.views.guests import GuestVisit
from sluss.web.context import Audience, Web
from sluss.web.guest.cookie import GUEST_COOKIE, NotIn, find_guest
from sluss.web.sessions import LoginNeeded, cookie_name, find


async def give_web(request: Request[Any, Any, Any]) -> Web:
    web: Web = request.app.state.web
    return web


# Values of our own making are not validated on their way into a handler. Who is here asks for the context, so that
# the two are given one after the other: what could be given at once costs a group of tasks at each request.
TheWeb = NamedDependency[SkipValidation[Web]]


async def _session(request: Request[Any, Any, Any], web: Web, audience: Audience) -> Session:
    session = await find(web, audience, request.cookies.get(cookie_name(audience)))
    if session is None:
        raise LoginNeeded(audience)
    return session


async def give_resident(request: Request[Any, Any, Any], web: TheWeb) -> Session:
    """The resident who is logged in; LoginNeeded otherwise."""
    return await _session(request, web, "resident")


async def give_visitor(request: Request[Any, Any, Any], web: TheWeb) -> Session | None:
    """The resident who is logged in, if any."""
    return await find(web, "resident", request.cookies.get(cookie_name("resident")))


async def give_staff(request: Request[Any, Any, Any], web: TheWeb) -> Session:
    """The member of staff who is logged in, whether a mandate is chosen yet or not."""
    return await _session(request, web, "staff")


class MandateNeeded(Exception):
    """Staff with several mandates have not chosen one yet."""


async def give_colleague(request: Request[Any, Any, Any], web: TheWeb) -> Session:
    """Staff under a chosen mandate at a unit of the pack, or one that it had: what is open is finished."""
    session = await _session(request, web, "staff")
    if session.mandate is None:
        raise MandateNeeded
    if known(web.pack.units, session.mandate.unit) is None:
        raise Hidden
    return session


async def give_guest(request: Request[Any, Any, Any], web: TheWeb) -> GuestVisit:
    """The guest from outside whose cookie this is, also when the visit is over; Hidden: nobody's."""
    visit = await find_guest(web, request.cookies.get(GUEST_COOKIE), logged=True)
    if visit is None:
        raise Hidden
    return visit


async def give_external(request: Request[Any, Any, Any], web: TheWeb) -> GuestVisit:
    """The same, as long as the link holds on this device."""
    visit = await give_guest(request, web)
    if not visit.holds:
        raise NotIn
    return visit


Resident = NamedDependency[SkipValidation[Session]]
Visitor = NamedDependency[SkipValidation[Session | None]]
Staff = NamedDependency[SkipValidation[Session]]
Colleague = NamedDependency[SkipValidation[Session]]
Guest = NamedDependency[SkipValidation[GuestVisit]]
External = NamedDependency[SkipValidation[GuestVisit]]

DEPENDENCIES = {
    "web": Provide(give_web),
    "resident": Provide(give_resident),
    "visitor": Provide(give_visitor),
    "staff": Provide(give_staff),
    "colleague": Provide(give_colleague),
    "guest": Provide(give_guest),
    "external": Provide(give_external),
}
