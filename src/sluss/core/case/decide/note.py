"""The visit note (GAV 2.5): each documents their own assessment (H24, Dokumentation)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.refusal import Refused

LONGEST = 50_000


def save(actor: Actor, case: Case, command: c.SaveNote, facts: Facts) -> list[e.Event]:
    if command.revision != facts.note_revision:
        raise Refused("note_changed")
    texts = (command.anamnes, command.status, command.assessment, command.diagnosis, command.secondary)
    if sum(map(len, texts)) > LONGEST:
        raise Refused("note_too_long", longest=LONGEST)
    return [e.NoteSaved(actor.id, facts.note_revision + 1, *texts)]
