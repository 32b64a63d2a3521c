"""*Vården har stängt*: between *Kontrollera och skicka* and the sent case, when care has closed (H24, C14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from sluss.service.queries.referral import ReferralOf
from sluss.service.queries.resident import NextStep
from sluss.web.answers import on_to, page
from sluss.web.dependencies import Resident, TheWeb
from sluss.web.resident.seek import path_of


@get("/arenden/{case_id:uuid}/stangt")
async def closed(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    """What is open by now, or has questions left, goes on where it was."""
    step = await web.service.read(resident.actor, NextStep(case_id))
    referral = await web.service.read(resident.actor, ReferralOf(case_id)) if step.kind == "check" else None
    if referral is None:
        return on_to(path_of(case_id, step))
    return page(web, "closed.html", resident, page=referral)


HANDLERS = [closed]
