"""Which questions are asked, and whether an answer will do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import ge, gt, le, lt
from typing import Any

from sluss.core.triage.questionnaire import Answers, Condition, Item, Questionnaire
from sluss.core.triage.values import Invalid, Measure, clean, measure, trimmed

__all__ = ["Invalid", "check", "enabled", "pages", "prune", "unanswered"]

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {">": gt, "<": lt, ">=": ge, "<=": le}


def pages(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """The questions to ask given these answers, in order; a text or a group's heading is help to the next of them."""
    return tuple(_pages(questionnaire, answers))


def prune(questionnaire: Questionnaire, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The answers to questions that are asked; those no longer asked, or given as nothing, are gone."""
    asked = pages(questionnaire, answers)
    return {item.link_id: answers[item.link_id] for item in asked if answers.get(item.link_id)}


def unanswered(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """The questions that must be answered before the case can be sent, and are not."""
    return tuple(item for item in pages(questionnaire, answers) if item.required and not answers.get(item.link_id))


def check(item: Item, values: tuple[str, ...]) -> tuple[str, ...]:
    """The answer cleaned: trimmed, without doubles, numbers with a full stop. Empty when a free question is skipped.

    Raises Invalid with one of the codes in `texts.PROBLEMS`.
    """
    if not item.is_question:
        raise Invalid("not_a_question")
    given = tuple(dict.fromkeys(value for value in map(trimmed, values) if value))
    if not given:
        if item.required:
            raise Invalid("required")
        return ()
    if len(given) > 1 and not item.repeats:
        raise Invalid("only_one")
    cleaned = tuple(dict.fromkeys(clean(item, value) for value in given))
    alone = [code for code in cleaned if (option := item.option(code)) and option.exclusive]
    if alone and len(cleaned) > 1:
        raise Invalid("stands_alone")
    return cleaned


def _pages(questionnaire: Questionnaire, answers: Answers) -> Iterator[Item]:
    seen: dict[str, tuple[str, ...]] = {}
    lead: list[str] = []

    def walk(items: tuple[Item, ...]) -> Iterator[Item]:
        for item in items:
            # Hidden questions count as unanswered, so what follows from them is hidden too.
            if not enabled(item, seen):
                continue
            if item.is_question:
                seen[item.link_id] = answers.get(item.link_id, ())
                yield replace(item, help="\n\n".join((*lead, item.help)).strip(), items=())
                lead.clear()
            elif item.text:
                lead.append(item.text)
            yield from walk(item.items)

    return walk(questionnaire.items)


def enabled(item: Item, answers: Answers) -> bool:
    """FHIR R4 enableWhen over the answers to the questions above that are asked."""
    if not item.enable_when:
        return True
    quantifier = all if item.enable_all else any
    return quantifier(_holds(condition, answers.get(condition.question, ())) for condition in item.enable_when)


def _holds(condition: Condition, values: tuple[str, ...]) -> bool:
    match condition.operator:
        case "exists":
            return bool(values) == (condition.answer == "true")
        case "=":
            return condition.answer in values
        case "!=":
            return condition.answer not in values
        case operator:
            compare, limit = _COMPARE[operator], measure(condition.answer)
            return any(_ordered(compare, measure(value), limit) for value in values)


def _ordered(compare: Callable[[Any, Any], bool], found: Measure | None, limit: Measure | None) -> bool:
    return type(found) is type(limit) and found is not None and compare(found, limit)
