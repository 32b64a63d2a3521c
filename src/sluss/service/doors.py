"""The two doors. Nobody else opens a transaction or sees a row: `run` changes, `read` shows, both leave a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, overload
from uuid import UUID

from sluss.core.access import side
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.facts import Facts
from sluss.core.policy import Pack
from sluss.core.refusal import Hidden, Refused
from sluss.service.booking_facts import ONE_BOOKING_AT_A_TIME
from sluss.service.calls import CALL_COMMANDS
from sluss.service.contacts import CONTACT_COMMANDS
from sluss.service.deciding import Outcome as Outcome, once
from sluss.service.facts import Calendars
from sluss.service.groups import GROUP_COMMANDS
from sluss.service.guests import GUEST_COMMANDS
from sluss.service.hints import SETTINGS, Hint, Tell, case_topic, changed
from sluss.service.in_force import PACK_COMMANDS
from sluss.service.jobs import JOB_COMMANDS
from sluss.service.local import LOCAL_COMMANDS
from sluss.service.notices import NOTICE_COMMANDS
from sluss.service.packs import Packs
from sluss.service.patients import PATIENT_COMMANDS
from sluss.service.profiles import PROFILE_COMMANDS
from sluss.service.queries import QUERIES
from sluss.service.reading import Query, Reading
from sluss.service.received import BOOKING_COMMANDS
from sluss.service.relations import RELATION_COMMANDS, now_standing
from sluss.service.reminders import REMINDER_COMMANDS
from sluss.service.sessions import SESSION_COMMANDS
from sluss.service.shadow import SHADOW_COMMANDS
from sluss.service.shifts import SHIFT_COMMANDS
from sluss.service.smaller import Doing, Smaller
from sluss.store import access_log, cases
from sluss.store.pool import Connection, Pool, StoredTwice

View = TypeVar("View")
Result = TypeVar("Result")
Clock = Callable[[], datetime]
# Each look that fails is a success of somebody else in the same case.
LOOKS = 50
# What puts a patient into a queue, or books a member of staff; two at once are decided on in a row.
ONE_IN_A_ROW = (c.SendCase, c.ActivateTicket, *ONE_BOOKING_AT_A_TIME)
SMALLER = {
    **SESSION_COMMANDS,
    **CALL_COMMANDS,
    **JOB_COMMANDS,
    **PATIENT_COMMANDS,
    **LOCAL_COMMANDS,
    **PACK_COMMANDS,
    **SHADOW_COMMANDS,
    **SHIFT_COMMANDS,
    **PROFILE_COMMANDS,
    **CONTACT_COMMANDS,
    **NOTICE_COMMANDS,
    **RELATION_COMMANDS,
    **BOOKING_COMMANDS,
    **GUEST_COMMANDS,
    **GROUP_COMMANDS,
    **REMINDER_COMMANDS,
}


@dataclass(frozen=True, slots=True)
class Service:
    pool: Pool
    packs: Packs
    calendars: Calendars
    clock: Clock
    tell: Tell = field(default=lambda hint: None)

    @property
    def pack(self) -> Pack:
        """What decides now: a version begins at its midnight in every process, told or not."""
        return self.packs.at(self.clock())

    @overload
    async def run(self, actor: Actor, about: UUID, command: c.Command) -> Outcome: ...
    @overload
    async def run(self, actor: Actor, about: UUID, command: Smaller[Result]) -> Result: ...

    async def run(self, actor: Actor, about: UUID, command: c.Command | Smaller[Any]) -> Any:
        """Gives a command to a case, or to something smaller; `about` is its id.

        Raises Hidden or Refused, of which each leaves a row in the access log. What is
        smaller answers with what it is a command for.
        """
        async with self.pool.acquire() as db:
            try:
                actor = await now_standing(db, actor, self.pack, self.clock())
                if isinstance(command, Smaller):
                    return await self._smaller(db, actor, about, command)
                outcome = await self._decided(db, actor, about, command)
            except (Hidden, Refused) as no:
                said = "hidden" if isinstance(no, Hidden) else "refused"
                await access_log.add(db, self.clock(), actor, type(command).__name__, said, about)
                raise
        self._tell(outcome, actor, command)
        return outcome

    async def read(self, actor: Actor, query: Query[View]) -> View:
        """Shows what the actor may see, and writes that it was shown. Raises Hidden, which is written too."""
        async with self.pool.acquire() as db:
            now = self.clock()
            pack = self.packs.at(now)
            actor = await now_standing(db, actor, pack, now)
            reading = Reading(db, actor, now, pack, self.calendars.around(now, pack), self.packs)
            try:
                shown: View = await QUERIES[type(query)](reading, query)
            except Hidden:
                await access_log.add(db, now, actor, query.what, "hidden", query.case_id, person=query.person_id)
                raise
            if query.logged:
                shows = (query.case_id, reading.seen, query.person_id, reading.people)
                await access_log.add(db, now, actor, query.what, "shown", *shows)
            return shown

    async def keep_up(self) -> None:
        """The version in force, and the units' own settings, as they stand now: at the start, and when the bus asks."""
        async with self.pool.acquire() as db:
            await self.packs.refresh(db, self.clock())

    async def _smaller(self, db: Connection, actor: Actor, about: UUID, command: Smaller[Any]) -> Any:
        now = self.clock()
        pack = self.packs.at(now)
        doing = Doing(db, now, actor, about, pack, self.calendars.around(now, pack), self.packs)
        async with db.transaction():
            result, hints = await SMALLER[type(command)](doing, command)
        if any(SETTINGS in hint.topics for hint in hints):
            await self.packs.refresh(db, now)
        for hint in hints:
            self.tell(hint)
        return result

    async def _decided(self, db: Connection, actor: Actor, case_id: UUID, command: c.Command) -> Outcome:
        """Decides on the case as it stands. When somebody else wrote in it meanwhile, decides anew on what they left.

        That is also how a resend finds its twin: it fails on the unique client id, and the next look finds it stored.
        """
        for _ in range(LOOKS):
            try:
                if not isinstance(command, ONE_IN_A_ROW):
                    return await once(db, actor, case_id, command, self._base(self.clock()))
                async with db.transaction():
                    await cases.one_at_a_time(db, case_id)
                    return await once(db, actor, case_id, command, self._base(self.clock()))
            except (cases.Overtaken, StoredTwice) as overtaken:
                last = overtaken
        raise last

    def _base(self, now: datetime) -> Facts:
        pack = self.packs.at(now)
        return Facts(now=now, pack=pack, calendar=self.calendars.around(now, pack))

    def _tell(self, outcome: Outcome, actor: Actor, command: c.Command) -> None:
        """After the commit: losing a hint is harmless, a sweep tells what was committed and not told."""
        case = outcome.case
        if isinstance(command, c.ShowTyping):
            self.tell(Hint((case_topic(case.id),), case.id, case.seq, typing=side(actor, case)))
        elif outcome.events:
            self.tell(changed(case.id, case.seq, outcome.units, case.resident, outcome.staff))
