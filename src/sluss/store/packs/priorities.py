"""`priority/<questionnaire>.yaml`: the rules that turn answers into a priority, proved against the questions."""

from __future__ import annotations

from sluss.core.triage.priority import (
    PRIORITIES,
    AtLeast,
    OneOf,
    Rule,
    Table,
    Test,
    Weighs,
    questions_of,
)
from sluss.core.triage.questionnaire import Item, Questionnaire
from sluss.store.packs.section import Section
from sluss.store.packs.source import Node

MOST_URGENT, LEAST_URGENT = PRIORITIES[0], PRIORITIES[-1]


def table(root: Node, questionnaire: Questionnaire) -> Table:
    with Section(root, f"the priority table of {questionnaire.id}") as file:
        rules: list[Rule] = []
        reached = MOST_URGENT
        # Administrative matters wait their turn, whatever is answered.
        for node in file.each("rules") if file.has("rules") else ():
            with Section(node, "the rule") as section:
                rule = _rule(section, questionnaire)
                # The first that fits decides, so a milder rule further up would hide a more urgent one.
                if rule.priority is not None and rule.priority < reached:
                    raise section.fault("priority", "rules stand in order, the most urgent first.")
                reached = rule.priority or reached
                rules.append(rule)
        default = file.number("default", reached, LEAST_URGENT)
        return Table(questionnaire.id, tuple(rules), default)


def _rule(section: Section, questionnaire: Questionnaire) -> Rule:
    rule = Rule(
        when=tuple(_test(node, questionnaire) for node in section.each("when")),
        priority=section.number("priority", MOST_URGENT, LEAST_URGENT) if section.has("priority") else None,
        danger=section.yes_no("danger", otherwise=False),
        suicide_flag=section.has("flag") and section.one_of("flag", ("suicide",), "flag") == "suicide",
    )
    if rule.danger and rule.priority != MOST_URGENT:
        raise section.fault("danger", "a danger sign has priority 1.")
    if rule.danger and not any(_asked(questionnaire, link) for test in rule.when for link in questions_of(test)):
        raise section.fault("danger", "a danger sign rests on a question that is asked, to which one can go back.")
    if rule.priority is None and not rule.suicide_flag:
        raise section.fault("when", "the rule leads to nothing: it gives no priority and no flag.")
    return rule


def _asked(questionnaire: Questionnaire, link: str) -> bool:
    item = questionnaire.question(link)
    return item is not None and item.is_asked


def _test(node: Node, questionnaire: Questionnaire) -> Test:
    with Section(node, "the condition") as test:
        questions = {item.link_id: item for item in questionnaire.questions()}
        if test.has("weight"):
            named = test.several_of("questions", questions, "question") if test.has("questions") else ()
            if not any(option.weight for link in named or questions for option in questions[link].options):
                raise test.fault("weight", "no option of these questions has a weight.")
            return Weighs(named, test.decimal("weight"))
        item = questions[test.one_of("question", questions, "question")]
        if test.has("at_least"):
            if item.type not in ("integer", "decimal") and not (item.type == "quantity" and len(item.units) == 1):
                raise test.fault("at_least", f"the question {item.link_id} is not answered with a number.")
            return AtLeast(item.link_id, test.decimal("at_least"))
        return OneOf(item.link_id, test.several_of("any_of", _codes(test, item), f"option of {item.link_id}"))


def _codes(test: Section, item: Item) -> tuple[str, ...]:
    if item.type == "boolean":
        return ("true", "false")
    if not item.options:
        raise test.fault("any_of", f"the question {item.link_id} has no options.")
    return tuple(option.code for option in item.options)
