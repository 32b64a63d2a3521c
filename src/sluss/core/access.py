"""Who may ask what of a case: deny first. One table for commands, one question for reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused

LICENSED: Final = frozenset({"nurse", "physician", "psychologist"})

DRAFT = frozenset({Phase.DRAFT})
RESIDENT_WRITES = frozenset({Phase.WAITING, Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC})
STAFF_WRITES = frozenset({Phase.VISIT, Phase.ASYNC})
OWNED = frozenset({Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC})


class Who(Enum):
    RESIDENT = "the resident whose case it is"
    COLLEAGUE = "licensed staff of the unit where the case lies"
    OWNER = "the one who has taken the case"
    RESIDENT_OR_OWNER = "both sides of the chat"
    RESIDENT_OR_CLOCK = "the resident, or the clock that forgets an old draft"
    EITHER_SIDE = "the resident, or licensed staff of the unit"
    SYSTEM = "the system's clock or worker"


@dataclass(frozen=True, slots=True)
class Rule:
    """`otherwise` is the code of the refusal in a phase that is not among `phases`; of an ended case: case_closed."""

    who: Who
    phases: frozenset[Phase]
    otherwise: str = "wrong_phase"


RULES: Mapping[type[c.Command], Rule] = {
    c.StartDraft: Rule(Who.RESIDENT, frozenset({Phase.NEW})),
    c.GiveAnswer: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.ConfirmDanger: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.AddPicture: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.RemovePicture: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.SendCase: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.DiscardDraft: Rule(Who.RESIDENT_OR_CLOCK, DRAFT, "already_sent"),
    c.SendMessage: Rule(Who.RESIDENT_OR_OWNER, RESIDENT_WRITES),
    c.ShowTyping: Rule(Who.RESIDENT_OR_OWNER, RESIDENT_WRITES),
    c.RemindBySms: Rule(Who.OWNER, STAFF_WRITES),
    c.MarkRead: Rule(Who.EITHER_SIDE, RESIDENT_WRITES | {Phase.ENDED}),
    c.AcceptCase: Rule(Who.COLLEAGUE, frozenset({Phase.WAITING}), "already_accepted"),
    c.TakeOver: Rule(Who.COLLEAGUE, OWNED),
    c.StartVisit: Rule(Who.OWNER, frozenset({Phase.ACCEPTED}), "already_started"),
    c.EndVisit: Rule(Who.OWNER, frozenset({Phase.VISIT}), "not_in_visit"),
    c.WrongPatient: Rule(Who.OWNER, frozenset({Phase.VISIT}), "not_in_visit"),
    c.EndCase: Rule(Who.OWNER, frozenset({Phase.ASYNC})),
    # Q8: the closed visit stays open for the one who documents it.
    c.SaveNote: Rule(Who.COLLEAGUE, OWNED | {Phase.ENDED}),
    c.CloseByClock: Rule(Who.SYSTEM, frozenset({Phase.ASYNC})),
    c.ReportSms: Rule(Who.SYSTEM, RESIDENT_WRITES | {Phase.ENDED}),
}


def side(actor: Actor, case: Case) -> str | None:
    """Which side of the case the actor stands on, if any."""
    if actor.kind == "resident" and actor.id == case.resident:
        return "resident"
    if actor.kind == "staff" and actor.mandate and actor.mandate.unit == case.unit and actor.mandate.role in LICENSED:
        return "staff"
    return "system" if actor.kind == "system" else None


def sees(actor: Actor, case: Case) -> bool:
    """Whether the actor may know that the case exists. A draft and a discarded case are the resident's alone."""
    standing = side(actor, case)
    if case.phase in (Phase.NEW, Phase.DISCARDED):
        return False
    return standing is not None and (case.phase is not Phase.DRAFT or standing != "staff")


def may(actor: Actor, command: type[c.Command], case: Case) -> None:
    """Passes, or raises Hidden (may not know of the case) or Refused (may not do this, or not now)."""
    rule = RULES.get(command)
    if rule is None:
        raise Hidden
    if case.phase is Phase.NEW:
        if command is not c.StartDraft or actor.kind != "resident":
            raise Hidden
        return
    if not sees(actor, case):
        raise Hidden
    standing = side(actor, case)
    if not _stands(actor, case, rule.who, standing):
        if rule.who in (Who.OWNER, Who.RESIDENT_OR_OWNER) and standing == "staff":
            if case.phase is Phase.WAITING:
                raise Refused("not_accepted")
            _phase(case, rule)
            raise Refused("not_owner")
        raise Refused("not_yours")
    _phase(case, rule)
    if standing == "staff" and command in (c.SendMessage, c.ShowTyping) and case.phase not in STAFF_WRITES:
        raise Refused("visit_not_started")


def allowed(actor: Actor, case: Case) -> frozenset[str]:
    """The names of the commands that the actor can give now: the page draws a control for these alone."""
    return frozenset(command.__name__ for command in RULES if _passes(actor, command, case))


def _passes(actor: Actor, command: type[c.Command], case: Case) -> bool:
    try:
        may(actor, command, case)
    except (Refused, Hidden):
        return False
    return not (command is c.TakeOver and actor.id == case.owner)


def _phase(case: Case, rule: Rule) -> None:
    if case.phase not in rule.phases:
        raise Refused("case_closed" if case.phase is Phase.ENDED else rule.otherwise)


def _stands(actor: Actor, case: Case, who: Who, standing: str | None) -> bool:
    owner = standing == "staff" and actor.id == case.owner
    match who:
        case Who.RESIDENT:
            return standing == "resident"
        case Who.COLLEAGUE:
            return standing == "staff"
        case Who.OWNER:
            return owner
        case Who.RESIDENT_OR_OWNER:
            return owner or standing == "resident"
        case Who.RESIDENT_OR_CLOCK:
            return standing in ("resident", "system")
        case Who.EITHER_SIDE:
            return standing in ("resident", "staff")
        case Who.SYSTEM:
            return standing == "system"
