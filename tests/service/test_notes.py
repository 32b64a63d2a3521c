"""Notes on a real database: what was signed stays word for word, and each reads whose note is signed (VML, R5)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.evolve import fold
from sluss.core.case.model import Case
from sluss.core.refusal import Hidden, Refused
from sluss.core.routine import NoteRules
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.shift import LeaveOf
from sluss.service.views import StaffCase
from sluss.store import cases
from tests.service.world import World

pytestmark = pytest.mark.anyio

SIGNED = "select author, revision, anamnes, assessment, nothing from signed_note order by signed_at"


async def shown(world: World, who: Actor, case_id: UUID) -> StaffCase:
    return await world.service.read(who, StaffCaseOf(case_id))


def sign(revision: int = 0, assessment: str = "Virus.", *, nothing: bool = False) -> c.SignNote:
    return c.SignNote(revision, "" if nothing else "Ont i halsen.", "", assessment, "J02.9", "", nothing)


async def test_what_is_signed_is_kept_when_the_note_is_opened_and_changed(world: World) -> None:
    """(R4, R5)"""
    sara = await world.staff()
    case_id = await world.visit(await world.resident(), sara)
    before = await shown(world, sara, case_id)
    assert before.note
    assert (before.note.revision, before.note.signed_at) == (0, None)
    await world.service.run(sara, case_id, sign())
    locked = await shown(world, sara, case_id)
    assert locked.note
    assert (locked.note.signed_at, locked.note.author, locked.note.earlier) == (world.now, "Sara Sand", ())
    assert "UnlockNote" in locked.may
    assert not {"SaveNote", "SignNote"} & locked.may
    world.wait(minutes=5)
    await world.service.run(sara, case_id, c.UnlockNote())
    opened = await shown(world, sara, case_id)
    assert opened.note
    assert (opened.note.revision, opened.note.signed_at) == (2, None)
    assert [one.assessment for one in opened.note.earlier] == ["Virus."]
    assert opened.note_due
    await world.service.run(sara, case_id, sign(2, "Bakterier."))
    again = await shown(world, sara, case_id)
    assert again.note
    assert (again.note.assessment, again.note.signed_at) == ("Bakterier.", world.now)
    assert [one.assessment for one in again.note.earlier] == ["Virus."]
    assert [(row["revision"], row["assessment"]) for row in await world.rows(SIGNED)] == [
        (1, "Virus."),
        (3, "Bakterier."),
    ]


async def test_a_colleague_reads_that_it_is_signed_and_cannot_open_it(world: World) -> None:
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    case_id = await world.visit(await world.resident(), sara)
    await world.service.run(sara, case_id, sign())
    [hers] = (await shown(world, sigge, case_id)).other_notes
    assert (hers.author, hers.signed_at) == ("Sara Sand", world.now)
    with pytest.raises(Refused, match="note_not_signed"):
        await world.service.run(sigge, case_id, c.UnlockNote())
    britta = await world.staff("Britta Berg", unit="vc-berget")
    with pytest.raises(Hidden):
        await world.service.run(britta, case_id, c.UnlockNote())


async def test_nothing_to_note_is_signed_as_a_choice_and_stands_so(world: World) -> None:
    """(R7, decision 13)"""
    sara = await world.staff()
    case_id = await world.visit(await world.resident(), sara)
    with pytest.raises(Refused, match="note_empty"):
        await world.service.run(sara, case_id, c.SignNote(0, "", "", "", "", ""))
    await world.service.run(sara, case_id, replace(sign(nothing=True), assessment="", diagnosis=""))
    note = (await shown(world, sara, case_id)).note
    assert note
    assert (note.nothing, note.anamnes) == (True, "")
    [row] = await world.rows(SIGNED)
    assert row["nothing"]


async def test_the_journal_tells_the_row_of_a_note_signed_and_opened(world: World) -> None:
    sara = await world.staff()
    case_id = await world.visit(await world.resident(), sara)
    for command in (sign(), c.UnlockNote(), sign(2)):
        await world.service.run(sara, case_id, command)
    async with world.service.pool.acquire() as db:
        history = await cases.journal(db, case_id)
    assert fold(Case(case_id), history) == await world.case(case_id)
    texts = await world.rows("select data from journal where event in ('NoteSaved', 'NoteSigned', 'NoteUnlocked')")
    assert not [row for row in texts if "halsen" in str(row["data"])], "what people write lies beside the journal"


async def test_what_is_left_to_sign_reminds_at_the_end_of_the_shift(world: World) -> None:
    """(P8, Q7) It hinders nobody from leaving."""
    sara = await world.staff()
    case_id = await world.visit(await world.resident(), sara)
    await world.service.run(sara, case_id, c.SaveNote(0, "Ont i halsen.", "", "", "", ""))
    await world.service.run(sara, case_id, c.EndVisit(0))
    leaving = await world.service.read(sara, LeaveOf())
    assert [line.case_id for line in leaving.notes] == [case_id]
    assert not leaving.held
    await world.service.run(sara, case_id, sign(1))
    assert (await world.service.read(sara, LeaveOf())).notes == ()


async def test_where_notes_are_not_signed_no_page_offers_it(world: World) -> None:
    sara = await world.staff()
    case_id = await world.visit(await world.resident(), sara)
    assert "SignNote" in (await shown(world, sara, case_id)).may
    packs = world.service.packs
    packs.current = replace(packs.current, routine=replace(packs.current.routine, note=NoteRules()))
    page = await shown(world, sara, case_id)
    assert "SignNote" not in page.may
    assert "SaveNote" in page.may
    assert not page.note_form.sign


async def test_where_every_visit_is_ended_the_same_day_the_last_one_is_shown_what_is_begun(world: World) -> None:
    """(H3, Q7) VML: avsluta alla påbörjade chattar. The colleague who had it has gone home."""
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    case_id = await world.visit(await world.resident(), sigge)
    await world.service.run(sigge, case_id, sign())
    await world.owner_of_all.execute(
        "update shift set ended_at = $2, ended_how = 'clock' where staff = $1", sigge.id, world.now
    )
    assert (await world.service.read(sara, LeaveOf())).unit == ()
    packs = world.service.packs
    packs.current = replace(packs.current, routine=replace(packs.current.routine, day_end="end_all"))
    leaving = await world.service.read(sara, LeaveOf())
    assert [line.case_id for line in leaving.unit] == [case_id]
    assert leaving.end_all


async def test_there_the_owner_is_told_to_end_the_visit_and_no_stream_waits_to_close_it(world: World) -> None:
    """(H3, H6)"""
    sara = await world.staff()
    case_id = await world.visit(await world.resident(), sara)
    await world.service.run(sara, case_id, c.RemindBySms())
    packs = world.service.packs
    closes = (await shown(world, sara, case_id)).absent
    assert closes
    assert (closes.end_all, closes.closable_at) == (False, world.now + packs.current.drop_in.absent_wait)
    packs.current = replace(packs.current, routine=replace(packs.current.routine, day_end="end_all"))
    world.wait(hours=1)
    ends = (await shown(world, sara, case_id)).absent
    assert ends
    assert (ends.end_all, ends.closable_at, ends.closable) == (True, None, False)
