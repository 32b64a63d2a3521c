"""`drills.yaml`: what ships is there for every pack that has its reasons; what is wrong is refused by line."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from sluss.boot.wiring import regions, shipped_packs
from sluss.core.drill import patient_of
from sluss.core.triage.priority import assess
from sluss.store.packs import PackError, load
from sluss.store.packs.archive import in_folder, opened, whole
from sluss.store.packs.faults import faults

OWN = """drills:
  - id: egen
    title: Halsont
    text: Du övar en vanlig drop in.
    who: {given_name: Egil, family_name: Egensson, personnummer: 19790314-2383}
    reason: brostsmarta
    answers:
      {varning: [tryck], debut: idag, forlopp: hela, anstrang: ja, vila: nej,
       slag: [inget], vad: nej, risk: [roker], smarta: 8}
    lines: [Hej.]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = copytree(regions() / "vastmanland-2024", tmp_path / "vml")
    (made / "drills.yaml").write_text(OWN, "utf-8")
    return made


@pytest.mark.parametrize("name", shipped_packs())
def test_every_pack_has_the_three_drills_that_ship_and_they_come_out_as_they_say(name: str) -> None:
    pack = load(regions() / name)
    found = {}
    for id_, drill in pack.drills.items():
        asked = pack.questionnaire_of(drill.reason)
        done = assess(pack.table_of(drill.reason), asked, drill.answers)
        found[id_] = (done.priority, done.suicide_flag)
    assert found == {"suicidrisk-mattlig": (2, True), "svarar-inte": (2, True), "brostsmarta-prio-ett": (1, False)}


def test_a_pack_has_its_own_besides(folder: Path) -> None:
    drill = load(folder).drills["egen"]
    assert drill.lines == ("Hej.",)
    assert patient_of(drill.who).name == "Egil Egensson (övning)"
    assert len(load(folder).drills) == 4


def test_without_lines_the_patient_never_answers(folder: Path) -> None:
    (folder / "drills.yaml").write_text(OWN.replace("    lines: [Hej.]\n", ""), "utf-8")
    assert load(folder).drills["egen"].lines == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("19790314-2383", "19790314-1234", "a number that is given to nobody"),
        ("19790314-2383", "19791314-2383", "there is no day 1979-13-14"),
        ("smarta: 8", "smarta: elva", "is no answer to smarta"),
        ("varning: [tryck], ", "", "the question varning must be answered"),
        ("smarta: 8", "smarta: 8, puls: 80", "has no question named puls"),
        ("reason: brostsmarta", "reason: vaga", "there is no reason named vaga"),
        ("id: egen", "id: svarar-inte", "the drill svarar-inte stands twice"),
        ("lines: [Hej.]", "rader: [Hej.]", "has no key named rader"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(folder: Path, old: str, new: str, sentence: str) -> None:
    assert old in OWN
    (folder / "drills.yaml").write_text(OWN.replace(old, new), "utf-8")
    with pytest.raises(PackError, match=re.escape(sentence)) as wrong:
        load(folder)
    assert wrong.value.place.file == "drills.yaml"
    assert [one.place.file for one in faults(folder)] == ["drills.yaml"]


def test_a_fault_here_and_one_in_another_file_are_named_together(folder: Path) -> None:
    (folder / "drills.yaml").write_text(OWN.replace("smarta: 8", "smarta: elva"), "utf-8")
    (folder / "phrases.yaml").write_text("phrases: []\n", "utf-8")
    assert {one.place.file for one in faults(folder)} == {"drills.yaml", "phrases.yaml"}


def test_a_version_in_the_database_keeps_the_drills_of_the_day_it_was_loaded(folder: Path) -> None:
    files = in_folder(folder)
    kept = whole(files, load(folder))
    assert "library/drills.yaml" in kept
    assert opened(kept).drills == load(folder).drills
    # What was loaded before there were drills has none of ours later.
    before = {name: content for name, content in kept.items() if name != "library/drills.yaml"}
    assert list(opened(whole(before, load(folder))).drills) == ["egen"]
