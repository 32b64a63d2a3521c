"""Writing to each other."""

from __future__ import annotations

from typing import cast

from sluss.core.access import side
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import (
    LONGEST,
    answerable,
    asynchronous_phase_over,
    back_to_the_queue,
    notice,
    reader,
)
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.refusal import Refused

# Beside the name of who writes for a child: several may (H26, L11).
GUARDIAN = "vårdnadshavare"


def send(actor: Actor, case: Case, command: c.SendMessage, facts: Facts) -> list[e.Event]:
    if facts.repeated:
        return []
    text = command.text.strip()
    if not text and not command.pictures:
        raise Refused("message_empty")
    if len(text) > LONGEST:
        raise Refused("message_too_long", length=len(text), longest=LONGEST)
    if len(command.pictures) > facts.pack.pictures.max_count:
        raise Refused("too_many_files", most=facts.pack.pictures.max_count)
    if command.pictures and "files" not in facts.pack.functions_of(actor):
        raise Refused("function_off")
    mine = cast(e.Side, side(actor, case))
    # When the days ran out on a message of the resident's, staff may still answer it.
    if asynchronous_phase_over(case, facts) and not (mine == "staff" and case.waiting_since):
        raise Refused("case_closed")
    # VML, engångsutskick: a message that cannot be answered.
    if case.one_way and mine == "resident":
        raise Refused("one_way")
    if _somebody_wrote_meanwhile(actor, case, command.seen):
        raise Refused("stale")
    sent = e.MessageSent(
        side=mine,
        author=actor.id,
        message_id=command.message_id,
        client_id=command.client_id,
        text=text,
        name=actor.name,
        title=GUARDIAN if mine == "resident" and actor.id != case.patient else actor.title,
        pictures=command.pictures,
        title_only=actor.title_only,
    )
    if mine == "staff":
        return [sent, *notice(case, facts, command.message_id, "new_message")]
    return [sent, *back_to_the_queue(case, facts)]


def remind(actor: Actor, case: Case, command: c.RemindBySms, facts: Facts) -> list[e.Event]:
    """H24, Grundläggande service: the SMS button, when the resident does not answer. Not twice in a while (U12)."""
    answerable(case, facts)
    if case.resident is None and not case.drill:
        raise Refused("case_closed")
    if case.staff_said <= case.resident_said:
        raise Refused("nothing_to_answer")
    if "resident" in facts.present:
        raise Refused("resident_is_here")
    if case.reminded_at and facts.now < case.reminded_at + facts.pack.reminder_pause:
        raise Refused("reminded_recently", minutes=int(facts.pack.reminder_pause.total_seconds() // 60))
    # A drill goes on as if it were sent.
    to = None if case.drill else reader(case, facts)
    if to is None and not case.drill:
        raise Refused("nobody_to_tell")
    return [e.SmsAsked(key=f"sms:{case.id}:{case.seq + 1}", to=to, kind="reminder")]


def show_typing(actor: Actor, case: Case, command: c.ShowTyping, facts: Facts) -> list[e.Event]:
    return []


def mark_read(actor: Actor, case: Case, command: c.MarkRead, facts: Facts) -> list[e.Event]:
    mine = cast(e.Side, side(actor, case))
    # Only the one who has taken the case reads for the unit: to look in before accepting is not to answer.
    if mine == "staff" and actor.id != case.owner:
        return []
    said, read = (case.staff_said, case.resident_read) if mine == "resident" else (case.resident_said, case.staff_read)
    if command.up_to < said or read >= said:
        return []
    return [e.MessagesRead(mine, up_to=said)]


def _somebody_wrote_meanwhile(actor: Actor, case: Case, seen: int) -> bool:
    if actor.kind == "resident":
        return case.staff_said > seen
    return case.resident_said > seen or (case.staff_said > seen and case.staff_said_by != actor.id)
