"""A case under test, and what is known of it; what must hold is in `holds`, the steps in `moves` and `test_machine`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from hypothesis.stateful import RuleBasedStateMachine

from sluss.core.access import allowed, invited, sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.evolve import Recorded, fold
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.externals import External
from sluss.core.facts import Facts, Form
from sluss.core.refusal import Hidden, Refused
from sluss.core.triage.questionnaire import Item
from tests.core.case.scene import (
    AGNETA,
    BRITTA,
    DAVID,
    FACTS,
    GRETA,
    LOTTA,
    NILS,
    NOW,
    OLLE,
    PETRA,
    SARA,
    SIGGE,
    SIGNING,
    at_work,
    off_shift,
    uuid,
)

COLLEAGUES = (SARA, SIGGE, DAVID, PETRA, NILS, BRITTA, GRETA)
STRANGERS = (OLLE, LOTTA)
EVERYBODY = (AGNETA, *COLLEAGUES, *STRANGERS, SYSTEM)
# What staff say among themselves begins so; the resident must never meet it.
AMONG_STAFF = "Mellan oss:"
# What the case alone tells in advance: no page may draw a control that is refused so.
FORESEEABLE = frozenset(
    {
        *("not_yours", "not_owner", "not_accepted", "already_sent", "already_accepted", "already_started"),
        *("not_in_visit", "visit_not_started", "wrong_phase", "not_on_shift", "handover_gone", "handover_pending"),
        *("ticket_used", "already_yours", "consult_open", "one_way", "countersign_asked", "nothing_to_countersign"),
        *("risk_raised_already", "no_risk_raised", "assess_yourself", "no_visit_awaited", "safe_not_asked"),
        *("safe_not_asked_now",),
        *("phone_asked_already", "phone_not_asked", "phone_not_answered", "open_without_end", "urgent_cannot_wait"),
        *("note_signed", "note_not_signed", "not_a_drill"),
        *("call_in_drill", "call_none", "call_under_way"),
        *("drill_no_guests", "start_before_guests"),
        *("not_booked", "no_show_first", "call_the_patient_first", "has_come"),
    }
)
NOTICED_OTHERWISE = (
    *(c.BookVisit, c.ReceiveBooking, c.MoveBooking, c.CancelBooking, c.RemindOfBooking),
    *(c.StartCall, c.StartCareCase, c.GiveTicket, c.RemindBySms, c.SendAutomatic),
)


def answers_to(item: Item) -> list[tuple[str, ...]]:
    """Answers that fit."""
    match item.type:
        case "boolean":
            return [("true",), ("false",)]
        case "choice":
            return [(option.code,) for option in item.options]
        case "integer" | "decimal":
            return [(str(item.minimum or 1),)]
        case "date":
            return [(str(item.maximum or "2026-11-01"),)]
    return [("Sedan i går.",)]


class CaseUnderTest(RuleBasedStateMachine):
    # The phase after each event, and whether the case was flagged for suicide risk.
    reached: ClassVar[set[tuple[Phase, type[e.Event], bool]]] = set()
    obeyed: ClassVar[Counter[type[c.Command]]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.case = Case(uuid(100))
        self.history: list[Recorded] = []
        self.answers: dict[str, tuple[str, ...]] = {}
        self.pictures: set[UUID] = set()
        self.revisions: dict[UUID, int] = {}
        self.now: datetime = NOW
        self.present: frozenset[str] = frozenset()
        self.away: set[UUID] = set()
        self.made = 1_000

    def new(self) -> int:
        self.made += 10
        return self.made

    def id(self) -> UUID:
        return uuid(self.new())

    @property
    def call_seen(self) -> datetime:
        """Nobody comes to a call here: it was seen when it was started."""
        return next((r.at for r in reversed(self.history) if isinstance(r.event, e.CallStarted)), self.now)

    def visit_ended(self) -> int:
        """The sequence number with which the visit ended; 0 when it has not."""
        return next((r.seq for r in self.history if isinstance(r.event, e.VisitEnded)), 0)

    def as_now(self, actor: Actor) -> Actor:
        return off_shift(actor) if actor.id in self.away else actor

    def offered(self, actor: Actor) -> frozenset[str]:
        return allowed(self.as_now(actor), self.case)

    def facts(self, actor: Actor, command: c.Command) -> Facts:
        """As the service gathers them: the note of the giver when a handover is accepted, the person asked for."""
        here, case = [one for one in COLLEAGUES if one.id not in self.away], self.case
        author = case.handover_by if isinstance(command, c.AcceptHandover) else actor.id
        asked: dict[str, Any] = {}
        match command:
            case c.BookVisit() | c.ReceiveBooking():
                asked["colleague"] = next((at_work(one) for one in COLLEAGUES if one.id == command.staff), None)
            case c.RemindOfBooking():
                asked["reminders"] = True
            case c.HandOver() | c.InviteColleague() | c.AssignCase():
                asked["colleague"] = next((at_work(one) for one in here if one.id == command.staff), None)
            case (
                c.InviteExternal(external=guest)
                | c.AdmitExternal(external=guest)
                | c.RefuseExternal(external=guest)
                | c.WithdrawExternal(external=guest)
            ):
                asked["external"] = self.guest(guest)
            case c.ArriveAsExternal() | c.LeaveAsExternal():
                asked["external"] = self.guest(actor.id)
            case c.EndCall():
                asked["call_seen"] = self.call_seen
            case c.StartDrill():
                asked["patient"] = None
            case c.AnswerForm(sent=sent):
                answered = any(isinstance(r.event, e.FormAnswered) and r.event.sent == sent for r in self.history)
                forms = [r.event.form for r in self.history if isinstance(r.event, e.FormSent) and r.seq == sent]
                asked["form"] = Form(forms[0], answered) if forms else None
        if isinstance(command, c.HandOver):
            wanted = (command.unit, command.role)
            asked["at_work"] = sum(one.mandate is not None and _place(one) == wanted for one in here)
        return replace(
            FACTS,
            now=self.now,
            pack=SIGNING,
            answers=dict(self.answers),
            pictures=frozenset(self.pictures),
            present=self.present,
            note_revision=self.revisions.get(author, 0) if author else 0,
            giver_role=next((_place(one)[1] for one in COLLEAGUES if one.id == case.handover_by), ""),
            owner_at_work=case.owner not in self.away,
            call=case.call,
            **asked,
        )

    def guest(self, guest: UUID) -> External | None:
        """The guest from outside as the row tells of it."""
        of = [r.event for r in self.history if getattr(r.event, "external", None) == guest]
        first = next((x for x in of if isinstance(x, e.ExternalInvited)), None)
        came = [x for x in of if isinstance(x, e.ExternalArrived | e.ExternalLeft)]
        here = bool(came) and isinstance(came[-1], e.ExternalArrived)
        return External(first.kind, first.first_name, first.consent, here) if first else None

    def attempt(self, actor: Actor, command: c.Command) -> list[e.Event]:
        """Gives the command and takes the events in, as the door does; a refusal leaves everything as it was."""
        actor, before, name = self.as_now(actor), self.case, type(command).__name__
        try:
            events = decide(actor, before, command, self.facts(actor, command))
        except Hidden:
            assert before.phase is Phase.NEW or not sees(actor, before)
            return []
        except Refused as no:
            self.refused(actor, name, no.code)
            return []
        assert actor not in STRANGERS, "somebody else's case was written in"
        assert before.phase is Phase.NEW or sees(actor, before) or invited(actor, before)
        recorded = [Recorded(before.seq + i, self.now, event) for i, event in enumerate(events, 1)]
        self.case = fold(before, recorded)
        self.history += recorded
        self.notices(actor, command, events)
        for event in events:
            self.note(actor, before, event)
            self.reached.add((self.case.phase, type(event), self.case.suicide_flag))
        if events:
            self.obeyed[type(command)] += 1
        return events

    def refused(self, actor: Actor, name: str, code: str) -> None:
        known = sees(actor, self.case) or invited(actor, self.case)
        assert self.case.phase is Phase.NEW or known, "a refusal tells that the case is there"
        assert code not in FORESEEABLE or name not in allowed(actor, self.case), (name, code)

    def notices(self, actor: Actor, command: c.Command, events: list[e.Event]) -> None:
        # G9: SMS when staff write, unless the resident is in the chat at that moment; never of what staff say alone.
        said = any(isinstance(x, e.MessageSent) and x.side == "staff" for x in events)
        asked = any(isinstance(x, e.SmsAsked) for x in events)
        if not isinstance(command, NOTICED_OTHERWISE):
            assert asked == (said and "resident" not in self.present and not self.case.drill)

    def note(self, actor: Actor, before: Case, event: e.Event) -> None:
        """What must hold of this one event; `holds` has more."""
        raise NotImplementedError


def _place(actor: Actor) -> tuple[str, str]:
    assert actor.mandate
    return actor.mandate.unit, actor.mandate.role
