"""*Varför?* of a case: every decision with the version of the rules that it was taken under (Y7)."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.why import DecisionsOf
from sluss.web.clinic.desk import desk_page
from sluss.web.dependencies import Colleague, TheWeb


@get("/clinic/arenden/{case_id:uuid}/varfor")
async def why(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[str]:
    shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    decisions = await web.service.read(colleague.actor, DecisionsOf(case_id))
    return await desk_page(web, colleague, "clinic/why.html", page=shown, decisions=decisions)


HANDLERS = [why]
