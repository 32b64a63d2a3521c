"""The demo mailbox: what was sent to each address. Mounted by `sluss demo` alone."""

from __future__ import annotations

from litestar import Response, Router, get

from sluss.core.refusal import Hidden
from sluss.web.answers import page
from sluss.web.dependencies import TheWeb, Visitor


@get("/demo/brevlada")
async def mailbox(web: TheWeb, visitor: Visitor) -> Response[str]:
    if web.mailbox is None:
        raise Hidden
    return page(web, "demo/mailbox.html", visitor, addresses=await web.mailbox.messages())


def mailbox_router() -> Router:
    return Router("/", route_handlers=[mailbox])
