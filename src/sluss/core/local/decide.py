"""What refuses a change of a unit's own settings. The region's pack says what there is to set (Y1, Y2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from string import Formatter
from typing import Final
from urllib.parse import urlsplit

from sluss.core.hours import MINUTES_A_DAY, Opening
from sluss.core.local.events import (
    Change,
    FormTurned,
    FunctionTurned,
    HoursExcepted,
    HoursExceptionRemoved,
    LinkSaved,
    PhraseSaved,
    RosterRemoved,
    RosterSet,
    slot,
)
from sluss.core.local.settings import Entry, LocalSettings, before, settings_of, undone
from sluss.core.policy import PHRASE_FIELDS, PLACES, Pack, Unit
from sluss.core.refusal import Hidden, Refused

TITLE_LONGEST: Final = 80
TEXT_LONGEST: Final = 2000
URL_LONGEST: Final = 1000
# Hours are searched a little more than a year ahead: closed days beyond could leave a unit that never opens.
AHEAD: Final = timedelta(days=365)


def decide(entries: Sequence[Entry], change: Change, seen: int, unit: Unit, pack: Pack, today: date) -> Change | None:
    """The change to write; None when it is so already. `seen`: the last entry that the administrator's page knew."""
    if any(entry.seq > seen and slot(entry.change) == slot(change) for entry in entries):
        raise Refused("settings_changed")
    settings = settings_of(entries)
    _check(settings, change, unit, pack, today)
    return None if settings.standing(change) == change else change


def undo(entries: Sequence[Entry], seq: int, unit: Unit, pack: Pack, today: date) -> Change:
    """The change that restores what was before entry `seq`, as long as what it did still stands."""
    entry = next((one for one in entries if one.seq == seq), None)
    if entry is None:
        raise Hidden
    if seq in undone(entries):
        raise Refused("already_undone")
    settings = settings_of(entries)
    if settings.standing(entry.change) != entry.change:
        raise Refused("changed_later")
    restored = before(entries, entry)
    _check(settings, restored, unit, pack, today)
    return restored


def _check(settings: LocalSettings, change: Change, unit: Unit, pack: Pack, today: date) -> None:
    match change:
        case PhraseSaved():
            _words(change.title, "title_missing", TITLE_LONGEST)
            _words(change.text, "phrase_empty", TEXT_LONGEST)
            _fields(change.text)
        case HoursExcepted():
            _ahead(change.day, today)
            _openings(change.openings)
            _words(change.reason, "why_missing", TITLE_LONGEST)
        case HoursExceptionRemoved():
            _ahead(change.day, today)
        case FunctionTurned():
            if change.function not in unit.offered:
                raise Refused("function_not_offered")
        case FormTurned():
            if change.form not in pack.forms:
                raise Refused("form_not_offered")
        case LinkSaved():
            _words(change.title, "title_missing", TITLE_LONGEST)
            _link(change)
        case RosterSet():
            _ahead(change.day, today)
            _words(change.name, "name_missing", TITLE_LONGEST)
            _spans((Opening(change.start, change.end),))
        case RosterRemoved():
            if isinstance(held := settings.standing(change), RosterSet):
                _ahead(held.day, today)


def _words(text: str, missing: str, longest: int) -> None:
    if not text.strip():
        raise Refused(missing)
    if len(text) > longest:
        raise Refused("text_too_long", length=len(text), longest=longest)


def _fields(text: str) -> None:
    """Only the names of PHRASE_FIELDS, bare: what else a brace can say to Python's formatting is nobody's phrase."""
    try:
        found = [(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None]
    except ValueError:
        raise Refused("phrase_field_unknown") from None
    if any(name not in PHRASE_FIELDS or spec or how for name, spec, how in found):
        raise Refused("phrase_field_unknown")


def _ahead(day: date, today: date) -> None:
    if day < today:
        raise Refused("day_past")
    if day > today + AHEAD:
        raise Refused("day_too_far")


def _openings(openings: tuple[Opening, ...]) -> None:
    _spans(openings)
    if any(later.start <= earlier.end for earlier, later in pairwise(openings)):
        raise Refused("openings_overlap")


def _spans(spans: tuple[Opening, ...]) -> None:
    if any(not 0 <= span.start < span.end <= MINUTES_A_DAY for span in spans):
        raise Refused("times_reversed")


def _link(link: LinkSaved) -> None:
    if link.where not in PLACES:
        raise Refused("form_broken")
    try:
        parts = urlsplit(link.url)
        whole = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        whole = False
    if not whole or not link.url.isprintable() or " " in link.url:
        raise Refused("link_not_https")
    if len(link.url) > URL_LONGEST:
        raise Refused("text_too_long", length=len(link.url), longest=URL_LONGEST)
