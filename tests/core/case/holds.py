"""What must hold of a case after every step, whatever people try."""

from __future__ import annotations

from hypothesis.stateful import invariant

from sluss.core.access import at_unit, sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.calls import EMPTY_FOR
from sluss.core.case import events as e
from sluss.core.case.decide.visit import WRONG_PATIENT
from sluss.core.case.evolve import fold
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.phases import PHASES, Phase
from sluss.core.notices import jobs
from sluss.core.people import Mandate
from sluss.core.rules import OWNED, PAPERWORK, STAFF_WRITES
from tests.core.case.machine import AMONG_STAFF, COLLEAGUES, CaseUnderTest
from tests.core.case.scene import AGNETA, DAVID, FACTS, GRETA, PETRA

AFTER_THE_END = (
    e.NoteSaved,
    e.NoteSigned,
    e.NoteUnlocked,
    e.CountersignAsked,
    e.Countersigned,
    e.NoteReturned,
    e.StaffMessageSent,
    e.ConsultAnswered,
    e.MessagesRead,
    e.SmsReported,
    e.DrillEnded,
)
DRILLS_OWN = (e.DrillStarted, e.DrillEnded)
MOVED_ON = (
    e.CaseTakenOver,
    e.CaseAssigned,
    e.CaseReturned,
    e.BookingReturned,
    e.HandoverAccepted,
    e.VisitEnded,
    e.CaseEnded,
)


class WhatHolds(CaseUnderTest):
    def note(self, actor: Actor, before: Case, event: e.Event) -> None:
        now = self.case
        if before.phase is Phase.ENDED:
            assert isinstance(event, AFTER_THE_END)
        if isinstance(event, MOVED_ON):
            assert now.handover_unit is None, "offered after it went elsewhere"
        match event:
            case e.AnswerGiven():
                self.answers = {k: v for k, v in self.answers.items() if k not in event.dropped}
                self.answers[event.link_id] = event.values
            case e.PictureAdded():
                self.pictures.add(event.picture_id)
            case e.PictureRemoved():
                self.pictures.remove(event.picture_id)
            case e.NoteSaved():
                assert event.revision == self.revisions.get(actor.id, 0) + 1
                self.revisions[actor.id] = event.revision
            case e.NoteSigned() | e.NoteUnlocked():
                assert event.author == actor.id, "signed or opened for another"
                self.revisions[actor.id] = event.revision
            case e.MessageSent(side="resident") if before.drill:
                assert actor.id in [one.id for one in COLLEAGUES]
                assert self.case.drill_left < before.drill_left
            case e.MessageSent(side="resident"):
                assert actor == AGNETA
                assert not before.one_way
            case e.MessageSent(side="staff"):
                assert actor.id in (now.owner, *before.guests)
            case e.MessageSent(side="system") if actor == SYSTEM and before.call and now.call is None:
                # J10: nobody was in it any more; the chat goes on.
                assert self.now - self.call_seen >= EMPTY_FOR
                assert now.phase is before.phase
            case e.CallStarted():
                assert before.call is None
                assert not before.one_way
                assert not before.drill
            case e.MessageSent(side="system") if actor == SYSTEM:
                # G14: into silence, and where it can be answered.
                assert max(before.resident_said, before.staff_said) <= self.visit_ended()
                assert before.suicide_flag or before.open_until is None or self.now < before.open_until
            case e.TimeRanOut():
                assert before.waiting_since is not None
            case e.CaseEnded(by_clock=True):
                assert not before.suicide_flag
                assert before.waiting_since is None, "closed away unanswered"
                assert before.open_until is not None
                assert self.now >= before.open_until
            case e.CaseEnded() if before.suicide_flag:
                assert actor.id in (DAVID.id, PETRA.id, GRETA.id)
                # O9, O15: after the visit, or told on; decision 15: never unassessed, but for a wrong patient.
                told_on = before.handed_on is not None or isinstance(self.history[-1].event, e.RiskClosed)
                assert before.visited_at or told_on or self.noted_wrong() or before.risk == ""
            case e.RiskAssessed(level=level):
                assert actor.id in (DAVID.id, PETRA.id, GRETA.id)
                assert now.suicide_flag == (level in ("moderate", "high")) == (now.visit_by is not None)
                assert now.priority is not None
                assert before.priority is not None
                assert now.priority <= before.priority
            case e.RiskClosed():
                assert before.calls or before.handed_on
            case e.PhysicalVisitOverdue():
                assert before.visit_by is not None
                assert self.now >= before.visit_by
            case e.VisitEnded() | e.ConvertedToAsync() if before.suicide_flag:
                assert now.open_until is None
            case e.HandoverOffered():
                # M1, decision 9: consent, unless it stays in the unit and the role.
                # O2: unless there is suspicion of suicide risk, and it goes to one who assesses it.
                directly = before.suicide_flag and event.role in ("physician", "psychologist")
                assert directly or event.consent or (actor.mandate == Mandate(event.unit, event.role))
            case e.ColleagueInvited():
                assert event.consent, "invited without consent"
            case e.ExternalInvited():
                # M3: in a visit under way before the invitation, else before the guest enters.
                assert event.consent or before.phase not in STAFF_WRITES or before.resident is None
            case e.ExternalAdmitted(external=guest):
                asked = self.guest(guest)
                assert asked is not None
                assert asked.here, "let in who is not there"
                assert event.consent or asked.consent or before.resident is None
            case e.NoShowNoted():
                assert before.booked_from is not None
                assert self.now >= before.booked_from
            case e.CaseEnded(outcome="no_show" | "by_phone"):
                # J9: telephoned first.
                assert before.no_show_at is not None
                assert before.calls
            case e.CaseDeferred():
                assert not before.urgent, "what is urgent was put off"
                assert not before.suicide_flag
            case e.TicketActivated():
                assert before.ticket_until is not None
                assert self.now < before.ticket_until
            case e.FormAnswered():
                assert not before.one_way
                assert event.answers == {"puls": ("72",)}
            case e.HandoverAccepted(staff=staff):
                assert before.handover_staff in (None, staff)
                assert before.handover_by != staff
            case e.Countersigned(staff=staff) | e.NoteReturned(staff=staff):
                assert staff != before.countersign_of

    def noted_wrong(self) -> bool:
        return any(isinstance(r.event, e.NoteSaved) and r.event.anamnes == WRONG_PATIENT for r in self.history)

    @invariant()
    def who_is_let_in_has_a_link_and_no_link_outlives_the_visit(self) -> None:
        assert {*self.case.admitted} <= {*self.case.externals}
        if self.case.phase in (Phase.ENDED, Phase.WITHDRAWN, Phase.DISCARDED):
            assert not self.case.externals

    @invariant()
    def a_call_runs_in_a_conversation_and_ends_with_it(self) -> None:
        assert (self.case.call is None) == (self.case.call_mode is None)
        assert self.case.call is None or self.case.phase in STAFF_WRITES

    @invariant()
    def a_flag_is_a_risk_that_is_not_assessed_or_at_least_moderate(self) -> None:
        # O18, decision 15.
        assert self.case.suicide_flag == (self.case.risk in ("unassessed", "moderate", "high"))

    @invariant()
    def nobody_but_psychologist_or_physician_lowers_the_risk(self) -> None:
        flagged = any(isinstance(r.event, e.RiskRaised) for r in self.history)
        assessed = any(isinstance(r.event, e.RiskAssessed) for r in self.history)
        assert not flagged or assessed or self.case.suicide_flag

    @invariant()
    def a_drill_is_nobodys_and_tells_nobody(self) -> None:
        case = self.case
        if case.drill:
            assert (case.resident, case.contact_by) == (None, None)
            assert not any(isinstance(r.event, e.SmsAsked) and r.event.to for r in self.history)
            assert not sees(AGNETA, case)
            assert not jobs(case, [r.event for r in self.history if not isinstance(r.event, DRILLS_OWN)], FACTS)

    @invariant()
    def the_journal_is_dense_and_tells_the_case(self) -> None:
        assert [r.seq for r in self.history] == list(range(1, self.case.seq + 1))
        assert fold(Case(self.case.id), self.history) == self.case

    @invariant()
    def every_event_was_one_that_the_table_lets_happen(self) -> None:
        phase = Phase.NEW
        for recorded in self.history:
            phase = PHASES[phase][type(recorded.event)]
        assert phase is self.case.phase

    @invariant()
    def what_is_unread_is_what_the_other_side_said_since(self) -> None:
        said = [(r.seq, r.event.side) for r in self.history if isinstance(r.event, e.MessageSent)]
        case = self.case
        assert case.resident_unread == sum(s == "staff" and seq > case.resident_read for seq, s in said)
        assert case.staff_unread == sum(s == "resident" and seq > case.staff_read for seq, s in said)

    @invariant()
    def nobody_waits_in_an_ended_case_and_nothing_is_under_way(self) -> None:
        case = self.case
        if case.phase is Phase.ENDED:
            assert (case.waiting_since, case.open_until, case.overdue) == (None, None, False)
            assert case.guests == ()

    @invariant()
    def in_an_open_conversation_somebody_can_act(self) -> None:
        """It has an owner at its unit, or it lies at a unit where any colleague at work can take it."""
        case = self.case
        if case.phase in OWNED | {Phase.WAITING}:
            there = [one for one in COLLEAGUES if at_unit(one, case.unit)]
            assert there
            assert case.owner is None or case.owner in [one.id for one in there]
            for one in there:
                free = one.id not in (case.owner, *self.away)
                assert not free or {"AcceptCase", "TakeOver"} & self.offered(one)
        if case.phase is Phase.ACCEPTED:
            assert case.owner is not None
        if case.phase in (Phase.DRAFT, Phase.TICKET, Phase.BOOKED, Phase.WAITING):
            assert case.owner is None

    @invariant()
    def a_booked_visit_has_its_time_and_waits_in_no_queue(self) -> None:
        # K12: laid back it stands among the booked visits again.
        case = self.case
        assert (case.booked_from is None) == (case.booked_kind == "")
        assert case.booked_from is None or case.booked_until is None or case.booked_from < case.booked_until
        if case.phase is Phase.BOOKED:
            assert case.flow == BOOKED
            assert (case.waiting_since is None) == (case.arrived_at is None)
        assert case.phase is not Phase.WAITING or case.flow != BOOKED

    @invariant()
    def a_handover_has_all_its_fields_or_none(self) -> None:
        case = self.case
        fields = (case.handover_by, case.handover_unit, case.handover_role, case.handover_priority, case.handed_at)
        assert len({field is None for field in fields}) == 1
        if case.handover_by is None:
            assert case.handover_staff is None
        else:
            # P3: the giver has it until somebody accepts.
            assert case.phase in OWNED
            assert case.handover_by == case.owner

    @invariant()
    def one_is_guest_or_has_helped_and_the_owner_is_no_guest(self) -> None:
        case = self.case
        assert not {*case.guests} & {*case.helped}
        assert case.owner is None or case.owner not in case.guests

    @invariant()
    def who_has_a_note_to_write_can_write_it(self) -> None:
        # P8, also when the case has gone to another unit.
        if self.case.phase in PAPERWORK:
            for author in self.case.notes_due:
                one = next(one for one in COLLEAGUES if one.id == author)
                assert "SaveNote" in self.offered(one)

    @invariant()
    def what_staff_say_among_themselves_is_never_said_to_the_resident(self) -> None:
        for recorded in self.history:
            if isinstance(recorded.event, e.MessageSent):
                assert AMONG_STAFF not in recorded.event.text

    @invariant()
    def what_ran_out_or_was_put_off_is_so_while_it_matters(self) -> None:
        case = self.case
        assert not case.overdue or case.phase in (Phase.WAITING, Phase.ACCEPTED, Phase.ASYNC)
        assert case.deferred_until is None or case.phase is Phase.WAITING
