"""*Var hamnar ärendet?* for those who answer for a unit's, or the region's, rules."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from litestar import Request, Response, get

from sluss.core.hours import STOCKHOLM
from sluss.core.people import OWN_LOGIN_FROM
from sluss.core.proof.trial import Asked
from sluss.core.refusal import Hidden, Refused
from sluss.service.queries.route_trial import RouteTrialOf
from sluss.web.answers import page
from sluss.web.clinic.desk import shell
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.refusals import sentence

PATH = "/clinic/var-hamnar"


@get(PATH)
async def route_trial(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    """What is asked stands in the address: it is about nobody, and can be sent to a colleague."""
    shown = await web.service.read(colleague.actor, RouteTrialOf(_asked(request, web.now().year)))
    refused = ""
    if shown.ends and shown.ends.refused:
        refused = sentence(Refused(shown.ends.refused, least=shown.least_age))
    return page(
        web,
        "clinic/route_trial.html",
        staff=shell(web, colleague),
        view="var-hamnar",
        page=shown,
        refused=refused,
        when=_typed(request, web.now()),
    )


def _typed(request: Request[Any, Any, Any], now: datetime) -> tuple[str, str]:
    here = now.astimezone(STOCKHOLM)
    asked = request.query_params
    return asked.get("dag", here.date().isoformat()), asked.get("tid", f"{here:%H:%M}")


def _asked(request: Request[Any, Any, Any], year: int) -> Asked | None:
    """None before anything is asked; Hidden for what the form cannot say. Closed days are known two years ahead."""
    given = request.query_params
    if "orsak" not in given:
        return None
    try:
        day, clock = date.fromisoformat(given["dag"]), time.fromisoformat(given["tid"])
        priority, age = int(given["prio"]), int(given["alder"])
    except (KeyError, ValueError):
        raise Hidden from None
    if priority not in range(1, 6) or age not in range(121) or day.year not in range(year - 1, year + 3):
        raise Hidden
    return Asked(
        reason=given["orsak"],
        priority=priority,
        at=datetime.combine(day, clock.replace(tzinfo=None), STOCKHOLM),
        listed=given.get("listad", ""),
        age=age,
        proxy=age < OWN_LOGIN_FROM,
        protected="skyddad" in given,
        staffed="bemannad" in given,
    )


HANDLERS = [route_trial]
