"""Who may ask what of a case: deny first. One table for commands, one question for reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.booked import no_show
from sluss.core.case import commands as c
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.phases import Phase
from sluss.core.functions import FUNCTIONS
from sluss.core.refusal import Hidden, Refused
from sluss.core.risk import assesses, level, visit_awaited
from sluss.core.rules import BEGINNINGS, RULES, STAFF_WRITES, Rule, Who
from sluss.core.waiting_room import expected

LICENSED: Final = frozenset({"nurse", "physician", "psychologist"})
ALL: Final = frozenset(FUNCTIONS)


def at_unit(actor: Actor, unit: str | None) -> bool:
    """Licensed staff whose mandate is at the unit."""
    return actor.kind == "staff" and actor.mandate is not None and _licensed(actor) and actor.mandate.unit == unit


def handed_to(actor: Actor, case: Case) -> bool:
    """Whether the case is offered to the actor: in person, or by unit and role. The whole unit may read up on it."""
    if case.handover_unit is None or actor.id == case.handover_by or not at_unit(actor, case.handover_unit):
        return False
    return _is_it(actor, case.handover_staff, case.handover_role)


def consulted(actor: Actor, case: Case) -> bool:
    """Whether a question about the case waits for the actor. Nobody else at that unit sees it: nothing is handed over,
    and no consent is asked."""
    if actor.id == case.consult_by or not at_unit(actor, _asked_unit(case)):
        return False
    return _is_it(actor, case.consult_staff, case.consult_role)


def _asked_unit(case: Case) -> str | None:
    """The unit where a question about the case lies unanswered."""
    return None if case.consult_answered_at else case.consult_unit


def speaks_for(actor: Actor, patient: UUID | None, resident: UUID | None) -> bool:
    """Whether a resident is the patient, or a guardian whose right holds. H24, one guardian a child: only in what is
    this guardian's own, so `resident` is who stands on the resident's side of it."""
    if actor.id == patient:
        return True
    proxy = next((one for one in actor.proxies if one.child == patient), None)
    return proxy is not None and (proxy.every_case or actor.id == resident)


def side(actor: Actor, case: Case) -> str | None:
    """Which side of the case the actor stands on, if any."""
    if actor.kind == "resident" and case.resident is not None and speaks_for(actor, case.patient, case.resident):
        return "resident"
    if actor.kind == "staff" and _licensed(actor):
        took_part = actor.id in case.guests or actor.id in case.helped
        gave = case.phase in (Phase.TICKET, Phase.WITHDRAWN) and at_unit(actor, case.from_unit)
        there = at_unit(actor, case.unit) or (case.handover_unit is not None and at_unit(actor, case.handover_unit))
        if there or took_part or gave or consulted(actor, case):
            return "staff"
    return "system" if actor.kind == "system" else None


def invited(actor: Actor, case: Case) -> bool:
    """Whether the actor is a guest from outside whose link to the visit holds (J6)."""
    return actor.kind == "external" and actor.id in case.externals


def sees(actor: Actor, case: Case) -> bool:
    """Whether the actor may know that the case exists. A draft is theirs who began it, as long as they may, and
    nobody sees a discarded one."""
    standing = side(actor, case)
    if case.phase in (Phase.NEW, Phase.DISCARDED):
        return False
    if case.phase is Phase.DRAFT:
        return standing == "system" or (standing == "resident" and actor.id == case.resident)
    return standing is not None


def may(actor: Actor, command: type[c.Command], case: Case, functions: frozenset[str] = ALL) -> None:
    """Passes, or raises Hidden (may not know of the case) or Refused (may not do this, or not now).

    `functions` are those that the actor's unit uses.
    """
    rule = RULES.get(command)
    if rule is None:
        raise Hidden
    if case.phase is Phase.NEW:
        if BEGINNINGS.get(command) != actor.kind or (actor.kind == "staff" and not _licensed(actor)):
            raise Hidden
        _ready(actor, rule, functions)
        return
    # A guest from outside knows of the one visit that the link is for, and reads nothing of the case.
    if not sees(actor, case) and not (rule.who is Who.EXTERNAL and invited(actor, case)):
        raise Hidden
    standing = side(actor, case)
    if not _stands(actor, case, rule.who, standing):
        _not_standing(actor, case, rule, standing)
    _phase(case, rule)
    if standing == "staff":
        _ready(actor, rule, functions)
        if command in (c.SendMessage, c.ShowTyping) and case.phase not in STAFF_WRITES:
            raise Refused("visit_not_started")


def allowed(actor: Actor, case: Case, functions: frozenset[str] = ALL) -> frozenset[str]:
    """The names of the commands that the actor can give now: the page draws a control for these alone."""
    return frozenset(command.__name__ for command in RULES if _passes(actor, command, case, functions))


def _passes(actor: Actor, command: type[c.Command], case: Case, functions: frozenset[str]) -> bool:
    try:
        may(actor, command, case, functions)
    except (Refused, Hidden):
        return False
    return command not in USEFUL or USEFUL[command](actor, case)


def _not_standing(actor: Actor, case: Case, rule: Rule, standing: str | None) -> None:
    if standing == "staff":
        if rule.who in (Who.OWNER, Who.TALKERS):
            if case.phase is Phase.WAITING:
                raise Refused("not_accepted")
            _phase(case, rule)
            raise Refused("not_owner")
        if rule.who in (Who.RECIPIENT, Who.GIVER):
            _phase(case, rule)
            raise Refused("handover_gone")
    raise Refused("not_yours")


def _ready(actor: Actor, rule: Rule, functions: frozenset[str]) -> None:
    if rule.function and rule.function not in functions:
        raise Refused("function_off")
    # V3: who is at work has said so.
    if actor.kind == "staff" and rule.at_work and actor.shift is None:
        raise Refused("not_on_shift")


def _phase(case: Case, rule: Rule) -> None:
    if case.phase not in rule.phases:
        raise Refused("case_closed" if case.phase in (Phase.ENDED, Phase.WITHDRAWN) else rule.otherwise)


def _licensed(actor: Actor) -> bool:
    return actor.mandate is not None and actor.mandate.role in LICENSED


def _is_it(actor: Actor, person: object, role: str | None) -> bool:
    return actor.id == person if person else actor.mandate is not None and actor.mandate.role == role


def _stands(actor: Actor, case: Case, who: Who, standing: str | None) -> bool:
    staff = standing == "staff"
    owner = staff and actor.id == case.owner
    guest = staff and actor.id in case.guests
    there = staff and at_unit(actor, case.unit)
    match who:
        case Who.RESIDENT:
            return standing == "resident"
        case Who.STAFF:
            return staff
        case Who.PART:
            return there or guest or (staff and actor.id in case.helped)
        case Who.COLLEAGUE:
            return there
        case Who.OWNER:
            return owner
        case Who.GUEST:
            return guest
        case Who.ASSESSOR:
            return (owner or guest) and assesses(actor)
        case Who.TALKERS:
            return owner or guest or standing == "resident"
        case Who.RESIDENT_OR_CLOCK:
            return standing in ("resident", "system")
        case Who.COLLEAGUE_OR_CLOCK:
            return there or standing == "system"
        case Who.OWNER_OR_CLOCK:
            return owner or standing == "system"
        case Who.EITHER_SIDE:
            return standing in ("resident", "staff")
        case Who.RECIPIENT:
            return staff and handed_to(actor, case)
        case Who.GIVER:
            return staff and actor.id == case.handover_by
        case Who.CONSULTED:
            return staff and consulted(actor, case)
        case Who.COLLEAGUE_OR_DOOR:
            return there or standing == "system"
        case Who.EXTERNAL:
            return invited(actor, case)
        case Who.TICKET_GIVERS:
            return there or (staff and at_unit(actor, case.from_unit))
        case Who.SYSTEM:
            return standing == "system"


# A command that would be obeyed to no end has no control on the page.
USEFUL: Final[Mapping[type[c.Command], Callable[[Actor, Case], bool]]] = {
    c.TakeOver: lambda actor, case: actor.id != case.owner,
    c.AssignCase: lambda actor, case: case.handover_unit is None,
    c.HandOver: lambda actor, case: case.handover_unit is None,
    c.ReleaseCase: lambda actor, case: case.handover_unit is None,
    c.ExtendAsync: lambda actor, case: case.open_until is not None,
    c.WithdrawConsult: lambda actor, case: case.consult_at is not None and case.consult_answered_at is None,
    c.MarkDone: lambda actor, case: case.waiting_since is not None,
    c.AskConsult: lambda actor, case: case.consult_at is None or case.consult_answered_at is not None,
    c.Countersign: lambda actor, case: case.countersign == "asked" and actor.id != case.countersign_of,
    c.ReturnNote: lambda actor, case: case.countersign == "asked" and actor.id != case.countersign_of,
    c.AskCountersign: lambda actor, case: case.countersign != "asked",
    c.SaveNote: lambda actor, case: actor.id not in case.signed,
    c.SignNote: lambda actor, case: actor.id not in case.signed,
    c.UnlockNote: lambda actor, case: actor.id in case.signed,
    c.AskPhone: lambda actor, case: case.phone is None and not case.one_way,
    c.ContinueByPhone: lambda actor, case: case.phone == "asked" and case.resident_said > case.staff_said,
    c.RemindBySms: lambda actor, case: not case.one_way,
    c.SendForm: lambda actor, case: not case.one_way,
    c.SendMessage: lambda actor, case: not (case.one_way and actor.kind == "resident"),
    c.RaiseRisk: lambda actor, case: not case.suicide_flag,
    c.HandOverDirectly: lambda actor, case: case.suicide_flag and case.handover_unit is None and not assesses(actor),
    c.AskSafe: lambda actor, case: case.risk in ("none", "low") and case.feels_safe is None and not case.one_way,
    c.NoteSafe: lambda actor, case: case.feels_safe is not None,
    c.VisitHasBeen: lambda actor, case: visit_awaited(case),
    c.HandOn: lambda actor, case: level(case) != "",
    c.CloseRisk: lambda actor, case: level(case) != "" and assesses(actor),
    c.SayAsPatient: lambda actor, case: case.drill_left > 0,
    c.EndDrill: lambda actor, case: case.drill != "",
    # That of a group is started for all of it.
    c.StartCall: lambda actor, case: case.call is None and not (case.one_way or case.drill or case.meeting),
    c.SwitchCall: lambda actor, case: case.call is not None,
    c.EndCall: lambda actor, case: case.call is not None,
    c.MoveBooking: lambda actor, case: case.meeting is None,
    c.EnterWaitingRoom: lambda actor, case: expected(case),
    c.InviteExternal: lambda actor, case: not (case.one_way or case.drill),
    c.ArriveAsExternal: lambda actor, case: actor.id not in case.admitted,
    c.AdmitExternal: lambda actor, case: len(case.externals) > len(case.admitted),
    c.RefuseExternal: lambda actor, case: len(case.externals) > len(case.admitted),
    c.WithdrawExternal: lambda actor, case: case.externals != (),
    c.NoteNoShow: lambda actor, case: case.flow == BOOKED and not no_show(case),
    c.EndNoShow: lambda actor, case: no_show(case) and case.calls > 0,
    c.DeferCase: lambda actor, case: not (case.urgent or case.suicide_flag or case.priority == 1),
}
