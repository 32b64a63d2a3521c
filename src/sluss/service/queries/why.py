"""*Varför?*: the rule that decided in the words that it had then, where it is written, and under which version (Y7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.people import role_title
from sluss.core.policy import Pack
from sluss.core.received import RECORD_SYSTEM
from sluss.service.queries.worklists import mandate_of
from sluss.service.reading import Query, Reading
from sluss.service.views.why import Decision, Why
from sluss.store import why

# What the rules of the region decide, or limit, in the words of who reads it. The rest is people's own doing.
DECISIONS: Final = {
    "DraftStarted": "Ärendet påbörjades",
    "CaseSent": "Ärendet skickades: prioritet, mottagning och utlovat svar bestämdes",
    "CareCaseStarted": "Vården började ärendet",
    "TicketGiven": "En biljett gavs: prioritet och giltighet bestämdes",
    "DrillStarted": "Övningen började: prioriteten bestämdes",
    "VisitBooked": "Besöket bokades: kontakttyp, mottagning och vem som får aviseringar bestämdes",
    "BookingMoved": "Besöket flyttades",
    "BookingCancelled": "Besöket avbokades",
    "TicketActivated": "Biljetten användes: utlovat svar bestämdes",
    "CaseDeferred": "Bedömdes kunna vänta till nästa öppning",
    "PriorityChanged": "Prioriteten ändrades",
    "HandoverOffered": "Lämnades över med en ny prioritet",
    "VisitEnded": "Besöket avslutades: tiden att skriva bestämdes",
    "ConvertedToAsync": "Gjordes om till asynkront ärende",
    "AsyncExtended": "Tiden att skriva förlängdes",
    "RiskRaised": "Fick en flagga för suicidrisk",
    "RiskAssessed": "Suicidrisken bedömdes",
    "TimeRanOut": "Tiden gick ut medan invånaren väntade på svar",
    "CaseEnded": "Ärendet avslutades",
}


@dataclass(frozen=True, slots=True)
class DecisionsOf(Query[tuple[Decision, ...]]):
    case: UUID


def why_of(pack: Pack, case: Case, triage: Any) -> Why | None:
    """`triage` is the row of `reads.triage`; None for what nobody has sent: a ticket, what staff began."""
    if triage is None:
        return None
    asked = pack.as_of(triage["pack"]).questionnaire_of(case.reason)
    return Why(
        questionnaire=asked.title,
        questionnaire_version=asked.version,
        row=triage["route"] or "",
        says=triage["says"] or "",
        source=triage["source"] or "",
        pack=triage["pack"],
    )


async def decisions_of(r: Reading, q: DecisionsOf) -> tuple[Decision, ...]:
    case = await r.case(q.case)
    mandate_of(r)
    rows = await why.decided(r.db, case.id, DECISIONS)
    return tuple(
        Decision(row["at"], DECISIONS[row["event"]], _by(row["actor_kind"], row["role"]), row["pack"]) for row in rows
    )


def _by(kind: str, role: str | None) -> str:
    if role == RECORD_SYSTEM:
        return "journalsystemet"
    if role:
        return role_title(role)
    return {"resident": "invånaren", "system": "klockan"}.get(kind, kind)
