"""What a resident reads: the questionnaire, the case, *Mina ärenden*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sluss.core.access import allowed
from sluss.core.case.decide.common import asynchronous_phase_over
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.hours import is_open
from sluss.core.people import role_title
from sluss.core.refusal import Hidden
from sluss.core.triage.answers import pages
from sluss.core.triage.texts import in_words
from sluss.service.queries.common import answered, messages_of, pictures_of, sent_forms
from sluss.service.reading import Query, Reading
from sluss.service.views import CheckPage, DangerPage, MyCase, MyCases, QuestionPage, ResidentCase, Underway
from sluss.store import people, reads, team, worklist

# A case that is ended, and a ticket that came to nothing.
OVER = ("ended", "expired", "cancelled")
# What nobody can do any more when the days are over, or the ticket has expired, also when the clock is late.
CLOSED = frozenset({"SendMessage", "AnswerForm"})
EXPIRED = frozenset({"ActivateTicket"})


@dataclass(frozen=True, slots=True)
class Step:
    """Where a draft goes on: `danger`, `question` (with its link id), `check`, or `sent` when it is a case."""

    kind: str
    link_id: str = ""


@dataclass(frozen=True, slots=True)
class NextStep(Query[Step]):
    """The first question not yet answered after `after` (a link id), else the first anywhere."""

    case: UUID
    after: str = ""


@dataclass(frozen=True, slots=True)
class QuestionOf(Query[QuestionPage]):
    case: UUID
    link_id: str


@dataclass(frozen=True, slots=True)
class DangerOf(Query[DangerPage]):
    case: UUID


@dataclass(frozen=True, slots=True)
class CheckOf(Query[CheckPage]):
    case: UUID


@dataclass(frozen=True, slots=True)
class ResidentCaseOf(Query[ResidentCase]):
    """`logged` is False for a push on a stream whose opening was logged."""

    case: UUID
    logged: bool = True


@dataclass(frozen=True, slots=True)
class UnderwayOf(Query[Underway | None]):
    pass


@dataclass(frozen=True, slots=True)
class MyCasesOf(Query[MyCases]):
    pass


async def _own(r: Reading, case_id: UUID, draft: bool) -> Case:
    case = await r.case(case_id)
    if r.actor.kind != "resident" or (case.phase is Phase.DRAFT) is not draft:
        raise Hidden
    return case


async def next_step(r: Reading, q: NextStep) -> Step:
    case = await r.case(q.case)
    if r.actor.kind != "resident":
        raise Hidden
    if case.phase is not Phase.DRAFT:
        return Step("sent")
    if case.danger:
        return Step("danger")
    answers = await reads.answers(r.db, case.id)
    asked = [item.link_id for item in pages(r.pack.questionnaire_of(case.reason), answers)]
    missing = [link for link in asked if link not in answers]
    later = [link for link in missing if q.after in asked and asked.index(link) > asked.index(q.after)]
    first = (later or missing)[:1]
    return Step("question", first[0]) if first else Step("check")


async def question(r: Reading, q: QuestionOf) -> QuestionPage:
    case = await _own(r, q.case, draft=True)
    questionnaire = r.pack.questionnaire_of(case.reason)
    answers = await reads.answers(r.db, case.id)
    asked = pages(questionnaire, answers)
    step = next((i for i, item in enumerate(asked) if item.link_id == q.link_id), None)
    if step is None:
        raise Hidden
    return QuestionPage(
        case_id=case.id,
        reason_title=r.pack.reasons[case.reason].title,
        step=step + 1,
        steps=len(asked),
        item=asked[step],
        given=answers.get(q.link_id, ()),
        back=asked[step - 1].link_id if step else None,
        validated=questionnaire.validated,
        service=case.service,
        triaged=r.pack.kind_of(case.reason) == "triaged",
    )


async def danger(r: Reading, q: DangerOf) -> DangerPage:
    case = await _own(r, q.case, draft=True)
    item = r.pack.questionnaire_of(case.reason).question(case.danger or "")
    if item is None:
        raise Hidden
    answers = await reads.answers(r.db, case.id)
    return DangerPage(
        case_id=case.id,
        reason_title=r.pack.reasons[case.reason].title,
        question=item.text,
        answer=in_words(item, answers.get(item.link_id, ())),
        link_id=item.link_id,
        phone_advice=r.pack.region.phone_advice,
    )


async def check(r: Reading, q: CheckOf) -> CheckPage:
    case = await _own(r, q.case, draft=True)
    patient = await people.person(r.db, case.patient) if case.patient else None
    pictures = await reads.pictures(r.db, case.id)
    return CheckPage(
        case_id=case.id,
        reason_title=r.pack.reasons[case.reason].title,
        answers=answered(r.pack.questionnaire_of(case.reason), await reads.answers(r.db, case.id)),
        pictures=pictures_of(pictures, None),
        pictures_left=r.pack.pictures.max_count - len(pictures),
        danger=bool(case.danger or case.dangers_read),
        patient_name=patient.name if patient else "",
        triaged=r.pack.kind_of(case.reason) == "triaged",
    )


async def resident_case(r: Reading, q: ResidentCaseOf) -> ResidentCase:
    case = await _own(r, q.case, draft=False)
    unit = r.pack.units[case.unit or ""]
    patient = await people.person(r.db, case.patient) if case.patient else None
    part = await team.taking_part(r.db, filter(None, (case.owner, *case.guests)), case.id, r.now)
    staff = part.get(case.owner) if case.owner else None
    pictures = await reads.pictures(r.db, case.id)
    closed = asynchronous_phase_over(case, Facts(r.now, r.pack, r.calendar))
    # What waits for an answer when the days are over is not ended before staff end it.
    over = closed and case.phase is Phase.ASYNC and case.waiting_since is None
    expired = case.phase is Phase.TICKET and case.ticket_until is not None and r.now >= case.ticket_until
    may = allowed(r.actor, case) - (CLOSED if closed else frozenset()) - (EXPIRED if expired else frozenset())
    return ResidentCase(
        case_id=case.id,
        seq=case.seq,
        phase="ended" if over else "withdrawn" if expired else case.phase.value,
        reason_title=r.pack.reasons[case.reason].title,
        patient_name=patient.name if patient else "",
        unit_name=unit.name,
        unit_phone=unit.phone,
        unit_open=is_open(unit.hours, r.calendar, r.now),
        # Who has answered so that suicide risk cannot be ruled out reads of 112 as well.
        urgent=case.urgent or case.suicide_flag,
        phone_advice=r.pack.region.phone_advice,
        sent_at=case.sent_at or case.created_at or r.now,
        promised_at=case.promised_at,
        open_until=case.open_until,
        ended_at=case.open_until if over else case.ticket_until if expired else case.ended_at,
        staff_name=staff["name"] if staff else None,
        staff_title=staff["title"] if staff else None,
        can_write="SendMessage" in may,
        messages=messages_of(case, await reads.messages(r.db, case.id), pictures, r.actor.id),
        answers=answered(r.pack.questionnaire_of(case.reason), await reads.answers(r.db, case.id)),
        pictures=pictures_of(pictures, None),
        flow=case.flow,
        origin=case.origin,
        one_way=case.one_way,
        overdue=case.overdue or (closed and not over),
        guests=tuple(row["name"] for id_, row in part.items() if id_ != case.owner),
        present=tuple(row["name"] for row in part.values() if row["here"]),
        forms=sent_forms(r, await team.forms(r.db, case.id)),
        ticket_until=case.ticket_until,
        outcome="expired" if expired else case.outcome if case.phase is Phase.WITHDRAWN else None,
        role_title=role_title(case.role) if case.role else "",
        blocked_by=await _blocked_by(r, case.id) if case.phase is Phase.TICKET else None,
        may=may,
    )


async def _blocked_by(r: Reading, but: UUID) -> UUID | None:
    return await team.open_drop_in(r.db, r.actor.id, but) if r.pack.drop_in.one_at_a_time else None


async def underway(r: Reading, q: UnderwayOf) -> Underway | None:
    if r.actor.kind != "resident":
        raise Hidden
    found = await _blocked_by(r, r.actor.id)
    r.seen = [found] if found else []
    if found is None:
        return None
    case = await r.case(found)
    return Underway(case.id, r.pack.reasons[case.reason].title, r.pack.units[case.unit or ""].name)


async def my_cases(r: Reading, q: MyCasesOf) -> MyCases:
    if r.actor.kind != "resident":
        raise Hidden
    rows = await worklist.mine(r.db, r.actor.id)
    r.seen = [row["id"] for row in rows]
    mine = [_my_case(r, row) for row in rows]
    return MyCases(
        open=tuple(case for case in mine if case.phase not in (*OVER, Phase.TICKET)),
        ended=tuple(case for case in mine if case.phase in OVER),
        tickets=tuple(case for case in mine if case.phase == Phase.TICKET),
        blocked_by=await _blocked_by(r, r.actor.id),
    )


def _my_case(r: Reading, row: Any) -> MyCase:
    unit = r.pack.units[row["unit"]] if row["unit"] else None
    expired = row["phase"] == Phase.TICKET and r.now >= row["ticket_until"]
    return MyCase(
        case_id=row["id"],
        title=r.pack.reasons[row["reason"]].title,
        phase="expired" if expired else row["outcome"] if row["phase"] == Phase.WITHDRAWN else row["phase"],
        unit_name=unit.name if unit else "",
        last_at=row["last_at"],
        unread=row["resident_unread"],
        promised_at=row["promised_at"],
        open_until=row["open_until"],
        ticket_until=row["ticket_until"],
        flow=row["flow"],
        origin=row["origin"],
        role_title=role_title(row["role"]) if row["role"] else "",
        unit_phone=unit.phone if unit else "",
        one_way=row["one_way"],
        overdue=row["overdue"],
    )
