"""The *anamnes*: the answers as readable Swedish sentences, with what the resident denied (C8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sluss.core.triage.keys import instance
from sluss.core.triage.questionnaire import Answers, Item, Option, Questionnaire
from sluss.core.triage.texts import in_words
from sluss.core.triage.walk import Walk, walk

_SPACE = re.compile(r"\s+")


def history(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """One string a question that was answered or calculated, in order; it may hold more than one sentence.

    What belongs to one instance of a repeated group stands together: one string an instance.
    """
    return tuple(_lines(questionnaire.items, "", walk(questionnaire, answers)))


def _lines(items: tuple[Item, ...], place: str, gone: Walk) -> Iterator[str]:
    for item in items:
        if item.hidden:
            continue
        if item.type == "group" and item.repeats:
            yield from _instances(item, place, gone)
            continue
        if sentence := _told(item, gone.told.get(place + item.link_id, ()) if item.is_question else ()):
            yield sentence
        yield from _lines(item.items, place, gone)


def _instances(group: Item, place: str, gone: Walk) -> Iterator[str]:
    for number in range(1, group.most + 1):
        begin = instance(place, group.link_id, number)
        if told := " ".join(_lines(group.items, begin, gone)):
            yield f"{group.text} {number}: {told}" if group.text else told
        if gone.given.get(begin) != ("true",):
            return


def _told(item: Item, values: tuple[str, ...]) -> str:
    if not values:
        return ""
    match item.type:
        case "boolean":
            pattern = item.sentences.yes if values == ("true",) else item.sentences.no
            return pattern or _plain(item, values)
        case "choice" | "open-choice":
            return _chosen(item, values)
        case "string" | "text" | "url":
            quoted = [f"”{_SPACE.sub(' ', value)}”" for value in values]
            return _filled(item.sentences.other, listed(quoted, "och")) or _plain(item, values)
        case _:
            words = [in_words(item, (value,)) for value in values]
            return _filled(item.sentences.other, listed(words, "och")) or _plain(item, values)


def _chosen(item: Item, values: tuple[str, ...]) -> str:
    real = [option for option in item.options if not option.exclusive]
    chosen = [_words(option) for option in real if option.code in values]
    typed = [f"”{_SPACE.sub(' ', value)}”" for value in values if not item.option(value)]
    denied = [_words(option) for option in real if option.code not in values]
    said = item.sentences
    if item.repeats and said.yes and said.no:
        yes = _filled(said.yes, listed(chosen + typed, "och")) if chosen or typed else ""
        no = _filled(said.no, listed(denied, "eller")) if denied else ""
        return f"{yes} {no}".strip()
    if not chosen and not typed and said.no:
        return said.no
    words = chosen + typed or [_words(option) for option in item.options if option.code in values]
    return _filled(said.other or said.yes, listed(words, "och")) or _plain(item, values)


def _words(option: Option) -> str:
    return option.words or option.display[:1].lower() + option.display[1:]


def _filled(pattern: str, answer: str) -> str:
    return pattern.replace("{answer}", answer)


def _plain(item: Item, values: tuple[str, ...]) -> str:
    answer = _SPACE.sub(" ", in_words(item, values))
    return f"{item.text} {answer}" if answer.endswith((".", "!", "?")) else f"{item.text} {answer}."


def listed(words: list[str], last: str) -> str:
    """`a`, `a och b`, `a, b och c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
