"""The row of a case is what its journal tells, whatever was tried (fold(journal) = row)."""

from __future__ import annotations

import random
from datetime import datetime
from uuid import UUID

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case.evolve import fold
from sluss.core.case.model import Case
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.store import cases
from tests.core.case.scene import picture
from tests.service.world import World

pytestmark = pytest.mark.anyio


async def retold(world: World, case_id: UUID) -> Case:
    async with world.service.pool.acquire() as db:
        history = await cases.journal(db, case_id)
    assert [recorded.seq for recorded in history] == list(range(1, len(history) + 1))
    return fold(Case(case_id), history)


def anything(chance: random.Random, case: Case) -> c.Command:
    behind = chance.choice([0, 0, 0, 2])
    if chance.random() < 0.05:
        return chance.choice([c.DiscardDraft(), c.EndCase(), c.EndVisit(0)])
    return chance.choice(
        [
            c.SendMessage("Hej", new_id(), new_id(), max(0, case.seq - behind)),
            c.SendMessage("", new_id(), new_id(), case.seq, (picture(chance.randrange(10**6)),)),
            c.MarkRead(case.seq),
            c.AcceptCase(),
            c.TakeOver(),
            c.StartVisit(new_id()),
            c.EndVisit(chance.choice([3, 10])),
            c.SaveNote(chance.randrange(3), "Anamnes", "", "", "", ""),
            c.CloseByClock(),
            c.ReportSms(case.sms_key or "sms:none", "sent"),
            c.GiveAnswer("varning", ("inget",)),
            c.AddPicture(picture(chance.randrange(10**6))),
        ]
    )


@pytest.mark.parametrize("seed", range(5))
async def test_the_row_is_what_the_journal_tells_after_random_commands(world: World, seed: int) -> None:
    chance = random.Random(seed)
    agneta, sara, sigge = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    case_id = await world.draft(agneta, ("halsont", "oro")[seed % 2])
    if seed > 1:
        await world.answer(agneta, case_id, ("halsont", "oro")[seed % 2])
        await world.service.run(agneta, case_id, c.SendCase())
    obeyed = 0
    for _ in range(50):
        world.wait(minutes=chance.choice([1, 1, 60, 600]))
        actor: Actor = chance.choice([agneta, agneta, sara, sara, sigge, SYSTEM])
        before = await world.case(case_id)
        try:
            outcome = await world.service.run(actor, case_id, anything(chance, before))
        except (Refused, Hidden):
            assert await world.case(case_id) == before
        else:
            obeyed += len(outcome.events)
            assert await world.case(case_id) == outcome.case
        assert await retold(world, case_id) == await world.case(case_id)
    assert obeyed > 0


async def test_what_was_given_with_an_answer_is_told_again_with_its_types(world: World) -> None:
    agneta = await world.resident()
    case_id = await world.draft(agneta)
    await world.service.run(agneta, case_id, c.GiveAnswer("varning", ("saliv",)))
    await world.service.run(agneta, case_id, c.ConfirmDanger())
    await world.answer(agneta, case_id, "halsont")
    sent = await world.service.run(agneta, case_id, c.SendCase())
    again = await retold(world, case_id)
    assert again == sent.case
    assert isinstance(again.promised_at, datetime)
    assert again.dangers_read == ("varning",)


async def test_each_entry_names_the_pack_under_which_it_was_decided(world: World) -> None:
    agneta = await world.resident()
    await world.sent(agneta)
    packs = {row["pack"] for row in await world.rows("select distinct pack from journal")}
    assert packs == {world.service.pack.id}
