"""The forms with which staff begin: their fields, and the command that each becomes."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sluss.core.case import commands as c
from sluss.core.policy import Pack
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.patients import PatientPage
from sluss.service.views import Choice, StaffCase
from sluss.web.clinic import fields
from sluss.web.clinic.fields import Field, Group
from sluss.web.forms import Form, text

ONE_WAY: Final = "engangsutskick"
LATER = "Lämna tomt och välj Markera som klar om du vill skriva senare."


def care_fields(pack: Pack, one_way: bool) -> tuple[Field, ...]:
    """A message that cannot be answered asks for no days: it is ended when it has been sent (G6)."""
    reasons = [reason for reason in pack.reasons.values() if pack.kind_of(reason.id) == "care"]
    reason = Field("radio", "reason", "Orsak", fields.choices(*((one.id, one.title) for one in reasons)))
    if one_way:
        return (reason, fields.text("text", "Meddelande", "Invånaren kan läsa men inte svara.", 6))
    phase = pack.async_phase
    days = fields.days(phase.choices, phase.default_days, "Hur länge ska ni kunna skriva?")
    return (reason, fields.text("text", "Meddelande", LATER, 6), days)


def care_case(pack: Pack, patient: UUID, form: Form) -> c.StartCareCase:
    """*Skicka* sends what is written; *Markera som klar* begins without a word (G7)."""
    said, one_way, quiet = text(form, "text"), text(form, "slag") == ONE_WAY, bool(text(form, "klar"))
    if not text(form, "reason"):
        raise Refused("reason_missing")
    if quiet and said.strip():
        raise Refused("message_left")
    if not quiet and not said.strip():
        raise Refused("message_empty")
    usual = fields.days(pack.async_phase.choices, pack.async_phase.default_days, "").value
    days = usual if one_way else text(form, "days")
    return c.StartCareCase(patient, text(form, "reason"), said, _number(days), one_way, new_id())


def ticket_fields(
    pack: Pack, own_unit: str, patient: PatientPage, origin: StaffCase | None, higher: bool
) -> tuple[Field, ...]:
    """Filled in as it most often is: to where the patient is listed (D16), for the reason of the case it comes from."""
    reason = origin.reason if origin else ""
    queues = fields.queues(pack, own_unit)
    found = [
        Field("select", "to", "Resurs", (_unchosen("Välj resurs"), *queues), _listed(pack, patient, reason)),
        Field("select", "reason", "Sökorsak", (_unchosen("Välj sökorsak"), *_reasons(pack)), reason),
        fields.days(pack.tickets.choices, pack.tickets.valid_days, "Hur länge ska biljetten gälla?"),
    ]
    return (*found, Field("check", "although", "Skicka biljetten ändå")) if higher else tuple(found)


def ticket(patient: UUID, from_case: UUID | None, form: Form) -> c.GiveTicket:
    unit, role, _ = fields.recipient(text(form, "to"))
    if not text(form, "reason"):
        raise Refused("reason_missing")
    return c.GiveTicket(
        patient=patient,
        unit=unit,
        role=role,
        reason=text(form, "reason"),
        valid_days=_number(text(form, "days")),
        from_case=from_case,
        although_higher=bool(text(form, "although")),
    )


def _listed(pack: Pack, patient: PatientPage, reason: str) -> str:
    unit = pack.units.get(patient.listed_unit)
    if unit is None:
        return ""
    usual = pack.reasons[reason].role if reason else ""
    return f"{unit.id}:{usual if usual in unit.roles else unit.roles[0]}:"


def _reasons(pack: Pack) -> tuple[Group, ...]:
    """By service, those that residents seek for first."""
    services = sorted(pack.services.values(), key=lambda one: one.kind == "care")
    groups = [
        Group(one.title, tuple(Choice(reason.id, reason.title) for reason in pack.reasons_of(one.id)))
        for one in services
    ]
    return tuple(group for group in groups if group.choices)


def _unchosen(title: str) -> Group:
    return Group("", (Choice("", title),))


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 4:
        raise Refused("not_a_choice")
    return int(value)
