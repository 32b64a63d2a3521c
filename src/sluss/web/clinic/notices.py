"""*Notifieringar*: what one has been told of, each through the right to see its case (E9, U7, U8)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from litestar import Request, Response, get, post

from sluss.service.notices import MarkNoticesRead
from sluss.service.queries.notices import NoticesOf
from sluss.web.answers import on_to
from sluss.web.clinic.desk import desk_page
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import identity, posted

HOME = "/clinic/notifieringar"
# By kind; the reason for contact follows in the page, for one who may see the case.
SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "new_drop_in": "Nytt ärende i drop in",
        "new_async": "Nytt asynkront ärende",
        "scheduled": "Nytt schemalagt besök",
        "handover": "Ett besök lämnas över",
        "invited": "Du är inbjuden till ett samtal",
        "consult": "Konsultation",
        "countersign": "Vidimering",
        "assigned": "Du har tilldelats ett ärende",
        "unfinished": "Ditt besök är inte avslutat",
        "overdue": "Ett ärende väntar på svar längre än det ska",
        "visit_overdue": "Ett fysiskt besök är försenat",
        "reply": "Invånaren har skrivit",
        "declined": "Din överlämning togs inte emot",
        "answered": "Svar på din konsultation",
        "returned": "Din anteckning är skickad tillbaka",
        "guest_waits": "En gäst väntar på att bli insläppt",
    }
)


@get(HOME)
async def notices(web: TheWeb, colleague: Colleague) -> Response[Any]:
    page = await web.service.read(colleague.actor, NoticesOf())
    view = "notifieringar"
    return await desk_page(web, colleague, "clinic/notices.html", view=view, page=page, sentences=SENTENCES)


@post(f"{HOME}/lasta")
async def mark_read(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    command = MarkNoticesRead(identity(await posted(request), "up_to"))
    await web.service.run(colleague.actor, colleague.subject, command)
    return on_to(HOME)


HANDLERS = [notices, mark_read]
