"""What a change of a unit's settings is called in *Ändringar*: in words that a colleague understands a year later."""

from __future__ import annotations

from datetime import date

from sluss.core.functions import FUNCTIONS
from sluss.core.hours import Opening
from sluss.core.local.events import (
    Change,
    FormTurned,
    FunctionTurned,
    HoursExcepted,
    HoursExceptionRemoved,
    LinkRemoved,
    LinkSaved,
    PhraseRemoved,
    PhraseSaved,
    RosterRemoved,
    RosterSet,
)
from sluss.core.policy import Pack
from sluss.core.triage.texts import MONTHS


def told(change: Change, before: Change, pack: Pack) -> str:
    """`before` is what the change replaced: it has the title of what is removed."""
    match change, before:
        case PhraseSaved(), PhraseSaved():
            return f"Ändrade frasen {_both(before.title, change.title)}"
        case PhraseSaved(), _:
            return f"Lade till frasen {change.title}"
        case PhraseRemoved(), PhraseSaved():
            return f"Tog bort frasen {before.title}"
        case HoursExcepted(), _:
            return f"{date_words(change.day)}: {openings_words(change.openings)} ({change.reason})"
        case HoursExceptionRemoved(), _:
            return f"{date_words(change.day)}: ordinarie öppettider igen"
        case FunctionTurned(), _:
            return f"{_turned(change.on)} funktionen {FUNCTIONS.get(change.function, change.function)}"
        case FormTurned(), _:
            return f"{_turned(change.on)} formuläret {form_title(pack, change.form)}"
        case LinkSaved(), LinkSaved():
            return f"Ändrade länken {_both(before.title, change.title)}"
        case LinkSaved(), _:
            return f"Lade till länken {change.title}"
        case LinkRemoved(), LinkSaved():
            return f"Tog bort länken {before.title}"
        case RosterSet(), _:
            return f"{change.name} är ansvarig {date_words(change.day)} {span_words(Opening(change.start, change.end))}"
        case RosterRemoved(), RosterSet():
            span = Opening(before.start, before.end)
            return f"{before.name} är inte längre ansvarig {date_words(before.day)} {span_words(span)}"
    return "Ingen ändring"


def form_title(pack: Pack, form: str) -> str:
    asked = pack.questionnaires.get(form)
    return asked.title if asked else form


def date_words(day: date) -> str:
    """24 december 2026"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def openings_words(openings: tuple[Opening, ...]) -> str:
    return f"öppet {' och '.join(span_words(opening) for opening in openings)}" if openings else "stängt"


def span_words(span: Opening) -> str:
    """kl. 08.00–16.00"""
    return f"kl. {_clock(span.start)}–{_clock(span.end)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}.{minute % 60:02}"


def _turned(on: bool) -> str:
    return "Slog på" if on else "Stängde av"


def _both(old: str, new: str) -> str:
    return new if old == new else f"{old} (heter nu {new})"
