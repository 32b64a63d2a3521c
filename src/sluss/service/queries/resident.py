"""What a resident reads: the questionnaire, the case, *Mina ärenden*."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.access import allowed
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.hours import is_open
from sluss.core.refusal import Hidden
from sluss.core.triage.answers import pages
from sluss.core.triage.texts import in_words
from sluss.service.queries.common import answered, messages_of, pictures_of
from sluss.service.reading import Query, Reading
from sluss.service.views import CheckPage, DangerPage, MyCase, MyCases, QuestionPage, ResidentCase
from sluss.store import people, reads, worklist


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
    )


async def resident_case(r: Reading, q: ResidentCaseOf) -> ResidentCase:
    case = await _own(r, q.case, draft=False)
    unit = r.pack.units[case.unit or ""]
    patient = await people.person(r.db, case.patient) if case.patient else None
    staff = await reads.staff(r.db, case.owner)
    pictures = await reads.pictures(r.db, case.id)
    over = case.phase is Phase.ASYNC and case.open_until is not None and r.now >= case.open_until
    return ResidentCase(
        case_id=case.id,
        seq=case.seq,
        phase="ended" if over else case.phase.value,
        reason_title=r.pack.reasons[case.reason].title,
        patient_name=patient.name if patient else "",
        unit_name=unit.name,
        unit_phone=unit.phone,
        unit_open=is_open(unit.hours, r.calendar, r.now),
        # Who has answered so that suicide risk cannot be ruled out reads of 112 as well.
        urgent=case.urgent or case.suicide_flag,
        phone_advice=r.pack.region.phone_advice,
        sent_at=case.sent_at or r.now,
        promised_at=case.promised_at,
        open_until=case.open_until,
        ended_at=case.open_until if over else case.ended_at,
        staff_name=staff["name"] if staff else None,
        staff_title=staff["title"] if staff else None,
        can_write="SendMessage" in allowed(r.actor, case) and not over,
        messages=messages_of(case, await reads.messages(r.db, case.id), pictures, r.actor.id),
        answers=answered(r.pack.questionnaire_of(case.reason), await reads.answers(r.db, case.id)),
        pictures=pictures_of(pictures, None),
    )


async def my_cases(r: Reading, q: MyCasesOf) -> MyCases:
    if r.actor.kind != "resident":
        raise Hidden
    rows = await worklist.mine(r.db, r.actor.id)
    r.seen = [row["id"] for row in rows]
    mine = [
        MyCase(
            case_id=row["id"],
            title=r.pack.reasons[row["reason"]].title,
            phase=row["phase"],
            unit_name=r.pack.units[row["unit"]].name if row["unit"] else "",
            last_at=row["last_at"],
            unread=row["resident_unread"],
            promised_at=row["promised_at"],
            open_until=row["open_until"],
        )
        for row in rows
    ]
    return MyCases(
        open=tuple(case for case in mine if case.phase != Phase.ENDED),
        ended=tuple(case for case in mine if case.phase == Phase.ENDED),
    )
