"""*Regionens regler*: how the region works, and where it is written."""

from __future__ import annotations

from litestar import Response, get

from sluss.service.queries.region_rules import RegionRulesOf
from sluss.web.answers import page
from sluss.web.clinic.desk import shell
from sluss.web.dependencies import Colleague, TheWeb


@get("/clinic/regler")
async def rules(web: TheWeb, colleague: Colleague) -> Response[str]:
    shown = await web.service.read(colleague.actor, RegionRulesOf())
    return page(web, "clinic/rules.html", staff=shell(web, colleague), view="regler", page=shown)


HANDLERS = [rules]
