"""Long days at work: people do what their pages offer, for hours, and between them they come everywhere."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random
from typing import ClassVar

from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c, events as e
from sluss.core.case.phases import Phase
from sluss.core.triage.answers import pages
from tests.core.case.holds import WhatHolds
from tests.core.case.machine import COLLEAGUES, EVERYBODY, answers_to
from tests.core.case.moves import MAKE, RISK, Moves
from tests.core.case.scene import AGNETA, NILS, SARA, WIDER, picture

HOLDS = [check for check in vars(WhatHolds).values() if hasattr(check, "hypothesis_stateful_invariant")]
WALKS, STEPS = 480, 50
# Each obeyed without an event.
SILENT = {c.ShowTyping}


class Walk(Moves):
    reached: ClassVar[set[tuple[Phase, type[e.Event], bool]]] = set()
    obeyed: ClassVar[Counter[type[c.Command]]] = Counter()

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = Random(seed)

    def begin(self) -> None:
        origin = self.pick("sok-vard", "sok-vard", "arenden", "staff", "ticket", "drill", "booked", "door")
        if origin == "staff":
            text, one_way = self.pick("", "Provsvaret ser bra ut."), self.pick(True, False, False)
            self.attempt(SARA, c.StartCareCase(AGNETA.id, "provsvar", text, 3, one_way, self.id()))
        elif origin == "booked":
            whose = self.pick(SARA.id, None)
            book = c.BookVisit(AGNETA.id, "visit", "vc-angen", "nurse", whose, "provsvar", *self.times())
            self.attempt(SARA, book)
        elif origin == "door":
            received = c.ReceiveBooking(AGNETA.id, "vc-angen", "nurse", None, "provsvar", *self.times(), "Videobesök")
            self.attempt(SYSTEM, received)
        elif origin == "drill":
            self.attempt(SARA, c.StartDrill(self.pick("suicidrisk-mattlig", "brostsmarta-prio-ett")))
        elif origin == "ticket":
            give = c.GiveTicket(AGNETA.id, "vc-angen", "nurse", "halsont", 7, None, although_higher=False)
            self.attempt(NILS, give)
            # Some are let lie.
            self.now += timedelta(days=self.pick(0, 0, 8))
            self.attempt(SYSTEM, c.ExpireTicket())
        else:
            reason = self.pick("halsont", "oro", "urinbesvar") if origin == "sok-vard" else "intyg"
            self.attempt(AGNETA, c.StartDraft(origin, reason, AGNETA.id))

    def draft(self) -> None:
        questionnaire = WIDER.questionnaire_of(self.case.reason)
        while left := [i for i in pages(questionnaire, self.answers) if not self.answers.get(i.link_id)]:
            assert self.attempt(AGNETA, c.GiveAnswer(left[0].link_id, self.pick(*answers_to(left[0]))))
        self.attempt(AGNETA, c.AddPicture(picture(self.new())))
        if self.pick(True, False):
            self.attempt(AGNETA, c.RemovePicture(self.pick(*sorted(self.pictures))))
        self.attempt(AGNETA, c.ConfirmDanger())
        self.attempt(AGNETA, self.pick(c.DiscardDraft(), *[c.SendCase()] * 8))

    def step(self) -> None:
        if self.case.phase is Phase.DRAFT:
            self.draft()
        actor = self.pick(AGNETA, AGNETA, SYSTEM, *COLLEAGUES)
        match self.random.randrange(12):
            case 0:
                self.now += timedelta(minutes=self.pick(1, 10, 45, 90, 24 * 60, 5 * 24 * 60))
                self.attempt(SYSTEM, c.CloseByClock())
                self.attempt(SYSTEM, c.ExpireTicket())
                self.attempt(SYSTEM, c.RemindOfVisit())
                self.attempt(SYSTEM, c.EndCall(self.id()))
            case 1:
                self.present = self.pick(frozenset(), frozenset({"resident"}))
                self.come_to_work_or_go_home(self.pick(*COLLEAGUES), home=self.pick(True, False))
            case 2:
                self.attempt(self.pick(*EVERYBODY), MAKE[self.pick(*MAKE)](self))
            case 3 if self.pick(True, False) and self.case.externals:
                self.a_guest_from_outside_comes_or_goes()
            case 3:
                writer = self.pick(*COLLEAGUES)
                note = self.pick(c.SaveNote, c.SignNote)
                self.attempt(writer, note(self.revisions.get(writer.id, 0), "Ont i halsen.", "", "", "", ""))
                self.does(writer, {"UnlockNote"})
            case 4:
                self.those_who_are_asked_answer()
                if self.case.owner is not None:
                    self.the_owner_does_something(3, RISK)
            case 5:
                self.attempt(actor, c.MarkRead(self.case.seq))
                self.attempt(
                    SYSTEM, c.ReportSms(self.case.sms_key or "", self.pick("sent", "failed", "no_number", "emailed"))
                )
            case 6 if self.case.owner is not None:
                self.the_owner_does_something(1, {"HandOver", "EndVisit", "StartVisit", "CloseForTheDay"})
            case 7 | 8 if self.case.owner is not None:
                self.the_owner_does_something(2)
            case _:
                self.does(actor)


def walk(seed: int) -> None:
    """Failed, it tells the seed: the same one walks the same way."""
    one = Walk(seed)
    try:
        one.begin()
        for _ in range(STEPS):
            one.step()
            for check in HOLDS:
                check(one)
    except AssertionError as wrong:
        wrong.add_note(f"seed {seed}, after {[type(r.event).__name__ for r in one.history]}")
        raise


def test_whatever_people_do_in_a_long_day_what_must_hold_holds() -> None:
    """And they came everywhere: to every phase, through every event, by every command."""
    for seed in range(WALKS):
        walk(seed)
    assert len(HOLDS) > 8
    assert {phase for phase, _, _ in Walk.reached} == set(Phase) - {Phase.NEW}
    assert {event for _, event, _ in Walk.reached} == set(e.EVENTS)
    assert {*Walk.obeyed} == set(c.COMMANDS) - SILENT
