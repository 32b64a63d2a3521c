"""The form of *Boka besök*: its fields, and the command that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sluss.core.case import commands as c
from sluss.core.facts import Colleague
from sluss.core.people import role_title
from sluss.core.policy import Pack
from sluss.core.refusal import Refused
from sluss.service.views import Choice, StaffCase
from sluss.web.clinic import fields
from sluss.web.clinic.fields import Field, Group
from sluss.web.clinic.times import although, span, when_fields
from sluss.web.context import Web
from sluss.web.forms import Form, text


def visit_fields(pack: Pack, unit: str, staff: Sequence[Colleague], me: UUID, refused: str = "") -> tuple[Field, ...]:
    found = (
        Field("select", "reason", "Orsak", (Group("", (Choice("", "Välj orsak"),)), *_reasons(pack))),
        Field("select", "to", "Vems besök är det?", whose(pack, unit, staff), _mine(staff, me, unit)),
        *when_fields(),
    )
    return (*found, although()) if refused == "booked_already" else found


def whose(pack: Pack, unit: str, staff: Sequence[Colleague]) -> tuple[Group, ...]:
    """Those who work at the unit, at work now or not; or whoever of a role takes it on the day."""
    people = [
        Choice(f"{unit}:{one.role}:{one.id}", f"{one.name}, {role_title(one.role)}")
        for one in staff
        if one.role in pack.units[unit].roles
    ]
    roles = [Choice(f"{unit}:{role}:", f"Någon {role_title(role)}") for role in pack.units[unit].roles]
    return tuple(group for group in (Group("Person", tuple(people)), Group("Roll", tuple(roles))) if group.choices)


def visit(patient: UUID, unit: str, form: Form) -> c.BookVisit:
    _, role, staff = fields.recipient(text(form, "to"))
    if not text(form, "reason"):
        raise Refused("reason_missing")
    starts, ends = span(form)
    return c.BookVisit(
        patient=patient,
        kind="visit",
        unit=unit,
        role=role,
        staff=staff,
        reason=text(form, "reason"),
        starts=starts,
        ends=ends,
        although=bool(text(form, "although")),
    )


def _mine(staff: Sequence[Colleague], me: UUID, unit: str) -> str:
    """One's own, as most are."""
    return next((f"{unit}:{one.role}:{one.id}" for one in staff if one.id == me), "")


def _reasons(pack: Pack) -> tuple[Group, ...]:
    """What care begins first, then what residents seek for."""
    kinds = [one for one in pack.services.values() if one.kind != "administrative"]
    groups = (
        Group(one.title, tuple(Choice(reason.id, reason.title) for reason in pack.reasons_of(one.id)))
        for one in sorted(kinds, key=lambda one: one.kind != "care")
    )
    return tuple(group for group in groups if group.choices)


def invitation_of(web: Web, page: StaffCase) -> str:
    """K6, K7: the text that staff copy into the record system when they have booked a visit here."""
    return web.pack.texts.invite(page.visit.child, web.base_url) if page.visit else ""
