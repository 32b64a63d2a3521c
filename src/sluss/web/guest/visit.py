"""The pages of a guest from outside: the link, the waiting room, and what there is when it is over (J6, A11).

Mail systems open the links that they carry: opening one shows a page and changes nothing. *Fortsätt* takes the link
out of the address, and leaves a cookie in its place.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.service.guests import OpenLink, guest_actor
from sluss.service.ids import new_id
from sluss.service.queries.guests import GuestVisitOf
from sluss.service.views.guests import GuestVisit
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import External, Guest, TheWeb
from sluss.web.forms import posted, text
from sluss.web.guest.cookie import HOME, actor_of, guest_cookie

# The link stands in the address of one page, and is told to no other: not even to our own server as where one came
# from. (With no-referrer older browsers would send the form as from nowhere, and it would be refused.)
QUIET: Final = {"referrer-policy": "strict-origin", "x-robots-tag": "noindex"}
# What leads nowhere is the same whether it was guessed, taken back or refused.
NOWHERE: Final = ("refused", "withdrawn")


@get("/gast/{link:str}")
async def link(request: Request[Any, Any, Any], web: TheWeb, link: FromPath[str]) -> Response[Any]:
    guest = web.links.guest_of(link)
    visit = await _visit(web, guest) if guest else None
    if visit is None:
        return _nobodys(request, web)
    if visit.standing == "over":
        return _quiet(page(web, "guest/over.html", status=410))
    return _quiet(page(web, "guest/link.html", visit=visit, link=link))


@post("/gast/oppna")
async def open_link(request: Request[Any, Any, Any], web: TheWeb) -> Response[Any]:
    """The newest opening counts: an older one, on another device, is told so."""
    guest = web.links.guest_of(text(await posted(request), "link"))
    visit = await _visit(web, guest) if guest else None
    if visit is None:
        return _nobodys(request, web)
    if visit.standing == "over":
        return _quiet(page(web, "guest/over.html", status=410))
    number = await web.service.run(guest_actor(visit.guest), visit.guest, OpenLink())
    await _arrive(web, visit)
    return on_to(HOME, [guest_cookie(web, visit.guest, number)])


@get(HOME)
async def besok(web: TheWeb, guest: Guest) -> Response[Any]:
    return page(web, "guest/visit.html", visit=guest)


@post(f"{HOME}/lamna")
async def leave(web: TheWeb, external: External) -> Response[Any]:
    with suppress(Refused):
        await web.service.run(actor_of(external), external.case_id, c.LeaveAsExternal(new_id()))
    return on_to(HOME)


@post(f"{HOME}/vanta")
async def wait(web: TheWeb, external: External) -> Response[Any]:
    """Back in the waiting room, after having left."""
    await _arrive(web, external)
    return on_to(HOME)


async def _visit(web: Web, guest: UUID) -> GuestVisit | None:
    try:
        visit = await web.service.read(guest_actor(guest), GuestVisitOf())
    except Hidden:
        return None
    return None if visit.standing in NOWHERE else visit


async def _arrive(web: Web, visit: GuestVisit) -> None:
    """Too late, the page says where the guest stands."""
    with suppress(Refused, Hidden):
        await web.service.run(actor_of(visit), visit.case_id, c.ArriveAsExternal())


def _nobodys(request: Request[Any, Any, Any], web: Web) -> Response[Any]:
    """A right link is never counted, so that nobody can keep others out by guessing."""
    address = request.client.host if request.client else ""
    if not web.guesses.another(address, web.now()):
        return _quiet(page(web, "guest/too_many.html", status=429))
    raise Hidden


def _quiet(answer: Response[str]) -> Response[str]:
    answer.headers.update(QUIET)
    return answer


HANDLERS = [link, open_link, besok, leave, wait]
