"""*Loggkontroll*: who took part of what at a unit (W1, W2). Reading the log is itself a row in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sluss.core.hours import STOCKHOLM
from sluss.core.people import role_title
from sluss.core.received import RECORD_SYSTEM
from sluss.core.refusal import Hidden
from sluss.service.queries.words_of_bookings import OF_BOOKINGS
from sluss.service.queries.words_of_calls import OF_CALLS
from sluss.service.queries.words_of_groups import OF_GROUPS
from sluss.service.queries.words_of_guests import OF_GUESTS
from sluss.service.reading import Query, Reading
from sluss.store import access_log

SHOWN_AT_MOST = 500

# What the reader of the log needs to understand of each question and command; others are named as they are.
WORDS = {
    **OF_GUESTS,
    **OF_GROUPS,
    **OF_BOOKINGS,
    **OF_CALLS,
    "WorklistOf": "Patientliggaren",
    "StaffCaseOf": "Läste ärendet",
    "PatientsOf": "Sökte patient",
    "PatientOf": "Läste patientens profil",
    "KeepPatient": "Skapa patient",
    "PictureOf": "Såg en bild eller fil",
    "AccessLogOf": "Loggkontroll",
    "NoticesOf": "Notifieringar",
    "ProfileOf": "Namn och inställningar",
    "SaveProfile": "Spara namn och inställningar",
    "RegionPacksOf": "Regelverket",
    "VersionOf": "En version av regelverket",
    "PreviewOf": "Förhandsvisning av frågor",
    "TrialOf": "Regelverket i skugga",
    "LoadVersion": "Läsa in en version av regelverket",
    "ProposeVersion": "Föreslå en version av regelverket",
    "ApproveVersion": "Godkänna en version av regelverket",
    "RejectVersion": "Avslå en version av regelverket",
    "WithdrawVersion": "Ta tillbaka en version av regelverket",
    "RollBack": "Återgå till en tidigare version av regelverket",
    "StartShadow": "Köra en version av regelverket i skugga",
    "EndShadow": "Avsluta körningen i skugga",
    "LeaveOf": "Avsluta skift",
    "DayOf": "Dagens ärenden",
    "StartShift": "Börja skift",
    "EndShift": "Avsluta skift",
    "ChooseMandate": "Byta uppdrag",
    "ShiftStarted": "Började skiftet",
    "ShiftEnded": "Avslutade skiftet",
    "CasesLeft": "Lämnade öppna ärenden",
    "InflowTaken": "Tog ansvar för inflödet",
    "InflowLeft": "Lämnade ansvaret för inflödet",
    "SendMessage": "Skriva till invånaren",
    "RemindBySms": "Skicka SMS-påminnelse",
    "SmsAsked": "Skickade sms",
    "ShowTyping": "Skriva till invånaren",
    "MarkRead": "Läsa meddelanden",
    "AcceptCase": "Ta emot",
    "TakeOver": "Ta över",
    "StartVisit": "Starta besöket",
    "EndVisit": "Avsluta besöket",
    "EndCase": "Avsluta ärendet",
    "WrongPatient": "Avsluta som fel patient",
    "SaveNote": "Skriva anteckning",
    "SignNote": "Signera anteckningen",
    "UnlockNote": "Låsa upp anteckningen",
    "MessageSent": "Skrev till invånaren",
    "CaseAccepted": "Tog emot",
    "CaseTakenOver": "Tog över",
    "VisitStarted": "Startade besöket",
    "VisitEnded": "Avslutade besöket",
    "CaseEnded": "Avslutade ärendet",
    "NoteSaved": "Skrev anteckning",
    "NoteSigned": "Signerade anteckningen",
    "NoteUnlocked": "Låste upp anteckningen",
    "RiskListOf": "Suicidrisk",
    "RaiseRisk": "Flagga för suicidrisk",
    "HandOverDirectly": "Lämna över direkt till psykolog eller läkare",
    "AssessRisk": "Bedöma suicidrisken",
    "AskSafe": "Fråga om det känns tryggt online",
    "NoteSafe": "Anteckna om det känns tryggt online",
    "VisitHasBeen": "Markera att patienten har varit på sitt besök",
    "LogCall": "Anteckna telefonsamtal",
    "HandOn": "Anteckna beredskapsjour eller 112",
    "CloseRisk": "Avsluta utan ytterligare åtgärd",
    "ChangePriority": "Ändra prioritet",
    "RiskRaised": "Flaggade för suicidrisk",
    "RiskAssessed": "Bedömde suicidrisken",
    "SafeAsked": "Frågade om det känns tryggt online",
    "SafeNoted": "Antecknade om det känns tryggt online",
    "PhysicalVisitDone": "Markerade att patienten har varit på sitt besök",
    "CallLogged": "Antecknade telefonsamtal",
    "HandedOn": "Antecknade beredskapsjour eller 112",
    "RiskClosed": "Avslutade utan ytterligare åtgärd",
    "PriorityChanged": "Ändrade prioritet",
    "UnitSettingsOf": "Enhetens inställningar",
    "KeepFamily": "Hämtade vårdnadshavare",
    "ChoosePrimary": "Primär kontaktperson",
    "ChangeUnit": "Ändra enhetens inställningar",
    "UndoChange": "Ångra en ändring av enhetens inställningar",
}
OUTCOMES = {
    "done": "Gjordes",
    "shown": "Visades",
    "created": "Skapades",
    "refused": "Nekades",
    "hidden": "Fanns inte eller var inte till för läsaren",
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """`patient` is empty for a list, which `cases` or `patients` counts instead. `protected`: a reading to look at
    twice, of somebody with protected identity."""

    at: datetime
    staff: str
    role: str
    what: str
    patient: str
    cases: int
    outcome: str
    patients: int = 0
    protected: bool = False


@dataclass(frozen=True, slots=True)
class AccessLog:
    unit_name: str
    day: date
    rows: tuple[LogRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class AccessLogOf(Query[AccessLog]):
    """What staff of the reviewer's unit did on one day, Swedish time."""

    day: date


async def access_log_of(r: Reading, q: AccessLogOf) -> AccessLog:
    mandate = r.actor.mandate
    if r.actor.kind != "staff" or mandate is None or mandate.role != "log_reviewer":
        raise Hidden
    start = datetime.combine(q.day, time(), STOCKHOLM)
    end = datetime.combine(q.day + timedelta(days=1), time(), STOCKHOLM)
    found = await access_log.of_unit(r.db, mandate.unit, start, end, SHOWN_AT_MOST + 1)
    rows = tuple(
        LogRow(
            at=row["at"],
            staff=row["staff"] or row["sender"] or "",
            role=_role(row["role"]),
            what=WORDS.get(row["what"], row["what"]),
            patient=row["patient"] or "",
            cases=len(row["cases"] or ()),
            outcome=OUTCOMES[row["outcome"]],
            patients=len(row["persons"] or ()),
            protected=row["protected"],
        )
        for row in found[:SHOWN_AT_MOST]
    )
    return AccessLog(r.pack.units[mandate.unit].name, q.day, rows, len(found) > SHOWN_AT_MOST)


def _role(role: str | None) -> str:
    return "journalsystem" if role == RECORD_SYSTEM else role_title(role) if role else ""
