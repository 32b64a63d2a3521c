"""A case under test, and what must hold of it after every step; the steps are in `test_machine`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from sluss.core.access import sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case import events as e
from sluss.core.case.decide import decide
from sluss.core.case.evolve import Recorded, fold
from sluss.core.case.model import Case
from sluss.core.case.phases import PHASES, Phase
from sluss.core.refusal import Hidden, Refused
from sluss.core.triage.questionnaire import Item
from tests.core.case.scene import AGNETA, BRITTA, DAVID, FACTS, NILS, NOW, OLLE, PETRA, SARA, SIGGE, uuid

COLLEAGUES = (SARA, SIGGE, DAVID, PETRA, NILS)
STRANGERS = (OLLE, BRITTA)
EVERYBODY = (AGNETA, *COLLEAGUES, *STRANGERS, SYSTEM)
AFTER_THE_END = (e.NoteSaved, e.MessagesRead, e.SmsReported)


def answers_to(item: Item) -> st.SearchStrategy[tuple[str, ...]]:
    match item.type:
        case "boolean":
            return st.sampled_from([("true",), ("false",)])
        case "choice":
            return st.sampled_from([(option.code,) for option in item.options])
        case "integer" | "decimal":
            return st.just((str(item.minimum or 1),))
        case "date":
            return st.just((str(item.maximum or "2026-11-01"),))
    return st.just(("Sedan i går.",))


class CaseUnderTest(RuleBasedStateMachine):
    # The phase after each event, and whether the case was flagged for suicide risk.
    reached: ClassVar[set[tuple[Phase, type[e.Event], bool]]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.case = Case(uuid(100))
        self.history: list[Recorded] = []
        self.answers: dict[str, tuple[str, ...]] = {}
        self.pictures: set[UUID] = set()
        self.revisions: dict[UUID, int] = {}
        self.now: datetime = NOW
        self.present: frozenset[str] = frozenset()
        self.made = 1_000

    def new(self) -> int:
        self.made += 10
        return self.made

    def attempt(self, actor: Actor, command: c.Command) -> list[e.Event]:
        """Gives the command and takes the events in, as the door does; a refusal leaves everything as it was."""
        facts = replace(
            FACTS,
            now=self.now,
            answers=dict(self.answers),
            pictures=frozenset(self.pictures),
            present=self.present,
            note_revision=self.revisions.get(actor.id, 0),
        )
        before = self.case
        try:
            events = decide(actor, before, command, facts)
        except Hidden:
            assert before.phase is Phase.NEW or not sees(actor, before)
            return []
        except Refused:
            return []
        assert actor not in STRANGERS, "somebody else's case was written in"
        assert actor.kind != "staff" or (actor.mandate and actor.mandate.unit == before.unit)
        recorded = [Recorded(before.seq + i, self.now, event) for i, event in enumerate(events, 1)]
        self.case = fold(before, recorded)
        self.history += recorded
        for event in events:
            self.note(actor, before, event)
            self.reached.add((self.case.phase, type(event), self.case.suicide_flag))
        return events

    def note(self, actor: Actor, before: Case, event: e.Event) -> None:
        if before.phase is Phase.ENDED:
            assert isinstance(event, AFTER_THE_END)
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
            case e.MessageSent(side="resident"):
                assert actor == AGNETA
            case e.MessageSent(side="staff"):
                assert actor.id == self.case.owner
            case e.CaseEnded(by_clock=True):
                assert not before.suicide_flag
                assert before.open_until is not None
                assert self.now >= before.open_until
            case e.CaseEnded() if before.suicide_flag:
                assert actor in (DAVID, PETRA)

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
    def nobody_waits_in_an_ended_case_and_no_clock_runs(self) -> None:
        if self.case.phase is Phase.ENDED:
            assert (self.case.waiting_since, self.case.open_until) == (None, None)

    @invariant()
    def a_case_that_was_taken_has_one_owner(self) -> None:
        taken = self.case.phase in (Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC, Phase.ENDED)
        assert (self.case.owner is not None) == taken
