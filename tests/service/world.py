"""Both doors on a real database, with a clock that is set, a phone and a file store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from sluss.core.access import LICENSED
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.people import Mandate, Person
from sluss.ports.email.mailbox import DemoMailbox
from sluss.ports.files.keys import MasterKeys
from sluss.ports.files.store import FileStore, open_store
from sluss.ports.persons import CarefulPersons
from sluss.ports.persons.families import Registers
from sluss.ports.sms.phone import DemoPhone
from sluss.service.doors import Outcome, Service
from sluss.service.facts import Calendars
from sluss.service.hints import Hint
from sluss.service.ids import new_id
from sluss.service.packs import Packs
from sluss.service.queries.resident import NextStep
from sluss.service.sessions import SignInResident, SignInStaff
from sluss.service.shifts import StartShift
from sluss.store import cases
from sluss.store.packs import calendar
from sluss.store.pool import open_pool
from sluss.work.loop import Worker
from sluss.work.tools import Tools
from tests.core.case.scene import NOW, PACK
from tests.drop_ins import many_drop_ins
from tests.register import Angen, Register

CALM = {"dricka": "true"}
HOURS = timedelta(hours=12)


@dataclass
class World:
    service: Service
    tools: Tools
    phone: DemoPhone
    mailbox: DemoMailbox
    files: FileStore
    owner_of_all: Any
    register: Register
    now: datetime = NOW
    hints: list[Hint] = field(default_factory=list)
    numbers: int = 0

    def clock(self) -> datetime:
        return self.now

    def wait(self, **time: int) -> None:
        self.now += timedelta(**time)

    async def rows(self, sql: str, *values: object) -> list[Any]:
        """What lies in the database, past the doors, as its owner."""
        return list(await self.owner_of_all.fetch(sql, *values))

    async def resident(
        self, name: str = "Agneta Andersson", phone: str | None = "+46701740605", listed: str = "vc-angen"
    ) -> Actor:
        self.numbers += 1
        given, family = name.split()
        number = f"19680412{self.numbers:04}"
        person = Person(new_id(), number, given, family, date(1968, 4, 12), phone=phone, listed_unit=listed)
        session = new_id()
        await self.service.run(
            Actor("system", session), session, SignInResident(session.bytes, person, "bankid", HOURS)
        )
        return Actor("resident", person.id, name, session=session)

    async def staff(
        self, name: str = "Sara Sand", role: str = "nurse", unit: str = "vc-angen", on_shift: bool = True
    ) -> Actor:
        """A new member of staff, at work if the role has patients."""
        self.numbers += 1
        (given, family), mandate, session = name.split(), Mandate(unit, role), new_id()
        signed_in = SignInStaff(
            session.bytes, new_id(), f"SE-{self.numbers}", given, family, "", (mandate,), "siths", HOURS
        )
        subject = await self.service.run(Actor("system", session), session, signed_in)
        actor = Actor("staff", subject, name, "sjuksköterska", mandate, session)
        if on_shift and role in LICENSED:
            return replace(actor, shift=await self.service.run(actor, session, StartShift(mandate)))
        return actor

    async def draft(self, resident: Actor, reason: str = "halsont") -> UUID:
        case_id = new_id()
        await self.service.run(resident, case_id, c.StartDraft("sok-vard", reason, resident.id))
        return case_id

    async def answer(self, resident: Actor, case_id: UUID, reason: str, **said: str) -> None:
        """Every question that is left: as `said`, else as somebody hardly troubled."""
        questions = {item.link_id: item for item in PACK.questionnaire_of(reason).questions()}
        while (step := await self.service.read(resident, NextStep(case_id))).kind == "question":
            item = questions[step.link_id]
            easy = next((option.code for option in item.options if option.exclusive), None)
            first = easy or (item.options[0].code if item.options else None)
            plain = {"boolean": "false", "integer": str(item.minimum or 1), "decimal": str(item.minimum or 1)}
            value = {**CALM, **said}.get(step.link_id) or first or plain.get(item.type, "Sedan i går.")
            await self.service.run(resident, case_id, c.GiveAnswer(step.link_id, (value,)))

    async def sent(self, resident: Actor, reason: str = "halsont", **said: str) -> UUID:
        case_id = await self.draft(resident, reason)
        await self.answer(resident, case_id, reason, **said)
        outcome = await self.service.run(resident, case_id, c.SendCase())
        assert outcome.case.unit == "vc-angen", "the tests' case belongs at the listed health centre"
        return case_id

    async def visit(self, resident: Actor, staff: Actor, reason: str = "halsont", **said: str) -> UUID:
        case_id = await self.sent(resident, reason, **said)
        await self.service.run(staff, case_id, c.AcceptCase())
        await self.service.run(staff, case_id, c.StartVisit(new_id()))
        return case_id

    async def taken(self, case_id: UUID, name: str = "Sigge Sand") -> Actor:
        """A colleague at work who has taken the case over; whoever had it may have gone home."""
        colleague = await self.staff(name)
        await self.service.run(colleague, case_id, c.TakeOver())
        return colleague

    async def say(self, actor: Actor, case_id: UUID, text: str = "Hej!") -> Outcome:
        case = await self.case(case_id)
        return await self.service.run(actor, case_id, c.SendMessage(text, new_id(), new_id(), case.seq))

    async def case(self, case_id: UUID) -> Case:
        async with self.service.pool.acquire() as db:
            case = await cases.read(db, case_id)
        assert case is not None
        return case

    async def phase(self, case_id: UUID) -> Phase:
        return (await self.case(case_id)).phase

    async def work(self) -> None:
        """All that is due now is worked."""
        worker = Worker(self.tools)
        while await worker.round():
            continue


@asynccontextmanager
async def opened(dsn: str, folder: Path) -> AsyncIterator[World]:
    pool, owner = await open_pool(dsn, 10), await asyncpg.connect(dsn)
    clocks: list[World] = []
    hints: list[Hint] = []

    def now() -> datetime:
        return clocks[0].now

    packs = Packs.of(PACK)
    many_drop_ins(packs)
    service = Service(pool, packs, Calendars(calendar), now, hints.append)
    phone = DemoPhone(folder / "sms.jsonl", now)
    mailbox = DemoMailbox(folder / "mailbox.jsonl", "svara-inte@sluss.example", now)
    register = Register()
    registers = Registers(CarefulPersons(register, limit=0.05), Angen())
    files = open_store("memory:///", MasterKeys.parse("k1:" + "A" * 43 + "="))
    tools = Tools(service, phone, files, "http://127.0.0.1:1", registers, mailbox)
    world = World(service, tools, phone, mailbox, files, owner, register, hints=hints)
    clocks.append(world)
    try:
        yield world
    finally:
        await owner.close()
        await pool.close()
