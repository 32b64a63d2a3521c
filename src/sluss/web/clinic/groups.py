"""*Gruppbesök*: booked, its participants, the roster and the private lobby of each (J11, J12)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.refusal import Hidden, Refused
from sluss.service.groups import BookGroup
from sluss.service.ids import new_id
from sluss.service.queries.groups import GroupOf, GroupsOf
from sluss.service.queries.patients import Patients, PatientsOf
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic import groups_doing as doing
from sluss.web.clinic.begin import BEGUN, the_patient
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.patients import LONGEST, asked_for
from sluss.web.clinic.tasks import typed
from sluss.web.clinic.times import span, when_fields
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, identity, number, posted, text
from sluss.web.refusals import sentence, status_of

HOME: Final = "/clinic/grupper"
AN_HOUR: Final = 60
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def path_of(meeting: UUID) -> str:
    return f"{HOME}/{meeting}"


@get(HOME)
async def listed(web: TheWeb, colleague: Colleague) -> Response[Any]:
    return await _listed(web, colleague)


async def _listed(
    web: Web, colleague: Session, refused: Refused | None = None, given: Mapping[str, Any] = NOTHING
) -> Response[Any]:
    shown = await web.service.read(colleague.actor, GroupsOf())
    return await desk_page(
        web,
        colleague,
        "clinic/groups.html",
        view="grupper",
        status=status_of(refused) if refused else 200,
        page=shown,
        given=given,
        begins=given.get("group") or str(new_id()),
        fields=when_fields(minutes=AN_HOUR),
        error=sentence(refused) if refused else None,
    )


@post(HOME)
async def book(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    form = await posted(request)
    meeting = identity(form, "group")
    try:
        await web.service.run(colleague.actor, meeting, _asked(form))
    except Refused as refused:
        return await _listed(web, colleague, refused, typed(form))
    return on_to(path_of(meeting))


def _asked(form: Form) -> BookGroup:
    starts, ends = span(form)
    return BookGroup(text(form, "title"), text(form, "reason"), starts, ends, number(form, "places"))


@get(f"{HOME}/{{meeting:uuid}}")
async def roster(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]) -> Response[Any]:
    return await _roster(web, colleague, meeting)


async def _roster(
    web: Web,
    colleague: Session,
    meeting: UUID,
    refused: Refused | None = None,
    sought: str = "",
    found: Patients | None = None,
) -> Response[Any]:
    shown = await web.service.read(colleague.actor, GroupOf(meeting))
    return await desk_page(
        web,
        colleague,
        "clinic/group.html",
        view="grupper",
        status=status_of(refused) if refused else 200,
        page=shown,
        q=sought,
        found=[(one, str(new_id())) for one in found.found] if found else None,
        sfu=web.video.sfu is not None,
        error=sentence(refused) if refused else None,
    )


@post(f"{HOME}/{{meeting:uuid}}/sok")
async def search(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]
) -> Response[Any]:
    """Posted, as any search of patients: a name or a number stands in no address."""
    sought = text(await posted(request), "q").strip()[:LONGEST]
    try:
        asked: PatientsOf = asked_for(web, sought)
    except Refused as refused:
        return await _roster(web, colleague, meeting, refused, sought)
    return await _roster(web, colleague, meeting, None, sought, await web.service.read(colleague.actor, asked))


@post(f"{HOME}/{{meeting:uuid}}/patienter/{{person_id:uuid}}")
async def add(
    request: Request[Any, Any, Any],
    web: TheWeb,
    colleague: Colleague,
    meeting: FromPath[UUID],
    person_id: FromPath[UUID],
) -> Response[Any]:
    """Each participant gets a case of their own; who presses twice has added one."""
    case_id = identity(await posted(request), "case")
    shown = await web.service.read(colleague.actor, GroupOf(meeting))
    await the_patient(web, colleague, person_id)
    try:
        await web.service.run(colleague.actor, case_id, doing.booked(shown, person_id))
    except Refused as refused:
        if refused.code not in BEGUN:
            return await _roster(web, colleague, meeting, refused)
    return on_to(path_of(meeting))


@post(f"{HOME}/{{meeting:uuid}}/deltagare/{{case_id:uuid}}/ta-bort")
async def remove(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID], case_id: FromPath[UUID]) -> Response[Any]:
    return await _with_one(web, colleague, meeting, case_id, doing.remove)


@post(f"{HOME}/{{meeting:uuid}}/deltagare/{{case_id:uuid}}/slapp-in")
async def admit(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID], case_id: FromPath[UUID]) -> Response[Any]:
    return await _with_one(web, colleague, meeting, case_id, doing.admit)


async def _with_one(web: Web, colleague: Session, meeting: UUID, case_id: UUID, do: doing.WithOne) -> Response[Any]:
    shown = await web.service.read(colleague.actor, GroupOf(meeting))
    member = next((one for one in shown.members if one.case_id == case_id), None)
    if member is None:
        raise Hidden
    try:
        await do(web, colleague, shown, member)
    except Refused as refused:
        return await _roster(web, colleague, meeting, refused)
    return on_to(path_of(meeting))


@post(f"{HOME}/{{meeting:uuid}}/led")
async def lead(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]) -> Response[Any]:
    return await _with_all(web, colleague, meeting, doing.lead)


@post(f"{HOME}/{{meeting:uuid}}/video")
async def start_video(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]) -> Response[Any]:
    return await _with_all(web, colleague, meeting, doing.start_video)


@get(f"{HOME}/{{meeting:uuid}}/avsluta-video")
async def ending_video(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]) -> Response[Any]:
    return await _confirm(web, colleague, meeting, "clinic/group_end_video.html")


@post(f"{HOME}/{{meeting:uuid}}/avsluta-video")
async def end_video(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]) -> Response[Any]:
    return await _with_all(web, colleague, meeting, doing.end_video)


@get(f"{HOME}/{{meeting:uuid}}/avsluta")
async def ending(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]) -> Response[Any]:
    return await _confirm(web, colleague, meeting, "clinic/group_end.html")


@post(f"{HOME}/{{meeting:uuid}}/avsluta")
async def end(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]
) -> Response[Any]:
    days = number(await posted(request), "async_days")
    return await _with_all(web, colleague, meeting, doing.end(days))


async def _confirm(web: Web, colleague: Session, meeting: UUID, template: str) -> Response[Any]:
    """J10, Q4: the video and the visits are ended in two steps, each confirmed."""
    shown = await web.service.read(colleague.actor, GroupOf(meeting))
    if not (shown.leads and shown.may):
        return on_to(path_of(meeting))
    return await desk_page(web, colleague, template, view="grupper", page=shown)


async def _with_all(web: Web, colleague: Session, meeting: UUID, do: doing.WithAll) -> Response[Any]:
    shown = await web.service.read(colleague.actor, GroupOf(meeting))
    try:
        await do(web, colleague, shown)
    except Refused as refused:
        return await _roster(web, colleague, meeting, refused)
    return on_to(path_of(meeting))


@get(f"{HOME}/{{meeting:uuid}}/samtal")
async def call(web: TheWeb, colleague: Colleague, meeting: FromPath[UUID]) -> Response[Any]:
    """Staff are in the group's call by the case of one who is in it; the call is the same in all."""
    shown = await web.service.read(colleague.actor, GroupOf(meeting))
    mine = next((member for member in shown.members if member.in_call and member.mine), None)
    return on_to(f"/clinic/arenden/{mine.case_id}/samtal" if mine else path_of(meeting))


HANDLERS = [
    *(listed, book, roster, search, add, remove, admit, lead),
    *(start_video, ending_video, end_video, ending, end, call),
]
