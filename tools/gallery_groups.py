"""The pages of group visits, for the gallery."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from gallery_pages import NOW, REASONS, STAFF, ago

from sluss.service.queries.patients import Found
from sluss.service.views.groups import GroupLine, GroupPage, Groups, Member
from sluss.web.clinic.times import when_fields

Page = tuple[str, dict[str, Any]]
GROUP = UUID(int=60)
STARTS = NOW + timedelta(minutes=5)
SOON: dict[str, Any] = {"starts": STARTS, "ends": STARTS + timedelta(hours=1)}


def member(n: int, name: str, state: Any, **changes: Any) -> Member:
    values: dict[str, Any] = {"protected": False, "arrived_at": None, "shown_as": "", "mine": False, "in_call": False}
    return Member(UUID(int=n), name, n - 20, state=state, **{**values, "unread": 0, **changes})


MEMBERS = (
    member(61, "Agneta Andersson", "waiting", arrived_at=ago(4), shown_as="Agneta"),
    member(62, "Skyddade personuppgifter", "waiting", protected=True, arrived_at=ago(1), shown_as="Deltagare"),
    member(63, "Olle Olsson", "inside", arrived_at=ago(9), shown_as="Olle", mine=True, unread=1),
    member(64, "Vera Vik", "inside", arrived_at=ago(8), shown_as="Vera", mine=True),
    member(65, "Viktor Vik", "expected"),
    member(66, "Karin Kvist", "cancelled"),
)
CALLING = tuple(replace(one, in_call=one.state == "inside") for one in MEMBERS)
PAGE = GroupPage(
    GROUP,
    "vc-angen",
    "Sömnskola, träff 2",
    "somnbesvar",
    "Sömnbesvär",
    "nurse",
    UUID(int=99),
    STARTS,
    STARTS + timedelta(hours=1),
    "Sara Sand",
    8,
    MEMBERS,
    leads=True,
    may=True,
    call=None,
    ended_at=None,
    record="Cosmic",
    async_choices=(0, 1, 3, 7),
    async_default=3,
)
FOUND = Found(UUID(int=21), "Bo Vik", "19190314-2394", 35, "Vårdcentralen Ängen", False)
LINES = (
    GroupLine(GROUP, PAGE.title, **SOON, leader="Sara Sand", places=8, booked=5, waiting=2, inside=2, over=False),
    GroupLine(UUID(int=59), "Sömnskola, träff 1", ago(1500), ago(1440), "Sara Sand", 8, 6, 0, 0, True),
)


def roster(page: GroupPage, sfu: bool = True, **changes: Any) -> Page:
    context: dict[str, Any] = {"view": "grupper", "page": page, "q": "", "found": None, "sfu": sfu}
    return "clinic/group.html", {**STAFF, **context, **changes}


def listed(lines: tuple[GroupLine, ...], **changes: Any) -> Page:
    page = Groups("Vårdcentralen Ängen", lines, REASONS, "Cosmic", True)
    context: dict[str, Any] = {"view": "grupper", "page": page, "given": {}, "begins": "", "fields": when_fields()}
    return "clinic/groups.html", {**STAFF, **context, **changes}


GROUP_PAGES: dict[str, Page] = {
    "clinic-groups": listed(LINES),
    "clinic-groups-error": listed((), error="Skriv vad gruppbesöket heter."),
    "clinic-group": roster(PAGE),
    "clinic-group-call": roster(replace(PAGE, call=UUID(int=70), members=CALLING)),
    "clinic-group-found": roster(PAGE, q="bo", found=[(FOUND, "1")]),
    "clinic-group-other": roster(replace(PAGE, leads=False, leader="Sigge Sand")),
    "clinic-group-no-server": roster(PAGE, sfu=False),
    "clinic-group-refused": roster(PAGE, error="Patienten har redan en plats i gruppen."),
    "clinic-group-over": roster(replace(PAGE, ended_at=ago(5), may=True)),
    "clinic-group-end": ("clinic/group_end.html", {**STAFF, "page": PAGE}),
    "clinic-group-end-video": ("clinic/group_end_video.html", {**STAFF, "page": PAGE}),
}
