"""What people do with the controls on their pages, as a random walk takes them; and how they come and go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.events import Consent, ExternalKind
from sluss.core.case.phases import Phase
from sluss.core.rules import OWNED, STAFF_WRITES
from tests.core.case.holds import WhatHolds
from tests.core.case.machine import AMONG_STAFF, COLLEAGUES, EVERYBODY
from tests.core.case.scene import AGNETA, BRITTA, DAVID, FACTS, GRETA, NILS, PETRA, SARA, SIGGE

One = TypeVar("One")
BEFORE = (Phase.NEW, Phase.DRAFT)
STAFF = st.sampled_from(COLLEAGUES)
PLACES = (("vc-angen", "nurse"), ("vc-angen", "physician"), ("kontaktcenter-1177", "nurse"), ("vc-berget", "nurse"))
PERSONS = (None, None, None, SIGGE.id, DAVID.id, NILS.id, BRITTA.id)
INVITED = (GRETA.id, SIGGE.id, DAVID.id, NILS.id)
THERE = (SARA.id, SIGGE.id, DAVID.id, PETRA.id, NILS.id)
CONSENT: tuple[Consent, ...] = ("", "oral", "oral", "written")
DAYS = (0, 1, 3)
ANSWERS = {"AcceptHandover", "DeclineHandover", "AnswerConsult", "Countersign", "ReturnNote"}
RISK = {"RaiseRisk", "AssessRisk", "AskSafe", "NoteSafe", "LogCall", "HandOn", "CloseRisk"}
# What leads nowhere is done less often than it could be.
MOSTLY = 0.8
DULL = {
    "WriteToColleagues",
    "GiveFeedback",
    "ReleaseCase",
    "TakeBack",
    "RaiseRisk",
    "LogCall",
    "ChangePriority",
    "CancelBooking",
    "MoveBooking",
} | {*("EndDrill", "RefuseExternal", "WithdrawExternal")}
SECRET = f"{AMONG_STAFF} hon låter trött."
# The steps of the draft have their own rules: they need answers that fit.
MAKE: Mapping[str, Callable[[Moves], c.Command]] = {
    "SendMessage": lambda walk: walk.says(),
    "RemindBySms": lambda walk: c.RemindBySms(),
    "SayAsPatient": lambda walk: c.SayAsPatient(walk.id()),
    "EndDrill": lambda walk: c.EndDrill(),
    "AcceptCase": lambda walk: c.AcceptCase(),
    "DeferCase": lambda walk: c.DeferCase(),
    "TakeOver": lambda walk: c.TakeOver(),
    "AssignCase": lambda walk: c.AssignCase(walk.pick(*THERE)),
    "ReleaseCase": lambda walk: c.ReleaseCase(),
    "StartVisit": lambda walk: c.StartVisit(walk.id()),
    "EndVisit": lambda walk: c.EndVisit(walk.pick(*DAYS), walk.pick("", "egenvard", "unknown"), walk.pick(True, False)),
    "CloseForTheDay": lambda walk: c.CloseForTheDay(walk.id()),
    "ConvertToAsync": lambda walk: c.ConvertToAsync(walk.pick(*DAYS)),
    "WrongPatient": lambda walk: c.WrongPatient(walk.id()),
    "EndCase": lambda walk: c.EndCase(),
    "ExtendAsync": lambda walk: c.ExtendAsync(10, SECRET, walk.id()),
    "MarkDone": lambda walk: c.MarkDone(),
    "HandOver": lambda walk: c.HandOver(
        *walk.pick(*PLACES),
        walk.pick(*PERSONS),
        walk.pick(1, 2, 3, 4, 5),
        SECRET,
        walk.pick(*CONSENT),
        walk.pick(True, True, False),
        walk.id(),
    ),
    "TakeBack": lambda walk: c.TakeBack(),
    "AcceptHandover": lambda walk: c.AcceptHandover(walk.id()),
    "DeclineHandover": lambda walk: c.DeclineHandover(SECRET, walk.id()),
    "InviteColleague": lambda walk: c.InviteColleague(walk.pick(*INVITED), walk.pick(*CONSENT), walk.id()),
    "LeaveCase": lambda walk: c.LeaveCase(walk.id()),
    "WriteToColleagues": lambda walk: c.WriteToColleagues(SECRET, walk.id()),
    "GiveFeedback": lambda walk: c.GiveFeedback(SECRET, walk.id()),
    "AskConsult": lambda walk: c.AskConsult(*walk.pick(*PLACES), walk.pick(*PERSONS), SECRET, walk.id()),
    "WithdrawConsult": lambda walk: c.WithdrawConsult(),
    "AnswerConsult": lambda walk: c.AnswerConsult(SECRET, walk.id()),
    "UnlockNote": lambda walk: c.UnlockNote(),
    "AskCountersign": lambda walk: c.AskCountersign(),
    "Countersign": lambda walk: c.Countersign(),
    "ReturnNote": lambda walk: c.ReturnNote(SECRET, walk.id()),
    "ActivateTicket": lambda walk: c.ActivateTicket(),
    "CancelTicket": lambda walk: c.CancelTicket(),
    "ExpireTicket": lambda walk: c.ExpireTicket(),
    "SendBookingTicket": lambda walk: c.SendBookingTicket("Måndag 10.20", walk.id()),
    "SendForm": lambda walk: c.SendForm("puls", walk.id()),
    "AnswerForm": lambda walk: walk.answers_the_form(walk.pick("72", "72", "hög")),
    "AskPhone": lambda walk: c.AskPhone(walk.id()),
    "ContinueByPhone": lambda walk: c.ContinueByPhone(),
    "RaiseRisk": lambda walk: c.RaiseRisk(SECRET),
    "HandOverDirectly": lambda walk: c.HandOverDirectly(SECRET, walk.id(), walk.id()),
    "AssessRisk": lambda walk: walk.assesses(),
    "AskSafe": lambda walk: c.AskSafe(walk.id()),
    "NoteSafe": lambda walk: c.NoteSafe(walk.pick(True, False)),
    "VisitHasBeen": lambda walk: c.VisitHasBeen(),
    "RemindOfVisit": lambda walk: c.RemindOfVisit(),
    "LogCall": lambda walk: c.LogCall(walk.pick(True, False), ""),
    "HandOn": lambda walk: c.HandOn(walk.pick("on_call", "112"), SECRET),
    "CloseRisk": lambda walk: c.CloseRisk(walk.pick(True, False), SECRET),
    "ChangePriority": lambda walk: c.ChangePriority(walk.pick(1, 2, 3, 4, 5), SECRET),
    "InviteExternal": lambda walk: walk.invites(),
    "AdmitExternal": lambda walk: c.AdmitExternal(walk.outside(), "photo_id", walk.id(), walk.pick(*CONSENT)),
    "RefuseExternal": lambda walk: c.RefuseExternal(walk.outside()),
    "WithdrawExternal": lambda walk: c.WithdrawExternal(walk.outside(), walk.id()),
    "StartCall": lambda walk: c.StartCall(walk.id(), walk.pick("audio", "video"), walk.id()),
    "SwitchCall": lambda walk: c.SwitchCall(walk.pick("audio", "video")),
    "EndCall": lambda walk: c.EndCall(walk.id()),
    "MoveBooking": lambda walk: c.MoveBooking(*walk.times()),
    "CancelBooking": lambda walk: c.CancelBooking(),
    "EnterWaitingRoom": lambda walk: c.EnterWaitingRoom(),
    "NoteNoShow": lambda walk: c.NoteNoShow(),
    "EndNoShow": lambda walk: c.EndNoShow(walk.pick("no_show", "by_phone")),
    "RemindOfBooking": lambda walk: walk.reminds(),
    "SendAutomatic": lambda walk: c.SendAutomatic(walk.id(), walk.visit_ended()),
}


class Moves(WhatHolds):
    random = Random()

    def pick(self, *some: One) -> One:
        return self.random.choice(some)

    def does(self, actor: Actor, only: Collection[str] = MAKE) -> None:
        """Something of what the page of the actor has."""
        names = sorted(self.offered(actor) & MAKE.keys() & {*only})
        if self.random.random() < MOSTLY:
            names = [name for name in names if name not in DULL]
        if names:
            self.attempt(actor, MAKE[self.pick(*names)](self))

    @precondition(lambda self: self.case.phase not in BEFORE)
    @rule(steps=st.integers(1, 8))
    def people_do_what_they_can(self, steps: int) -> None:
        for _ in range(steps):
            self.does(self.pick(AGNETA, SYSTEM, *COLLEAGUES))

    @precondition(lambda self: self.case.owner is not None)
    @rule(steps=st.integers(1, 4))
    def the_owner_does_something(self, steps: int, only: Collection[str] = MAKE) -> None:
        for _ in range(steps):
            for one in COLLEAGUES:
                if one.id == self.case.owner:
                    self.does(one, only)
                    break

    @precondition(lambda self: self.case.handover_unit or self.case.consult_unit or self.case.countersign)
    @rule()
    def those_who_are_asked_answer(self) -> None:
        for one in self.random.sample(COLLEAGUES, len(COLLEAGUES)):
            self.does(one, ANSWERS)

    @precondition(lambda self: self.case.phase not in BEFORE)
    @rule(actor=st.sampled_from(EVERYBODY))
    def somebody_tries_what_may_not_be_theirs(self, actor: Actor) -> None:
        self.attempt(actor, MAKE[self.pick(*sorted(MAKE))](self))

    @rule(actor=STAFF, home=st.booleans())
    def come_to_work_or_go_home(self, actor: Actor, home: bool) -> None:
        """The end of the shift gives back what its owner has; now and then it does not come so far."""
        if actor.id in self.away:
            self.away.remove(actor.id)
            return
        self.away.add(actor.id)
        if home and actor.id == self.case.owner:
            released = self.attempt(SYSTEM, c.ReleaseCase())
            assert released or self.case.phase not in OWNED

    @precondition(lambda self: self.case.owner in self.away and self.case.phase in STAFF_WRITES)
    @rule()
    def reply_to_one_who_is_not_there(self) -> None:
        assert not self.attempt(AGNETA, self.says()) or self.case.owner is None, "nobody would read it"

    @precondition(lambda self: self.case.externals)
    @rule()
    def a_guest_from_outside_comes_or_goes(self) -> None:
        guest = Actor("external", self.outside(), "Elsa", "anhörig")
        self.attempt(guest, self.pick(c.ArriveAsExternal(), c.ArriveAsExternal(), c.LeaveAsExternal(self.id())))
        self.the_owner_does_something(1, {"AdmitExternal"})

    def outside(self) -> UUID:
        """One of those whose link holds; or of nobody's."""
        return self.pick(*self.case.externals) if self.case.externals else self.id()

    def invites(self) -> c.InviteExternal:
        kind: ExternalKind = self.pick("relative", "relative", "interpreter", "guardian")
        return c.InviteExternal(self.id(), kind, "email", "Elsa", "", "elsa@exempel.se", self.pick(*CONSENT))

    def times(self) -> tuple[datetime, datetime]:
        starts = self.now + timedelta(minutes=self.pick(-90, 0, 5, 30, 24 * 60))
        return starts, starts + timedelta(minutes=self.pick(30, 30, -30))

    def reminds(self) -> c.RemindOfBooking:
        return c.RemindOfBooking(self.pick("same_day", "just_before"), self.case.booked_from or self.now)

    def says(self) -> c.SendMessage:
        return c.SendMessage("Tack!", self.id(), self.id(), seen=self.case.seq)

    def assesses(self) -> c.AssessRisk:
        level, plan = self.pick("none", "low", "moderate", "high"), self.pick("", SECRET, SECRET)
        step = FACTS.pack.routine.risk.ladder[0].id
        return c.AssessRisk(step, (), (), "", level, ("chat",), SECRET, False, plan, self.id())

    def answers_the_form(self, pulse: str) -> c.AnswerForm:
        sent = [r.seq for r in self.history if isinstance(r.event, e.FormSent)]
        return c.AnswerForm(sent[-1] if sent else 0, {"puls": (pulse,), "annat": ("x",)})
