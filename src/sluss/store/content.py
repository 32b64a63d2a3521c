"""What people wrote: messages, answers, pictures, histories and notes, each in its own table beside the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case import events as e
from sluss.core.case.evolve import Recorded
from sluss.core.case.model import Case
from sluss.store import externals, groups, people, risk
from sluss.store.pool import Connection

ANSWER = """
insert into answer (case_id, link_id, position, given)
values ($1, $2, (select coalesce(max(position), 0) + 1 from answer where case_id = $1), $3)
on conflict (case_id, link_id) do update set given = excluded.given
"""
# All answers of a drill at once: pairs of a link id and what is given.
ANSWERS = """
insert into answer (case_id, link_id, position, given)
select $1, one ->> 0, place::int, array(select jsonb_array_elements_text(one -> 1))
from jsonb_array_elements($2::jsonb) with ordinality as pairs (one, place)
"""
DROP_ANSWERS = "delete from answer where case_id = $1 and link_id = any ($2)"
PICTURE = """
insert into picture (case_id, message_id, id, name, kind, size, width, height, wrapped, added_by, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
REMOVE_PICTURE = "update picture set removed_at = $3 where case_id = $1 and id = $2"
DISCARD = "delete from answer where case_id = $1"
DISCARD_PICTURES = "update picture set removed_at = $2 where case_id = $1"
TRIAGE = "insert into triage (case_id, because, history) values ($1, $2, $3)"
NOTE = """
insert into note (case_id, author, revision, anamnes, status, assessment, diagnosis, secondary, saved_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (case_id, author) do update set revision = excluded.revision, anamnes = excluded.anamnes,
status = excluded.status, assessment = excluded.assessment, diagnosis = excluded.diagnosis,
secondary = excluded.secondary, saved_at = excluded.saved_at
"""
SIGNED = """
insert into signed_note
    (case_id, author, revision, anamnes, status, assessment, diagnosis, secondary, nothing, signed_at)
select case_id, author, revision, anamnes, status, assessment, diagnosis, secondary, $3, $4
from note where case_id = $1 and author = $2
"""
UNLOCKED = "update note set revision = $3 where case_id = $1 and author = $2"


def messages(recorded: Sequence[Recorded]) -> list[tuple[object, ...]]:
    """The rows of `message`, in the order of the statement that writes them."""
    return [
        (x.message_id, x.client_id, r.seq, x.side, x.author, x.name, x.title, x.text, x.title_only)
        for r in recorded
        if isinstance(x := r.event, e.MessageSent)
    ]


STAFF_MESSAGE = """
insert into staff_message (id, case_id, seq, kind, author, name, title, text, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
FORM = "insert into form (case_id, seq, form, sent_at) values ($1, $2, $3, $4)"
FORM_ANSWERED = "update form set answers = $3, answered_at = $4 where case_id = $1 and seq = $2"

# What staff tell each other with an event, by what kind of telling it is.
TOLD: Mapping[type[e.Event], str] = {
    e.HandoverOffered: "handover",
    e.HandoverDeclined: "handover",
    e.ConsultAsked: "consult",
    e.ConsultAnswered: "answer",
    e.NoteReturned: "countersign",
    e.StaffMessageSent: "",
}
# What stands in tables of its own, besides the messages, which the statement of the case writes.
MORE = (
    *(e.AnswerGiven, e.PictureAdded, e.PictureRemoved, e.CaseSent, e.DraftDiscarded),
    *(e.NoteSaved, e.NoteSigned, e.NoteUnlocked),
    *(e.DrillStarted, e.DrillEnded),
    e.ResidentArrived,
    *(e.TicketActivated, e.FormSent, e.FormAnswered, *TOLD, *risk.WRITTEN, *externals.WRITTEN),
)


def more(recorded: Sequence[Recorded]) -> bool:
    """Whether `write` has something to write."""
    return any(isinstance(r.event, MORE) or (isinstance(r.event, e.MessageSent) and r.event.pictures) for r in recorded)


async def before(db: Connection, recorded: Sequence[Recorded]) -> None:
    """What the row of the case must find there."""
    for r in recorded:
        if isinstance(r.event, e.DrillStarted) and r.event.who:
            await people.keep_test_patient(db, r.event.who, r.at)


async def write(db: Connection, case: Case, recorded: Sequence[Recorded], actor: Actor) -> None:
    for r in recorded:
        match r.event:
            case e.AnswerGiven() as x:
                if x.dropped:
                    await db.execute(DROP_ANSWERS, case.id, list(x.dropped))
                await db.execute(ANSWER, case.id, x.link_id, list(x.values))
            case e.PictureAdded(picture=e.NewPicture() as picture):
                await _picture(db, case.id, None, picture, actor.id, r.at)
            case e.PictureRemoved(picture_id=picture_id):
                await db.execute(REMOVE_PICTURE, case.id, picture_id, r.at)
            case e.MessageSent(pictures=pictures, message_id=message_id):
                for picture in pictures:
                    await _picture(db, case.id, message_id, picture, actor.id, r.at)
            case e.CaseSent() as x:
                await db.execute(TRIAGE, case.id, list(x.because), list(x.history))
            case e.DrillStarted() as x:
                await db.execute(ANSWERS, case.id, [(link_id, list(values)) for link_id, values in x.answers])
                await db.execute(TRIAGE, case.id, list(x.because), list(x.history))
            case e.NoteSaved() as x:
                texts = (x.anamnes, x.status, x.assessment, x.diagnosis, x.secondary)
                await db.execute(NOTE, case.id, x.author, x.revision, *texts, r.at)
            case e.NoteSigned() as x:
                await db.execute(SIGNED, case.id, x.author, x.nothing, r.at)
            case e.NoteUnlocked() as x:
                await db.execute(UNLOCKED, case.id, x.author, x.revision)
            case e.ResidentArrived(shown_as=name) if name:
                await groups.keep_shown_as(db, case.id, name)
            case e.FormSent(form=form):
                await db.execute(FORM, case.id, r.seq, form, r.at)
            case e.FormAnswered(sent=sent, answers=answers):
                await db.execute(FORM_ANSWERED, case.id, sent, {k: list(v) for k, v in answers.items()}, r.at)
            case noted if type(noted) in risk.WRITTEN:
                await risk.write(db, case.id, r, noted)
            case outside if type(outside) in externals.WRITTEN:
                await externals.write(db, case.id, r, outside)
            case told if type(told) in TOLD:
                await _told(db, case.id, r, told, actor)
            case e.DraftDiscarded() | e.DrillEnded():
                await db.execute(DISCARD, case.id)
                await db.execute(DISCARD_PICTURES, case.id, r.at)


async def _told(db: Connection, case_id: UUID, r: Recorded, x: Any, actor: Actor) -> None:
    kind = TOLD[type(x)] or x.kind
    text = x.message if isinstance(x, e.HandoverOffered | e.HandoverDeclined) else x.text
    await db.execute(STAFF_MESSAGE, x.message_id, case_id, r.seq, kind, actor.id, x.name, x.title, text, r.at)


async def _picture(
    db: Connection, case_id: UUID, message_id: UUID | None, p: e.NewPicture, added_by: UUID, at: datetime
) -> None:
    values: tuple[Any, ...] = (p.id, p.name, p.kind, p.size, p.width, p.height, p.wrapped, added_by, at)
    await db.execute(PICTURE, case_id, message_id, *values)
