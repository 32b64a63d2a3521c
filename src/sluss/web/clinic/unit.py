"""*Enhetens inställningar*: the pages of the local administrator (A19). Nobody else finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.local import ChangeUnit, UndoChange
from sluss.service.queries.local import UnitSettings, UnitSettingsOf
from sluss.service.sessions import Session
from sluss.web.answers import on_to, page
from sluss.web.clinic.desk import shell
from sluss.web.clinic.unit_forms import READ
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import number, posted, text
from sluss.web.refusals import sentence, status_of

HOME: Final = "/clinic/enhet"
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the settings; `id` ends its address, `template` lies in pages/clinic/unit."""

    id: str
    title: str
    template: str

    @property
    def path(self) -> str:
        return f"{HOME}/{self.id}"


PARTS: Final = (
    Part("fraser", "Fraser", "phrases.html"),
    Part("oppettider", "Öppettider", "hours.html"),
    Part("bemanning", "Bemanning", "roster.html"),
    Part("lankar", "Länkar", "links.html"),
    Part("funktioner", "Funktioner", "functions.html"),
    Part("formular", "Formulär i bruk", "forms.html"),
    Part("andringar", "Ändringar", "changes.html"),
)
BY_ID: Final = {part.id: part for part in PARTS}


def _drawn(
    web: Web,
    colleague: Session,
    part: Part | None,
    settings: UnitSettings,
    done: int = 0,
    typed: Mapping[str, str] = NOTHING,
    refused: Refused | None = None,
) -> Response[Any]:
    """`typed` fills the form: what is to be changed, or what was refused. `done` is the change just made."""
    return page(
        web,
        f"clinic/unit/{part.template if part else 'overview.html'}",
        status=status_of(refused) if refused else 200,
        staff=shell(web, colleague),
        view="enhet",
        parts=PARTS,
        part=part,
        page=settings,
        me=colleague.actor,
        done=next((change for change in settings.changes if change.seq == done), None),
        typed=typed,
        error=sentence(refused) if refused else None,
    )


@get(HOME)
async def overview(web: TheWeb, colleague: Colleague) -> Response[Any]:
    return _drawn(web, colleague, None, await web.service.read(colleague.actor, UnitSettingsOf()))


@get([part.path for part in PARTS])
async def one_part(
    request: Request[Any, Any, Any],
    web: TheWeb,
    colleague: Colleague,
    andra: FromQuery[str] = "",
    gjort: FromQuery[str] = "",
) -> Response[Any]:
    """`andra` is the id of the phrase or the link that the form is to be filled with."""
    settings = await web.service.read(colleague.actor, UnitSettingsOf())
    done = int(gjort) if gjort.isdecimal() and len(gjort) < 9 else 0
    part = BY_ID[request.url.path.removeprefix(f"{HOME}/")]
    return _drawn(web, colleague, part, settings, done, _filled(settings, part, andra))


def _filled(settings: UnitSettings, part: Part, id_: str) -> Mapping[str, str]:
    for phrase in settings.unit.phrases if part.id == "fraser" else ():
        if phrase.id == id_:
            return {"id": id_, "title": phrase.title, "text": phrase.text}
    for link in settings.unit.links if part.id == "lankar" else ():
        if link.id == id_:
            return {"id": id_, "title": link.title, "url": link.url, "where": link.where}
    return NOTHING


@post([f"{HOME}/{address}" for address in READ])
async def change(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    address = request.url.path.removeprefix(f"{HOME}/")
    settings = await web.service.read(colleague.actor, UnitSettingsOf())
    form = await posted(request)
    part = BY_ID[address.partition("/")[0]]
    try:
        command = ChangeUnit(READ[address](form, settings), seen=number(form, "seen"))
        seq = await web.service.run(colleague.actor, new_id(), command)
    except Refused as refused:
        now = await web.service.read(colleague.actor, UnitSettingsOf())
        typed = {name: text(form, name) for name in form} if address == part.id else NOTHING
        return _drawn(web, colleague, part, now, typed=typed, refused=refused)
    return on_to(f"{part.path}?gjort={seq}" if seq else part.path)


@post(f"{HOME}/andringar/angra")
async def undo(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    """Back to the page where it was asked for, which then tells what was restored."""
    form = await posted(request)
    part = BY_ID.get(text(form, "part"), BY_ID["andringar"])
    try:
        seq = await web.service.run(colleague.actor, new_id(), UndoChange(number(form, "seq")))
    except Refused as refused:
        settings = await web.service.read(colleague.actor, UnitSettingsOf())
        return _drawn(web, colleague, part, settings, refused=refused)
    return on_to(f"{part.path}?gjort={seq}")


HANDLERS = [overview, one_part, change, undo]
