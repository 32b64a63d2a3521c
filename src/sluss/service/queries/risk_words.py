"""Suicide risk and the care guarantee in Swedish words, and what of them a row of a worklist tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sluss.core.guarantee import state
from sluss.core.risk import UNASSESSED
from sluss.core.routine import Named

LEVEL_WORDS: Final[Mapping[str, str]] = {
    UNASSESSED: "inte bedömd",
    "none": "ingen",
    "low": "låg",
    "moderate": "måttlig",
    "high": "hög, akut",
}
BASIS_WORDS: Final[Mapping[str, str]] = {
    "chat": "Chatt",
    "phone": "Telefon",
    "video": "Video",
    "visit": "Fysiskt besök",
    "information": "Tillgänglig information",
}


def level_of(row: Any) -> str:
    return row["risk"] or (UNASSESSED if row["suicide_flag"] else "")


def visit_late(row: Any, now: datetime) -> bool:
    return row["visit_by"] is not None and row["visited_at"] is None and row["visit_by"] <= now


def pressing(row: Any, now: datetime) -> str:
    """What of the care guarantee is near its end or past it, the worst first; empty when nothing is."""
    found = {
        f"{kind}_{state(kind, row[by], row[done], now)}"
        for kind, by, done in (("contact", "contact_by", "contacted_at"), ("assessment", "assess_by", "assessed_at"))
        # What came too late has come.
        if row[done] is None and row["phase"] != "ended"
    }
    order = ("contact_missed", "assessment_missed", "contact_near", "assessment_near")
    return next((one for one in order if one in found), "")


def title_of(named: tuple[Named, ...], id_: str) -> str:
    """As it is if the pack no longer names it."""
    return next((one.title for one in named if one.id == id_), id_)


def copied(row: Any, level: str, step: str, risk: tuple[str, ...], protective: tuple[str, ...]) -> str:
    """The assessment as text for the note (O3 to O5)."""
    lines = [
        f"Suicidriskbedömning: {level}.",
        f"Suicidstegen: {step}.",
        f"Riskfaktorer: {', '.join(risk) or 'inga angivna'}.",
        f"Skyddsfaktorer: {', '.join(protective) or 'inga angivna'}.",
        row["factors"],
        f"Underlag: {', '.join(BASIS_WORDS[one] for one in row['basis']).lower()}.",
        row["text"],
        f"Individuell handläggning: {row['plan']}" if row["plan"] else "",
    ]
    return "\n".join(one for one in lines if one)
