"""*Regelverket*: the pages of the region's administrators (Y7). Nobody else finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath, FromQuery

from sluss.core.packs import SHADOW_AT_MOST
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.in_force import (
    ApproveVersion,
    EndShadow,
    LoadVersion,
    ProposeVersion,
    RejectVersion,
    RollBack,
    StartShadow,
    WithdrawVersion,
)
from sluss.service.queries.region import RegionPacksOf, VersionOf
from sluss.service.queries.trial import TrialOf
from sluss.service.sessions import Session
from sluss.service.smaller import Smaller
from sluss.web.answers import on_to, page
from sluss.web.clinic.desk import shell
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, number, posted, text
from sluss.web.refusals import sentence, status_of

HOME: Final = "/clinic/region"
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
# Somewhat more than a version may weigh, so that who sends a larger one is told so and not cut off.
UPLOAD: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A page of its own; `id` ends its address."""

    id: str
    title: str

    @property
    def path(self) -> str:
        return f"{HOME}/{self.id}"


PARTS: Final = (Part("versioner", "Versioner"), Part("skugga", "Skugga"), Part("journal", "Journal"))


def drawn(
    web: Web,
    colleague: Session,
    template: str,
    part: str = "",
    typed: Mapping[str, str] = NOTHING,
    refused: Refused | None = None,
    **context: Any,
) -> Response[Any]:
    """`typed` fills the form that was refused."""
    return page(
        web,
        f"clinic/region/{template}",
        status=status_of(refused) if refused else 200,
        staff=shell(web, colleague),
        view="region",
        parts=PARTS,
        part=next((one for one in PARTS if one.id == part), None),
        typed=typed,
        error=sentence(refused) if refused else None,
        **context,
    )


async def _overview(
    web: Web, colleague: Session, template: str, part: str, done: str = "", refused: Refused | None = None
) -> Response[Any]:
    """`done` is the number of the entry just made."""
    shown = await web.service.read(colleague.actor, RegionPacksOf())
    made = next((step for step in shown.steps if str(step.seq) == done), None)
    return drawn(web, colleague, template, part, refused=refused, page=shown, done=made)


@get(HOME)
async def overview(web: TheWeb, colleague: Colleague, gjort: FromQuery[str] = "") -> Response[Any]:
    return await _overview(web, colleague, "overview.html", "", gjort)


@get(f"{HOME}/versioner")
async def all_versions(web: TheWeb, colleague: Colleague) -> Response[Any]:
    return await _overview(web, colleague, "versions.html", "versioner")


@get(f"{HOME}/journal")
async def journal(web: TheWeb, colleague: Colleague) -> Response[Any]:
    return await _overview(web, colleague, "journal.html", "journal")


@post(f"{HOME}/versioner", request_max_body_size=UPLOAD)
async def load(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    file = (await posted(request)).get("fil")
    try:
        data = await file.read() if isinstance(file, UploadFile) and file.filename else b""
        if not data:
            raise Refused("zip_missing")
        pack = await web.service.run(colleague.actor, new_id(), LoadVersion(data))
    except Refused as refused:
        return await _overview(web, colleague, "versions.html", "versioner", refused=refused)
    return on_to(f"{HOME}/versioner/{pack}?last=ja")


@get(f"{HOME}/versioner/{{pack:str}}")
async def version(web: TheWeb, colleague: Colleague, pack: FromPath[str], last: FromQuery[str] = "") -> Response[Any]:
    """`last`: it has just been loaded."""
    return await _version(web, colleague, pack, loaded=bool(last))


async def _version(
    web: Web,
    colleague: Session,
    pack: str,
    typed: Mapping[str, str] = NOTHING,
    refused: Refused | None = None,
    loaded: bool = False,
) -> Response[Any]:
    shown = await web.service.read(colleague.actor, VersionOf(pack))
    return drawn(
        web, colleague, "version.html", "versioner", typed, refused, page=shown, loaded=loaded, most=SHADOW_AT_MOST
    )


def _day(form: Form) -> date | None:
    """None for at once."""
    if text(form, "nar") == "direkt":
        return None
    try:
        return date.fromisoformat(text(form, "dag"))
    except ValueError:
        raise Refused("day_missing") from None


@post(f"{HOME}/versioner/{{pack:str}}/foresla")
async def propose(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, pack: FromPath[str]
) -> Response[Any]:
    form = await posted(request)
    try:
        command = ProposeVersion(pack, _day(form), text(form, "ord").strip())
        seq = await web.service.run(colleague.actor, new_id(), command)
    except Refused as refused:
        return await _version(web, colleague, pack, {name: text(form, name) for name in form}, refused)
    return on_to(f"{HOME}?gjort={seq}")


@post(f"{HOME}/versioner/{{pack:str}}/skugga")
async def start_trial(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, pack: FromPath[str]
) -> Response[Any]:
    form = await posted(request)
    try:
        await web.service.run(colleague.actor, new_id(), StartShadow(pack, number(form, "dagar")))
    except Refused as refused:
        return await _version(web, colleague, pack, {name: text(form, name) for name in form}, refused)
    return on_to(f"{HOME}/skugga")


async def _answered(web: Web, colleague: Session, command: Smaller[int]) -> Response[Any]:
    """What is done from the first page, and told there."""
    try:
        seq = await web.service.run(colleague.actor, new_id(), command)
    except Refused as refused:
        return await _overview(web, colleague, "overview.html", "", refused=refused)
    return on_to(f"{HOME}?gjort={seq}")


@post(f"{HOME}/forslag/{{proposal:int}}/godkann")
async def approve(web: TheWeb, colleague: Colleague, proposal: FromPath[int]) -> Response[Any]:
    return await _answered(web, colleague, ApproveVersion(proposal))


@post(f"{HOME}/forslag/{{proposal:int}}/avsla")
async def reject(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, proposal: FromPath[int]
) -> Response[Any]:
    return await _answered(web, colleague, RejectVersion(proposal, text(await posted(request), "ord")))


@post(f"{HOME}/forslag/{{proposal:int}}/ta-tillbaka")
async def withdraw(web: TheWeb, colleague: Colleague, proposal: FromPath[int]) -> Response[Any]:
    return await _answered(web, colleague, WithdrawVersion(proposal))


@post(f"{HOME}/aterga")
async def roll_back(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    form = await posted(request)
    return await _answered(web, colleague, RollBack(text(form, "pack"), text(form, "ord")))


@get(f"{HOME}/skugga")
async def trial(web: TheWeb, colleague: Colleague) -> Response[Any]:
    return await _trial(web, colleague)


async def _trial(web: Web, colleague: Session, refused: Refused | None = None) -> Response[Any]:
    shown = await web.service.read(colleague.actor, TrialOf())
    return drawn(web, colleague, "trial.html", "skugga", refused=refused, page=shown)


@post(f"{HOME}/skugga/avsluta")
async def end_trial(web: TheWeb, colleague: Colleague) -> Response[Any]:
    try:
        await web.service.run(colleague.actor, new_id(), EndShadow())
    except Refused as refused:
        return await _trial(web, colleague, refused)
    return on_to(f"{HOME}/skugga")


HANDLERS = [
    overview,
    all_versions,
    journal,
    load,
    version,
    propose,
    start_trial,
    approve,
    reject,
    withdraw,
    roll_back,
    trial,
    end_trial,
]
