"""Patients as staff of a unit find them: only those with a tie to it. A name never finds who is protected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.people import Person
from sluss.store.cases import COLUMNS, case_of
from sluss.store.people import person_of
from sluss.store.pool import Connection

# $1 is the unit. A draft is its resident's alone, and nothing came of a discarded one.
TIED = """(
    p.listed_unit = $1
    or exists (select from patient_unit t where t.person = p.id and t.unit = $1)
    or exists (select from care_case c where c.patient = p.id and c.phase not in ('draft', 'discarded') and c.drill = ''
               and (c.unit = $1 or c.handover_unit = $1 or c.from_unit = $1))
)"""
PATIENT = f"select p.{', p.'.join(Person.__slots__)} from person p"
BY_NUMBER = f"{PATIENT} where p.personnummer = $2 and {TIED}"
BY_ID = f"{PATIENT} where p.id = $2 and {TIED}"
BY_NAME = f"""
{PATIENT}
where to_tsvector('simple', name_key(p.given_name || ' ' || p.family_name)) @@ to_tsquery('simple', $2)
      and not p.protected and {TIED}
order by name_key(p.family_name), name_key(p.given_name), p.personnummer limit $3
"""
TIE = """
insert into patient_unit (unit, person, at, staff) values ($1, $2, $3, $4) on conflict do nothing returning person
"""
# A ticket is shown as one until it is used; a booked visit also when it has been cancelled.
NO_CASES = ("draft", "discarded", "ticket")
CASES = f"""
select c.{", c.".join(COLUMNS)}, s.given_name || ' ' || s.family_name as owner_name
from care_case c left join staff s on s.id = c.owner
where c.patient = $2 and (c.unit = $1 or c.handover_unit = $1) and c.phase <> all ($3) and c.drill = ''
      and (c.phase <> 'withdrawn' or c.booked_from is not null)
order by c.created_at desc limit 200
"""
TICKETS = f"""
select c.{", c.".join(COLUMNS)}, s.given_name || ' ' || s.family_name as giver_name
from care_case c left join staff s on s.id = c.given_by
where c.patient = $2 and (c.unit = $1 or c.from_unit = $1) and (c.phase = 'ticket' or c.ticket_until is not null)
order by c.created_at desc limit 200
"""

TICKETS_FROM = f"""
select {", ".join(COLUMNS)} from care_case
where patient = $2 and from_case = $3 and (unit = $1 or from_unit = $1) order by created_at desc limit 20
"""


async def by_number(db: Connection, unit: str, personnummer: str) -> Person | None:
    row = await db.fetchrow(BY_NUMBER, unit, personnummer)
    return person_of(row) if row else None


async def by_id(db: Connection, unit: str, person_id: UUID) -> Person | None:
    row = await db.fetchrow(BY_ID, unit, person_id)
    return person_of(row) if row else None


async def by_name(db: Connection, unit: str, words: Sequence[str], most: int) -> list[Person]:
    """Those of whose names each of the words, letters alone, begins some word."""
    begun = " & ".join(f"{word}:*" for word in words)
    return [person_of(row) for row in await db.fetch(BY_NAME, unit, begun, most)]


async def tie(db: Connection, unit: str, person_id: UUID, now: datetime, staff: UUID) -> bool:
    """Whether the unit had made no tie of its own before."""
    return await db.fetchval(TIE, unit, person_id, now, staff) is not None


async def cases_of(db: Connection, unit: str, person_id: UUID) -> list[tuple[Case, Any]]:
    """The patient's cases that touch the unit, the newest first, each with its row."""
    return [(case_of(row), row) for row in await db.fetch(CASES, unit, person_id, NO_CASES)]


async def tickets_of(db: Connection, unit: str, person_id: UUID) -> list[tuple[Case, Any]]:
    return [(case_of(row), row) for row in await db.fetch(TICKETS, unit, person_id)]


async def tickets_from(db: Connection, unit: str, case: Case) -> list[Case]:
    """Those that were given in the case, as far as they touch the unit."""
    return [case_of(row) for row in await db.fetch(TICKETS_FROM, unit, case.patient, case.id)]
