"""What the others of a group visit read of somebody in its call: a first name, whatever the page asked for (J11)."""

from __future__ import annotations

from sluss.core.case.model import Case
from sluss.core.groups import NAMELESS
from sluss.store import groups
from sluss.store.pool import Connection


async def group_name(db: Connection, case: Case, kind: str, name: str) -> str:
    """Of a participant the one chosen in the waiting room, of a guest of theirs the first; empty for staff, and in a
    call that is no group's."""
    if case.meeting is None or kind == "staff":
        return ""
    if kind == "resident":
        return await groups.shown_as(db, case.id) or NAMELESS
    return name.split()[0] if name.strip() else NAMELESS
