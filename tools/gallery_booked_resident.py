"""The resident's pages of booked visits, for the gallery."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gallery_pages import CASE, NOW, PERSON, ago, messages, resident_case

from sluss.service import views as v
from sluss.service.views.booked import Booked, Upcoming

Page = tuple[str, dict[str, Any]]
UNIT = "Vårdcentralen Ängen"
COST = "Ett besök via video kostar lika mycket som ett besök på mottagning."
WEB = "https://www.1177.se/halland/"
SERVICES = (
    v.Choice("sok-vard", "Sök vård", "Beskriv dina besvär och få svar av din vårdcentral eller 1177."),
    v.Choice("andra-arenden", "Andra ärenden", "Recept, tider, fakturor, vaccination och annat som kan vänta."),
)


def visit(starts: datetime, **changes: Any) -> Booked:
    opens = starts - timedelta(minutes=10)
    values: dict[str, Any] = {
        "kind": "visit",
        "starts": starts,
        "ends": starts + timedelta(minutes=30),
        "opens_at": opens,
        "arrived_at": None,
        "open": opens <= NOW,
        "late": starts <= NOW,
        "no_show": False,
        "moved": False,
        "with_name": "Sara Sand",
        "cost": COST,
        "rebook_link": WEB,
    }
    if "arrived_at" in changes:
        values |= {"open": False, "late": False}
    return Booked(**{**values, **changes})


def case(phase: str, booked: Booked, **changes: Any) -> Page:
    nothing: dict[str, Any] = {"messages": (), "answers": (), "pictures": (), "can_write": False, "staff_name": None}
    about = {"origin": "staff", "flow": "booked", "reason_title": "Uppföljning", "sent_at": ago(9000), "booked": booked}
    may = frozenset({"MarkRead"}) if phase == "visit" else frozenset[str]()
    return "case.html", {**PERSON, "page": resident_case(phase, **{**nothing, "may": may, **about, **changes})}


def mine(n: int, starts: datetime, phase: str = "booked", **changes: Any) -> v.MyCase:
    whole = {
        "origin": "booking",
        "flow": "booked",
        "booked_kind": "visit",
        "starts": starts,
        "unit_phone": "010-555 01 00",
    }
    return v.MyCase(UUID(int=n), "Uppföljning", phase, UNIT, ago(8 * n), 0, None, None, **{**whole, **changes})


def start(soon: Upcoming) -> Page:
    return "start.html", {**PERSON, "services": SERVICES, "underway": None, "blocked": (), "soon": soon}


CHILD = v.About("Bo Vik", "7 år", None)
FAR, NEAR, PAST = NOW + timedelta(days=3), NOW + timedelta(minutes=8), NOW - timedelta(minutes=6)
TALK: dict[str, Any] = {
    "messages": messages("resident")[1:3],
    "can_write": True,
    "staff_name": "Sara Sand",
    "may": frozenset({"MarkRead", "SendMessage"}),
}
BOOKED = (
    mine(40, NEAR, arrived=True),
    mine(41, FAR, booked_kind="group", about="Bo Vik", about_age="7 år"),
)
ENDED = (mine(42, ago(90_000), "cancelled"), mine(43, ago(99_000), "ended"))
BOOKED_RESIDENT_PAGES: dict[str, Page] = {
    "booked-far": case("booked", visit(FAR)),
    "booked-child": case("booked", visit(FAR, with_name="", rebook_link=""), about=CHILD, patient_name="Bo Vik"),
    "booked-open": case("booked", visit(NEAR)),
    "booked-late": case("booked", visit(PAST)),
    "booked-no-show": case("booked", visit(ago(40), no_show=True)),
    "booked-waiting": case("booked", visit(NEAR, arrived_at=ago(2))),
    "booked-waiting-late": case("booked", visit(PAST, arrived_at=ago(14))),
    "booked-moved": case("booked", visit(FAR, moved=True)),
    "booked-accepted": case("accepted", visit(NEAR, arrived_at=ago(2)), staff_name="Sara Sand"),
    "booked-visit": case("visit", visit(PAST, arrived_at=ago(14)), **TALK),
    "booked-cancelled": case("withdrawn", visit(FAR), outcome="cancelled"),
    "booked-missed": case("ended", visit(ago(300), no_show=True), outcome="no_show"),
    "booked-group": case("booked", visit(NEAR, kind="group", group="Sömnskola", shown_as="Agneta")),
    "booked-group-waiting": case(
        "booked", visit(NEAR, kind="group", group="Sömnskola", shown_as="Nettan", arrived_at=ago(1))
    ),
    "my-cases-booked": ("my_cases.html", {**PERSON, "page": v.MyCases((), ENDED, (), BOOKED, True), "waits": False}),
    "start-booked": start(Upcoming(CASE, "visit", NOW + timedelta(hours=3), False, False, UNIT, "")),
    "start-waiting": start(Upcoming(CASE, "visit", NEAR, True, True, UNIT, "Bo")),
}
