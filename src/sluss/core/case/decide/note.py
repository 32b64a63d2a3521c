"""The visit note (GAV 2.5): each documents their own assessment (H24, Dokumentation), and where the region signs
notes, each signs it (VML, Avsluta drop in chatt)."""

from __future__ import annotations

from collections.abc import Sequence

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import noted
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.refusal import Refused
from sluss.core.routine import NOTE_FIELDS, NoteRules

LONGEST = 50_000


def save(actor: Actor, case: Case, command: c.SaveNote, facts: Facts) -> list[e.Event]:
    return [noted(actor, facts, **_written(actor, case, command, facts))]


def sign(actor: Actor, case: Case, command: c.SignNote, facts: Facts) -> list[e.Event]:
    """VML: Anteckningen behöver inte ändras utan autoanamnesen kan signeras utan ändring (R5, R6, R7)."""
    rules = facts.pack.routine.note
    if not rules.sign:
        raise Refused("notes_are_not_signed")
    texts = _written(actor, case, command, facts)
    nothing = _nothing(list(texts.values()), command.nothing, rules)
    saved = facts.note_revision > 0 and all(facts.note.get(name) == text for name, text in texts.items())
    events: list[e.Event] = [] if saved else [noted(actor, facts, **texts)]
    return [*events, e.NoteSigned(actor.id, facts.note_revision + len(events), nothing)]


def unlock(actor: Actor, case: Case, command: c.UnlockNote, facts: Facts) -> list[e.Event]:
    if actor.id not in case.signed:
        raise Refused("note_not_signed")
    return [e.NoteUnlocked(actor.id, facts.note_revision + 1)]


def trivial(texts: Sequence[str]) -> bool:
    """A lone full stop, or one letter however often: nothing that somebody else could read as a note."""
    return len({sign for text in texts for sign in text.casefold() if sign.isalnum()}) < 2


def _nothing(texts: Sequence[str], chosen: bool, rules: NoteRules) -> bool:
    """Whether nothing is to be noted, as the author says it. Decision 13: said in so many words, or there is text."""
    empty, says_nothing = not any(text.strip() for text in texts), trivial(texts)
    if chosen and not says_nothing:
        raise Refused("note_not_empty")
    if empty and not chosen:
        raise Refused("note_empty")
    # VML: "Du kan skriva in ett punkt exempelvis innan du signerar", where the region lets a full stop do.
    if says_nothing and not chosen and not rules.allow_trivial:
        raise Refused("note_trivial")
    return chosen


def _written(actor: Actor, case: Case, command: c.SaveNote | c.SignNote, facts: Facts) -> dict[str, str]:
    if actor.id in case.signed:
        raise Refused("note_signed")
    if command.revision != facts.note_revision:
        raise Refused("note_changed")
    texts: dict[str, str] = {name: getattr(command, name) for name in NOTE_FIELDS}
    if sum(map(len, texts.values())) > LONGEST:
        raise Refused("note_too_long", longest=LONGEST)
    return texts
