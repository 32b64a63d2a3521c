"""The tasks of suicide risk (H24, Hantering av suicidal patient), a logged call, and another priority."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.web.clinic import asking, fields
from sluss.web.clinic.asking import DIRECTLY, Asking
from sluss.web.clinic.fields import Field
from sluss.web.clinic.task import Task
from sluss.web.format import phone
from sluss.web.forms import Form, text

ONLY_STAFF: Final = "Läses bara av vårdpersonal."


def _yes(form: Form, name: str) -> bool:
    if text(form, name) not in ("ja", "nej"):
        raise Refused("answer_missing")
    return text(form, name) == "ja"


def _call(a: Asking) -> tuple[Field, ...]:
    whom = a.page.visit.contact if a.page.visit else None
    # Of a booked child the guardian is telephoned, who is written to (J9).
    known = whom.phone if whom else a.page.patient.phone
    number = phone(known) if known else "Inget nummer är känt."
    reached = fields.choices(("ja", "Ja, jag pratade med patienten"), ("nej", "Nej, inget svar"))
    return (
        Field("radio", "reached", "Nådde du patienten?", reached, help=f"Nummer: {number}"),
        fields.text("text", "Anteckning (om du vill)", ONLY_STAFF, 3),
    )


def _handed_on(form: Form) -> c.HandOn:
    to: Literal["on_call", "112"] = "112" if text(form, "to") == "112" else "on_call"
    # Nothing chosen is refused where it is decided.
    return c.HandOn(to if text(form, "to") in ("112", "on_call") else "", text(form, "text"))  # type: ignore[arg-type]


def _contacts(a: Asking) -> tuple[Field, ...]:
    on_call = a.web.pack.routine.risk.on_call
    found = fields.choices(("on_call", f"Beredskapsjour {on_call}".strip()), ("112", "112"))
    return (
        Field("radio", "to", "Vem har du kontaktat?", found, help="Akut fara: ring 112."),
        fields.text("text", "Varför, och vad blev sagt?", ONLY_STAFF, 4),
    )


def _closing(a: Asking) -> tuple[Field, ...]:
    sure = Field("check", "certain", "Risken är låg med rimlig säkerhet")
    low = a.page.risk is not None and a.page.risk.level in ("none", "low")
    return (*([sure] if low else []), fields.text("text", "Varför?", ONLY_STAFF))


def _priority(a: Asking) -> tuple[Field, ...]:
    return (asking.priority(a), fields.text("text", "Varför?", ONLY_STAFF))


def _reprioritised(form: Form) -> c.ChangePriority:
    given = text(form, "priority")
    return c.ChangePriority(int(given) if given in ("1", "2", "3", "4", "5") else 0, text(form, "text"))


RISK_TASKS: Final[Mapping[str, Task]] = {
    "flagga": Task(
        c.RaiseRisk,
        "Flagga för suicidrisk",
        lambda form: c.RaiseRisk(text(form, "text")),
        lambda a: (fields.text("text", "Varför misstänker du suicidrisk?", ONLY_STAFF),),
        "Ärendet får en flagga och avslutas inte av någon klocka. Bara psykolog eller läkare kan bedöma risken.",
        "Flagga",
    ),
    "lamna-over-direkt": Task(
        c.HandOverDirectly,
        "Lämna över direkt till psykolog eller läkare",
        lambda form: c.HandOverDirectly(text(form, "text") or DIRECTLY, new_id(), new_id()),
    ),
    "fraga-trygg": Task(c.AskSafe, "Fråga om det känns tryggt", lambda form: c.AskSafe(new_id())),
    "notera-trygg": Task(
        c.NoteSafe,
        "Känns det tryggt att fortsätta online?",
        lambda form: c.NoteSafe(_yes(form, "safe")),
        lambda a: (
            Field("radio", "safe", "Patientens svar", fields.choices(("ja", "Ja, det känns tryggt"), ("nej", "Nej"))),
        ),
        "Är svaret nej bedöms risken på nytt, och fysiskt besök erbjuds.",
        "Spara svaret",
    ),
    "besoket-gjort": Task(c.VisitHasBeen, "Patienten har varit på sitt besök", lambda form: c.VisitHasBeen()),
    "ring-patient": Task(
        c.LogCall,
        "Anteckna telefonsamtal",
        lambda form: c.LogCall(_yes(form, "reached"), text(form, "text")),
        _call,
        "Ring, och anteckna sedan hur det gick.",
        "Spara",
    ),
    "lamnat-vidare": Task(
        c.HandOn,
        "Beredskapsjour eller 112",
        _handed_on,
        _contacts,
        "Anteckna när du har lämnat över ärendet till beredskapsjouren eller larmat 112.",
        "Spara",
    ),
    "avsluta-utan-atgard": Task(
        c.CloseRisk,
        "Avsluta utan ytterligare åtgärd",
        lambda form: c.CloseRisk(bool(text(form, "certain")), text(form, "text")),
        _closing,
        "Sista steget när patienten inte går att nå, eller vägrar vård. Stegen före ska vara gjorda.",
        "Avsluta ärendet",
    ),
    "prioritet": Task(
        c.ChangePriority,
        "Ändra prioritet",
        _reprioritised,
        _priority,
        "Prioriteten anger bara i vilken ordning ärenden tas om hand, inget annat. Bedömningen är alltid din.",
        "Ändra",
    ),
}
