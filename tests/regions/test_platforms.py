"""HDK, Vilka system får användas: the region's list of approved platforms, as its staff read it (J16)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sluss import regions
from sluss.service.queries.region_rules import source_of
from sluss.service.queries.rules_in_words import booked
from sluss.store.packs import load

PACKS = Path(regions.__path__[0])


@pytest.mark.parametrize("region", ["halland-2024", "halland-2026"])
def test_halland_tells_where_staff_may_write_to_patients_and_meet_them_on_video(region: str) -> None:
    """(J16)"""
    pack = load(PACKS / region)
    told = dict(booked(pack))
    assert "HOPE, LifeCare" not in told["approved_platforms.text"]
    assert told["approved_platforms.text"].endswith("Platform24 (Clinic24), HOPE och LifeCare.")
    assert "Teams (i vissa fall, till exempel vårdplanering)" in told["approved_platforms.video"]
    for path in ("approved_platforms.text", "approved_platforms.video"):
        assert source_of(pack, path).startswith("HDK, ")


@pytest.mark.parametrize("region", ["demo", "gavleborg-2024", "vastmanland-2024"])
def test_a_region_that_has_no_such_list_tells_nothing_of_it(region: str) -> None:
    """(J16)"""
    assert not [path for path, _ in booked(load(PACKS / region)) if path.startswith("approved_platforms")]


@pytest.mark.parametrize(("region", "words"), [("halland-2024", "hålls inte än"), ("halland-2026", "hålls.")])
def test_the_rules_say_whether_there_are_group_visits(region: str, words: str) -> None:
    """(J11)"""
    assert dict(booked(load(PACKS / region)))["video.group"].endswith(f"{words.rstrip('.')}.")
