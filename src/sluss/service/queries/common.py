"""Pieces that several views are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case.model import Case
from sluss.core.people import role_title
from sluss.core.policy import known
from sluss.core.profile import to_resident
from sluss.core.triage.answers import walk
from sluss.core.triage.keys import link_of, numbers_of
from sluss.core.triage.questionnaire import Answers, Questionnaire
from sluss.core.triage.texts import in_words
from sluss.core.triage.walk import Step as Walked
from sluss.service.attached import Picture
from sluss.service.reading import Reading
from sluss.service.views import Answered, Message, SentForm
from sluss.store import versions


async def asked_of(r: Reading, case: Case) -> Questionnaire:
    """The questions as they were answered: a later version may ask, and offer, something else (Y7)."""
    under = await versions.answered_under(r.db, case.id) if r.pack.versions else ""
    return r.pack.as_of(under).questionnaire_of(case.reason)


def answered(questionnaire: Questionnaire, answers: Answers, *, changeable: bool = False) -> tuple[Answered, ...]:
    """The questions asked and their answers in words, in the order of the questionnaire, with what was calculated.

    `changeable`: only what the resident can go back to, and with it whether there was one instance more.
    """
    return tuple(
        Answered(step.key, f"{step.item.text}{_instance(step.key)}", in_words(step.item, step.values))
        for step in walk(questionnaire, answers).shown
        if (step.values or answers.get(step.key) == ()) and (_changeable(step) if changeable else link_of(step.key))
    )


def _changeable(step: Walked) -> bool:
    return step.item.calculated is None


def _instance(key: str) -> str:
    """The number of the instance in a repeated group, behind the question."""
    numbers = numbers_of(key) if link_of(key) else ()
    return f" ({'.'.join(map(str, numbers))})" if numbers else ""


def pictures_of(rows: Iterable[Any], message_id: UUID | None) -> tuple[Picture, ...]:
    return tuple(
        Picture(row["id"], row["name"], row["kind"], row["size"]) for row in rows if row["message_id"] == message_id
    )


def messages_of(case: Case, rows: Sequence[Any], pictures: Sequence[Any], reader: Actor) -> tuple[Message, ...]:
    """The chat as the reader sees it. `read` tells of own messages whether the other side has seen them.

    A message that was committed after the case was read belongs to the next reading: its number would otherwise be
    higher than that of the page, and a stream would say it twice.
    """
    named = [_named(row, reader) for row in rows]
    read_up_to: Mapping[str, int] = {"resident": case.staff_read, "staff": case.resident_read}
    return tuple(
        Message(
            seq=row["seq"],
            author=row["side"],
            name=name,
            title=title,
            text=row["text"],
            at=row["at"],
            pictures=pictures_of(pictures, row["id"]) if pictures else (),
            mine=row["author"] == reader.id,
            read=row["author"] == reader.id and row["seq"] <= read_up_to[row["side"]],
        )
        for row, (name, title) in zip(rows, named, strict=True)
        if row["seq"] <= case.seq
    )


def _named(row: Any, reader: Actor) -> tuple[str, str]:
    """Decision 14: colleagues read the name also of one who shows residents the title alone."""
    name, title = to_resident(row["name"], row["title"], row["title_only"] and reader.kind != "staff")
    return name[:1].upper() + name[1:], title


def sent_forms(r: Reading, rows: list[Any]) -> tuple[SentForm, ...]:
    """The forms of a case that a version of the pack knows, with their answers in words."""
    found = []
    for row in rows:
        questionnaire = known(r.pack.as_of(row["pack"]).questionnaires, row["form"])
        if questionnaire is None:
            continue
        given = {link: tuple(values) for link, values in (row["answers"] or {}).items()}
        answers = answered(questionnaire, given) if given else ()
        found.append(SentForm(row["seq"], questionnaire.title, row["sent_at"], row["answered_at"], answers))
    return tuple(found)


def called(row: Any) -> tuple[str, str]:
    """Name and title of staff as residents read them (decision 14): of who shows the title alone that stands in the
    place of the name, if need be that of the role."""
    title = row["title"] or (role_title(row["role"]) if row["role"] else "")
    return to_resident(row["name"], title, row["title_only"])
