"""A zip from outside: what is no pack is refused by name, and nothing in it is believed."""

from __future__ import annotations

import io
import stat
import struct
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from sluss.boot.wiring import shipped_packs
from sluss.store.packs import load
from sluss.store.packs.archive import (
    BYTES_AT_MOST,
    FILES_AT_MOST,
    ZIP_AT_MOST,
    BadArchive,
    in_folder,
    opened,
    sha256,
    unzipped,
    whole,
    zipped,
)
from sluss.store.packs.load import LIBRARY
from tests.versions import DEMO, edited, files


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


PACK = ("pack.yaml", b"name: demo")


def link() -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo("units.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, b"/etc/passwd"


def with_a_password() -> bytes:
    """An entry that says it is encrypted."""
    data = bytearray(packed(PACK))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(sign) + at
        data[place : place + 2] = struct.pack("<H", 1)
    return bytes(data)


def broken() -> bytes:
    """The bytes of the file are not those that were packed."""
    data = bytearray(zipped({"pack.yaml": bytes(range(256)) * 20}))
    data[60] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "zip_broken"),
        (b"PK\x03\x04 and no more", "zip_broken"),
        (with_a_password(), "zip_broken"),
        (broken(), "zip_broken"),
        (b"x" * (ZIP_AT_MOST + 1), "zip_too_large"),
        (packed(PACK, ("../pack.yaml", b"")), "zip_stranger"),
        (packed(PACK, ("/etc/passwd", b"")), "zip_stranger"),
        (packed(PACK, ("questionnaires/../../units.yaml", b"")), "zip_stranger"),
        (packed(PACK, ("questionnaires/a.json/b.json", b"")), "zip_stranger"),
        (packed(PACK, ("units.yaml\\..\\x", b"")), "zip_stranger"),
        (packed(PACK, ("run.py", b"")), "zip_stranger"),
        (packed(PACK, link()), "zip_stranger"),
        (packed(PACK, PACK), "zip_twice"),
        (packed(("units.yaml", b"")), "zip_no_pack"),
        (packed(("a/pack.yaml", b""), ("b/units.yaml", b"")), "zip_stranger"),
        (packed(("a/b/pack.yaml", b"")), "zip_stranger"),
        (packed(PACK, *((f"questionnaires/{n}.json", b"") for n in range(FILES_AT_MOST))), "zip_too_many"),
        (packed(PACK, ("units.yaml", b"0" * (BYTES_AT_MOST + 1))), "zip_bomb"),
        (packed(PACK, *((f"priority/{n}.yaml", b"0" * (BYTES_AT_MOST // 4)) for n in range(5))), "zip_bomb"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_no_pack_in_a_zip_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadArchive) as bad:
        unzipped(data)
    assert bad.value.code == code


def test_a_bomb_that_lies_of_its_size_is_read_no_further_than_what_is_allowed() -> None:
    data = bytearray(packed(PACK, ("units.yaml", b"0" * (BYTES_AT_MOST * 3))))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(sign, data.index(b"units.yaml") - 46) + at
        data[place : place + 4] = struct.pack("<I", 10)
    with pytest.raises(BadArchive) as bad:
        unzipped(bytes(data))
    assert bad.value.code in ("zip_bomb", "zip_broken")


def test_a_zip_of_the_folder_and_one_of_what_is_in_it_are_the_same_pack() -> None:
    found = in_folder(DEMO)
    around = packed(*((f"demo/{name}", content) for name, content in found.items()))
    assert unzipped(around) == unzipped(zipped(found)) == found
    assert sha256(unzipped(around)) == sha256(found)


def test_people_and_what_file_managers_leave_are_not_taken_in() -> None:
    beside = (("people.yaml", b"x"), ("__MACOSX/._pack.yaml", b"x"), (".DS_Store", b"x"), ("priority/.keep", b"x"))
    assert unzipped(packed(PACK, *beside)) == {"pack.yaml": PACK[1]}
    assert "people.yaml" not in in_folder(DEMO)


@pytest.mark.parametrize("name", shipped_packs())
def test_a_version_read_from_the_database_is_the_pack_of_the_folder(name: str) -> None:
    folder = DEMO.parent / name
    pack = load(folder)
    assert opened(unzipped(zipped(whole(in_folder(folder), pack)))) == pack


def test_a_version_keeps_the_library_of_the_day_it_was_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """(Y7) What two persons approved is not changed by a later sluss."""
    pack = load(DEMO)
    kept = whole(in_folder(DEMO), pack)
    taken = {name for name in kept if name.startswith("library/questionnaires/")}
    assert taken == {f"library/questionnaires/{id_}.json" for id_ in pack.questionnaires}
    assert len(list((LIBRARY / "questionnaires").glob("*.json"))) >= len(taken)
    monkeypatch.setattr(sys.modules["sluss.store.packs.load"], "LIBRARY", tmp_path)
    assert opened(kept).questionnaires == pack.questionnaires


def test_the_same_files_have_the_same_sum_and_others_another() -> None:
    one = files("2")
    assert sha256(one) == sha256(dict(reversed(one.items())))
    assert sha256(one) != sha256(edited(one, "units.yaml", "Ängen", "Änget"))
