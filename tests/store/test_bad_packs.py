"""A pack that cannot be used is refused with file, line and reason; several faults are named at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree

import pytest

from sluss.boot.wiring import regions
from sluss.store.packs import PackError, load
from sluss.store.packs.faults import faults

Edit = Callable[[Path], None]
LIBRARY = regions() / "library"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Västmanland's, with a questionnaire of its own."""
    made = copytree(regions() / "vastmanland-2024", tmp_path / "vml")
    for part, file in (("questionnaires", "halsont.json"), ("priority", "halsont.yaml")):
        (made / part).mkdir()
        copy(LIBRARY / part / file, made / part / file)
    return made


def text(file: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        was = (folder / file).read_text("utf-8")
        assert old in was
        (folder / file).write_text(was.replace(old, new, 1), "utf-8")

    return edit


def asked_when(link: str, question: str) -> Edit:
    """The question `link` is asked only when `question` has an answer."""

    def edit(folder: Path) -> None:
        file = folder / "questionnaires" / "halsont.json"
        resource = json.loads(file.read_text("utf-8"))
        (item,) = (one for one in resource["item"] if one["linkId"] == link)
        item["enableWhen"] = [{"question": question, "operator": "exists", "answerBoolean": True}]
        file.write_text(json.dumps(resource, ensure_ascii=False, indent=2), "utf-8")

    return edit


BAD: dict[str, tuple[tuple[Edit, ...], str]] = {
    "a cycle": (
        (asked_when("debut", "feber"), asked_when("feber", "debut")),
        r"questionnaires/halsont\.json, line \d+: the item debut, key enableWhen\.question: there is no question "
        r"feber above this one\.",
    ),
    "a dangling linkId": (
        (asked_when("feber", "frossa"),),
        r"questionnaires/halsont\.json, line \d+: the item feber, key enableWhen\.question: .* no question frossa",
    ),
    "a rule for a question that is not there": (
        (text("priority/halsont.yaml", "question: varning", "question: varningar"),),
        r"priority/halsont\.yaml, line \d+: .* no question named varningar",
    ),
    "openings that overlap": (
        (text("units.yaml", '"08:00-16:00"', '["08:00-12:00", "11:00-16:00"]'),),
        r"units\.yaml, line 7: the times of weekdays .* must stand in order and apart\.",
    ),
    "a weekday that is said twice": (
        (text("units.yaml", '{weekdays: "08:00-16:00"}', '{weekdays: "08:00-16:00", monday: "08:00-12:00"}'),),
        r"units\.yaml, line 7: monday stands twice",
    ),
    "rows that overlap": (
        (text("routing.yaml", "[sok-vard]\n    priority: [2, 3]\n", "[sok-vard]\n    priority: all\n"),),
        r"routing\.yaml, line \d+: this row is never reached: the rows above take all of its cases\.",
    ),
    "a missing unit": (
        (text("routing.yaml", "to: um-norrskenet", "to: um-borta"),),
        r"routing\.yaml, line \d+: the routing row: there is no unit named um-borta\.",
    ),
    "a unit that was taken away": (
        (text("units.yaml", "id: um-norrskenet", "id: um-annan"),),
        r"routing\.yaml, line \d+: the routing row: there is no unit named um-norrskenet\.",
    ),
    "an impossible date": (
        (text("pack.yaml", "valid_from: 2024-04-24", "valid_from: 2024-02-30"),),
        r"pack\.yaml, line 5: valid_from of the pack must be a date like 2026-11-20, not 2024-02-30\.",
    ),
    "an impossible closed day": (
        (text("pack.yaml", "library: yes", "library: yes\nclosed_days: [2026-06-31]"),),
        r"pack\.yaml, line \d+: a closed day must be a date like 2026-11-20, not 2026-06-31\.",
    ),
    "an unknown key": (
        (text("pack.yaml", "reminder_pause: 30", "reminder_pause: 30\nreminders: 3"),),
        r"pack\.yaml, line \d+: the pack has no key named reminders\.",
    ),
    "an unknown key of a part": (
        (text("pack.yaml", "  least_age: 1\n", "  least_age: 1\n  most_age: 12\n"),),
        r"pack\.yaml, line \d+: proxies has no key named most_age\.",
    ),
    "an unknown choice": (
        (text("pack.yaml", "day_end: end_all", "day_end: end_some"),),
        r"pack\.yaml, line \d+: .* no choice named end_some",
    ),
    "a source without a document": (
        (text("pack.yaml", "  - id: VML\n", "  - id: VMX\n"),),
        r"the source of .* must begin with one of VMX, Beslut",
    ),
    "a link to nowhere": (
        (text("pack.yaml", "url: https://www.inera.se/", "url: http://www.inera.se/"),),
        r"pack\.yaml, line \d+: the address http://www\.inera\.se/ must begin with https:// and a name\.",
    ),
    "an alias": (
        (text("pack.yaml", "library: yes", "library: &x yes\nmore: *x"),),
        r"pack\.yaml, line \d+: aliases \(\*name\) are not used in packs\.",
    ),
}


@pytest.mark.parametrize("named", BAD)
def test_a_bad_pack_is_refused_with_its_place_and_the_reason(folder: Path, named: str) -> None:
    edits, says = BAD[named]
    load(folder)
    for edit in edits:
        edit(folder)
    with pytest.raises(PackError) as refused:
        load(folder)
    assert re.search(says, str(refused.value)), refused.value
    assert any(re.search(says, str(fault)) for fault in faults(folder))


def test_what_is_wrong_in_several_files_is_named_at_once(folder: Path) -> None:
    for named in ("openings that overlap", "a dangling linkId", "an unknown key"):
        for edit in BAD[named][0]:
            edit(folder)
    text("phrases.yaml", "title: Avslutning", "titel: Avslutning")(folder)
    assert [fault.place.file for fault in faults(folder)] == [
        "phrases.yaml",
        "questionnaires/halsont.json",
        "units.yaml",
    ]
    for file in ("phrases.yaml", "units.yaml"):
        copy(regions() / "vastmanland-2024" / file, folder / file)
    copy(LIBRARY / "questionnaires" / "halsont.json", folder / "questionnaires" / "halsont.json")
    (fault,) = faults(folder)
    assert str(fault).endswith("the pack has no key named reminders.")


def test_a_pack_without_faults_has_none(folder: Path) -> None:
    assert faults(folder) == ()
