"""Made-up people and their cases, through the commands of the service; many rows by copying one in the database."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sluss.boot.wiring import demo_region
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.people import Mandate, Person, role_title
from sluss.service.doors import Service
from sluss.service.facts import Calendars
from sluss.service.ids import new_id
from sluss.service.packs import Packs
from sluss.service.sessions import ANONYMOUS, SignInResident, SignInStaff
from sluss.service.shifts import StartShift
from sluss.store.cases import COLUMNS
from sluss.store.packs import calendar, load
from sluss.store.pool import Pool
from sluss.web.sessions import hashed

UNIT = "vc-angen"
CROWDED = "vc-berget"
LASTS = timedelta(hours=2)
AT_ONCE = 8
CALM = {
    "varning": "inget",
    "debut": "dagar",
    "feber": "nej",
    "tecken": "inget",
    "belaggning": "nej",
    "kortlar": "nej",
    "hosta": "ja",
    "dricka": "true",
    "immun": "false",
    "smitta": "false",
    "allergi": "false",
}

Made = TypeVar("Made")
Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is logged in; `token` is what the cookie holds."""

    actor: Actor
    token: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A case whose visit has begun, with `seq` as both pages show it."""

    case: UUID
    seq: int
    resident: User
    nurse: User


def service_over(pool: Pool) -> Service:
    pack = load(demo_region())
    return Service(pool, Packs.of(pack), Calendars(calendar), lambda: datetime.now(UTC))


async def at_once(make: Callable[[Asked], Awaitable[Made]], of: Sequence[Asked]) -> list[Made]:
    """Made for each, a few at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(asked: Asked) -> Made:
        async with gate:
            return await make(asked)

    return list(await asyncio.gather(*(one(asked) for asked in of)))


def personnummer() -> Iterator[tuple[str, date]]:
    """Numbers of the Tax Agency's range for tests: the last four begin with 238 or 239."""
    born = date(1950, 1, 1)
    while True:
        for serial in ("238", "239"):
            digits = f"{born:%y%m%d}{serial}"
            doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
            total = sum(product // 10 + product % 10 for product in doubled)
            yield f"{born:%Y%m%d}{serial}{-total % 10}", born
        born += timedelta(days=1)


class People:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._numbers = personnummer()
        self._staff = 0

    async def residents(self, count: int) -> list[User]:
        return await at_once(lambda number: self._resident(*number), [next(self._numbers) for _ in range(count)])

    async def _resident(self, number: str, born: date) -> User:
        token, session = secrets.token_urlsafe(32), new_id()
        person = Person(new_id(), number, "Test", f"Person{number[:8]}", born, listed_unit=UNIT)
        command = SignInResident(hashed(token), person, "bankid", LASTS)
        subject = await self._service.run(ANONYMOUS, session, command)
        return User(Actor("resident", subject, person.name, session=session), token)

    async def nurses(self, count: int, unit: str = UNIT) -> list[User]:
        return await self.staff(count, Mandate(unit, "nurse"))

    async def staff(self, count: int, mandate: Mandate) -> list[User]:
        """Signed in, and at work."""
        first, self._staff = self._staff, self._staff + count
        return await at_once(lambda n: self._at_work(n, mandate), range(first, first + count))

    async def _at_work(self, number: int, mandate: Mandate) -> User:
        token, session, title = secrets.token_urlsafe(32), new_id(), role_title(mandate.role)
        hsa_id, family = f"SE2321000000-B{number:04}", f"Nummer{number}"
        command = SignInStaff(hashed(token), new_id(), hsa_id, "Siv", family, title, (mandate,), "siths", LASTS)
        subject = await self._service.run(ANONYMOUS, session, command)
        actor = Actor("staff", subject, f"Siv {family}", title, mandate, session)
        shift = await self._service.run(actor, session, StartShift(mandate))
        return User(replace(actor, shift=shift), token)

    async def waiting(self, resident: User) -> UUID:
        """A case of the resident's, sent: the least urgent, which waits at the listed unit at any hour."""
        case = new_id()
        await self._service.run(resident.actor, case, c.StartDraft("sok-vard", "halsont", resident.actor.id))
        for link_id, value in CALM.items():
            await self._service.run(resident.actor, case, c.GiveAnswer(link_id, (value,)))
        await self._service.run(resident.actor, case, c.SendCase())
        return case

    async def chat(self, pair: tuple[User, User]) -> Chat:
        resident, nurse = pair
        case = await self.waiting(resident)
        await self._service.run(nurse.actor, case, c.AcceptCase())
        begun = await self._service.run(nurse.actor, case, c.StartVisit(new_id()))
        return Chat(case, begun.case.seq, resident, nurse)


async def copied(db: Any, of: UUID, count: int, **changed: str) -> list[UUID]:
    """`count` rows of `care_case` like that of a real case; `changed` are SQL expressions over the row number `n`."""
    values = {name: f"c.{name}" for name in COLUMNS} | {"id": "gen_random_uuid()"} | changed
    sql = f"""insert into care_case ({", ".join(values)}) select {", ".join(values.values())}
    from care_case c, generate_series(1, $2) as n where c.id = $1 returning id"""
    return [row["id"] for row in await db.fetch(sql, of, count)]
