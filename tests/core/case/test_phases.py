"""The table of the case's life is whole, and so are the tables beside it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import DECIDE
from sluss.core.case.evolve import FOLDS, Recorded, evolve
from sluss.core.case.phases import PHASES, Phase
from sluss.core.rules import RULES
from tests.core.case.scene import NOW, SARA, case_in

ROOT = Path(__file__).parents[3]
OVER = {Phase.ENDED, Phase.DISCARDED, Phase.WITHDRAWN}


def reached(start: Phase) -> set[Phase]:
    found, ahead = {start}, [start]
    while ahead:
        new = set(PHASES[ahead.pop()].values()) - found
        found |= new
        ahead += new
    return found


def test_the_table_tells_of_every_phase() -> None:
    assert set(PHASES) == set(Phase)


def test_every_phase_is_reached_from_a_new_case() -> None:
    assert reached(Phase.NEW) == set(Phase)


@pytest.mark.parametrize("phase", sorted(set(Phase) - OVER))
def test_every_phase_leads_to_an_end(phase: Phase) -> None:
    assert reached(phase) & OVER


@pytest.mark.parametrize("phase", sorted(OVER))
def test_no_event_leads_out_of_an_end(phase: Phase) -> None:
    """But that a drill is put away: it was nobody's."""
    away = {kind for kind, to in PHASES[phase].items() if to is not phase}
    assert away == ({e.DrillEnded} if phase is Phase.ENDED else set())


def test_every_event_happens_in_some_phase_and_no_other_does() -> None:
    assert {event for moves in PHASES.values() for event in moves} == set(e.EVENTS)


def test_each_event_and_each_command_is_listed_once() -> None:
    for listed, module in ((e.EVENTS, e), (c.COMMANDS, c)):
        names = [kind.__name__ for kind in listed]
        assert len(names) == len(set(names))
        assert all(getattr(module, kind.__name__) is kind for kind in listed)


def test_every_command_has_its_decision_and_its_rule() -> None:
    assert set(DECIDE) == set(c.COMMANDS) == set(RULES)


def test_every_event_has_its_meaning() -> None:
    assert set(FOLDS) == set(e.EVENTS)


def test_a_rule_names_some_phase_and_none_in_which_all_is_over_but_the_paperwork() -> None:
    # Q8: the closed visit stays open for its note; what else reaches it changes nothing that is said.
    paperwork = {c.SaveNote, c.AskCountersign, c.Countersign, c.ReturnNote, c.WriteToColleagues, c.GiveFeedback}
    paperwork |= {c.AnswerConsult, c.MarkRead, c.ReportSms, c.SignNote, c.UnlockNote, c.EndDrill}
    for command, rule in RULES.items():
        assert rule.phases, command
        assert Phase.DISCARDED not in rule.phases
        assert (Phase.ENDED in rule.phases) == (command in paperwork), command
        # What was to be told of a ticket may be on its way when it is cancelled.
        assert Phase.WITHDRAWN not in rule.phases or command is c.ReportSms, command


def test_nobody_writes_to_the_resident_in_an_ended_case() -> None:
    # GAV 2.3: efter avslut går det inte att skriva i ärendet.
    written = {e.MessageSent, e.PictureAdded, e.AnswerGiven, e.SmsAsked, e.FormSent, e.FormAnswered, e.PhoneAsked}
    for over in OVER:
        assert written.isdisjoint(PHASES[over])


def test_nobody_writes_to_the_resident_before_the_ticket_is_used() -> None:
    # I8: the resident chooses freely; until then there is no case to write in.
    assert {e.MessageSent, e.StaffMessageSent, e.CaseAccepted}.isdisjoint(PHASES[Phase.TICKET])


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("event", e.EVENTS, ids=lambda event: event.__name__)
def test_an_event_outside_the_table_is_folded_into_no_case(phase: Phase, event: type[e.Event]) -> None:
    if event in PHASES[phase]:
        return
    with pytest.raises(KeyError):
        evolve(case_in(phase, owner=SARA), Recorded(99, NOW, event.__new__(event)))


def test_the_picture_in_the_architecture_is_the_one_drawn_from_the_table() -> None:
    drawn = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "draw_phases.py")], capture_output=True, text=True, check=True
    ).stdout
    shown = re.search(
        r"<!-- phases -->\n(.*?)<!-- /phases -->", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown is not None
    assert shown.group(1) == drawn


def test_the_picture_shows_every_move_between_two_phases() -> None:
    drawn = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for phase, moves in PHASES.items():
        for event, then in moves.items():
            if phase not in (then, Phase.NEW):
                assert re.search(rf"{phase} --> {then}: .*\b{event.__name__}\b", drawn), (phase, event)
