"""*Öva*: a case like any other to those who practise, and none to anybody else (H24, Hantering av suicidal patient)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.access import may, sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.evolve import Recorded, fold
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.drill import LASTS
from sluss.core.functions import FUNCTIONS
from sluss.core.notices import jobs
from sluss.core.refusal import Hidden, Refused
from tests.core.case.scene import AGNETA, BRITTA, FACTS, LOTTA, NOW, PACK, SARA, case_in, off_shift, uuid

RISK = "suicidrisk-mattlig"
# Nobody has the number of the test patient.
ALONE = replace(FACTS, patient=None)


def after(case: Case, actor: Actor, command: c.Command, minutes: int = 0) -> Case:
    now = NOW + timedelta(minutes=minutes)
    events = decide(actor, case, command, replace(ALONE, now=now))
    return fold(case, [Recorded(case.seq + i, now, event) for i, event in enumerate(events, 1)])


def begun(scenario: str = RISK) -> Case:
    return after(Case(uuid(500)), SARA, c.StartDrill(scenario))


def test_a_drill_is_triaged_as_anybody_and_waits_at_the_own_unit() -> None:
    """(C1, O1)"""
    case = begun()
    assert (case.phase, case.flow, case.unit, case.role) == (Phase.WAITING, "drop-in", "vc-angen", "nurse")
    assert (case.priority, case.suicide_flag, case.risk) == (2, True, "unassessed")
    assert (case.drill, case.drill_left) == (RISK, 6)
    urgent = begun("brostsmarta-prio-ett")
    assert (urgent.priority, urgent.urgent) == (1, True)


def test_neither_promise_nor_guarantee_runs_and_nobody_stands_on_the_residents_side() -> None:
    """(X1)"""
    case = begun()
    assert (case.contact_by, case.assess_by, case.promised_at, case.open_until, case.resident) == (None,) * 5


def test_only_licensed_staff_at_work_begin_one_and_only_where_the_unit_has_the_function() -> None:
    """(Y1)"""
    new = Case(uuid(500))
    may(SARA, c.StartDrill, new)
    for stranger in (AGNETA, LOTTA):
        with pytest.raises(Hidden):
            may(stranger, c.StartDrill, new)
    with pytest.raises(Refused, match="not_on_shift"):
        may(off_shift(SARA), c.StartDrill, new)
    with pytest.raises(Refused, match="function_off"):
        may(SARA, c.StartDrill, new, frozenset(FUNCTIONS) - {"drill"})


def test_what_the_pack_does_not_have_and_a_number_that_is_somebodys_is_refused() -> None:
    for facts, scenario, code in ((ALONE, "nagot-annat", "drill_unknown"), (FACTS, RISK, "drill_number_taken")):
        with pytest.raises(Refused, match=code):
            decide(SARA, Case(uuid(500)), c.StartDrill(scenario), facts)


def test_no_resident_sees_a_drill_not_even_the_patient() -> None:
    case = begun()
    assert case.patient
    assert sees(SARA, case)
    assert not sees(Actor("resident", case.patient, "Alva Exempelsson"), case)
    assert not sees(BRITTA, case)


def test_the_only_thing_that_happens_later_is_that_it_ends() -> None:
    """(U7, U8)"""
    case = begun()
    events = decide(SARA, Case(uuid(500)), c.StartDrill(RISK), ALONE)
    assert [(job.kind, job.run_at) for job in jobs(case, events, ALONE)] == [("end_drill", NOW + LASTS)]
    visited = after(after(case, SARA, c.AcceptCase()), SARA, c.StartVisit(uuid(501)))
    for command in (
        c.HandOverDirectly("Nu.", uuid(502), uuid(503)),
        c.SendMessage("Hej", uuid(504), uuid(505), 99),
        c.EndVisit(1),
    ):
        try:
            happened = decide(SARA, visited, command, replace(ALONE, assessors=frozenset({"physician"})))
        except Refused:
            assert isinstance(command, c.EndVisit), "the flag keeps it open"
            continue
        assert happened
        assert jobs(visited, happened, ALONE) == []
        assert not any(isinstance(event, e.SmsAsked) for event in happened)


def test_a_reminder_goes_on_as_if_it_were_sent() -> None:
    """(H6, U12)"""
    visited = after(after(begun(), SARA, c.AcceptCase()), SARA, c.StartVisit(uuid(501)))
    asked = after(visited, SARA, c.SendMessage("Är du kvar?", uuid(504), uuid(505), 99))
    (sms,) = decide(SARA, asked, c.RemindBySms(), ALONE)
    assert isinstance(sms, e.SmsAsked)
    assert sms.to is None
    assert after(asked, SARA, c.RemindBySms()).reminded_at == NOW


def test_the_patient_speaks_in_order_in_the_name_of_the_patient() -> None:
    case, said = begun(), []
    while case.drill_left:
        message, _ = decide(SARA, case, c.SayAsPatient(uuid(600 + case.seq)), ALONE)
        assert isinstance(message, e.MessageSent)
        assert (message.side, message.author, message.name) == ("resident", case.patient, "Alva Exempelsson (övning)")
        said.append(message.text)
        case = after(case, SARA, c.SayAsPatient(uuid(600 + case.seq)))
    assert tuple(said) == PACK.drills[RISK].lines
    with pytest.raises(Refused, match="drill_silent"):
        decide(SARA, case, c.SayAsPatient(uuid(700)), ALONE)


def test_a_scenario_that_a_later_version_has_dropped_falls_silent() -> None:
    with pytest.raises(Refused, match="drill_silent"):
        decide(SARA, begun(), c.SayAsPatient(uuid(700)), replace(ALONE, pack=replace(PACK, drills={})))


def test_the_clock_ends_it_after_a_day_and_staff_at_any_time() -> None:
    case = begun()
    assert decide(SYSTEM, case, c.EndDrill(), replace(ALONE, now=NOW + LASTS - timedelta(minutes=1))) == []
    assert decide(SYSTEM, case, c.EndDrill(), replace(ALONE, now=NOW + LASTS)) == [e.DrillEnded(by_clock=True)]
    assert decide(SARA, case, c.EndDrill(), ALONE) == [e.DrillEnded(by_clock=False)]


def test_an_ended_drill_is_seen_by_nobody_and_leaves_nobody_anything_to_do() -> None:
    visited = after(after(begun(), SARA, c.AcceptCase()), SARA, c.StartVisit(uuid(501)))
    asked = after(visited, SARA, c.AskConsult("vc-angen", "physician", None, "Råd?", uuid(502)))
    over = after(replace(asked, notes_due=(SARA.id,), guests=(BRITTA.id,)), SARA, c.EndDrill())
    assert over.phase is Phase.DISCARDED
    assert (over.consult_unit, over.notes_due, over.guests, over.waiting_since) == (None, (), (), None)
    assert not sees(SARA, over)


@pytest.mark.parametrize("command", [c.SayAsPatient(uuid(700)), c.EndDrill()])
def test_a_case_in_earnest_is_no_drill(command: c.Command) -> None:
    with pytest.raises(Refused, match="not_a_drill"):
        decide(SARA, case_in(Phase.VISIT), command, FACTS)
