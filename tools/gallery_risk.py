"""Pages of suicide risk and of the care guarantee, for the gallery."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from gallery_pages import NOW, STAFF, ago, staff_case

from sluss.core.risk import Step
from sluss.core.routine import Named, RiskRules
from sluss.service.views import risk as r
from sluss.web.clinic.risk import BASES, CHOICES, Given

Page = tuple[str, dict[str, Any]]
RULES = RiskRules(
    ladder=(
        Named("inga", "Inga tankar på döden", "Varken nu eller den senaste tiden."),
        Named("tankar", "Tankar på att ta sitt liv", "Har tänkt på att ta sitt liv. Ingen avsikt att göra det."),
        Named("plan", "Plan", "Har tänkt ut hur eller när."),
    ),
    risk_factors=(Named("depression", "Depression eller annan psykisk sjukdom"), Named("ensam", "Ensam")),
    protective_factors=(Named("narstaende", "Närstående som finns till hands"),),
)
SOON = NOW + timedelta(hours=40)


def assessment(level: str, minutes: int, **changes: Any) -> r.Assessment:
    values: dict[str, Any] = {
        "at": ago(minutes),
        "name": "Petra Palm",
        "title": "psykolog",
        "level": level,
        "step": "Tankar på att ta sitt liv",
        "step_text": "Ingen avsikt att göra det.",
        "risk_factors": ("Depression eller annan psykisk sjukdom", "Ensam"),
        "protective_factors": ("Närstående som finns till hands",),
        "factors": "Bor med sin syster.",
        "basis": ("Chatt", "Tillgänglig information"),
        "text": "Tankar utan avsikt. Tar emot hjälp.",
        "opposes": False,
        "plan": "",
        "visit_by": SOON,
        "copied": f"Suicidriskbedömning: {level}.",
    }
    return r.Assessment(**{**values, **changes})


def risk(level: str, steps: str, unanswered: str, **changes: Any) -> r.Risk:
    values: dict[str, Any] = {
        "level": level,
        "steps": _steps(steps),
        "unanswered": _steps(unanswered),
        "assessments": (),
        "visit_by": None,
        "visited_at": None,
        "late": False,
        "feels_safe": None,
        "handed_on": None,
        "calls": 0,
        "waits": False,
        "form": True,
        "here": True,
        "at_work": True,
        "on_call": "010-555 09 00",
        "advice": "1177",
    }
    return r.Risk(**{**values, **changes})


def _steps(said: str) -> tuple[Step, ...]:
    """`-raised assess visit`: what is done has a dash before it, and the first without is next."""
    words = said.split()
    first = next((word for word in words if not word.startswith("-")), "")
    return tuple(
        Step(word.lstrip("-"), "done" if word.startswith("-") else "now" if word == first else "later")
        for word in words
    )


def case(known: r.Risk, *may: str, **changes: Any) -> Page:
    page = staff_case("visit", frozenset(may), suicide_flag=True, risk=known, **changes)
    return "clinic/case.html", {**STAFF, "page": page, "error": None, "typed": None, "phrases": ()}


DONE = (
    r.Done("raised", ago(50), "Sara Sand", "sjuksköterska", "Skriver att hen inte orkar mer."),
    r.Done("call_missed", ago(30), "Sara Sand", "sjuksköterska", "Ingen svarar."),
    r.Done("on_call", ago(20), "Petra Palm", "psykolog", "Jouren tar vid."),
    r.Done("priority", ago(45), "Sara Sand", "sjuksköterska", "Låter sämre än svaren.", 4, 2),
)
GUARANTEE = r.Guarantee("kept", SOON, ago(50), "near", SOON, None)
FORM = {"message_id": "", "basis": BASES, "levels": CHOICES, "field": "plan"}
LINES = (
    r.RiskLine(
        UUID(int=1),
        "moderate",
        "Olle Olsson",
        47,
        False,
        "Oro eller nedstämdhet",
        2,
        "async",
        "Petra Palm",
        ago(60),
        None,
        True,
    ),
    r.RiskLine(
        UUID(int=2), "unassessed", "Tess Vik", 13, True, "Oro eller nedstämdhet", 2, "waiting", None, None, None, False
    ),
    r.RiskLine(
        UUID(int=3), "low", "Vera Vik", 38, False, "Oro eller nedstämdhet", 3, "visit", "David Dal", None, None, False
    ),
)
REPORT = r.GuaranteeReport("Vårdcentralen Ängen", date(2026, 10, 21), r.Counted(184, 6, 12), r.Counted(0, 0, 40), 0, 3)

RISK_PAGES: dict[str, Page] = {
    "clinic-risk-nurse": case(
        risk("unassessed", "-raised hand_over assess", "assess_information call hand_on close", at_work=False),
        *("HandOverDirectly", "LogCall", "HandOn", "SendMessage", "SaveNote", "ChangePriority"),
        guarantee=GUARANTEE,
        steps=DONE[:1] + DONE[3:],
        triaged_priority=4,
    ),
    "clinic-risk-elsewhere": case(
        risk(
            "unassessed", "-raised hand_over assess", "assess_information call hand_on close", at_work=False, here=False
        ),
        *("HandOver", "LogCall", "HandOn", "SendMessage"),
    ),
    "clinic-risk-low": case(
        risk(
            "low",
            "-raised -assess -ask_safe note_safe",
            "-assess_information call close",
            assessments=(assessment("low", 4, visit_by=None),),
            feels_safe="asked",
        ),
        *("NoteSafe", "AssessRisk", "LogCall", "HandOn", "CloseRisk", "SendMessage", "SaveNote"),
    ),
    "clinic-risk-moderate": case(
        risk(
            "moderate",
            "-raised -assess visit",
            "-assess_information -call -hand_on close",
            assessments=(assessment("moderate", 15), assessment("low", 90)),
            visit_by=ago(30),
            late=True,
            calls=1,
            waits=True,
            handed_on="on_call",
        ),
        *("VisitHasBeen", "AssessRisk", "LogCall", "HandOn", "CloseRisk", "SendMessage", "SaveNote"),
        steps=DONE,
    ),
    "clinic-risk-high": case(
        risk(
            "high",
            "-raised -assess emergency visit",
            "-assess_information call hand_on close",
            assessments=(assessment("high", 2, opposes=True, plan="Polis och ambulans är larmade."),),
            visit_by=SOON,
        ),
        *("VisitHasBeen", "AssessRisk", "LogCall", "HandOn", "CloseRisk", "SendMessage"),
    ),
    "clinic-risk-form": (
        "clinic/risk.html",
        {
            **STAFF,
            **FORM,
            "page": staff_case("visit", frozenset()),
            "form": r.Assessing(RULES, SOON, True),
            "given": Given(),
            "error": None,
        },
    ),
    "clinic-risk-form-error": (
        "clinic/risk.html",
        {
            **STAFF,
            **FORM,
            "page": staff_case("visit", frozenset()),
            "form": r.Assessing(RULES, SOON, False),
            "given": Given(step=("tankar",), basis=("chat",), text="Bedömd.", level=("moderate",), opposes=True),
            "error": "Skriv den individuella handläggningen.",
        },
    ),
    "clinic-risk-list": ("clinic/risk_list.html", {**STAFF, "page": r.RiskList("Vårdcentralen Ängen", LINES)}),
    "clinic-risk-list-empty": ("clinic/risk_list.html", {**STAFF, "page": r.RiskList("Vårdcentralen Ängen", ())}),
    "clinic-guarantee": ("clinic/guarantee.html", {**STAFF, "page": REPORT}),
}
