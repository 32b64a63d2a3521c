"""What a resident reads: the questionnaire, the case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.access import allowed
from sluss.core.case.decide.common import asynchronous_phase_over
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.hours import is_open
from sluss.core.people import role_title
from sluss.core.refusal import Hidden
from sluss.core.triage.answers import walk
from sluss.core.triage.keys import link_of
from sluss.core.triage.priority import dangers_of
from sluss.core.triage.questionnaire import Questionnaire
from sluss.core.triage.texts import in_words
from sluss.service.queries.booked import booked_of
from sluss.service.queries.calls import call_shown
from sluss.service.queries.children import about
from sluss.service.queries.common import answered, asked_of, called, messages_of, pictures_of, sent_forms
from sluss.service.queries.my_cases import blocked_by
from sluss.service.queries.referral import waits_alone
from sluss.service.reading import Query, Reading
from sluss.service.views import CheckPage, DangerPage, QuestionPage, ResidentCase
from sluss.store import people, reads, team

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
    if case.reason not in r.pack.reasons:
        return Step("check")
    answers, questionnaire = await reads.answers(r.db, case.id), r.pack.questionnaire_of(case.reason)
    gone = walk(questionnaire, answers)
    asked = [step.key for step in gone.steps]
    # What was skipped stays so; what was answered under another version may have to be answered anew.
    needed = [step.key for step in gone.steps if not step.values and step.item.required]
    missing = [key for key in asked if key in needed or (key not in gone.given and answers.get(key) != ())]
    if changed(case, questionnaire):
        # Any answer brings the case to the version in force; of all that still fits the first, the signs of danger.
        missing, q = missing or asked[:1], NextStep(q.case)
    later = [link for link in missing if q.after in asked and asked.index(link) > asked.index(q.after)]
    # Last what rules in force since then see as a sign of danger: answered once more, it leads to 112.
    seen = dangers_of(r.pack.table_of(case.reason), questionnaire, gone) if not missing else ()
    first = [*later, *missing, *(key for key in seen if key not in case.dangers_read)][:1]
    return Step("question", first[0]) if first else Step("check")


async def question(r: Reading, q: QuestionOf) -> QuestionPage:
    case = await _own(r, q.case, draft=True)
    questionnaire = r.pack.questionnaire_of(case.reason)
    answers = await reads.answers(r.db, case.id)
    asked = walk(questionnaire, answers).steps
    step = next((i for i, one in enumerate(asked) if one.key == q.link_id), None)
    if step is None:
        raise Hidden
    item = asked[step].page
    return QuestionPage(
        case_id=case.id,
        reason_title=r.pack.reasons[case.reason].title,
        step=step + 1,
        steps=len(asked),
        item=item,
        given=answers.get(q.link_id, item.initial),
        back=asked[step - 1].key if step else None,
        validated=questionnaire.validated,
        service=case.service,
        triaged=r.pack.kind_of(case.reason) == "triaged",
        about=await about(r, case),
        asked=questionnaire.canonical,
        changed=changed(case, questionnaire),
    )


def changed(case: Case, questionnaire: Questionnaire) -> bool:
    """Another version is in force than the one last answered."""
    return case.asked_version not in ("", questionnaire.canonical)


async def danger(r: Reading, q: DangerOf) -> DangerPage:
    case = await _own(r, q.case, draft=True)
    item = r.pack.questionnaire_of(case.reason).question(link_of(case.danger or ""))
    if item is None:
        raise Hidden
    answers = await reads.answers(r.db, case.id)
    return DangerPage(
        case_id=case.id,
        reason_title=r.pack.reasons[case.reason].title,
        question=item.text,
        answer=in_words(item, answers.get(case.danger or "", ())),
        link_id=case.danger or "",
        phone_advice=r.pack.region.phone_advice,
        about=await about(r, case),
    )


async def check(r: Reading, q: CheckOf) -> CheckPage:
    case = await _own(r, q.case, draft=True)
    patient = await people.person(r.db, case.patient) if case.patient else None
    pictures = await reads.pictures(r.db, case.id)
    own, retired = r.pack.questionnaire_of(case.reason), case.reason not in r.pack.reasons
    return CheckPage(
        case_id=case.id,
        reason_title=r.pack.reasons[case.reason].title,
        answers=answered(
            await asked_of(r, case) if retired else own, await reads.answers(r.db, case.id), changeable=True
        ),
        pictures=pictures_of(pictures, None),
        pictures_left=r.pack.pictures.max_count - len(pictures),
        danger=bool(case.danger or case.dangers_read),
        patient_name=patient.name if patient else "",
        triaged=r.pack.kind_of(case.reason) == "triaged",
        retired=retired,
        about=await about(r, case),
    )


async def resident_case(r: Reading, q: ResidentCaseOf) -> ResidentCase:
    case = await _own(r, q.case, draft=False)
    unit = r.pack.units[case.unit or ""]
    patient = await people.person(r.db, case.patient) if case.patient else None
    part = await team.taking_part(r.db, filter(None, (case.owner, *case.guests)), case.id, r.now)
    names = {id_: called(row) for id_, row in part.items()}
    staff = names.get(case.owner) if case.owner else None
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
        staff_name=staff[0] if staff else None,
        staff_title=(staff[1] or staff[0]) if staff else None,
        can_write="SendMessage" in may,
        messages=messages_of(case, await reads.messages(r.db, case.id), pictures, r.actor),
        answers=answered(await asked_of(r, case), await reads.answers(r.db, case.id)),
        pictures=pictures_of(pictures, None),
        flow=case.flow,
        origin=case.origin,
        one_way=case.one_way,
        overdue=case.overdue or (closed and not over),
        # J5: who was invited and is not at work is not there yet.
        guests=tuple(name for id_, (name, _) in names.items() if id_ != case.owner and part[id_]["role"]),
        present=tuple(names[id_][0] for id_, row in part.items() if row["here"]),
        forms=sent_forms(r, await team.forms(r.db, case.id)),
        ticket_until=case.ticket_until,
        outcome="expired" if expired else case.outcome if case.phase is Phase.WITHDRAWN else None,
        role_title=role_title(case.role) if case.role else "",
        blocked_by=await blocked_by(r, case.patient, case.id) if case.phase is Phase.TICKET and case.patient else None,
        alone=await waits_alone(r, case),
        may=may,
        about=await about(r, case),
        call=await call_shown(r, case),
        booked=await booked_of(r, case, patient),
        until=next((proxy.until for proxy in r.actor.proxies if proxy.child == case.patient), None),
    )
