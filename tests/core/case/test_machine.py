"""Random people at a random case: whatever they try, what must hold holds after every step."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Literal

from hypothesis import settings, strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from sluss.core.access import sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.triage.answers import pages
from tests.core.case.machine import COLLEAGUES, EVERYBODY, answers_to
from tests.core.case.moves import DAYS, Moves
from tests.core.case.scene import AGNETA, NILS, PACK, SARA, message, picture as new_picture, uuid

SOME_DAYS = st.sampled_from(DAYS)


class CaseMachine(Moves):
    @initialize(
        origin=st.sampled_from(["resident", "resident", "resident", "staff", "ticket"]),
        reason=st.sampled_from(["halsont", "oro", "urinbesvar"]),
        steps=st.integers(0, 4),
        days=SOME_DAYS,
        seed=st.integers(0, 2**32),
        data=st.data(),
    )
    def start(self, origin: str, reason: str, steps: int, days: int, seed: int, data: st.DataObject) -> None:
        """Up to some point all goes as it should."""
        self.random = Random(seed)
        if origin == "staff":
            text = data.draw(st.sampled_from(["", "Provsvaret ser bra ut."]))
            begin = c.StartCareCase(AGNETA.id, "provsvar", text, days or 1, data.draw(st.booleans()), self.id())
            self.attempt(SARA, begin)
            return
        if origin == "ticket":
            give = c.GiveTicket(AGNETA.id, "vc-angen", "nurse", "halsont", 7, None, although_higher=False)
            assert self.attempt(NILS, give)
            return
        self.attempt(AGNETA, c.StartDraft("sok-vard", reason, AGNETA.id))
        if steps > 0:
            self.seek_care_to_the_end(data)
        if steps > 1:
            self.begin(data.draw(st.sampled_from([one for one in COLLEAGUES if sees(one, self.case)])))
        for _ in range(steps - 2):
            self.the_owner_goes_on(days)

    @precondition(lambda self: self.case.phase is Phase.DRAFT)
    @rule(data=st.data(), everything=st.booleans())
    def answer(self, data: st.DataObject, everything: bool) -> None:
        questionnaire = PACK.questionnaire_of(self.case.reason)
        while left := [i for i in pages(questionnaire, self.answers) if not self.answers.get(i.link_id)]:
            values = data.draw(st.sampled_from(answers_to(left[0])), label=left[0].link_id)
            assert self.attempt(AGNETA, c.GiveAnswer(left[0].link_id, values)), "a fitting answer was refused"
            if not everything:
                return

    @precondition(lambda self: self.case.phase is Phase.DRAFT)
    @rule(actor=st.sampled_from(EVERYBODY))
    def think_better_of_it(self, actor: Actor) -> None:
        self.attempt(actor, c.DiscardDraft())

    @precondition(lambda self: self.case.phase is Phase.DRAFT)
    @rule(data=st.data())
    def answer_again(self, data: st.DataObject) -> None:
        asked = pages(PACK.questionnaire_of(self.case.reason), self.answers)
        item = data.draw(st.sampled_from(asked))
        self.attempt(AGNETA, c.GiveAnswer(item.link_id, data.draw(st.sampled_from(answers_to(item)))))

    @precondition(lambda self: self.case.phase is Phase.DRAFT)
    @rule(read=st.booleans())
    def send(self, read: bool) -> None:
        while read and self.case.danger:
            assert self.attempt(AGNETA, c.ConfirmDanger())
        danger = self.case.danger
        sent = self.attempt(AGNETA, c.SendCase())
        assert not (sent and danger), "a danger sign was passed unread"

    @precondition(lambda self: self.case.phase is Phase.DRAFT)
    @rule(data=st.data())
    def seek_care_to_the_end(self, data: st.DataObject) -> None:
        self.answer(data, everything=True)
        self.send(read=True)

    @precondition(lambda self: self.case.owner is not None)
    @rule(days=SOME_DAYS)
    def the_owner_goes_on(self, days: int) -> None:
        owner = next(one for one in COLLEAGUES if one.id == self.case.owner)
        moves: dict[Phase, c.Command] = {
            Phase.ACCEPTED: c.StartVisit(self.id()),
            Phase.VISIT: c.EndVisit(days),
            Phase.ASYNC: c.EndCase() if days == 0 else c.MarkRead(self.case.seq),
        }
        self.attempt(owner, moves.get(self.case.phase, c.MarkRead(self.case.seq)))

    @rule(actor=st.sampled_from(EVERYBODY), behind=st.sampled_from([0, 0, 0, 1, 3]))
    def write(self, actor: Actor, behind: int) -> None:
        before = self.case
        events = self.attempt(actor, message(number=self.new(), seen=max(0, before.seq - behind)))
        if events:
            over = before.open_until is not None and self.now >= before.open_until
            answers = actor.kind == "staff" and before.waiting_since is not None
            assert before.suicide_flag or not over or answers, "written after the end of the asynchronous phase"

    @rule(actor=st.sampled_from(COLLEAGUES))
    def begin(self, actor: Actor) -> None:
        self.attempt(actor, c.AcceptCase())
        self.attempt(actor, c.StartVisit(self.id()))

    @rule(actor=st.sampled_from(COLLEAGUES), days=SOME_DAYS | st.just(2))
    def end_visit(self, actor: Actor, days: int) -> None:
        self.attempt(actor, c.EndVisit(days))

    @precondition(lambda self: self.case.phase is Phase.DRAFT)
    @rule(data=st.data(), away=st.booleans())
    def show_a_picture(self, data: st.DataObject, away: bool) -> None:
        self.attempt(AGNETA, c.AddPicture(new_picture(self.new())))
        if away:
            self.attempt(AGNETA, c.RemovePicture(data.draw(st.sampled_from([*sorted(self.pictures), uuid(1)]))))

    @rule(reader=st.sampled_from([AGNETA, AGNETA, *COLLEAGUES]), behind=st.sampled_from([0, 0, 2]))
    def read_on(self, reader: Actor, behind: int) -> None:
        self.attempt(reader, c.MarkRead(max(0, self.case.seq - behind)))

    @precondition(lambda self: self.case.owner is not None)
    @rule(actor=st.sampled_from(COLLEAGUES))
    def take_over(self, actor: Actor) -> None:
        self.attempt(actor, c.TakeOver())

    @rule(actor=st.sampled_from(COLLEAGUES), behind=st.sampled_from([0, 0, 1]))
    def write_a_note(self, actor: Actor, behind: int) -> None:
        revision = self.revisions.get(actor.id, 0) - behind
        saved = self.attempt(actor, c.SaveNote(revision, "Ont i halsen.", "", "", "", ""))
        assert not (saved and behind), "a note was saved over a newer one"

    @rule(key=st.booleans(), status=st.sampled_from(["sent", "failed", "no_number", "emailed"]))
    def the_notice_went_or_not(self, key: bool, status: Literal["sent", "failed", "no_number", "emailed"]) -> None:
        self.attempt(SYSTEM, c.ReportSms(self.case.sms_key or "" if key else "sms:another", status))

    @rule(actor=st.sampled_from(EVERYBODY), data=st.data())
    def try_anything(self, actor: Actor, data: st.DataObject) -> None:
        commands: list[c.Command] = [
            c.EndCase(),
            c.AcceptCase(),
            c.SendCase(),
            c.ConfirmDanger(),
            c.CloseByClock(),
            c.ShowTyping(),
            c.EndVisit(1),
            c.StartVisit(self.id()),
            c.StartDraft("sok-vard", "halsont", actor.id),
            c.GiveAnswer("varning", ("inget",)),
            c.AddPicture(new_picture(self.new())),
            c.MarkRead(self.case.seq),
            c.SaveNote(self.revisions.get(actor.id, 0), "", "", "", "", ""),
            c.SignNote(self.revisions.get(actor.id, 0), "Ont i halsen.", "", "", "", ""),
            c.UnlockNote(),
            c.ReportSms("sms:none", "sent"),
            c.WrongPatient(self.id()),
            c.TakeBack(),
            c.AcceptHandover(self.id()),
            c.LeaveCase(self.id()),
            c.ReleaseCase(),
            c.DeferCase(),
            c.Countersign(),
            c.MarkDone(),
            c.CancelTicket(),
            c.ExpireTicket(),
        ]
        self.attempt(actor, data.draw(st.sampled_from(commands)))

    @rule(minutes=st.sampled_from([1, 10, 45, 90, 24 * 60, 5 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.attempt(SYSTEM, c.CloseByClock())

    @rule(sides=st.frozensets(st.sampled_from(["resident", "staff"])))
    def come_and_go(self, sides: frozenset[str]) -> None:
        self.present = sides


def test_whatever_people_try_what_must_hold_holds() -> None:
    """The same walks each time."""
    walks = settings(max_examples=100, stateful_step_count=40, deadline=None, derandomize=True, database=None)
    run_state_machine_as_test(CaseMachine, settings=walks)
    assert {Phase.WAITING, Phase.VISIT, Phase.ASYNC, Phase.ENDED} <= {phase for phase, _, _ in CaseMachine.reached}
    assert any(flagged for _, _, flagged in CaseMachine.reached), "no flagged case came so far"
