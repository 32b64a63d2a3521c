"""Notices are built from typed templates: what a text could give away for who must not be found does not load (N5)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sluss.boot.wiring import regions
from sluss.core.policy import Pack
from sluss.store.packs import load
from sluss.store.packs.load import SMS_KINDS
from sluss.store.packs.source import PackError

REGIONS = sorted(path.parent.name for path in regions().glob("*/pack.yaml"))
LINK, UNIT = "https://vard.example.se/arenden/0", "Vårdcentralen Hemlig"
NEW_MESSAGE = '    new_message: "Du har ett nytt meddelande. Logga in för att läsa det: {link}"\n'


def pack_of(tmp_path: Path, old: str, new: str) -> Pack:
    """The demo's pack with one line changed."""
    folder = tmp_path / "demo"
    shutil.copytree(regions() / "demo", folder, dirs_exist_ok=True)
    text = (folder / "pack.yaml").read_text("utf-8")
    assert old in text
    (folder / "pack.yaml").write_text(text.replace(old, new, 1), "utf-8")
    return load(folder)


@pytest.mark.parametrize("kind", SMS_KINDS)
@pytest.mark.parametrize("protected", [False, True])
@pytest.mark.parametrize("region", REGIONS)
def test_each_text_says_to_each_class_what_it_may_and_no_more(region: str, protected: bool, kind: str) -> None:
    """H24, H26: the SMS names the unit in practice; never for protected people (N5, U5)."""
    pack = load(regions() / region)
    said = pack.texts.notice(kind, protected, LINK, UNIT)
    assert LINK in said
    assert "{" not in said
    assert (UNIT in said) <= (pack.routine.sms.include_unit and not protected)
    rest = said.replace(LINK, "").replace(UNIT, "")
    for unit in pack.units.values():
        assert unit.name not in rest
        assert unit.phone not in rest
    for reason in pack.reasons.values():
        assert reason.title.casefold() not in rest.casefold()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Från {unit}: {link}", "must hold"),
        ("{name}, läs {link}", "must hold"),
        ("{reason}: {link}", "must hold"),
        ("Ring {phone}. {link}", "must hold"),
        ("Vårdcentralen Ängen har skrivit: {link}", "names a unit or a reason"),
        ("Om ditt halsont: {link}", "names a unit or a reason"),
        ("Ring 010-555 01 00. {link}", "telephone"),
        ("Läs det.", "must hold"),
    ],
)
def test_a_text_for_protected_people_that_could_give_them_away_does_not_load(
    tmp_path: Path, words: str, why: str
) -> None:
    more = f'  sms_protected:\n    new_message: "{words}"\n  sms:\n'
    with pytest.raises(PackError, match=why):
        pack_of(tmp_path, "  sms:\n", more)


@pytest.mark.parametrize(
    "words", ["Från {unit}: {link}", "Ring 010-555 01 00. {link}", "Om halsont: {link}", "Läs det."]
)
def test_a_text_for_all_names_no_unit_where_the_region_does_not_and_never_a_reason(tmp_path: Path, words: str) -> None:
    """(U5)"""
    with pytest.raises(PackError):
        pack_of(tmp_path, NEW_MESSAGE, f'    new_message: "{words}"\n')


def test_a_text_for_protected_people_of_the_region_s_own_is_theirs(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, "  sms:\n", '  sms_protected:\n    new_message: "Nytt. {link}"\n  sms:\n')
    assert pack.texts.notice("new_message", True, LINK, UNIT) == f"Nytt. {LINK}"
    assert pack.texts.notice("new_message", False, LINK, UNIT).startswith("Du har ett nytt meddelande.")
