"""Pages of calls as the server draws them, for the gallery; what happens in a call is the browser's own."""

from __future__ import annotations

from typing import Any

from gallery_pages import CASE, PERSON, STAFF, resident_case, staff_case

from sluss.service.views.call import CallPage
from sluss.service.views.calls import CallShown

Page = tuple[str, dict[str, Any]]


def call(base: str, who: Any, title: str, mode: str | None, back: str = "Till ärendet", **changes: Any) -> CallPage:
    values: dict[str, Any] = {"unit_name": "Vårdcentralen Ängen", "phone": "010-555 01 00", "back": base}
    return CallPage(base, who, title, mode, **{**values, "back_title": back, **changes})


def of_resident(mode: str | None) -> Page:
    about = call(f"/arenden/{CASE}", "resident", "Vårdcentralen Ängen", mode, "Till samtalet")
    return "call.html", {**PERSON, "page": resident_case("visit"), "call": about}


def of_staff(mode: str | None, *may: str) -> Page:
    about = call(f"/clinic/arenden/{CASE}", "staff", "Agneta Andersson", mode, may=frozenset(may))
    return "clinic/call.html", {**STAFF, "call": about}


def of_guest(mode: str | None) -> Page:
    return "guest_call.html", {"call": call("/gast/besok", "guest", "Samtal med Sara Sand", mode, "Tillbaka")}


def case_of_resident(mode: str, *, there: bool = False) -> Page:
    shown = resident_case("visit", call=CallShown(mode, ("Sara Sand",), there))
    return "case.html", {**PERSON, "page": shown, "told": None}


def case_of_staff(mode: str, *people: str, opened: bool = True) -> Page:
    may = frozenset({"SendMessage", "EndVisit", "HandOver", "RemindBySms", *(("EndCall",) if opened else ())})
    return "clinic/case.html", {
        **STAFF,
        "phrases": (),
        "page": staff_case("visit", may, call=CallShown(mode, people, open=opened)),
    }


def ending(template: str, mode: str, **more: Any) -> Page:
    shown = staff_case("visit", frozenset({"EndCall", "EndVisit"}), call=CallShown(mode, ("Agneta Andersson",)))
    return template, {**STAFF, "page": shown, **more}


CALL_PAGES: dict[str, Page] = {
    "case-call": case_of_resident("video"),
    "case-call-sound": case_of_resident("audio"),
    "case-call-there": case_of_resident("video", there=True),
    "clinic-case-call": case_of_staff("video", "Agneta Andersson"),
    "clinic-case-call-alone": case_of_staff("audio"),
    "clinic-case-call-of-another": case_of_staff("video", "Agneta Andersson", "Sara Sand", opened=False),
    "clinic-end-call": ending("clinic/end_call.html", "video"),
    "clinic-end-with-call": ending("clinic/end.html", "video", error=None),
    "clinic-case-startable": (
        "clinic/case.html",
        {**STAFF, "phrases": (), "page": staff_case("visit", frozenset({"SendMessage", "EndVisit", "StartCall"}))},
    ),
    "call-video": of_resident("video"),
    "call-sound": of_resident("audio"),
    "call-not-yet": of_resident(None),
    "call-staff": of_staff("video", "SwitchCall", "EndCall"),
    "call-staff-sound": of_staff("audio", "SwitchCall", "EndCall"),
    "call-colleague": of_staff("video"),
    "call-guest": of_guest("video"),
    "sound-and-picture": ("sound_and_picture.html", dict(PERSON)),
    "sound-and-picture-staff": ("clinic/sound_and_picture.html", {**STAFF, "view": "ljud-och-bild"}),
}
