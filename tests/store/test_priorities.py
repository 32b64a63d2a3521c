"""Priority tables over what is calculated, proved against the questions when the pack is loaded (C2, C3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sluss.core.triage.priority import AtLeast, Table
from sluss.store.packs.priorities import table
from sluss.store.packs.questionnaires import questionnaire
from sluss.store.packs.source import PackError, read
from tests.core.triage.items import ask, calculated, choice, resource, unit

SUM = "%resource.item.where(linkId = 'a').answer.value.weight().sum()"
ASKED = (
    choice("a", 0, 3),
    ask("vikt", "quantity", unit("kg")),
    ask("dos", "quantity", unit("mg", True), unit("ml", True)),
    ask("summa", "integer", calculated(SUM)),
)


def made(folder: Path, rule: str) -> Table:
    (folder / "questionnaires").mkdir(exist_ok=True)
    (folder / "questionnaires" / "q.json").write_text(json.dumps(resource(*ASKED), indent=1), encoding="utf-8")
    (folder / "q.yaml").write_text(f"rules:\n  - {rule}\ndefault: 5\n", encoding="utf-8")
    return table(read(folder, "q.yaml"), questionnaire(folder, "questionnaires/q.json"))


@pytest.mark.parametrize("question", ["summa", "vikt"])
def test_a_rule_may_look_at_a_sum_and_at_a_quantity_of_one_unit(tmp_path: Path, question: str) -> None:
    (rule,) = made(tmp_path, f"{{when: [{{question: {question}, at_least: 3}}], priority: 2}}").rules
    assert rule.when == (AtLeast(question, rule.when[0].number),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rule", "because"),
    [
        ("{when: [{question: dos, at_least: 3}], priority: 2}", "dos is not answered with a number"),
        ("{when: [{question: summa, any_of: [x]}], priority: 2}", "summa has no options"),
        ("{when: [{question: summa, at_least: 3}], priority: 1, danger: yes}", "rests on a question that is asked"),
        ("{when: [{question: nej, at_least: 3}], priority: 2}", "no question named nej"),
    ],
)
def test_a_rule_that_cannot_be_meant_stops_the_start(tmp_path: Path, rule: str, because: str) -> None:
    with pytest.raises(PackError, match=because):
        made(tmp_path, rule)


def test_a_danger_sign_may_rest_on_a_sum_beside_an_answer(tmp_path: Path) -> None:
    both = "[{question: summa, at_least: 3}, {question: a, any_of: [b]}]"
    assert made(tmp_path, f"{{when: {both}, priority: 1, danger: yes}}").rules[0].danger


def test_a_fault_in_an_expression_names_the_line_of_its_item(tmp_path: Path) -> None:
    text = json.dumps(resource(choice("a", 0), ask("summa", "integer", calculated("1 +"))), indent=1)
    (tmp_path / "q.json").write_text(text, encoding="utf-8")
    line = text[: text.index('"summa"')].count("\n") + 1
    with pytest.raises(PackError, match=rf"q\.json, line {line}: the item summa, key extension: the expression 1 \+"):
        questionnaire(tmp_path, "q.json")
