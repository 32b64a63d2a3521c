"""What a resident can be asked: a questionnaire as read from a FHIR R4 Questionnaire resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

# link_id → values: option codes, "true"/"false", numbers, ISO dates, or what was typed.
Answers = Mapping[str, tuple[str, ...]]

ItemType = Literal[
    "boolean", "choice", "open-choice", "string", "text", "integer", "decimal", "date", "display", "group"
]
Operator = Literal["exists", "=", "!=", ">", "<", ">=", "<="]


@dataclass(frozen=True, slots=True)
class Option:
    """`weight` counts towards a total; `exclusive` stands alone ("Nej, inget av detta").

    `words` are those of the history ("andnöd" for "Jag har svårt att andas"); empty: the display.
    """

    code: str
    display: str
    weight: Decimal = Decimal(0)
    exclusive: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """`answer` as in Answers: a code, "true"/"false", a number, an ISO date or a text."""

    question: str
    operator: Operator
    answer: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """Patterns for the history; `{answer}` stands for the answer in words. Empty: a plain fall-back.

    A question of many choices uses `yes` for what was chosen and `no` for what was thereby denied (C8).
    """

    yes: str = ""
    no: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, a text (`display`) or a group of them. `enable_all`: all of `enable_when`, else any of them."""

    link_id: str
    text: str
    type: ItemType
    help: str = ""
    required: bool = False
    repeats: bool = False
    options: tuple[Option, ...] = ()
    enable_when: tuple[Condition, ...] = ()
    enable_all: bool = True
    maximum_length: int | None = None
    minimum: Decimal | date | None = None
    maximum: Decimal | date | None = None
    unit: str = ""
    items: tuple[Item, ...] = ()
    sentences: Sentences = Sentences()

    @property
    def is_question(self) -> bool:
        return self.type not in ("display", "group")

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`validated` is False for one whose clinical content nobody has vouched for; `notice` then says so."""

    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    validated: bool
    notice: str = ""

    def question(self, link_id: str) -> Item | None:
        return next((item for item in self.questions() if item.link_id == link_id), None)

    def questions(self) -> Iterator[Item]:
        """Every question in order, visible or not, groups opened."""
        return (item for item in everything(self.items) if item.is_question)


def everything(items: tuple[Item, ...]) -> Iterator[Item]:
    """Items and all that lies in them, in order."""
    for item in items:
        yield item
        yield from everything(item.items)


# What staff begin asks nothing.
NO_QUESTIONS: Final = Questionnaire("", "", "", (), validated=True)
