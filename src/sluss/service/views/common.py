"""What both sides' pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sluss.service.attached import Picture

Author = Literal["resident", "staff", "system"]


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """Ready texts for the chat under one heading (F10)."""

    title: str
    phrases: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered question: its text and the answer in words; `link_id` leads back to it."""

    link_id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Message:
    """`read`: the other side has seen it (own messages only)."""

    seq: int
    author: Author
    name: str
    title: str
    text: str
    at: datetime
    pictures: tuple[Picture, ...]
    mine: bool
    read: bool


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form sent in the chat, and its answers once they are given."""

    seq: int
    title: str
    sent_at: datetime
    answered_at: datetime | None
    answers: tuple[Answered, ...]
