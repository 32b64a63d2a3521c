"""A pack as one zip: what a region administrator loads, and what the database keeps.

A zip comes from outside, so nothing in it is believed: not a name, not a size. Only files that a pack has are read.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from sluss.core.policy import Pack
from sluss.core.triage.vignettes import Count, count
from sluss.store.packs.drills import FILE as DRILLS
from sluss.store.packs.faults import faults
from sluss.store.packs.load import FILES, LIBRARY, OTHERS_FILES, load
from sluss.store.packs.look import FILE as LOOK
from sluss.store.packs.vignettes import vignettes

ZIP_AT_MOST: Final = 5_000_000
FILES_AT_MOST: Final = 600
BYTES_AT_MOST: Final = 20_000_000
_TOP = "|".join(re.escape(name) for name in (*sorted(FILES - OTHERS_FILES), LOOK))
_TRIAGE = r"(?:questionnaires/[a-z0-9-]{1,80}\.json|(?:priority|vignettes)/[a-z0-9-]{1,80}\.yaml)"
_KNOWN = re.compile(rf"{_TOP}|(?:library/)?{_TRIAGE}|library/{re.escape(DRILLS)}")
# Beside a pack in its folder, and none of it: people stand in no pack; what file managers leave behind.
_BESIDE = re.compile(r"people\.yaml|(?:.*/)?\.[^/]*|__MACOSX/.*")
_OF_ONE = ("questionnaires/{}.json", "priority/{}.yaml", "vignettes/{}.yaml")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class BadArchive(Exception):
    """A file that is no pack in a zip. `code` is a refusal's, `facts` fill its sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a pack, by their path in it. A folder around all of them is taken off. Raises BadArchive."""
    if len(data) > ZIP_AT_MOST:
        raise BadArchive("zip_too_large", megabytes=ZIP_AT_MOST // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _files(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise BadArchive("zip_broken") from None


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > FILES_AT_MOST:
        raise BadArchive("zip_too_many", most=FILES_AT_MOST)
    around = _around(entries)
    found: dict[str, bytes] = {}
    left = BYTES_AT_MOST
    for entry in entries:
        name = entry.filename.removeprefix(around)
        if entry.is_dir() or _BESIDE.fullmatch(name):
            continue
        if not _KNOWN.fullmatch(name) or stat.S_ISLNK(entry.external_attr >> 16):
            raise BadArchive("zip_stranger", file=_printable(entry.filename))
        if name in found:
            raise BadArchive("zip_twice", file=name)
        # What an entry says of its own size may be a lie: read no further than what is left.
        with archive.open(entry) as file:
            found[name] = file.read(left + 1)
        left -= len(found[name])
        if left < 0:
            raise BadArchive("zip_bomb", megabytes=BYTES_AT_MOST // 1_000_000)
    if "pack.yaml" not in found:
        raise BadArchive("zip_no_pack")
    return found


def _around(entries: list[zipfile.ZipInfo]) -> str:
    """The folder that holds pack.yaml: people zip a folder, or what is in it."""
    holds = [PurePosixPath(e.filename) for e in entries if PurePosixPath(e.filename).name == "pack.yaml"]
    top = next((path for path in holds if len(path.parts) == 2), None)
    return f"{top.parts[0]}/" if top and not any(len(path.parts) == 1 for path in holds) else ""


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:80]


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def sha256(files: Mapping[str, bytes]) -> str:
    """Of names and contents, so that the same files are the same whoever packed them."""
    sum_ = hashlib.sha256()
    for name in sorted(files):
        sum_.update(f"{name}\0{len(files[name])}\0".encode())
        sum_.update(files[name])
    return sum_.hexdigest()


def in_folder(folder: Path) -> dict[str, bytes]:
    """The files of a pack that lies in a folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in named.items() if _KNOWN.fullmatch(name)}


def opened(files: Mapping[str, bytes], version: str = "") -> Pack:
    """The pack that these files are; `version` overrides what they say of it. Raises PackError."""
    with laid_out(files) as folder:
        pack = load(folder)
    return replace(pack, version=version) if version else pack


def wrong_in(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """In each file the first fault, by line; empty when all is well."""
    with laid_out(files) as folder:
        return tuple(map(str, faults(folder)))


def tried(files: Mapping[str, bytes], pack: Pack) -> tuple[Count, ...]:
    """Each questionnaire of the pack that sets a priority, against the vignettes that the version brings."""
    with laid_out(files) as folder:
        return tuple(
            count(asked, pack.priorities[id_], vignettes(folder if _own(files, id_) else folder / "library", asked))
            for id_, asked in pack.questionnaires.items()
            if pack.priorities[id_].rules
        )


def _own(files: Mapping[str, bytes], id_: str) -> bool:
    return f"questionnaires/{id_}.json" in files


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    """In a folder, as packs are read."""
    with tempfile.TemporaryDirectory(prefix="sluss-pack-") as place:
        for name, content in files.items():
            path = Path(place) / name
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_bytes(content)
        yield Path(place)


def whole(files: Mapping[str, bytes], pack: Pack) -> dict[str, bytes]:
    """With what the pack takes from the library that ships with sluss: a later sluss has another, and this version
    was read, compared and approved with this one."""
    found = dict(files)
    taken = [id_ for id_ in pack.questionnaires if f"questionnaires/{id_}.json" not in files]
    names = [kind.format(id_) for id_ in taken for kind in _OF_ONE]
    for name in (*names, DRILLS) if taken and not any(name.startswith("library/") for name in files) else names:
        if f"library/{name}" not in found and (LIBRARY / name).is_file():
            found[f"library/{name}"] = (LIBRARY / name).read_bytes()
    return found
