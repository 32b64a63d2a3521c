"""Pictures from strangers: only what a child process could draw anew comes in (requirement B15)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sluss.ports.files import redraw
from sluss.ports.files.alone import alone

MAX_BYTES = 15 * 1024 * 1024
_HEADER_BYTES = 200
_STEM_LENGTH = 80
_ENDINGS = {
    "JPEG": frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    "PNG": frozenset({"png"}),
    "WEBP": frozenset({"webp"}),
}
_KINDS = {"image/jpeg": "jpg", "image/png": "png"}


class BadPicture(Exception):
    """The picture is refused. `code`: too_large, not_a_picture, wrong_ending, too_many_pixels or damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture drawn anew: upright, sRGB, no side over 4096 pixels, no metadata. `name` may be shown.

    A PDF is kept as it came, and has no width and height.
    """

    data: bytes
    kind: str
    width: int
    height: int
    name: str


async def clean(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> Cleaned:
    """The picture of a JPEG, PNG or WebP file called `name`, safe to keep and show. Raises BadPicture."""
    if len(data) > max_bytes:
        raise BadPicture("too_large")
    form = _form(data)
    if form is None:
        raise BadPicture("not_a_picture")
    stem, dot, ending = name.strip().rpartition(".")
    if not dot or ending.lower() not in _ENDINGS[form]:
        raise BadPicture("wrong_ending")
    most = max_bytes + 4 * redraw.MAX_SIDE * redraw.MAX_SIDE + _HEADER_BYTES
    answer = await alone(redraw.__file__, [form, str(max_bytes)], data, most)
    head, _, drawn = answer.partition(b"\n")
    match head.decode("ascii", "replace").split(" "):
        case ["no", "too_many_pixels"]:
            raise BadPicture("too_many_pixels")
        case ["ok", kind, width, height] if kind in _KINDS and width.isdigit() and height.isdigit() and drawn:
            return Cleaned(drawn, kind, int(width), int(height), f"{clean_stem(stem)}.{_KINDS[kind]}")
        case _:
            raise BadPicture("damaged")


def clean_stem(stem: str, nameless: str = "bild") -> str:
    """A file name without folders, ending, control or direction-changing characters; at most 80 long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", stem))[-1]
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in last)
    plain = re.sub(r'[<>:"|?*\s]+', " ", plain)
    return plain[:_STEM_LENGTH].strip(" .") or nameless


def _form(data: bytes) -> str | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return None
