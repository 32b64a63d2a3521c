"""*Kortkommandon*: what the keys do, as a page, which is also what `?` shows."""

from __future__ import annotations

from litestar import Response, get

from sluss.web.clinic.desk import desk_page
from sluss.web.dependencies import Colleague, TheWeb


@get("/clinic/kortkommandon")
async def keys(web: TheWeb, colleague: Colleague) -> Response[str]:
    return await desk_page(web, colleague, "clinic/keys.html", view="kortkommandon")


HANDLERS = [keys]
