"""A form that staff have sent in the chat, as the resident who answers it reads it (GAV 2.2, F3)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.access import allowed
from sluss.core.case.decide.common import asynchronous_phase_over
from sluss.core.facts import Facts
from sluss.core.policy import known
from sluss.core.refusal import Hidden
from sluss.service.queries.children import about
from sluss.service.queries.common import answered
from sluss.service.reading import Query, Reading
from sluss.service.views import FormPage
from sluss.store import team


@dataclass(frozen=True, slots=True)
class FormOf(Query[FormPage]):
    """`sent` is the sequence number under which the form was sent."""

    case: UUID
    sent: int


async def form_of(r: Reading, q: FormOf) -> FormPage:
    case = await r.case(q.case)
    row = next((row for row in await team.forms(r.db, case.id) if row["seq"] == q.sent), None)
    under = r.pack.as_of(row["pack"]) if row and row["answered_at"] else r.pack
    questionnaire = known(under.questionnaires, row["form"]) if row else None
    if r.actor.kind != "resident" or row is None or questionnaire is None:
        raise Hidden
    given = {link: tuple(values) for link, values in (row["answers"] or {}).items()}
    over = asynchronous_phase_over(case, Facts(r.now, r.pack, r.calendar))
    return FormPage(
        case_id=case.id,
        seq=q.sent,
        title=questionnaire.title,
        reason_title=r.pack.reasons[case.reason].title,
        questionnaire=questionnaire,
        answers=answered(questionnaire, given) if given else (),
        answered_at=row["answered_at"],
        about=await about(r, case),
        open="AnswerForm" in allowed(r.actor, case) and not over and row["answered_at"] is None,
    )
