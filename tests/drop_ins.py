"""How many drop-ins a resident may have at a time, for the tests that need several."""

from __future__ import annotations

from dataclasses import replace

from sluss.core.policy import Pack
from sluss.service.packs import Packs


def many_drop_ins(packs: Packs, allowed: bool = True) -> None:
    """Most tests let one resident seek care again and again; those of the one drop-in at a time say so (B18)."""
    for name in ("region", "current"):
        pack: Pack = getattr(packs, name)
        setattr(packs, name, replace(pack, drop_in=replace(pack.drop_in, one_at_a_time=not allowed)))
