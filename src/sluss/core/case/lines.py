"""What sluss itself says in the chat: one line when somebody comes, takes over or leaves."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import events as e

TAKEN_OVER: Final = "{who} har tagit över samtalet."
JOINED: Final = "{who} är nu med i samtalet."
LEFT: Final = "{who} är inte längre med i samtalet."


def line(message_id: UUID, text: str, name: str, title: str) -> e.MessageSent:
    """Told to both sides; nobody has to answer it."""
    who = f"{name}, {title}" if title else name
    return e.MessageSent("system", SYSTEM.id, message_id, message_id, text.format(who=who))


def said(actor: Actor, message_id: UUID, text: str) -> e.MessageSent:
    """What staff say with a command that writes for them."""
    return e.MessageSent("staff", actor.id, message_id, message_id, text, actor.name, actor.title)
