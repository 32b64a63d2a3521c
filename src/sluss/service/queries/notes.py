"""The notes of a case as its page shows them, and how the region signs and copies them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.policy import Pack
from sluss.service.reading import Reading
from sluss.service.views import Note, NoteForm
from sluss.store import reads

# R2: the fields as the routines name them.
LABELS: Final = {
    "anamnes": "Anamnes",
    "status": "Status",
    "assessment": "Bedömning",
    "diagnosis": "Huvuddiagnos",
    "secondary": "Bidiagnos",
}


async def notes_of(r: Reading, case: Case) -> dict[UUID, Note]:
    """By author; each with what its author has signed."""
    notes = {row["author"]: _note(row, row["author_name"], row["saved_at"]) for row in await reads.notes(r.db, case.id)}
    rows = await reads.signed(r.db, case.id) if r.pack.routine.note.sign or case.signed else []
    for author, note in notes.items():
        signed = [_signed(row, note.author) for row in rows if row["author"] == author]
        now = signed.pop() if author in case.signed and signed else None
        at, nothing = (now.signed_at, now.nothing) if now else (None, False)
        notes[author] = replace(note, signed_at=at, nothing=nothing, earlier=tuple(reversed(signed)))
    return notes


def note_form(pack: Pack) -> NoteForm:
    """R3, R8: the fields that are copied, under the headings of the record system."""
    rules, record = pack.routine.note, pack.routine.record
    headings = {name: dict(record.note_map).get(name, LABELS[name]) for name in LABELS if name in rules.copy}
    return NoteForm(rules.sign, rules.export, headings, record.name)


def _note(row: Any, author: str, saved_at: Any) -> Note:
    return Note(row["revision"], **{name: row[name] for name in LABELS}, saved_at=saved_at, author=author)


def _signed(row: Any, author: str) -> Note:
    return replace(_note(row, author, row["signed_at"]), signed_at=row["signed_at"], nothing=row["nothing"])
