"""`links` of `pack.yaml`: addresses that every unit of the region has at hand (B19, Y6, Y8)."""

from __future__ import annotations

import re
from typing import Final

from sluss.core.policy import PLACES, Link
from sluss.store.packs.section import Section, unique

_ADDRESS: Final = re.compile(r"https://[a-z0-9.-]+(/[^\s@]*)?")


def links(pack: Section) -> tuple[Link, ...]:
    """None when the pack says nothing; each unit has its own besides."""
    found: dict[str, Link] = {}
    for node in pack.each("links") if pack.has("links") else ():
        with Section(node, "the link") as link:
            id_ = unique(node.place, found, "link", link.id())
            url = link.text("url")
            if not _ADDRESS.fullmatch(url):
                raise link.fault("url", f"the address {url} must begin with https:// and a name.")
            found[id_] = Link(id_, link.text("title"), url, link.one_of("where", PLACES, "place"))
    return tuple(found.values())
