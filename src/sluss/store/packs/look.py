"""The region's own looks: `look.css` sets design tokens anew, and fetches nothing from anywhere."""

from __future__ import annotations

import re
from pathlib import Path

from sluss.store.packs.source import PackError, Place

FILE = "look.css"
LONGEST = 20_000
_FETCHES = re.compile(r"@import|url\(|image-set\(", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A declaration of anything but a design token.
_OTHER = re.compile(r"(?<=[{;])\s*(?!--)[a-z-]+\s*:[^{;}]*[;}]")


def look(folder: Path) -> str:
    """The text of `look.css`, or nothing when the pack has none. Raises PackError."""
    file = folder / FILE
    if not file.exists():
        return ""
    text = file.read_text("utf-8")
    if len(text) > LONGEST:
        raise PackError(Place(FILE, 1), f"the file has {len(text)} characters and may have at most {LONGEST}.")
    # Blanked, not cut out, so that the lines stay where they are.
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    if found := _FETCHES.search(bare):
        raise PackError(_place(bare, found.start()), "nothing may be fetched from here.")
    if found := _OTHER.search(bare):
        raise PackError(_place(bare, found.start() + 1), "only design tokens, whose names begin with --, may be set.")
    return text


def _place(text: str, at: int) -> Place:
    return Place(FILE, text.count("\n", 0, at) + 1)
