"""Forms in the chat, and the change to the phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sluss.core.case.events.base import Event, content


@dataclass(frozen=True, slots=True)
class FormSent(Event):
    """`form` is the id of a questionnaire of the pack."""

    form: str


@dataclass(frozen=True, slots=True)
class FormAnswered(Event):
    """`sent` is the sequence number of the FormSent that is answered. `urgent` and `suicide_flag`: what the answers
    signal by the priority table of the questionnaire, as when care is sought with it (O1)."""

    sent: int
    urgent: bool = False
    suicide_flag: bool = False
    answers: Mapping[str, tuple[str, ...]] = content(None)


@dataclass(frozen=True, slots=True)
class PhoneAsked(Event):
    pass


@dataclass(frozen=True, slots=True)
class PhoneAgreed(Event):
    """HDK: to answer with a number is the consent."""
