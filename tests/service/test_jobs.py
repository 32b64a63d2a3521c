"""Rows of work: held by one, come back from the dead, tried again with growing pauses, kept when hopeless."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden
from sluss.ports.sms.port import Receipt, SmsFailed
from sluss.service.ids import new_id
from sluss.service.jobs import JobDone, TakeJobs
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.work.loop import LEASE, PAUSE, TRIES, Worker
from tests.core.case.scene import picture
from tests.service.world import World

pytestmark = pytest.mark.anyio

DUE = "select key, run_at, attempts, failed, dead_at from job where kind = $1 order by key"


class NoSignal:
    """The real outside on a bad day: every message fails, worth trying again or not."""

    def __init__(self, retry: bool) -> None:
        self.retry, self.tried = retry, 0

    async def send(self, number: str, sender: str, text: str) -> Receipt:
        self.tried += 1
        raise SmsFailed("no_signal", retry=self.retry)


async def test_two_workers_never_take_the_same_job(world: World) -> None:
    agneta = await world.resident()
    drafts = [await world.draft(agneta) for _ in range(12)]
    world.wait(days=7)
    taken = await asyncio.gather(*(world.service.run(SYSTEM, new_id(), TakeJobs(3, LEASE)) for _ in range(6)))
    keys = [job.key for jobs in taken for job in jobs]
    assert len(keys) == len(set(keys)) > 3
    assert set(keys) <= {f"discard:{one}" for one in drafts}


async def test_the_job_of_a_worker_that_died_comes_back_when_its_lease_is_over(world: World) -> None:
    agneta = await world.resident()
    await world.draft(agneta)
    world.wait(days=7)
    [first] = await world.service.run(SYSTEM, new_id(), TakeJobs(5, LEASE))
    assert list(await world.service.run(SYSTEM, new_id(), TakeJobs(5, LEASE))) == []
    world.now += LEASE
    [again] = await world.service.run(SYSTEM, new_id(), TakeJobs(5, LEASE))
    assert (again.key, again.attempts) == (first.key, 2)
    # The one that was thought dead reports at last: the job is another's now.
    await world.service.run(SYSTEM, new_id(), JobDone(first))
    assert len(await world.rows(DUE, "discard")) == 1
    await world.service.run(SYSTEM, new_id(), JobDone(again))
    assert await world.rows(DUE, "discard") == []


async def test_a_notice_that_fails_is_tried_again_with_growing_pauses_and_then_given_up(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    phone = NoSignal(retry=True)
    worker = Worker(replace(world.tools, sms=phone))
    pauses: list[timedelta] = []
    while await worker.round():
        [job] = await world.rows(DUE, "sms")
        if job["dead_at"] is None:
            pauses.append(job["run_at"] - world.now)
            assert await worker.round() == 0, "tried again before its time"
            world.now = job["run_at"].astimezone(world.now.tzinfo)
    assert pauses == [PAUSE * 2**n for n in range(TRIES - 1)]
    assert (phone.tried, job["failed"]) == (TRIES, "SmsFailed")
    assert (await world.case(case_id)).sms_status == "failed"
    world.wait(days=30)
    await worker.round()
    assert phone.tried == TRIES, "the dead are left for a human"


async def test_a_notice_that_can_never_go_is_tried_once(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    phone = NoSignal(retry=False)
    await Worker(replace(world.tools, sms=phone)).round()
    assert phone.tried == 1
    assert await world.rows(DUE, "sms") == []
    assert (await world.case(case_id)).sms_status == "failed"


async def test_no_job_holds_a_name_a_number_or_a_text(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    await world.visit(agneta, sara)
    rows = await world.rows("select key || kind || data::text as all from job")
    assert rows
    assert not any(word in row["all"] for row in rows for word in ("+46", "Agneta", "Andersson", "Sara", "1968", "Hej"))


async def test_an_answer_moves_the_day_on_which_a_draft_is_forgotten(world: World) -> None:
    agneta = await world.resident()
    case_id = await world.draft(agneta)
    world.wait(days=6)
    await world.service.run(agneta, case_id, c.GiveAnswer("varning", ("inget",)))
    [job] = await world.rows(DUE, "discard")
    assert job["run_at"] - world.now == timedelta(days=7)
    world.wait(days=6)
    await world.service.run(agneta, case_id, c.AddPicture(picture(1)))
    world.wait(days=6)
    await world.work()
    assert await world.phase(case_id) is Phase.DRAFT


async def test_a_draft_answered_while_its_end_was_on_the_way_is_kept(world: World) -> None:
    agneta = await world.resident()
    case_id = await world.draft(agneta)
    world.wait(days=7)
    await world.service.run(SYSTEM, new_id(), TakeJobs(5, LEASE))
    await world.service.run(agneta, case_id, c.GiveAnswer("varning", ("inget",)))
    await world.service.run(SYSTEM, case_id, c.DiscardDraft())
    assert await world.phase(case_id) is Phase.DRAFT


async def test_a_draft_left_for_seven_days_is_forgotten_with_its_answers_and_pictures(world: World) -> None:
    agneta = await world.resident()
    case_id = await world.draft(agneta)
    await world.service.run(agneta, case_id, c.GiveAnswer("varning", ("inget",)))
    one = picture(0x1234)
    wrapped = await world.files.put(str(one.id), b"picture")
    await world.service.run(agneta, case_id, c.AddPicture(replace(one, wrapped=wrapped)))
    world.wait(days=7, seconds=-1)
    await world.work()
    assert len(await world.rows("select from answer where case_id = $1", case_id)) == 1
    assert await world.files.get(str(one.id), wrapped) == b"picture"
    world.wait(seconds=1)
    await world.work()
    assert await world.phase(case_id) is Phase.DISCARDED
    assert await world.rows("select from answer where case_id = $1", case_id) == []
    with pytest.raises(Exception, match="missing"):
        await world.files.get(str(one.id), wrapped)
    assert (await world.service.read(agneta, MyCasesOf())).open == ()
    with pytest.raises(Hidden):
        await world.service.read(agneta, ResidentCaseOf(case_id))


async def test_a_case_that_was_sent_is_not_forgotten_with_the_drafts(world: World) -> None:
    agneta = await world.resident()
    case_id = await world.sent(agneta)
    world.wait(days=30)
    await world.work()
    assert await world.phase(case_id) is Phase.WAITING
    assert await world.rows("select from answer where case_id = $1", case_id)


async def test_a_picture_taken_away_is_erased_from_the_store(world: World) -> None:
    agneta = await world.resident()
    case_id = await world.draft(agneta)
    one = picture(7)
    wrapped = await world.files.put(str(one.id), b"picture")
    await world.service.run(agneta, case_id, c.AddPicture(replace(one, wrapped=wrapped)))
    await world.service.run(agneta, case_id, c.RemovePicture(one.id))
    await world.work()
    with pytest.raises(Exception, match="missing"):
        await world.files.get(str(one.id), wrapped)


async def test_a_job_that_kills_its_worker_at_every_try_is_kept_for_a_human(world: World) -> None:
    agneta = await world.resident()
    await world.draft(agneta)
    world.wait(days=7)
    for _ in range(TRIES):
        await world.service.run(SYSTEM, new_id(), TakeJobs(5, LEASE))
        world.now += LEASE
    await Worker(world.tools).round()
    [job] = await world.rows(DUE, "discard")
    assert (job["failed"], job["dead_at"]) == ("never_finished", world.now)
