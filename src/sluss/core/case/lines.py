"""What sluss itself says in the chat: one line when somebody comes, takes over or leaves."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import events as e
from sluss.core.externals import External
from sluss.core.facts import Colleague
from sluss.core.profile import NAMELESS

TAKEN_OVER: Final = "{who} har tagit över samtalet."
JOINED: Final = "{who} är nu med i samtalet."
INVITED: Final = "{who} är inbjuden till samtalet."
LEFT: Final = "{who} är inte längre med i samtalet."
# By the mode of the call.
CALL_STARTED: Final = {"video": "{who} har startat ett videosamtal.", "audio": "{who} har startat ett ljudsamtal."}
CALL_ENDED: Final = {
    "video": "{who} har avslutat videosamtalet. Ni kan fortsätta skriva här.",
    "audio": "{who} har avslutat ljudsamtalet. Ni kan fortsätta skriva här.",
}
CALL_LEFT: Final = {
    "video": "Videosamtalet avslutades, för ingen var med längre.",
    "audio": "Ljudsamtalet avslutades, för ingen var med längre.",
}


def line(message_id: UUID, text: str, who: Actor | Colleague) -> e.MessageSent:
    """Told to both sides; nobody has to answer it. Who shows residents the title alone has no name here (decision
    14); staff read the name above the case."""
    called = f"{who.name}, {who.title}" if who.title else who.name
    if who.title_only:
        called = f"En kollega ({who.title or NAMELESS})"
    return e.MessageSent("system", SYSTEM.id, message_id, message_id, text.format(who=called))


def guest_line(message_id: UUID, text: str, guest: External) -> e.MessageSent:
    """Of a guest from outside: no more than the first name and what the guest is."""
    return e.MessageSent("system", SYSTEM.id, message_id, message_id, text.format(who=guest.called))


def said(actor: Actor, message_id: UUID, text: str) -> e.MessageSent:
    """What staff say with a command that writes for them."""
    only = actor.title_only
    return e.MessageSent("staff", actor.id, message_id, message_id, text, actor.name, actor.title, title_only=only)
