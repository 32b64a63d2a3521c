"""The demo phone: what was sent to each number. Mounted by `sluss demo` alone."""

from __future__ import annotations

from litestar import Response, Router, get

from sluss.core.refusal import Hidden
from sluss.web.answers import page
from sluss.web.dependencies import TheWeb, Visitor


@get("/demo/phone")
async def phone(web: TheWeb, visitor: Visitor) -> Response[str]:
    if web.phone is None:
        raise Hidden
    numbers = tuple(
        (number, tuple((m.sender, m.text, m.at) for m in found)) for number, found in await web.phone.messages()
    )
    return page(web, "demo/phone.html", visitor, numbers=numbers)


def phone_router() -> Router:
    return Router("/", route_handlers=[phone])
