"""Who a guest is: a cookie that says which opening of whose link this browser is, proved by a key and kept nowhere."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from litestar.datastructures import Cookie

from sluss.core.actor import Actor
from sluss.core.refusal import Hidden
from sluss.service.guests import guest_actor
from sluss.service.queries.guests import GuestVisitOf
from sluss.service.views.guests import GuestVisit
from sluss.web.context import Web

GUEST_COOKIE: Final = "sluss_guest"
PATH: Final = "/gast"
HOME: Final = "/gast/besok"
# No visit lasts longer; whoever comes back after that opens the link again.
LASTS: Final = 12 * 60 * 60


class NotIn(Exception):
    """The guest may not do this now: waits still, or may be there no more. The guest's own page says which."""


def guest_cookie(web: Web, guest: UUID, device: int) -> Cookie:
    return Cookie(
        key=GUEST_COOKIE,
        value=web.links.device(guest, device),
        path=PATH,
        max_age=LASTS,
        httponly=True,
        secure=web.secure,
        samesite="strict",
    )


async def find_guest(web: Web, kept: str | None, logged: bool = False) -> GuestVisit | None:
    """The visit that the cookie is for, wherever the guest stands in it; None: it is nobody's."""
    found = web.links.device_of(kept or "")
    if found is None:
        return None
    guest, device = found
    try:
        return await web.service.read(guest_actor(guest), GuestVisitOf(device, logged))
    except Hidden:
        return None


def actor_of(visit: GuestVisit) -> Actor:
    return guest_actor(visit.guest, visit.kind, visit.first_name)
