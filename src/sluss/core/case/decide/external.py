"""Guests from outside: invited, waiting, let in, turned away (J6, J7, J8, A11, M3)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import asynchronous_phase_over
from sluss.core.case.lines import JOINED, LEFT, guest_line
from sluss.core.case.model import Case
from sluss.core.externals import (
    CHECKS,
    INTERPRETER,
    KINDS,
    MOST,
    NAME_LENGTH,
    VIAS,
    asks_consent,
    reached_at,
    second_guardians,
    under_way,
)
from sluss.core.facts import Facts
from sluss.core.proxies import Guardian
from sluss.core.refusal import Refused


def invite(actor: Actor, case: Case, command: c.InviteExternal, facts: Facts) -> list[e.Event]:
    # A drill leaves nothing behind, and reaches nobody.
    if case.drill:
        raise Refused("drill_no_guests")
    if case.one_way:
        raise Refused("one_way")
    if asynchronous_phase_over(case, facts):
        raise Refused("case_closed")
    if facts.external is not None:
        return []  # the same form, posted twice
    if len(case.externals) >= MOST:
        raise Refused("too_many_guests", most=MOST)
    first, last, to = _who(case, command, facts)
    # HDK: "Innan fler personer bjuds in i ett pågående besök eller kontakt ska patientens samtycke inhämtas" (M3).
    if asks_consent(case) and under_way(case) and not command.consent:
        raise Refused("consent_needed")
    told = (command.consent, first, last, to)
    return [e.ExternalInvited(command.external, command.kind, command.via, actor.id, *told)]


def arrive(actor: Actor, case: Case, command: c.ArriveAsExternal, facts: Facts) -> list[e.Event]:
    """Opened again, as on another device, it is the same arrival."""
    there = actor.id in case.admitted or (facts.external is not None and facts.external.here)
    return [] if there else [e.ExternalArrived(actor.id)]


def admit(actor: Actor, case: Case, command: c.AdmitExternal, facts: Facts) -> list[e.Event]:
    guest = facts.external
    if guest is None or command.external not in case.externals:
        raise Refused("guest_gone")
    if command.external in case.admitted:
        return []
    if not guest.here:
        raise Refused("guest_not_here")
    # H24, Bjuda in extern gäst: "vid behov av att säkerställa identitet visar gästen fotolegitimation" (A11).
    if command.checked not in CHECKS:
        raise Refused("checked_missing")
    if asks_consent(case) and not (guest.consent or command.consent):
        raise Refused("consent_needed")
    admitted = e.ExternalAdmitted(command.external, actor.id, command.checked, command.consent)
    return [admitted, guest_line(command.message_id, JOINED, guest)]


def refuse(actor: Actor, case: Case, command: c.RefuseExternal, facts: Facts) -> list[e.Event]:
    if command.external not in case.externals:
        raise Refused("guest_gone")
    if command.external in case.admitted:
        raise Refused("guest_is_in")
    return [e.ExternalRefused(command.external, actor.id)]


def withdraw(actor: Actor, case: Case, command: c.WithdrawExternal, facts: Facts) -> list[e.Event]:
    """Who was in is out, and the others read it."""
    if facts.external is None or command.external not in case.externals:
        raise Refused("guest_gone")
    gone: list[e.Event] = [e.ExternalWithdrawn(command.external, actor.id)]
    if command.external in case.admitted:
        gone.append(guest_line(command.message_id, LEFT, facts.external))
    return gone


def leave(actor: Actor, case: Case, command: c.LeaveAsExternal, facts: Facts) -> list[e.Event]:
    guest = facts.external
    if guest is None or not guest.here:
        return []
    left: list[e.Event] = [e.ExternalLeft(actor.id)]
    if actor.id in case.admitted:
        left.append(guest_line(command.message_id, LEFT, guest))
    return left


def _who(case: Case, command: c.InviteExternal, facts: Facts) -> tuple[str, str, str]:
    """First name, last name and address of the one who is invited."""
    if command.kind not in KINDS:
        raise Refused("guest_kind_missing")
    if command.via not in VIAS:
        raise Refused("guest_via_missing")
    first, last, written = command.first_name.strip(), command.last_name.strip(), command.address
    if command.kind == "interpreter":
        # H24: "Tolk bjuds in via e-post till den funktionsbrevlåda som finns hos tolktjänsten" (J7, J8).
        if command.via != "email":
            raise Refused("interpreter_by_email")
        first, last = INTERPRETER
        written = written.strip() or facts.pack.routine.video.interpreter_email
    if command.kind == "guardian":
        first, _, last = _guardian(case, command, facts).name.partition(" ")
    if not first:
        raise Refused("guest_name_missing")
    if max(len(first), len(last)) > NAME_LENGTH or not (first + last).isprintable():
        raise Refused("guest_name_wrong", longest=NAME_LENGTH)
    to = reached_at(command.via, written)
    if to is not None:
        return first, last, to
    if command.via == "email":
        raise Refused("guest_email_wrong")
    raise Refused("guest_mobile_wrong")


def _guardian(case: Case, command: c.InviteExternal, facts: Facts) -> Guardian:
    others = second_guardians(case, facts.ward, facts.pack.routine.proxies, facts.now)
    named = next((one for one in others if one.id == command.guardian), None)
    if named is None:
        raise Refused("no_second_guardian")
    return named
