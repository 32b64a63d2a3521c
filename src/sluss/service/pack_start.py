"""What a start does with the pack of its settings: the first is in force, a later one waits for its approval (Y7)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sluss.core.actor import SYSTEM
from sluss.core.packs import first, fold
from sluss.core.policy import Pack
from sluss.service.packs import Packs
from sluss.store import versions
from sluss.store.packs.archive import sha256, whole, zipped
from sluss.store.pool import Connection
from sluss.store.versions import Stored

log = logging.getLogger(__name__)


def packed(files: Mapping[str, bytes], pack: Pack) -> Stored:
    """The version as it is kept, with what it takes from the library of this sluss."""
    all_of_it = whole(files, pack)
    return Stored(pack.version_id, pack.name, pack.version, zipped(all_of_it), sha256(all_of_it))


async def enter(
    packs: Packs, db: Connection, now: datetime, files: Mapping[str, bytes], pack: Pack, decides: bool
) -> None:
    """`files` are those of the folder that `pack` was read from. The folder `decides` only in the demo."""
    stored = packed(files, pack)
    kept = await versions.sha_of(db, stored.id)
    if kept not in (None, stored.sha256):
        if not decides:
            # A version is what two persons have read and approved: not what somebody has edited since.
            log.error("the folder's pack says it is %s, which it is not; give it a new version", stored.id)
            packs.region = packs.current = await packs.version(db, stored.id)
            return
        edited = f"{stored.version}-{stored.sha256[:8]}"
        stored = replace(stored, id=f"{stored.name}@{edited}", version=edited)
    packs.region = packs.current = packs.known[stored.id] = replace(pack, version=stored.version)
    await versions.add(db, stored, now, SYSTEM.id, SYSTEM.name)
    while True:
        entries = await versions.journal(db)
        new = first(entries, stored.id, decides, SYSTEM.id, now)
        # Of processes that start together one writes; the others wait for it, and then find nothing to write.
        if all([await versions.write(db, entry) for entry in new]):
            break
    standing = fold((*entries, *new)).in_force(now)
    if standing and standing.pack != stored.id:
        log.warning("%s is in force; the folder's %s waits for the region's approval", standing.pack, stored.id)
