"""Residents, patients and staff as rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.people import Person
from sluss.store.pool import Connection

PERSON = """
select id, personnummer, given_name, family_name, born, protected, phone, listed_unit from person where id = $1
"""
BY_NUMBER = """
select id, personnummer, given_name, family_name, born, protected, phone, listed_unit from person
where personnummer = $1
"""
# '?' is LISTING_SILENT.
KEEP_PERSON = """
insert into person (id, personnummer, given_name, family_name, born, protected, phone, listed_unit, seen_at)
values ($1, $2, $3, $4, $5, $6, $7, nullif($8, '?'), $9)
on conflict (personnummer) do update set given_name = excluded.given_name, family_name = excluded.family_name,
protected = excluded.protected, seen_at = excluded.seen_at,
-- K1: what staff have written down holds as long as the registers know no number.
phone = case when person.phone_noted_at is null then excluded.phone else coalesce(excluded.phone, person.phone) end,
phone_noted_at = case when excluded.phone is null then person.phone_noted_at end,
listed_unit = case when $8 = '?' then person.listed_unit else $8 end
returning id
"""
# Only the test patient itself: whose number it is besides, is left alone.
KEEP_TEST_PATIENT = """
insert into person (id, personnummer, given_name, family_name, born, protected, seen_at)
values ($1, $2, $3, $4, $5, false, $6)
on conflict (personnummer) do update set given_name = excluded.given_name, family_name = excluded.family_name
where person.id = excluded.id
"""
KEEP_STAFF = """
insert into staff (id, hsa_id, given_name, family_name, title, seen_at) values ($1, $2, $3, $4, $5, $6)
on conflict (hsa_id) do update set given_name = excluded.given_name, family_name = excluded.family_name,
title = excluded.title, seen_at = excluded.seen_at
returning id
"""


def person_of(row: Any) -> Person:
    return Person(**{name: row[name] for name in Person.__slots__})


async def person(db: Connection, person_id: UUID) -> Person | None:
    row = await db.fetchrow(PERSON, person_id)
    return person_of(row) if row else None


async def by_number(db: Connection, personnummer: str) -> Person | None:
    row = await db.fetchrow(BY_NUMBER, personnummer)
    return person_of(row) if row else None


async def keep_person(db: Connection, p: Person, now: datetime) -> UUID:
    """Stores what the register says now; returns the id, which stays that of the first time."""
    found: UUID = await db.fetchval(
        KEEP_PERSON, p.id, p.personnummer, p.given_name, p.family_name, p.born, p.protected, p.phone, p.listed_unit, now
    )
    return found


async def keep_test_patient(db: Connection, p: Person, now: datetime) -> None:
    await db.execute(KEEP_TEST_PATIENT, p.id, p.personnummer, p.given_name, p.family_name, p.born, now)


async def keep_staff(
    db: Connection, staff_id: UUID, hsa_id: str, given_name: str, family_name: str, title: str, now: datetime
) -> UUID:
    found: UUID = await db.fetchval(KEEP_STAFF, staff_id, hsa_id, given_name, family_name, title, now)
    return found
