"""From answers to an order of work: the first rule that fits decides, and says why (C2, C3, C5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sluss.core.triage.answers import prune
from sluss.core.triage.questionnaire import Answers, Questionnaire
from sluss.core.triage.texts import in_words
from sluss.core.triage.values import measure, shown

# H24, Chatt med triagering: 1 är högst, 5 är lägst.
PRIORITIES: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class OneOf:
    """Fits when one of `codes` is among the answers to `question` ("true"/"false" for yes and no)."""

    question: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Fits when the number answered to `question` is `number` or more."""

    question: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Weighs:
    """Fits when the options chosen in `questions` (none named: in all) together weigh `weight` or more."""

    questions: tuple[str, ...]
    weight: Decimal


Test = OneOf | AtLeast | Weighs


@dataclass(frozen=True, slots=True)
class Rule:
    """When all of `when` fits: a priority, a danger sign (112 first), a flag for suicide risk, or several of them."""

    when: tuple[Test, ...]
    priority: int | None = None
    danger: bool = False
    suicide_flag: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one questionnaire. `default` is the priority when no rule gives one."""

    questionnaire: str
    rules: tuple[Rule, ...]
    default: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """`danger_link` is the question whose answer is a danger sign; `because` explains in whole Swedish sentences."""

    priority: int
    danger_link: str | None
    suicide_flag: bool
    because: tuple[str, ...]


def assess(table: Table, questionnaire: Questionnaire, answers: Answers) -> Assessment:
    """Answers to questions that are not asked count for nothing; half a questionnaire can be assessed too."""
    kept = prune(questionnaire, answers)
    fitting = [rule for rule in table.rules if _fits(rule, questionnaire, kept)]
    ranked = next((rule for rule in fitting if rule.priority is not None), None)
    danger = next((rule for rule in fitting if rule.danger), None)
    flag = next((rule for rule in fitting if rule.suicide_flag), None)
    priority = table.default if ranked is None or ranked.priority is None else ranked.priority
    because = [f"Prioritet {priority}: {_why(ranked, questionnaire, kept)}"]
    if danger:
        because.append(f"Varningstecken: {_why(danger, questionnaire, kept)}")
    if flag:
        because.append(f"Svaren kan tyda på suicidrisk: {_why(flag, questionnaire, kept)}")
    return Assessment(priority, _link(danger, questionnaire) if danger else None, flag is not None, tuple(because))


def dangers(table: Table, questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Every question whose answer is a danger sign, in the order of the rules."""
    kept = prune(questionnaire, answers)
    fitting = (rule for rule in table.rules if rule.danger and _fits(rule, questionnaire, kept))
    return tuple(dict.fromkeys(_link(rule, questionnaire) for rule in fitting))


def questions_of(test: Test) -> tuple[str, ...]:
    return test.questions if isinstance(test, Weighs) else (test.question,)


def _fits(rule: Rule, questionnaire: Questionnaire, answers: Answers) -> bool:
    return all(_holds(test, questionnaire, answers) for test in rule.when)


def _holds(test: Test, questionnaire: Questionnaire, answers: Answers) -> bool:
    match test:
        case OneOf(question, codes):
            return any(value in codes for value in answers.get(question, ()))
        case AtLeast(question, number):
            given = (measure(value) for value in answers.get(question, ()))
            return any(isinstance(value, Decimal) and value >= number for value in given)
        case Weighs(_, weight):
            return sum(_weights(test, questionnaire, answers), Decimal(0)) >= weight


def _weights(test: Weighs, questionnaire: Questionnaire, answers: Answers) -> Iterator[Decimal]:
    for item in questionnaire.questions():
        if item.link_id in test.questions or not test.questions:
            chosen = map(item.option, answers.get(item.link_id, ()))
            yield from (option.weight for option in chosen if option)


def _link(rule: Rule, questionnaire: Questionnaire) -> str:
    """The last of the rule's questions is the one whose answer completed the sign."""
    named = {link for test in rule.when for link in questions_of(test)}
    return next(link for link in reversed([item.link_id for item in questionnaire.questions()]) if link in named)


def _why(rule: Rule | None, questionnaire: Questionnaire, answers: Answers) -> str:
    if rule is None:
        return "inget av svaren ger en högre prioritet."
    return "; ".join(_reason(test, questionnaire, answers) for test in rule.when) + "."


def _reason(test: Test, questionnaire: Questionnaire, answers: Answers) -> str:
    if isinstance(test, Weighs):
        total = sum(_weights(test, questionnaire, answers), Decimal(0))
        return f"svaren väger tillsammans {shown(total)} poäng, och gränsen är {shown(test.weight)}"
    item = questionnaire.question(test.question)
    if item is None:
        raise LookupError(test.question)
    values = answers[test.question]
    deciding = tuple(v for v in values if v in test.codes) if isinstance(test, OneOf) else values
    return f"på frågan ”{item.text}” är svaret ”{in_words(item, deciding)}”"
