"""Guests from outside for the gallery: their own pages, and what staff see of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from gallery_pages import BRAND as REGION, NOW, STAFF, ago, staff_case

from sluss.service.views.guests import GuestLine, GuestVisit, Inviting, Standing
from sluss.web.clinic.guest_tasks import WAYS, admission

Page = tuple[str, dict[str, Any]]
BRAND: dict[str, Any] = {"brand": REGION, "now": NOW}
INSIDE = GuestVisit(
    UUID(int=1), UUID(int=2), "anhörig", "Elsa", "in", "Sara Sand", "sjuksköterska", "", None, True, False, 1
)
LONG = "Margareta Elisabet Lindqvist-Andersson af Silverstolpe"
MAY = frozenset({"InviteExternal", "InviteColleague", "AdmitExternal", "RefuseExternal", "WithdrawExternal"})
CASE = staff_case("visit", MAY | {"SendMessage", "EndVisit", "HandOver"})


def line(number: int, name: str, standing: Standing, told: str = "sent", kind: str = "anhörig") -> GuestLine:
    checked = "Fotolegitimation visad" if standing == "in" else ""
    address = f"gast{number}.{name.split()[0].lower()}@foretaget.example.se"
    told_at = ago(20)
    return GuestLine(
        UUID(int=number), kind, name, "email", address, standing, ago(number), told, told_at, checked, number == 2
    )


GUESTS = (
    line(1, "Elsa Ek", "in"),
    line(2, LONG, "waiting"),
    line(3, "tolk digital", "invited", "failed", "tolk"),
    line(4, "Anders Andersson", "left", kind="vårdnadshavare"),
    line(5, "Eva Ek", "refused"),
)
INVITING = Inviting("tolk@regiondemo.example", ((UUID(int=6), "Anders Andersson"),), True, False)
PLAIN: dict[str, Any] = {"given": {}, "error": None, "error_at": "", "error_why": None}


def guest_page(standing: Standing, **more: Any) -> Page:
    return "guest/visit.html", {**BRAND, "visit": replace(INSIDE, standing=standing, **more)}


def invite(who: str, error: str = "", at: str = "") -> Page:
    asked: dict[str, Any] = {"ways": [(slug, way.title) for slug, way in WAYS.items()], "who": who}
    shown = {**asked, "title": WAYS[who].title, "lead": WAYS[who].lead, "fields": WAYS[who].fields(INVITING)}
    given = {"first_name": LONG, "address": "elsa"} if error else {}
    told = {"given": given, "error": error or None, "error_at": at, "error_why": None}
    return "clinic/invite_guest.html", {**STAFF, **shown, **told, "page": CASE, "guest": "1"}


GUEST_PAGES: dict[str, Page] = {
    "guest-link": ("guest/link.html", {**BRAND, "visit": replace(INSIDE, starts=NOW), "link": "x" * 43}),
    "guest-waiting": guest_page("waiting", starts=ago(-10), begun=False, unit_name="Vårdcentralen Ängen"),
    "guest-in": guest_page("in"),
    "guest-call": guest_page("in", calling=True),
    **{f"guest-{standing}": guest_page(standing) for standing in ("left", "taken", "refused", "withdrawn", "over")},
    "guest-404": ("guest/error.html", {**BRAND, "status": 404, "title": "Sidan finns inte", "text": "Den finns inte."}),
    "guest-too-many": ("guest/too_many.html", BRAND),
    "clinic-guests": ("clinic/case.html", {**STAFF, "page": replace(CASE, externals=GUESTS), "phrases": ()}),
    "clinic-invite-guest": invite("gast"),
    "clinic-invite-guest-wrong": invite(
        "gast", "Det är ingen e-postadress. Skriv till exempel namn@exempel.se.", "address"
    ),
    "clinic-invite-interpreter": invite("tolk"),
    "clinic-invite-guardian": invite("vardnadshavare"),
    "clinic-admit": (
        "clinic/admit.html",
        {**STAFF, **PLAIN, "page": CASE, "one": GUESTS[1], "fields": admission(GUESTS[1])},
    ),
}
