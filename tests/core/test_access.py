"""Who may ask what, when: the whole matrix beside the rules that make it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sluss.core.access import ALL, USEFUL, allowed, handed_to, may, sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.functions import FUNCTIONS
from sluss.core.people import ROLE_TITLES, Mandate
from sluss.core.refusal import Hidden, Refused
from sluss.core.rules import RULES
from tests.core.around import ACTORS, shared
from tests.core.case.scene import (
    AGNETA,
    BRITTA,
    DAVID,
    FACTS,
    GRETA,
    NILS,
    NOW,
    PACK,
    PETRA,
    SARA,
    SIGGE,
    case_in,
    message,
    off_shift,
    picture,
    refusal,
)
from tests.core.matrix import LETTERS, MATRIX, NOBODY, OTHERS, SEEN

OF_A_FUNCTION = [command for command, rule in RULES.items() if rule.function]
# Checked where the command is decided on, or by a view: no command is theirs alone.
OF_NO_COMMAND = {"files", "groups"}


def verdict(actor: Actor, command: type[c.Command], case: Case, functions: frozenset[str] = ALL) -> str:
    try:
        may(actor, command, case, functions)
    except Hidden:
        return "hidden"
    except Refused as no:
        return no.code
    return "passes"


def test_the_matrix_tells_of_every_command() -> None:
    assert set(MATRIX) == set(c.COMMANDS)
    assert len(MATRIX) == 85


@pytest.mark.parametrize("name", ACTORS)
@pytest.mark.parametrize("command", MATRIX, ids=lambda command: command.__name__)
def test_each_may_what_the_matrix_says_and_no_more(command: type[c.Command], name: str) -> None:
    row = MATRIX[command].get(name, OTHERS.get(name, NOBODY))
    expected = [LETTERS[letter] for letter in row]
    found = [verdict(ACTORS[name], command, shared(phase)) for phase in Phase]
    assert dict(zip(Phase, found, strict=True)) == dict(zip(Phase, expected, strict=True))


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("name", ACTORS)
def test_what_a_page_offers_is_what_passes_and_is_of_use(name: str, phase: Phase) -> None:
    actor = ACTORS[name]
    for case in (case_in(phase), shared(phase)):
        passes = {command for command in RULES if verdict(actor, command, case) == "passes"}
        useless = {command for command in passes if command in USEFUL and not USEFUL[command](actor, case)}
        assert allowed(actor, case) == {command.__name__ for command in passes - useless}


@pytest.mark.parametrize("name", ACTORS)
def test_each_sees_the_case_in_the_phases_of_the_table(name: str) -> None:
    found = "".join("Y" if sees(ACTORS[name], shared(phase)) else "." for phase in Phase)
    assert found == SEEN.get(name, NOBODY)


def test_each_function_is_known_and_has_a_command_or_is_checked_elsewhere() -> None:
    assert {RULES[command].function for command in OF_A_FUNCTION} == set(FUNCTIONS) - OF_NO_COMMAND


@pytest.mark.parametrize("command", OF_A_FUNCTION, ids=lambda command: command.__name__)
def test_what_a_unit_leaves_unused_is_refused_and_drawn_nowhere(command: type[c.Command]) -> None:
    # H24, H26: not all units use all (Y1).
    off = ALL - {RULES[command].function}
    for name, actor in ACTORS.items():
        for phase in Phase:
            passes, without = (verdict(actor, command, shared(phase), functions) for functions in (ALL, off))
            at_work = actor.kind == "staff" and passes in ("passes", "not_on_shift")
            assert without == ("function_off" if at_work else passes), (name, phase)
            assert command.__name__ not in allowed(actor, shared(phase), off) or actor.kind != "staff"


def test_what_was_begun_with_a_function_can_be_ended_without_it() -> None:
    """Nobody is caught in a handover or as a guest because the unit no longer uses such."""
    for actor, command in ((SARA, c.TakeBack), (NILS, c.AcceptHandover), (NILS, c.DeclineHandover)):
        may(actor, command, shared(Phase.VISIT), frozenset())
    may(GRETA, c.LeaveCase, shared(Phase.VISIT), frozenset())


def test_the_functions_are_those_of_the_actors_own_unit() -> None:
    units = {**PACK.units, "vc-angen": replace(PACK.units["vc-angen"], functions=ALL - {"reminder", "files"})}
    facts = replace(FACTS, pack=replace(PACK, units=units))
    asked = replace(case_in(Phase.VISIT), staff_said=9, waiting_since=None)
    assert refusal(SARA, asked, c.RemindBySms(), facts).code == "function_off"
    assert decide(SARA, asked, c.RemindBySms(), FACTS)
    # F4: staff of the unit send no files; the resident is held back by no unit's choice.
    shown = replace(message(), pictures=(picture(300),))
    assert refusal(SARA, asked, shown, facts).code == "function_off"
    assert decide(SARA, asked, message(), facts)
    assert decide(AGNETA, asked, shown, facts)


@pytest.mark.parametrize("command", MATRIX, ids=lambda command: command.__name__)
def test_who_is_not_at_work_does_what_is_left_to_document_and_nothing_else(command: type[c.Command]) -> None:
    # V3: who is at work has said so; Q8: the note may be written after the shift. Who was invited can be taken back.
    before_and_after = {c.SaveNote, c.SignNote, c.UnlockNote, c.AskCountersign, c.GiveFeedback, c.MarkRead}
    before_and_after |= {c.WithdrawExternal}
    for phase in Phase:
        at_work = verdict(SARA, command, shared(phase))
        expected = "not_on_shift" if at_work == "passes" and command not in before_and_after else at_work
        if (command, phase) in {(c.SendMessage, Phase.ACCEPTED), (c.ShowTyping, Phase.ACCEPTED)}:
            expected = "not_on_shift"
        assert verdict(off_shift(SARA), command, shared(phase)) == expected


@pytest.mark.parametrize(
    ("what", "offered"),
    [
        ({}, {"HandOver", "ReleaseCase", "AssignCase", "AskConsult", "AskPhone", "SendForm", "AskCountersign"}),
        ({"handover_unit": "vc-berget", "handover_by": SARA.id}, {"TakeBack", "AskConsult", "AskPhone", "SendForm"}),
        ({"one_way": True}, {"HandOver", "EndVisit", "SendMessage"}),
        ({"phone": "asked", "resident_said": 9}, {"ContinueByPhone"}),
        ({"countersign": "asked", "countersign_of": SIGGE.id}, {"Countersign", "ReturnNote"}),
    ],
)
def test_a_page_draws_what_is_of_use_now(what: dict[str, Any], offered: set[str]) -> None:
    found = allowed(SARA, replace(case_in(Phase.VISIT), **what))
    assert offered <= found
    useless: dict[str, set[str]] = {
        "handover_unit": {"HandOver", "ReleaseCase", "AssignCase"},
        "one_way": {"AskPhone", "SendForm", "RemindBySms"},
        "phone": {"AskPhone"},
        "countersign": {"AskCountersign"},
    }
    for key in what:
        assert not useless.get(key, set()) & found
    assert "TakeOver" not in found


def test_who_is_offered_the_case_is_the_person_or_else_each_of_the_role_but_never_the_giver() -> None:
    case = replace(shared(Phase.VISIT), handover_unit="vc-angen", handover_role="nurse")
    assert handed_to(SIGGE, case)
    assert not handed_to(SARA, case)
    assert not handed_to(DAVID, case)
    in_person = replace(case, handover_staff=DAVID.id, handover_role="physician")
    assert handed_to(DAVID, in_person)
    assert not handed_to(SIGGE, in_person)
    # At work elsewhere that person is not the one who was meant.
    assert not handed_to(replace(DAVID, mandate=Mandate("vc-berget", "physician")), in_person)


def test_the_unit_that_is_offered_a_case_and_the_one_who_is_asked_about_it_read_it_until_that_is_over() -> None:
    # E16: what is offered the whole unit may read up on; what is asked, only who is asked: no consent is given to more.
    offered = replace(shared(Phase.VISIT), handover_unit="vc-berget", consult_unit=None)
    assert sees(BRITTA, offered)
    assert not sees(BRITTA, replace(offered, handover_unit=None))
    asked = replace(case_in(Phase.VISIT), consult_by=SARA.id, consult_unit="vc-berget", consult_role="nurse")
    assert sees(BRITTA, asked)
    assert not sees(BRITTA, replace(asked, consult_role="physician"))
    assert not sees(BRITTA, replace(asked, consult_staff=GRETA.id))
    assert not sees(BRITTA, replace(asked, consult_answered_at=NOW))


def test_who_took_part_goes_on_reading_what_they_are_to_document() -> None:
    # P8: each documents their own assessment, also from another unit.
    case = replace(case_in(Phase.ENDED), helped=(GRETA.id,))
    may(GRETA, c.SaveNote, case)
    with pytest.raises(Hidden):
        may(BRITTA, c.SaveNote, case)
    # Without a licence nobody reads, whatever they took part in.
    with pytest.raises(Hidden):
        may(replace(GRETA, mandate=Mandate("vc-berget", "local_admin")), c.SaveNote, case)


@pytest.mark.parametrize("role", ROLE_TITLES)
def test_licensed_staff_of_the_unit_see_its_cases_and_no_other_role_does(role: str) -> None:
    # H24, Loggkontroll; E16: who may answer may read up on the case first.
    reader = replace(SARA, mandate=Mandate("vc-angen", role))
    assert sees(reader, case_in(Phase.WAITING)) == (role in {"nurse", "physician", "psychologist"})


def test_physicians_and_psychologists_may_accept_what_was_sent_to_a_nurse() -> None:
    for colleague in (DAVID, PETRA):
        may(colleague, c.AcceptCase, case_in(Phase.WAITING))


def test_staff_who_have_not_chosen_a_mandate_see_nothing() -> None:
    assert not sees(replace(SARA, mandate=None), case_in(Phase.VISIT))


def test_a_member_of_staff_is_not_the_resident_though_the_id_is_the_same() -> None:
    twin = Actor("staff", AGNETA.id, "Agneta Andersson", mandate=Mandate("vc-berget", "nurse"))
    assert sees(AGNETA, case_in(Phase.VISIT))
    assert not sees(twin, case_in(Phase.VISIT))


def test_a_resident_is_not_the_owner_though_the_id_is_the_same() -> None:
    twin = Actor("resident", SARA.id, "Sara Sand")
    assert sees(SARA, case_in(Phase.VISIT))
    assert not sees(twin, case_in(Phase.VISIT))


def test_the_one_who_took_the_case_loses_it_with_the_mandate_at_the_unit() -> None:
    moved = replace(SARA, mandate=Mandate("vc-berget", "nurse"))
    may(SARA, c.SendMessage, case_in(Phase.VISIT))
    with pytest.raises(Hidden):
        may(moved, c.SendMessage, case_in(Phase.VISIT))


def test_a_command_without_a_rule_is_denied() -> None:
    class Unknown(c.Command):
        __slots__ = ()

    with pytest.raises(Hidden):
        may(SYSTEM, Unknown, case_in(Phase.VISIT))
