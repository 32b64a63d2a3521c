"""Writing to each other."""

from __future__ import annotations

from typing import cast

from sluss.core.access import side
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.refusal import Refused

LONGEST = 10_000


def send(actor: Actor, case: Case, command: c.SendMessage, facts: Facts) -> list[e.Event]:
    if facts.repeated:
        return []
    text = command.text.strip()
    if not text and not command.pictures:
        raise Refused("message_empty")
    if len(text) > LONGEST:
        raise Refused("message_too_long", length=len(text), longest=LONGEST)
    if len(command.pictures) > facts.pack.pictures.max_count:
        raise Refused("too_many_pictures", most=facts.pack.pictures.max_count)
    if asynchronous_phase_over(case, facts):
        raise Refused("case_closed")
    if _somebody_wrote_meanwhile(actor, case, command.seen):
        raise Refused("stale")
    mine = cast(e.Side, side(actor, case))
    sent = e.MessageSent(
        side=mine,
        author=actor.id,
        message_id=command.message_id,
        client_id=command.client_id,
        text=text,
        name=actor.name,
        title=actor.title,
        pictures=command.pictures,
    )
    # G9: notice when staff write, unless the resident is in the chat at that moment.
    if mine == "staff" and "resident" not in facts.present and case.resident:
        return [sent, e.SmsAsked(key=f"sms:{command.message_id}", to=case.resident, kind="new_message")]
    return [sent]


def remind(actor: Actor, case: Case, command: c.RemindBySms, facts: Facts) -> list[e.Event]:
    """H24, Grundläggande service: the SMS button, when the resident does not answer. Not twice in a while (U12)."""
    if asynchronous_phase_over(case, facts) or case.resident is None:
        raise Refused("case_closed")
    if case.staff_said <= case.resident_said:
        raise Refused("nothing_to_answer")
    if "resident" in facts.present:
        raise Refused("resident_is_here")
    if case.reminded_at and facts.now < case.reminded_at + facts.pack.reminder_pause:
        raise Refused("reminded_recently", minutes=int(facts.pack.reminder_pause.total_seconds() // 60))
    return [e.SmsAsked(key=f"sms:{case.id}:{case.seq + 1}", to=case.resident, kind="reminder")]


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


def asynchronous_phase_over(case: Case, facts: Facts) -> bool:
    """The end of the phase holds from its minute, also when the clock's own command is late."""
    return (
        case.phase is Phase.ASYNC
        and case.open_until is not None
        and facts.now >= case.open_until
        and not case.suicide_flag
    )


def _somebody_wrote_meanwhile(actor: Actor, case: Case, seen: int) -> bool:
    if actor.kind == "resident":
        return case.staff_said > seen
    return case.resident_said > seen or (case.staff_said > seen and case.staff_said_by != actor.id)
