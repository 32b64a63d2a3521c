"""A pack is read whole and proved, or stops with a sentence that names the place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sluss import regions
from sluss.core.functions import FUNCTIONS
from sluss.store.packs import PackError, calendar, load
from sluss.store.packs.load import LIBRARY

DEMO = Path(regions.__path__[0]) / "demo"

Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demonstration, with a questionnaire of its own instead of that of the library."""
    pack = Path(shutil.copytree(DEMO, tmp_path / "demo"))
    for own in ("questionnaires/feber.json", "priority/feber.yaml"):
        (pack / own).parent.mkdir()
        shutil.copy(LIBRARY / own, pack / own)
    return pack


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
    """(F11)"""
    pack = load(DEMO)
    assert pack.id == "demo@2026-11-20"
    assert set(pack.units) == {"vc-angen", "vc-berget", "kontaktcenter-1177"}
    assert len(pack.reasons_of("sok-vard")) >= 14, "C9: what residents seek care for"
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
        ("pack.yaml", "max_count: 5", "max_count: five", r"pack\.yaml, line 15: max_count of pictures"),
        ("pack.yaml", "max_count: 5", "max_count: !!int 5", r"pack\.yaml, line 15: the tag"),
        # U6: eleven characters at most.
        ("pack.yaml", "RegionDemo", "RegionDemo12", r"line 10: the SMS sender"),
        ("pack.yaml", "valid_from: 2026-11-20", "valid_from: 20 november", r"line 4: valid_from of the pack must"),
        ("pack.yaml", "default_days: 1", "default_days: 2", r"the default among them"),
        ("pack.yaml", "ledningens uppmärksamhet", "ledningen, suicidrisk", "overdue_sms tells what it is about"),
        ("pack.yaml", "extendable: yes", "extendable: true", r"there is no choice named true"),
        # Nothing writes into a record system yet: refused rather than drawn.
        ("pack.yaml", "note:\n", "note:\n  export: active\n", r"export is none or inactive"),
        ("pack.yaml", "note:\n", "note:\n  export: soon\n", r"there is no choice named soon"),
        ("pack.yaml", "copy: [anamnes", "copy: [aktuellt", r"there is no field of the note named aktuellt"),
        ("pack.yaml", "tickets:\n", "tickets:\n  kinds: [queue]\n", r"there is no kind of ticket named queue"),
        ("pack.yaml", "texts:\n", "texts:\n  greeting_title: Hej.\n", r"greeting_title of texts must hold"),
        ("pack.yaml", "{title}", "{title} {personnummer}", r"greeting of texts must hold"),
        ("pack.yaml", '{link}"', '{link!r}"', r"new_message of the SMS texts may hold"),
        # U5, U13: no SMS names a unit or a reason.
        ("pack.yaml", "ett nytt meddelande", "svar från Vårdcentralen Ängen", r"must be neutral"),
        ("pack.yaml", "ett nytt meddelande", "svar om feber", r"must be neutral"),
        ("pack.yaml", "Ett nytt ärende väntar", "Halsont väntar", r"new_drop_in names a unit or a reason"),
        ("pack.yaml", "    unfinished:", "    unended:", r"lacks the key unfinished"),
        ("pack.yaml", "remind_before_closing: 15", "remind_before_closing: 0", r"from 1 to 720, not 0"),
        ("pack.yaml", "region:", "region: [", r"pack\.yaml, line \d+: this is no YAML"),
        ("pack.yaml", "  enabled: yes", "  enabled: maybe", r"enabled of autosend is yes or no"),
        ("pack.yaml", "  days: 3\n", "", r"autosend lacks the key days"),
        ("units.yaml", "08:00-16:00", "08:00-24:30", r"units\.yaml, line 6: .* no span of one day"),
        ("units.yaml", "mobile: 070-174 06 20", "mobile: 112", r"line 10: mobile of the head is no mobile number"),
        ("pack.yaml", "longest_hours: 14", "longest_hours: 25", r"longest_hours of shift must be .* from 1 to 24"),
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
        ("matters.yaml", "ages: {from: 13}", "ages: {from: 131}", r"from of the ages must be .* from 0 to 130"),
        (
            "matters.yaml",
            "ages: {before: 13}",
            "ages: {from: 13, before: 13}",
            r"before of the ages must be .* from 14",
        ),
        ("matters.yaml", "ages: {before: 13}", "ages: {until: 13}", r"the ages has no key named until"),
        ("routing.yaml", "to: kontaktcenter-1177", "to: kontaktcenter", r"routing\.yaml, line 8: .* no unit named"),
        ("routing.yaml", "open: yes, listed: yes", "open: yes, listed: any", r"needs listed: yes"),
        ("routing.yaml", "priority: [4, 5]", "priority: [4]", r"sok-vard goes with priority 5, listed, unit closed"),
        ("routing.yaml", "priority: [1]", "priority: all", r"line 11: this row is never reached"),
        ("routing.yaml", "priority: [1]", "priority: [0]", r"a whole number from 1 to 5, not 0"),
        ("routing.yaml", "reason: [vaccination,", "reason: [halsont,", r"no reason named halsont"),
        ("routing.yaml", "service: [andra-arenden], reason", "service: all, reason", r"needs the one service"),
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


def test_a_region_that_says_nothing_uses_every_function(folder: Path) -> None:
    unit = load(folder).units["vc-angen"]
    assert unit.functions == unit.offered == frozenset(FUNCTIONS)


def test_a_function_is_off_for_a_region_and_for_one_of_its_units(folder: Path, change: Change) -> None:
    # GAV: Meddelande is not turned on; H24: not every unit uses every function (Y1, Y2).
    change("pack.yaml", "forms: [feber, oro, phq-9]", "forms: [feber, oro]\nfunctions: [handover, forms]")
    change("units.yaml", "    kind: health_centre", "    kind: health_centre\n    functions_off: [handover, phone]")
    units = load(folder).units
    assert units["vc-angen"].functions == units["vc-angen"].offered == {"forms"}
    assert units["vc-berget"].functions == {"handover", "forms"}
    assert units["vc-angen"].forms == ("feber", "oro")


def test_a_region_without_drop_in_tickets_says_nothing_of_their_priority(folder: Path, change: Change) -> None:
    # GAV 2.2: booking tickets. (I9, Y2)
    rules = "  priority: 3\n  valid_days: 7\n  choices: [1, 3, 7, 14]\n  keep_higher_priority: yes\n"
    change("pack.yaml", rules, "  kinds: [booking]\n")
    pack = load(folder)
    assert pack.tickets.kinds == ("booking",)
    assert all("drop_in_ticket" not in unit.offered for unit in pack.units.values())
    assert all("booking_ticket" in unit.offered for unit in pack.units.values())


def test_a_region_with_drop_in_tickets_says_their_priority(folder: Path, change: Change) -> None:
    # VML: Biljetten får alltid automatiskt Prio 3. (I4)
    change("pack.yaml", "  priority: 3\n", "")
    assert "lacks the key priority" in refused(folder)


def test_the_time_is_extended_never_always_or_for_suicide_risk_alone(folder: Path, change: Change) -> None:
    # (G2, G13)
    phase = load(folder).async_phase
    assert (phase.extendable, phase.for_risk, phase.preselect) == (True, False, True)
    change("pack.yaml", "extendable: yes", "extendable: risk\n  preselect: no")
    phase = load(folder).async_phase
    assert (phase.extendable, phase.for_risk, phase.preselect) == (False, True, False)


def test_a_region_says_whether_something_is_written_after_some_days_and_what(folder: Path, change: Change) -> None:
    """(G14, Y2)"""
    on = load(folder).autosend
    assert (on.enabled, on.days) == (True, 3)
    assert on.text.startswith("Hej! Nu har det gått några dagar")
    change("pack.yaml", "autosend:\n  enabled: yes", "autosend:\n  enabled: no")
    assert not load(folder).autosend.enabled
    pack = (folder / "pack.yaml").read_text(encoding="utf-8")
    said_nothing = re.sub(r"^autosend:\n(  .*\n)+", "", pack, flags=re.MULTILINE)
    (folder / "pack.yaml").write_text(said_nothing, encoding="utf-8")
    assert not load(folder).autosend.enabled


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "pack.yaml",
            "forms: [feber, oro, phq-9]",
            "forms: [feber, frossa]",
            r"the pack: there is no questionnaire named frossa",
        ),
        ("pack.yaml", "forms: [feber, oro, phq-9]", "forms: [oro, oro]", r"a questionnaire stands twice in the pack"),
        (
            "pack.yaml",
            "forms: [feber, oro, phq-9]",
            "functions: [telepathy]",
            r"the pack: there is no function named telepathy",
        ),
        (
            "units.yaml",
            "    kind: health_centre",
            "    functions_off: [fax]\n    kind: health_centre",
            r"function named fax",
        ),
    ],
)
def test_a_function_or_a_form_that_is_not_there_is_refused(
    folder: Path, change: Change, file: str, old: str, new: str, message: str
) -> None:
    change(file, old, new)
    assert re.search(message, refused(folder))
