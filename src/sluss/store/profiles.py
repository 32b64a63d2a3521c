"""What staff have said of themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.profile import Profile
from sluss.store.pool import Connection

# The directory's own words beside them: what an empty name or title falls back to.
PROFILE = """
select s.given_name || ' ' || s.family_name as name, s.title as directory_title, p.shown_name, p.title, p.mobile,
       p.sms_async, p.sms_drop_in, p.sms_scheduled, p.title_only, p.email, p.by_email
from staff s left join staff_profile p on p.staff = s.id where s.id = $1
"""
SAVE = """
insert into staff_profile
    (staff, shown_name, title, mobile, sms_async, sms_drop_in, sms_scheduled, title_only, email, by_email, saved_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (staff) do update set shown_name = excluded.shown_name, title = excluded.title, mobile = excluded.mobile,
sms_async = excluded.sms_async, sms_drop_in = excluded.sms_drop_in, sms_scheduled = excluded.sms_scheduled,
title_only = excluded.title_only, email = excluded.email, by_email = excluded.by_email, saved_at = excluded.saved_at
"""


def profile_of(row: Any) -> Profile:
    """As saved; empty for one who has never saved any."""
    if row["shown_name"] is None:
        return Profile()
    return Profile(**{name: row[name] for name in Profile.__slots__})


async def find(db: Connection, staff: UUID) -> Any:
    return await db.fetchrow(PROFILE, staff)


async def save(db: Connection, staff: UUID, x: Profile, now: datetime) -> None:
    flags = (x.sms_async, x.sms_drop_in, x.sms_scheduled, x.title_only, x.email, x.by_email)
    await db.execute(SAVE, staff, x.shown_name, x.title, x.mobile, *flags, now)
