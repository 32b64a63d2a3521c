"""From answers to an order of work: the first rule that fits decides, and says why (C2, C3, C5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sluss.core.triage.questionnaire import Answers, Questionnaire
from sluss.core.triage.texts import in_words
from sluss.core.triage.values import Quantity, measure, shown
from sluss.core.triage.walk import Walk, walk

# H24, Chatt med triagering: 1 är högst, 5 är lägst.
PRIORITIES: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class OneOf:
    """Fits when one of `codes` is among the answers to `question` ("true"/"false" for yes and no)."""

    question: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Fits when the number answered to `question`, or calculated for it, is `number` or more."""

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
    """Answers to questions that are not asked, or that will not do, count for nothing; half a questionnaire can be
    assessed too."""
    gone = walk(questionnaire, answers)
    fitting = [rule for rule in table.rules if _fits(rule, questionnaire, gone)]
    ranked = next((rule for rule in fitting if rule.priority is not None), None)
    danger = next((rule for rule in fitting if rule.danger), None)
    flag = next((rule for rule in fitting if rule.suicide_flag), None)
    priority = table.default if ranked is None or ranked.priority is None else ranked.priority
    because = [f"Prioritet {priority}: {_why(ranked, questionnaire, gone)}"]
    if danger:
        because.append(f"Varningstecken: {_why(danger, questionnaire, gone)}")
    if flag:
        because.append(f"Svaren kan tyda på suicidrisk: {_why(flag, questionnaire, gone)}")
    link = _keys(danger, questionnaire, gone)[0] if danger else None
    return Assessment(priority, link, flag is not None, tuple(because))


def dangers(table: Table, questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The key of every answer that is a danger sign, in the order of the rules."""
    return dangers_of(table, questionnaire, walk(questionnaire, answers))


def dangers_of(table: Table, questionnaire: Questionnaire, gone: Walk) -> tuple[str, ...]:
    fitting = (rule for rule in table.rules if rule.danger and _fits(rule, questionnaire, gone))
    return tuple(dict.fromkeys(key for rule in fitting for key in _keys(rule, questionnaire, gone)))


def questions_of(test: Test) -> tuple[str, ...]:
    return test.questions if isinstance(test, Weighs) else (test.question,)


def _fits(rule: Rule, questionnaire: Questionnaire, gone: Walk) -> bool:
    return all(_holds(test, questionnaire, gone) for test in rule.when)


def _holds(test: Test, questionnaire: Questionnaire, gone: Walk) -> bool:
    if isinstance(test, Weighs):
        return _weight(test, questionnaire, gone) >= test.weight
    return bool(_deciding(test, gone.values.get(test.question, ())))


def _deciding(test: OneOf | AtLeast, values: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the values that make the test hold."""
    if isinstance(test, OneOf):
        return tuple(value for value in values if value in test.codes)
    return tuple(value for value in values if (size := _size(value)) is not None and size >= test.number)


def _size(value: str) -> Decimal | None:
    found = measure(value)
    return found.number if isinstance(found, Quantity) else found if isinstance(found, Decimal) else None


def _weight(test: Weighs, questionnaire: Questionnaire, gone: Walk) -> Decimal:
    weighed = (item for item in questionnaire.questions() if item.link_id in test.questions or not test.questions)
    chosen = (item.option(value) for item in weighed for value in gone.values.get(item.link_id, ()))
    return sum((option.weight for option in chosen if option), Decimal(0))


def _keys(rule: Rule, questionnaire: Questionnaire, gone: Walk) -> tuple[str, ...]:
    """Where to go back to: the last of the rule's questions that is asked completed the sign, in each instance that
    holds it."""
    named = {link: test for test in rule.when for link in questions_of(test)}
    last = next(item for item in reversed([*questionnaire.questions()]) if item.link_id in named and item.is_asked)
    test = named[last.link_id]
    held = tuple(key for key, values in gone.of(last.link_id) if isinstance(test, Weighs) or _deciding(test, values))
    return held or (last.link_id,)


def _why(rule: Rule | None, questionnaire: Questionnaire, gone: Walk) -> str:
    if rule is None:
        return "inget av svaren ger en högre prioritet."
    return "; ".join(_reason(test, questionnaire, gone) for test in rule.when) + "."


def _reason(test: Test, questionnaire: Questionnaire, gone: Walk) -> str:
    if isinstance(test, Weighs):
        total = _weight(test, questionnaire, gone)
        return f"svaren väger tillsammans {shown(total)} poäng, och gränsen är {shown(test.weight)}"
    item = questionnaire.question(test.question)
    if item is None:
        raise LookupError(test.question)
    deciding = _deciding(test, gone.values[test.question])
    if item.is_asked:
        return f"på frågan ”{item.text}” är svaret ”{in_words(item, deciding)}”"
    if isinstance(test, AtLeast):
        return f"”{item.text}” är {in_words(item, deciding)}, och gränsen är {shown(test.number)}"
    return f"”{item.text}” är ”{in_words(item, deciding)}”"
