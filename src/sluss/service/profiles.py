"""*Namn och inställningar*, saved by the one whom they are about (Y5, U9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sluss.core.access import LICENSED
from sluss.core.actor import Actor
from sluss.core.people import role_title
from sluss.core.profile import Profile
from sluss.core.refusal import Hidden
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import profiles


@dataclass(frozen=True, slots=True)
class SaveProfile(Smaller[None]):
    profile: Profile


def licensed(actor: Actor) -> None:
    """Who meets residents has a name that they read, and notices of cases; the other roles have neither."""
    if actor.kind != "staff" or actor.mandate is None or actor.mandate.role not in LICENSED:
        raise Hidden


async def _save_profile(d: Doing, x: SaveProfile) -> Done:
    licensed(d.actor)
    if d.about != d.actor.id:
        raise Hidden
    row = await profiles.find(d.db, d.actor.id)
    if row is None:
        raise Hidden
    called = row["directory_title"] or role_title(d.actor.mandate.role if d.actor.mandate else "")
    # What is as the directory says follows the directory.
    kept = replace(
        x.profile,
        shown_name="" if x.profile.shown_name == row["name"] else x.profile.shown_name,
        title="" if x.profile.title == called else x.profile.title,
    )
    await profiles.save(d.db, d.actor.id, kept, d.now)
    return None, ()


PROFILE_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {SaveProfile: _save_profile}
