"""Pieces that several views are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.triage.answers import pages
from sluss.core.triage.questionnaire import Answers, Questionnaire
from sluss.core.triage.texts import in_words
from sluss.service.attached import Picture
from sluss.service.reading import Reading
from sluss.service.views import Answered, Message, SentForm


def answered(questionnaire: Questionnaire, answers: Answers) -> tuple[Answered, ...]:
    """The questions asked and their answers in words, in the order of the questionnaire."""
    return tuple(
        Answered(item.link_id, item.text, in_words(item, answers[item.link_id]))
        for item in pages(questionnaire, answers)
        if item.link_id in answers
    )


def pictures_of(rows: Iterable[Any], message_id: UUID | None) -> tuple[Picture, ...]:
    return tuple(
        Picture(row["id"], row["name"], row["kind"], row["size"]) for row in rows if row["message_id"] == message_id
    )


def messages_of(case: Case, rows: Sequence[Any], pictures: Sequence[Any], reader: UUID) -> tuple[Message, ...]:
    """The chat as the reader sees it. `read` tells of own messages whether the other side has seen them.

    A message that was committed after the case was read belongs to the next reading: its number would otherwise be
    higher than that of the page, and a stream would say it twice.
    """
    read_up_to: Mapping[str, int] = {"resident": case.staff_read, "staff": case.resident_read}
    return tuple(
        Message(
            seq=row["seq"],
            author=row["side"],
            name=row["name"],
            title=row["title"],
            text=row["text"],
            at=row["at"],
            pictures=pictures_of(pictures, row["id"]) if pictures else (),
            mine=row["author"] == reader,
            read=row["author"] == reader and row["seq"] <= read_up_to[row["side"]],
        )
        for row in rows
        if row["seq"] <= case.seq
    )


def sent_forms(r: Reading, rows: list[Any]) -> tuple[SentForm, ...]:
    """The forms of a case that the pack still knows, with their answers in words."""
    found = []
    for row in rows:
        questionnaire = r.pack.questionnaires.get(row["form"])
        if questionnaire is None:
            continue
        given = {link: tuple(values) for link, values in (row["answers"] or {}).items()}
        answers = answered(questionnaire, given) if given else ()
        found.append(SentForm(row["seq"], questionnaire.title, row["sent_at"], row["answered_at"], answers))
    return tuple(found)
