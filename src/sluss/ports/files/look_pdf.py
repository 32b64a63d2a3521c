"""Work for `confined.py`: whether a stranger's PDF is whole, without a password, and without anything that acts.

Answers `ok`, or `no` and damaged, locked or active. It reads all bytes and follows no structure: a reader that
followed it could be led past what another reader would find. What acts is known by its name, which stands either in
the bytes as they are or in a packed object stream (ISO 32000-1, 7.5.7), and each of those is unpacked.
"""

from __future__ import annotations

import re
import zlib

HEAD = b"%PDF-"
END_WITHIN = 1024
# What runs, opens, sends, or carries a second file inside the first.
_ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|SubmitForm|ImportData|XFA)(?=[\s\x00()<>\[\]{}/%]|\Z)"
)
_LOCKED = re.compile(rb"/Encrypt(?=[\s\x00()<>\[\]{}/%])")
# A name may be written with its letters as numbers: /J#61vaScript (7.3.5).
_NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)?")
_PLAIN_FILTER = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:\]|/|>)")
_OBJECTS = b"/ObjStm"
_DICTIONARY = 4096
_CHUNK = 65_536
# An object stream begins with numbers, so a packed picture seldom has to be unpacked to its end.
_FIRST = frozenset(b"0123456789+- \t\r\n\f\x00%")
_MOST = 32_000_000


def prepare(words: list[str]) -> None:
    """Nothing is imported late here."""


def answer(data: bytes, words: list[str]) -> bytes:
    found = fault(data)
    return f"no {found}\n".encode() if found else b"ok\n"


def fault(data: bytes) -> str | None:
    """damaged, locked or active; None when there is nothing to say against it."""
    end = data[-END_WITHIN:]
    if not data.startswith(HEAD) or b"%%EOF" not in end or b"startxref" not in end or b"/Root" not in data:
        return "damaged"
    plain = _with_letters(data)
    if _LOCKED.search(plain):
        return "locked"
    if _ACTS.search(plain):
        return "active"
    return _fault_in_streams(data, plain.count(_OBJECTS))


def _fault_in_streams(data: bytes, announced: int) -> str | None:
    """Each of the `announced` object streams must be found, and be packed as everybody packs them."""
    for start in _STREAM.finditer(data):
        if data[start.start() - 3 : start.start()] == b"end":
            continue
        begins = data.rfind(b"obj", max(0, start.start() - _DICTIONARY), start.start())
        dictionary = _with_letters(data[begins : start.start()]) if begins >= 0 else b""
        unpacked, whole = _unpack(data, start.end())
        if _ACTS.search(_with_letters(unpacked)):
            return "active"
        if _OBJECTS in dictionary:
            announced -= dictionary.count(_OBJECTS)
            if not _is_open(dictionary) and not (whole and _is_plainly_packed(dictionary)):
                return "damaged"
    return "damaged" if announced else None


def _is_open(dictionary: bytes) -> bool:
    """Not packed: its bytes have been looked at as they are."""
    return b"/Filter" not in dictionary


def _is_plainly_packed(dictionary: bytes) -> bool:
    return bool(_PLAIN_FILTER.search(dictionary)) and b"/DecodeParms" not in dictionary


def _unpack(data: bytes, place: int) -> tuple[bytes, bool]:
    """What is packed from `place` on, if it begins as objects do; and whether it was unpacked to its end."""
    packed, out = zlib.decompressobj(), bytearray()
    try:
        while not packed.eof and len(out) < _MOST and place < len(data):
            out += packed.decompress(packed.unconsumed_tail + data[place : place + _CHUNK], _MOST - len(out))
            if out and out[0] not in _FIRST:
                return b"", False
            place += _CHUNK
    except zlib.error:
        return bytes(out), False
    return bytes(out), packed.eof


def _with_letters(data: bytes) -> bytes:
    return _NUMBERED.sub(lambda found: bytes([int(found[1], 16)]), data) if b"#" in data else data
