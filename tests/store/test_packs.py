"""A pack is read whole and proved, or stops with a sentence that names the place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sluss import regions
from sluss.store.packs import PackError, calendar, load

DEMO = Path(regions.__path__[0]) / "demo"

Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


@pytest.fixture
def change(folder: Path) -> Change:
    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def refused(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        load(folder)
    return str(caught.value)


def test_the_demonstration_is_whole() -> None:
    pack = load(DEMO)
    assert pack.id == "demo@2026-11-20"
    assert set(pack.units) == {"vc-angen", "vc-berget", "kontaktcenter-1177"}
    assert [reason.title for reason in pack.reasons_of("sok-vard")] == [
        "Axelbesvär",
        "Halsont",
        "Feber",
        "Urinbesvär",
        "Hudbesvär",
        "Oro eller nedstämdhet",
    ]
    assert pack.async_phase.default_days in pack.async_phase.choices
    assert "Stängning" in [phrase.title for phrase in pack.phrases if phrase.id == "stangning"]
    assert (pack.pictures.max_count, pack.pictures.max_bytes) == (5, 15 * 1024 * 1024)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("pack.yaml", "  brand:", "  brend:", r"pack\.yaml, line 7: the region lacks the key brand"),
        (
            "pack.yaml",
            "  brand:",
            "  colour: blue\n  brand:",
            r"pack\.yaml, line 8: the region has no key named colour",
        ),
        ("pack.yaml", "  brand:", "  name: X\n  brand:", r"pack\.yaml, line 8: the key name stands twice"),
        ("pack.yaml", "max_count: 5", "max_count: five", r"pack\.yaml, line 13: max_count of pictures"),
        ("pack.yaml", "max_count: 5", "max_count: !!int 5", r"pack\.yaml, line 13: the tag"),
        ("pack.yaml", "RegionDemo", "RegionDemo12", r"line 10: the SMS sender"),
        ("pack.yaml", "valid_from: 2026-11-20", "valid_from: 20 november", r"line 4: valid_from of the pack must"),
        ("pack.yaml", "default_days: 1", "default_days: 2", r"the default among them"),
        ("pack.yaml", "extendable: yes", "extendable: true", r"yes or no, not true"),
        ("pack.yaml", "{title}", "{title} {personnummer}", r"greeting of texts must hold"),
        ("pack.yaml", "{link}", "{link!r}", r"new_message of the SMS texts must hold"),
        ("pack.yaml", "ett nytt meddelande", "svar från Vårdcentralen Ängen", r"must be neutral"),
        ("pack.yaml", "ett nytt meddelande", "svar om feber", r"must be neutral"),
        ("pack.yaml", "region:", "region: [", r"pack\.yaml, line \d+: this is no YAML"),
        ("units.yaml", "08:00-16:00", "08:00-24:30", r"units\.yaml, line 6: .* no span of one day"),
        ("units.yaml", "08:00-16:00", "8-16", r"a time like 08:00-16:00, not 8-16"),
        ("units.yaml", '{weekdays: "08:00-16:00"}', '{weekday: "08:00-16:00"}', r"has no key named weekday"),
        ("units.yaml", "[nurse, physician,", "[nurse, doctor,", r"line 8: .* no role named doctor"),
        ("units.yaml", "id: vc-berget", "id: vc-angen", r"the unit vc-angen stands twice"),
        (
            "matters.yaml",
            "questionnaire: feber",
            "questionnaire: frossa",
            r"line \d+: .* no questionnaire named frossa",
        ),
        ("matters.yaml", "service: sok-vard, role", "service: sok, role", r"no service named sok"),
        ("routing.yaml", "to: kontaktcenter-1177", "to: kontaktcenter", r"routing\.yaml, line 5: .* no unit named"),
        ("routing.yaml", "open: yes, listed: yes", "open: yes, listed: any", r"needs listed: yes"),
        ("routing.yaml", "priority: [4, 5]", "priority: [4]", r"sok-vard goes with priority 5, listed, unit closed"),
        ("routing.yaml", "priority: [1]", "priority: all", r"line 6: this row is never reached"),
        ("routing.yaml", "priority: [1]", "priority: [0]", r"a whole number from 1 to 5, not 0"),
        ("routing.yaml", "advice: urgent", "advice: hurry", r"no advice named hurry"),
        ("priority/feber.yaml", "default: 5", "", r"priority/feber\.yaml, line 2: .* lacks the key default"),
        ("priority/feber.yaml", "default: 5", "default: 3", r"a whole number from 4 to 5"),
        (
            "priority/feber.yaml",
            "at_least: 40",
            "at_least: high",
            r"line 7: at_least of the condition must be a number",
        ),
        ("priority/feber.yaml", "question: temperatur", "question: temp", r"no question named temp\."),
        ("priority/feber.yaml", "kramp]", "krampp]", r"line 3: .* no option of varning named krampp"),
        ("priority/feber.yaml", "priority: 1,", "priority: 2,", r"a danger sign has priority 1"),
        ("priority/feber.yaml", "[immun]}], priority: 2", "[immun]}], priority: 4", r"the most urgent first"),
        (
            "questionnaires/feber.json",
            '"required": true',
            '"requird": true',
            r"feber\.json, line \d+: the item varning",
        ),
        ("questionnaires/feber.json", '"status": "draft",', "", r"the questionnaire, key status: .* missing"),
        ("questionnaires/feber.json", '"status": "draft",', '"status": "draft"', r"line \d+: this is no JSON"),
    ],
)
def test_a_fault_stops_the_start_and_names_its_place(
    folder: Path, change: Change, file: str, old: str, new: str, message: str
) -> None:
    change(file, old, new)
    assert re.search(message, refused(folder))


def test_a_questionnaire_without_a_priority_table_is_refused(folder: Path) -> None:
    (folder / "priority" / "feber.yaml").unlink()
    assert refused(folder) == "priority/feber.yaml, line 1: the file is missing."


def test_a_priority_table_without_a_questionnaire_is_refused(folder: Path) -> None:
    shutil.copy(folder / "priority" / "feber.yaml", folder / "priority" / "yrsel.yaml")
    assert "no questionnaire named yrsel" in refused(folder)


def test_a_file_that_nobody_reads_is_refused(folder: Path) -> None:
    (folder / "rutting.yaml").write_text("a: b\n")
    assert refused(folder).startswith("rutting.yaml")


def test_swedish_holidays_and_the_eves_are_closed_days_and_a_common_sunday_is_not() -> None:
    closed = calendar(load(DEMO), range(2026, 2028)).closed
    eves = {date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 31)}
    public = {date(2026, 1, 6), date(2026, 4, 3), date(2026, 5, 14), date(2027, 5, 6), date(2026, 6, 6)}
    assert eves | public <= closed
    assert date(2027, 5, 7) in closed, "the pack's own bridge day"
    assert date(2026, 11, 22) not in closed
    assert date(2026, 12, 23) not in closed


def test_a_phrase_may_hold_the_fields_of_its_writer_and_no_other(folder: Path, change: Change) -> None:
    change("phrases.yaml", "{name}", "{personnummer}")
    assert "may hold {name}, {title}, {unit}, {phone} and no other field." in refused(folder)
