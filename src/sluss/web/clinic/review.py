"""*Loggkontroll*, for the one whose mandate it is. Administrators have other pages."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from litestar import Response, get
from litestar.params import FromQuery

from sluss.core.refusal import Hidden
from sluss.service.queries.review import AccessLogOf
from sluss.web.answers import on_to, page
from sluss.web.clinic.desk import shell
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb

# Where roles without patients begin.
HOMES: Final = {"local_admin": "/clinic/enhet", "region_admin": "/clinic/region"}


@get("/clinic/loggkontroll")
async def review(web: TheWeb, colleague: Colleague, dag: FromQuery[str] = "") -> Response[Any]:
    around = shell(web, colleague)
    home = HOMES.get(colleague.mandate.role) if colleague.mandate else None
    if home:
        return on_to(home)
    log = await web.service.read(colleague.actor, AccessLogOf(_day(web, dag)))
    return page(web, "clinic/review.html", staff=around, view="review", page=log)


def _day(web: Web, given: str) -> date:
    if not given:
        return web.now().date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Hidden from None


HANDLERS = [review]
