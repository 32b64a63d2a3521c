"""What the worker does so that a guardian who is one no longer loses the right to act in the middle of a case (L1)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.ports.persons import PersonsSilent
from sluss.service.queries.shared import SpokenFor
from sluss.service.relations import LookedUp
from sluss.work.tools import Tools


async def look_up(tools: Tools, key: str, data: Mapping[str, str]) -> None:
    """Each night, until nobody has a case open for the child. A register that is silent is asked again soon: what it
    said last holds for a day at most."""
    child = UUID(data["child"])
    number = await tools.service.read(SYSTEM, SpokenFor(child))
    if number is None:
        return
    try:
        found = await tools.registers.family_of_child(number)
    except PersonsSilent:
        found = None
    await tools.service.run(SYSTEM, child, LookedUp(found))
