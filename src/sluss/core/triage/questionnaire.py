"""What a resident can be asked: a questionnaire as read from a FHIR R4 Questionnaire resource."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, Literal

# key → values: option codes, "true"/"false", numbers, ISO dates and times, `72.5 kg`, or what was typed. A key is a
# link id, or in a group that is asked several times the one of `keys`.
Answers = Mapping[str, tuple[str, ...]]

ItemType = Literal[
    "boolean",
    "choice",
    "open-choice",
    "string",
    "text",
    "url",
    "integer",
    "decimal",
    "quantity",
    "date",
    "dateTime",
    "time",
    "display",
    "group",
]
Limit = Decimal | date | datetime | time
Operator = Literal["exists", "=", "!=", ">", "<", ">=", "<="]


@dataclass(frozen=True, slots=True)
class Option:
    """Of a choice, or a unit of a quantity. `weight` counts towards a total; `exclusive` stands alone ("Nej, inget av
    detta").

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
class Scope:
    """What is answered above the place where a question stands, by link id.

    `everywhere`: of all instances of a repeated group; `here`: of the one that the question belongs to.
    """

    everywhere: Mapping[str, tuple[str, ...]]
    here: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Expression:
    """FHIRPath as it was written, and what it comes to, made from it once, at load."""

    text: str
    value: Callable[[Scope], tuple[str, ...]] = field(compare=False, repr=False)


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
    """One question, a text (`display`) or a group of them. `enable_all`: all of `enable_when`, else any of them.

    `most`: so many answers, or instances of a group, at most. `more`: what asks for one instance more. What is
    `hidden` or `calculated` is asked of nobody: it has its `initial` values, or what the expression comes to.
    """

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
    minimum: Limit | None = None
    maximum: Limit | None = None
    unit: str = ""
    items: tuple[Item, ...] = ()
    sentences: Sentences = Sentences()
    units: tuple[Option, ...] = ()
    initial: tuple[str, ...] = ()
    hidden: bool = False
    calculated: Expression | None = None
    enable_expression: Expression | None = None
    most: int = 20
    more: str = ""

    @property
    def is_question(self) -> bool:
        return self.type not in ("display", "group")

    @property
    def is_asked(self) -> bool:
        """A person answers it."""
        return self.is_question and not self.hidden and self.calculated is None

    def option(self, code: str) -> Option | None:
        for option in self.options:
            if option.code == code:
                return option
        return None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`validated` is False for one whose clinical content nobody has vouched for; `notice` then says so."""

    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    validated: bool
    notice: str = ""

    @property
    def canonical(self) -> str:
        """As a response and a case remember it: `halsont|2`."""
        return f"{self.id}|{self.version}" if self.id else ""

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
