"""What a line of the journal of packs is called: in words that a colleague understands a year later."""

from __future__ import annotations

from datetime import datetime

from sluss.core.hours import local_day
from sluss.core.packs import Entry
from sluss.service.queries.local_words import date_words


def told(entry: Entry) -> str:
    pack = entry.pack
    match entry.what:
        case "loaded":
            return f"Läste in versionen {pack}"
        case "proposed":
            return f"Föreslog att {pack} ska gälla {start_words(entry.in_force_from, 'direkt')}"
        case "withdrawn":
            return f"Tog tillbaka {pack}, som inte hade börjat gälla"
        case "approved":
            return f"Godkände {pack}, som gäller {start_words(entry.in_force_from, 'direkt')}"
        case "rejected":
            return f"Avslog förslaget om {pack}"
        case "rolled_back":
            return f"Återgick från {pack} till den version som gällde före"
        case "shadow_started":
            return f"Började köra {pack} i skugga, till {date_words(local_day(entry.until or entry.at))}"
        case "shadow_ended":
            return f"Avslutade körningen av {pack} i skugga"


def start_words(starts: datetime | None, at_once: str) -> str:
    """från 23 november 2026"""
    return f"från {date_words(local_day(starts))}" if starts else at_once
