"""The pages of questions, one of each kind, with what was filled in, what was wrong and what has changed."""

from __future__ import annotations

from typing import Any

from gallery_pages import CASE, PERSON, item

from sluss.core.triage.questionnaire import Option
from sluss.service import views as v

Page = tuple[str, dict[str, Any]]
CHOICE = item(
    "choice", "Hur började dina besvär?", "Plötsligt, efter ett fall eller slag", "De kom smygande", "Jag vet inte"
)
MANY = item(
    "choice",
    "Har du något av det här just nu?",
    "Svår smärta i bröstet",
    "Svårt att andas",
    "Domningar i halva kroppen",
    "Nej, inget av detta",
    repeats=True,
    help="Det här frågar vi alla som söker, för att inget farligt ska missas.",
)
NUMBER = item("integer", "Vilken temperatur har du haft som högst?", unit="°C", help="Mät helst i ändtarmen.")
TEXT = item("text", "Beskriv besvären med egna ord.", required=False)
NAMES = item("string", "Vilka läkemedel tar du?", repeats=True, help="Skriv ett läkemedel i varje ruta.")
WEIGHT = item("quantity", "Hur mycket väger du?", units=(Option("kg", "kg"),))
DOSE = item("quantity", "Hur mycket tar du varje gång?", units=(Option("mg", "mg"), Option("ml", "ml")))
DOSES = item("quantity", DOSE.text, units=DOSE.units, repeats=True)


def question(
    asked: Any,
    step: int,
    given: tuple[str, ...] = (),
    error: str | None = None,
    changed: bool = False,
    lost: tuple[str, ...] = (),
) -> Page:
    page = v.QuestionPage(
        CASE, "Axelbesvär", step, 9, asked, given, "fore", False, asked="axelbesvar|1", changed=changed
    )
    return "question.html", {**PERSON, "page": page, "error": error, "values": page.given, "lost": lost}


QUESTION_PAGES: dict[str, Page] = {
    "question-one": question(CHOICE, 3, ("o1",)),
    "question-many-error": question(MANY, 1, (), "Välj minst ett svar."),
    "question-number": question(NUMBER, 5, ("39",)),
    "question-text": question(TEXT, 8),
    "question-yes-no": question(item("boolean", "Har du varit sjukskriven för det här tidigare?"), 6),
    "question-date": question(item("date", "Vilken dag började besvären?"), 4, ("2026-11-02",), "Välj ett datum."),
    "question-several": question(NAMES, 4, ("Alvedon", "Ipren", "")),
    "question-several-error": question(NAMES, 4, (), "Svara på frågan för att komma vidare."),
    "question-several-doses": question(
        item("quantity", DOSE.text, units=DOSE.units, repeats=True), 4, ("500 mg", "5 ml")
    ),
    "question-quantity": question(WEIGHT, 5, ("72.5 kg",)),
    "question-quantity-units": question(DOSE, 5, ("mycket",), "Skriv svaret med siffror."),
    "question-moment": question(item("dateTime", "När ramlade du?"), 6, ("2026-11-20T14:30",)),
    "question-hour": question(item("time", "När på dagen gör det mest ont?"), 6, ("08:15",)),
    "question-address": question(
        item("url", "Vilken webbsida gäller det?", required=False), 7, ("https://www.1177.se",)
    ),
    "question-open": question(item("open-choice", "Vad hjälper?", "Vila", "Värme", required=False), 7, ("att simma",)),
    "question-one-more": question(item("boolean", "Tar du något mer läkemedel?", help="Läkemedel 1"), 6),
    "question-changed": question(TEXT, 2, ("Det jag skrev nyss.",), changed=True, lost=("ont sedan i går",)),
}
