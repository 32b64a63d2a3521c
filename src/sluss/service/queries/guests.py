"""Guests from outside: what staff see of them, what they are shown themselves, and where the link is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.access import allowed
from sluss.core.case.commands import InviteExternal
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.externals import CHECKS, KINDS, asks_consent, second_guardians, under_way
from sluss.core.policy import known
from sluss.core.profile import to_resident
from sluss.core.refusal import Hidden
from sluss.service.queries.worklists import mandate_of
from sluss.service.reading import Query, Reading
from sluss.service.views.guests import GuestLine, GuestVisit, Inviting, Standing
from sluss.store import cases, externals, people, relations, team


@dataclass(frozen=True, slots=True)
class InvitingOf(Query[Inviting]):
    case: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class GuestVisitOf(Query[GuestVisit]):
    """Asked by the guest. `device`: which opening of the link this is; None: it has not been opened here."""

    device: int | None = None
    logged: bool = False


@dataclass(frozen=True, slots=True)
class GuestAddressed:
    """Where the link goes, and what the message may say: `starts` is None in a visit that is under way."""

    via: str
    address: str
    starts: datetime | None


@dataclass(frozen=True, slots=True)
class GuestAddressOf(Query[GuestAddressed | None]):
    """None: the link leads nowhere any more."""

    guest: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class CancelledGuestOf(Query[GuestAddressed | None]):
    """Whom to tell that the visit is cancelled. None: the link was never sent, or was taken back before."""

    guest: UUID
    logged: bool = False


async def guest_lines(r: Reading, case: Case) -> tuple[GuestLine, ...]:
    return tuple(_line(case, row) for row in await externals.of_case(r.db, case.id))


def _line(case: Case, row: Any) -> GuestLine:
    standing, at = standing_of(case, row)
    return GuestLine(
        id=row["id"],
        kind=KINDS[row["kind"]],
        name=f"{row['first_name']} {row['last_name']}".strip(),
        via=row["via"],
        address=row["address"],
        standing=standing,
        at=at,
        told=row["told"],
        told_at=row["told_at"],
        checked=CHECKS[row["checked"]] if row["checked"] else "",
        asks_consent=asks_consent(case) and not row["consent"],
    )


def standing_of(case: Case, row: Any) -> tuple[Standing, datetime]:
    if row["refused_at"]:
        return "refused", row["refused_at"]
    if row["withdrawn_at"]:
        return "withdrawn", row["withdrawn_at"]
    if row["id"] not in case.externals:
        return "over", case.ended_at or row["invited_at"]
    if row["id"] in case.admitted:
        return "in", row["admitted_at"]
    if externals.is_here(row):
        return "waiting", row["arrived_at"]
    return ("left", row["left_at"]) if row["left_at"] else ("invited", row["invited_at"])


async def inviting_of(r: Reading, q: InvitingOf) -> Inviting:
    mandate_of(r)
    case = await r.case(q.case)
    if InviteExternal.__name__ not in allowed(r.actor, case, r.pack.functions_of(r.actor)):
        raise Hidden
    patient = await people.person(r.db, case.patient) if case.patient else None
    ward = await relations.ward(r.db, patient) if patient and case.patient != case.resident else None
    others = second_guardians(case, ward, r.pack.routine.proxies, r.now)
    return Inviting(
        interpreter_email=r.pack.routine.video.interpreter_email,
        guardians=tuple((one.id, one.name) for one in others),
        asks_consent=asks_consent(case),
        consent_may_wait=not under_way(case),
    )


async def guest_visit(r: Reading, q: GuestVisitOf) -> GuestVisit:
    """Hidden alike for a guest that never was, and for whoever is no guest."""
    row = await externals.guest(r.db, r.actor.id) if r.actor.kind == "external" else None
    case = await cases.read(r.db, row["case_id"]) if row else None
    if row is None or case is None:
        raise Hidden
    r.seen = [case.id]
    standing, _ = standing_of(case, row)
    # What is over, refused or taken back stays so on every device.
    if standing in ("invited", "waiting", "in", "left") and q.device is not None and q.device != row["device"]:
        standing = "taken"
    name, title = await _staff(r, case)
    return GuestVisit(
        guest=row["id"],
        case_id=case.id,
        kind=KINDS[row["kind"]],
        first_name=row["first_name"],
        standing=standing,
        staff_name=name,
        staff_title=title,
        unit_name=await _unit(r, case),
        starts=case.booked_from,
        begun=case.phase in (Phase.VISIT, Phase.ASYNC),
        calling=case.call is not None and standing == "in",
        device=row["device"],
    )


async def _staff(r: Reading, case: Case) -> tuple[str, str]:
    """Whose visit it is, as residents read it; empty before anybody has it."""
    whose = case.owner or case.booked_staff
    row = (await team.taking_part(r.db, [whose], case.id, r.now)).get(whose) if whose else None
    return to_resident(row["name"], row["title"], row["title_only"]) if row else ("", "")


async def _unit(r: Reading, case: Case) -> str:
    """H24, Skyddade personuppgifter: "framgår vilken vårdenhet patienten har sökt vård hos och då finns risk att
    information om var patienten befinner sig röjs"."""
    around = [await people.person(r.db, one) for one in {case.patient, case.resident} if one]
    unit = known(r.pack.units, case.unit)
    if unit is None or not r.pack.routine.sms.include_unit or any(one is None or one.protected for one in around):
        return ""
    return unit.name


async def guest_address(r: Reading, q: GuestAddressOf) -> GuestAddressed | None:
    if r.actor.kind != "system":
        raise Hidden
    row = await externals.guest(r.db, q.guest)
    case = await cases.read(r.db, row["case_id"]) if row else None
    if row is None or case is None or row["id"] not in case.externals:
        return None
    starts = case.booked_from if case.booked_from and case.booked_from > r.now and not under_way(case) else None
    return GuestAddressed(row["via"], row["address"], starts)


async def cancelled_guest(r: Reading, q: CancelledGuestOf) -> GuestAddressed | None:
    if r.actor.kind != "system":
        raise Hidden
    row = await externals.guest(r.db, q.guest)
    case = await cases.read(r.db, row["case_id"]) if row else None
    if row is None or case is None or case.phase is not Phase.WITHDRAWN:
        return None
    if row["told"] != "sent" or row["withdrawn_at"] or row["refused_at"]:
        return None
    return GuestAddressed(row["via"], row["address"], case.booked_from)
