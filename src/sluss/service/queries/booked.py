"""What a resident reads of booked visits: the one on the case's page, and the next one on the start page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sluss.core.booked import no_show
from sluss.core.case.model import Case
from sluss.core.groups import first_shown
from sluss.core.people import Person
from sluss.core.policy import known
from sluss.core.refusal import Hidden
from sluss.core.waiting_room import expected, opens_at
from sluss.service.queries.common import called
from sluss.service.reading import Query, Reading
from sluss.service.views.booked import Booked, Upcoming
from sluss.store import booked as rows, groups, team

# How long before its time a visit stands on the start page.
SOON: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class UpcomingOf(Query[Upcoming | None]):
    """The next visit of the resident, and of the children that the resident speaks for."""


async def booked_of(r: Reading, case: Case, patient: Person | None) -> Booked | None:
    """None of a case that was never booked."""
    if case.booked_from is None or case.booked_until is None:
        return None
    opens, awaited = opens_at(case.booked_from, r.pack), expected(case)
    group = await groups.group(r.db, case.meeting) if case.meeting else None
    chosen = await groups.shown_as(r.db, case.id) if group else ""
    return Booked(
        kind=case.booked_kind,
        starts=case.booked_from,
        ends=case.booked_until,
        opens_at=opens,
        arrived_at=None if awaited else case.arrived_at,
        open=awaited and r.now >= opens,
        late=awaited and r.now >= case.booked_from,
        no_show=no_show(case),
        moved=awaited and await rows.moved(r.db, case.id),
        with_name=await _whose(r, case),
        cost=r.pack.texts.video_cost,
        rebook_link=r.pack.tickets.booking_link,
        group=group.title if group else "",
        shown_as=(chosen or first_shown(patient)) if group else "",
        next_at=next((at for at in (opens, case.booked_from) if awaited and at > r.now), None),
    )


async def _whose(r: Reading, case: Case) -> str:
    """The one whose visit it is, by the name that residents read; empty when that is not said."""
    found = await team.taking_part(r.db, [case.booked_staff], case.id, r.now) if case.booked_staff else {}
    return called(found[case.booked_staff])[0] if case.booked_staff in found else ""


async def upcoming(r: Reading, q: UpcomingOf) -> Upcoming | None:
    if r.actor.kind != "resident":
        raise Hidden
    every = [proxy.child for proxy in r.actor.proxies if proxy.every_case]
    row = await rows.next_of(r.db, r.actor.id, every, [proxy.child for proxy in r.actor.proxies], r.now, r.now + SOON)
    r.seen = [row["id"]] if row else []
    if row is None:
        return None
    unit = known(r.pack.units, row["unit"])
    return Upcoming(
        case_id=row["id"],
        kind=row["booked_kind"],
        starts=row["booked_from"],
        open=r.now >= opens_at(row["booked_from"], r.pack),
        waiting=row["arrived_at"] is not None,
        unit_name=unit.name if unit else "",
        about="" if row["patient"] == r.actor.id else row["given_name"],
    )
