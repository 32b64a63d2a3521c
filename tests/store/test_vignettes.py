"""Made-up people against the priority tables: how many come too early, and who comes too late (C2, C3)."""

from __future__ import annotations

import re
import shutil
from argparse import Namespace
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sluss.boot.pack_command import run
from sluss.boot.vignettes import counts, report
from sluss.core.triage.priority import OneOf, Table
from sluss.core.triage.vignettes import Count, count
from sluss.store.packs import PackError
from sluss.store.packs.load import LIBRARY
from sluss.store.packs.priorities import table
from sluss.store.packs.questionnaires import questionnaire
from sluss.store.packs.source import read
from sluss.store.packs.vignettes import vignettes

ORO = questionnaire(LIBRARY, "questionnaires/oro.json")
RULES = table(read(LIBRARY, "priority/oro.yaml"), ORO)
PEOPLE = vignettes(LIBRARY, ORO)


@pytest.fixture(scope="module")
def counted() -> tuple[Count, ...]:
    return counts(LIBRARY)


def test_each_reason_has_its_people_and_each_priority_is_expected_of_some(counted: tuple[Count, ...]) -> None:
    assert sum(len(one.judged) for one in counted) >= 150
    assert {one.questionnaire: len(one.judged) for one in counted if len(one.judged) < 6} == {}
    expected = Counter(judged.vignette.expected for one in counted for judged in one.judged)
    assert min(expected[priority] for priority in (1, 2, 3, 4, 5)) >= 15


def test_every_file_of_vignettes_belongs_to_a_questionnaire(counted: tuple[Count, ...]) -> None:
    files = {file.name for file in (LIBRARY / "vignettes").iterdir()}
    assert files == {f"{one.questionnaire}.yaml" for one in counted}


def test_nobody_urgent_comes_too_late_and_no_flag_is_missed(counted: tuple[Count, ...]) -> None:
    """(C11)"""
    late = [(judged.vignette.who, judged.priority) for one in counted for judged in one.grave]
    assert late == []
    assert [judged.vignette.who for one in counted for judged in one.missed] == []


def test_nobody_is_two_steps_wrong(counted: tuple[Count, ...]) -> None:
    assert [judged.vignette.who for one in counted for judged in one.judged if abs(judged.late) > 1] == []


def test_no_two_people_are_the_same(counted: tuple[Count, ...]) -> None:
    who = Counter(judged.vignette.who for one in counted for judged in one.judged)
    assert [name for name, times in who.items() if times > 1] == []


def test_a_table_that_is_wrong_is_found_out() -> None:
    """One that lets everybody wait and flags nobody."""
    slack = count(ORO, Table("oro", (), 5), PEOPLE)
    urgent = [one.who for one in PEOPLE if one.expected <= 2]
    assert [judged.vignette.who for judged in slack.grave] == urgent
    assert len(slack.under) == sum(one.expected < 5 for one in PEOPLE)
    assert max(judged.late for judged in slack.under) == 4
    assert [judged.vignette for judged in slack.missed] == [one for one in PEOPLE if one.flag]
    assert (len(slack.right), slack.over, slack.needless) == (sum(one.expected == 5 for one in PEOPLE), (), ())


def test_a_table_that_hurries_everybody_is_found_out_too() -> None:
    first, asked = RULES.rules[0], ORO.question("varning")
    assert asked is not None
    always = replace(first, when=(OneOf("varning", tuple(option.code for option in asked.options)),))
    eager = count(ORO, Table("oro", (always,), 5), PEOPLE)
    assert (eager.under, eager.missed) == ((), ())
    assert len(eager.over) == sum(one.expected > 1 for one in PEOPLE)
    assert [judged.vignette for judged in eager.needless] == [one for one in PEOPLE if not one.flag]


def test_the_report_names_each_urgent_person_who_comes_too_late(tmp_path: Path) -> None:
    folder = own_pack(tmp_path)
    slack = folder / "priority" / "feber.yaml"
    slack.write_text(re.sub(r"(?m)^.*at_least: 40\}.*\n", "", slack.read_text(encoding="utf-8")), encoding="utf-8")
    text, well = report(folder)
    assert not well
    assert "Feber (feber, version 1): 11 vinjetter, 10 rätt, 0 för högt, 1 för lågt (1 två steg)." in text
    assert "ALLVARLIGT: Man, 41 år, 40,2 grader: väntat 2, fick 4. Prioritet 4: på frågan" in text


def test_the_command_says_how_a_shipped_pack_does() -> None:
    answer = run(Namespace(question="vignettes", folder=None))
    assert answer.well
    assert re.search(r"Alla: \d+ vinjetter, \d+ rätt, \d+ för högt, \d+ för lågt, 0 missade flaggor\.", answer.text)


def own_pack(tmp_path: Path) -> Path:
    """The demonstration with a questionnaire of its own, and people for it."""
    folder = Path(shutil.copytree(LIBRARY.parent / "demo", tmp_path / "own"))
    for own in ("questionnaires/feber.json", "priority/feber.yaml", "vignettes/feber.yaml"):
        (folder / own).parent.mkdir()
        shutil.copy(LIBRARY / own, folder / own)
    return folder


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nagon: ja", "nagot: ja", r"line 3: oro has no question named nagot"),
        ("tankar: ta-livet, plan", "tankar: livet, plan", r"line \d+: livet is no answer to tankar: not_an_option"),
        ("panik: nej, ", "", r"line \d+: .*: the question panik must be answered"),
        ("expected: 1, flag: yes", "expected: 0, flag: yes", r"a whole number from 1 to 5, not 0"),
        ("flag: yes", "flag: true", r"yes or no, not true"),
        ("expected: 1, flag", "expect: 1, flag", r"the vignette lacks the key expected"),
        ("answers: {panik: ja}", "answers: {panik: ja}, age: 3", r"the vignette has no key named age"),
        ("answers: {panik: ja}", "answers: {plan: nej}", r"the question plan is not asked of this person"),
        ("answers: {panik: ja}", "answers: panik", r"answers must have keys and values"),
        ("answers: {panik: ja}", "answers: {panik: yes}", r"yes is no answer to panik"),
        ("otherwise:", "usual:", r"has no key named usual|must be answered"),
    ],
)
def test_a_vignette_that_cannot_be_meant_is_refused_by_file_and_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    (tmp_path / "vignettes").mkdir()
    text = (LIBRARY / "vignettes" / "oro.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "vignettes" / "oro.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"^vignettes/oro\.yaml, line \d+: ") as caught:
        vignettes(tmp_path, ORO)
    assert re.search(message, str(caught.value))


def test_a_questionnaire_without_vignettes_has_none(tmp_path: Path) -> None:
    assert vignettes(tmp_path, ORO) == ()
