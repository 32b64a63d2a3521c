"""Pictures from strangers: only what a child process could draw anew comes in (requirement B15)."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from sluss.ports.files import redraw

MAX_BYTES = 15 * 1024 * 1024
WALL_SECONDS = 30.0
_HEADER_BYTES = 200
_STEM_LENGTH = 80
_ENDINGS = {
    "JPEG": frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    "PNG": frozenset({"png"}),
    "WEBP": frozenset({"webp"}),
}
_KINDS = {"image/jpeg": "jpg", "image/png": "png"}
# Two at a time: each may use a gigabyte of memory and a whole core.
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="pictures")


class BadPicture(Exception):
    """The picture is refused. `code`: too_large, not_a_picture, wrong_ending, too_many_pixels or damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture drawn anew: upright, sRGB, no side over 4096 pixels, no metadata. `name` may be shown."""

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
    loop = asyncio.get_running_loop()
    answer = await loop.run_in_executor(_pool, _in_child, data, form, max_bytes)
    head, _, drawn = answer.partition(b"\n")
    match head.decode("ascii", "replace").split(" "):
        case ["no", "too_many_pixels"]:
            raise BadPicture("too_many_pixels")
        case ["ok", kind, width, height] if kind in _KINDS and width.isdigit() and height.isdigit() and drawn:
            return Cleaned(drawn, kind, int(width), int(height), f"{clean_stem(stem)}.{_KINDS[kind]}")
        case _:
            raise BadPicture("damaged")


def clean_stem(stem: str) -> str:
    """A file name without folders, ending, control or direction-changing characters; at most 80 long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", stem))[-1]
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in last)
    plain = re.sub(r'[<>:"|?*\s]+', " ", plain)
    return plain[:_STEM_LENGTH].strip(" .") or "bild"


def _form(data: bytes) -> str | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return None


def _in_child(data: bytes, form: str, max_bytes: int) -> bytes:
    """What the child answers after READY; empty or cut short when the picture broke it."""
    # -I and an empty environment: neither our settings (keys, database) nor a foreign path reach the child.
    command = [sys.executable, "-I", redraw.__file__, form, str(max_bytes)]
    most = max_bytes + 4 * redraw.MAX_SIDE * redraw.MAX_SIDE + _HEADER_BYTES
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, close_fds=True, start_new_session=True
    ) as child:
        watch = threading.Timer(WALL_SECONDS, child.kill)
        watch.start()
        try:
            if child.stdin is None or child.stdout is None:
                raise RuntimeError("the picture cleaner has no pipes")
            with suppress(BrokenPipeError), child.stdin as pipe:
                pipe.write(data)
            answer = child.stdout.read(most)
        finally:
            watch.cancel()
            child.kill()
    if not answer.startswith(redraw.READY):
        raise RuntimeError("the picture cleaner did not start; its reason is on stderr")
    return answer.removeprefix(redraw.READY)
