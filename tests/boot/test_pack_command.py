"""`sluss pack …` and `sluss demo --region`, as somebody at a terminal meets them."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from sluss.__main__ import main
from sluss.boot.demo import place_of, settings_of
from sluss.boot.wiring import regions, shipped_packs


def test_five_packs_ship_the_demonstration_first() -> None:
    assert shipped_packs() == ("demo", "gavleborg-2024", "halland-2024", "halland-2026", "vastmanland-2024")


@pytest.mark.parametrize("name", shipped_packs())
def test_check_says_what_is_in_a_pack(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", name]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{name}@")
    assert "all is well" in said.splitlines()[0]
    assert "Sök vård, triaged" in said


def test_check_takes_a_folder_and_names_what_is_wrong_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copytree(regions() / "halland-2026", tmp_path / "mine")
    (folder / "phrases.yaml").write_text("phrases: []\n")
    assert main(["pack", "check", str(folder)]) == 1
    assert capsys.readouterr().out == "phrases.yaml, line 1: phrases of the file must be a list.\n"


def test_diff_says_what_changes_for_whom(capsys: pytest.CaptureFixture[str]) -> None:
    """(Y7)"""
    assert main(["pack", "diff", "halland-2024", "halland-2026"]) == 0
    said = capsys.readouterr().out
    residents, staff = said.index("För invånare"), said.index("För personal")
    assert residents < said.index("får söka vård för egen del: ja. Förut: nej.") < staff
    assert staff < said.index("Gruppbesök på video: ja. Förut: nej.") < said.index("För administratörer")


def test_a_pack_that_is_not_there_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "diff", "demo", "nowhere"]) == 2
    assert "pack.yaml, line 1: the file is missing." in capsys.readouterr().err


def test_each_region_of_the_demo_keeps_its_data_to_itself(tmp_path: Path) -> None:
    places = {name: place_of(tmp_path, name) for name in shipped_packs()}
    assert places["demo"] == tmp_path
    assert places["halland-2026"] == tmp_path / "regions" / "halland-2026"
    assert len(set(places.values())) == len(places)


@pytest.mark.parametrize("name", shipped_packs())
def test_the_demo_reads_the_rules_and_the_people_of_its_region(name: str, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "postgresql://somebody@here/sluss", 8024, name)
    assert settings.pack == regions() / name
    assert settings.people == regions() / name / "people.yaml"
