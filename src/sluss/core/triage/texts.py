"""The Swedish sentences of the questionnaire: what is wrong with an answer, and answers in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from sluss.core.triage.questionnaire import Item
from sluss.core.triage.values import Quantity, measure, shown

PROBLEMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "not_a_question": "Det här går inte att svara på. Gå tillbaka och försök igen.",
        "required": "Svara på frågan för att komma vidare.",
        "required_choice": "Välj ett svar för att komma vidare.",
        "required_choices": "Välj minst ett svar för att komma vidare.",
        "only_one": "Välj bara ett svar.",
        "not_an_option": "Välj något av svaren som visas.",
        "stands_alone": "Det svar som säger att inget stämmer går inte att välja tillsammans med andra svar.",
        "not_a_number": "Skriv svaret med siffror.",
        "not_a_whole_number": "Skriv ett helt tal, utan decimaler.",
        "too_small": "Talet är för litet. Det minsta som går att svara är {least}{unit}.",
        "too_large": "Talet är för stort. Det största som går att svara är {most}{unit}.",
        "too_long": "Texten är för lång. Den har {length} tecken och får ha högst {longest}.",
        "not_a_date": "Skriv ett datum som finns, med år, månad och dag, till exempel 2026-11-20.",
        "not_a_time": "Skriv ett klockslag med timmar och minuter, till exempel 14:30.",
        "not_a_moment": "Skriv datum och klockslag, till exempel 2026-11-20 14:30.",
        "not_an_address": "Skriv en webbadress, till exempel www.1177.se.",
        "no_unit": "Välj enheten som talet är skrivet i.",
        "too_early": "Det är för tidigt. Det tidigaste som går att svara är {least}.",
        "too_late": "Det är för sent. Det senaste som går att svara är {most}.",
        "too_many": "Det är för många svar. Det går att lämna högst {most}.",
    }
)

MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def problem(item: Item, code: str, facts: Mapping[str, object]) -> str:
    """What to say beside the field: `code` and `facts` are those of Invalid."""
    if code == "required" and item.type in ("choice", "open-choice", "boolean"):
        code = "required_choices" if item.repeats else "required_choice"
    unit = f" {item.unit}" if item.unit else ""
    return PROBLEMS[code].format_map({**facts, "unit": unit})


def in_words(item: Item, values: tuple[str, ...]) -> str:
    """An answer as the page and the history say it: `Ja`, `38,5 grader`, `20 november 2026`."""
    if not values:
        return "Inget svar"
    return ", ".join(_word(item, value) for value in values)


def _word(item: Item, value: str) -> str:
    if item.type == "boolean":
        return "Ja" if value == "true" else "Nej"
    if item.type in ("choice", "open-choice"):
        option = item.option(value)
        return option.display if option else value
    if item.type in ("string", "text", "url"):
        return value
    match measure(value):
        case Decimal() as number:
            return f"{shown(number)} {item.unit}".rstrip()
        case Quantity(code, number):
            return f"{shown(number)} {next((unit.display for unit in item.units if unit.code == code), code)}"
        case datetime() as moment:
            return f"{_day(moment)} klockan {moment:%H.%M}"
        case date() as day:
            return _day(day)
        case time() as hour:
            return f"klockan {hour:%H.%M}"
    return value


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
