"""The *anamnes*: the answers as readable Swedish sentences, with what the resident denied (C8)."""

from __future__ import annotations

import re

from sluss.core.triage.answers import pages
from sluss.core.triage.questionnaire import Answers, Item, Option, Questionnaire
from sluss.core.triage.texts import in_words

_SPACE = re.compile(r"\s+")


def history(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """One string a question that was asked and answered, in order; it may hold more than one sentence."""
    told = (_told(item, answers.get(item.link_id, ())) for item in pages(questionnaire, answers))
    return tuple(sentence for sentence in told if sentence)


def _told(item: Item, values: tuple[str, ...]) -> str:
    if not values:
        return ""
    match item.type:
        case "boolean":
            pattern = item.sentences.yes if values == ("true",) else item.sentences.no
            return pattern or _plain(item, values)
        case "choice" | "open-choice":
            return _chosen(item, values)
        case "string" | "text":
            return _filled(item.sentences.other, f"”{_SPACE.sub(' ', values[0])}”") or _plain(item, values)
        case _:
            return _filled(item.sentences.other, in_words(item, values)) or _plain(item, values)


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
