"""`sluss pack prove`: what it prints, and the exit code that stops a careless change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sluss import regions
from sluss.__main__ import main

DEMO = Path(regions.__path__[0]) / "demo"


def test_a_pack_that_holds_is_told_in_two_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "prove", "demo"]) == 0
    counted, ends = capsys.readouterr().out.splitlines()
    assert counted.startswith("demo@")
    assert counted.endswith(" som reglerna skiljer på.")
    assert ends == "Alla slutar hos en människa, med en utlovad tid eller med 112 eller 1177."


def test_the_accepted_risks_that_it_leans_on_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Decision 4."""
    assert main(["pack", "prove", "halland-2024"]) == 0
    assert "Accepterad risk skickat-efter-stangning, till 2027-12-31, beslutad av" in capsys.readouterr().out


def test_a_hole_is_a_counter_example_and_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(DEMO, tmp_path / "demo"))
    table = folder / "routing.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace(", advice: urgent}", "}", 1), encoding="utf-8")
    assert main(["pack", "prove", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "1 motexempel:\n1. En 34-åring, listad på Vårdcentralen Ängen, som söker för " in said
    assert "som inte har någon i tjänst; ingen hänvisning till 112." in said
