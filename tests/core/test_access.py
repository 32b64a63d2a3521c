"""Who may ask what, when: the whole matrix beside the rules that make it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from sluss.core.access import RULES, allowed, may, sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.people import ROLE_TITLES, Mandate
from sluss.core.refusal import Hidden, Refused
from tests.core.case.scene import AGNETA, BRITTA, DAVID, LOA, LOTTA, OLLE, PETRA, SARA, SIGGE, case_in

ACTORS = MappingProxyType(
    {
        "resident": AGNETA,
        "owner": SARA,
        "colleague": SIGGE,
        "system": SYSTEM,
        "other resident": OLLE,
        "other unit": BRITTA,
        "local admin": LOTTA,
        "log reviewer": LOA,
    }
)
# One letter a phase, in the order of Phase: new draft waiting accepted visit async ended discarded.
LETTERS = MappingProxyType(
    {
        "Y": "passes",
        ".": "hidden",
        "n": "not_yours",
        "o": "not_owner",
        "t": "not_accepted",
        "s": "already_sent",
        "a": "already_accepted",
        "b": "already_started",
        "i": "not_in_visit",
        "v": "visit_not_started",
        "w": "wrong_phase",
        "c": "case_closed",
    }
)
NOBODY = "........"
# The rows not written here are NOBODY: for the four who have nothing to do with the case.
MATRIX: dict[type[c.Command], dict[str, str]] = {
    c.StartDraft: {
        "resident": "Ywwwwwc.",
        "owner": "..nnnnn.",
        "colleague": "..nnnnn.",
        "system": ".nnnnnn.",
        "other resident": "Y.......",
    },
    **{
        of_the_draft: {
            "resident": ".Yssssc.",
            "owner": "..nnnnn.",
            "colleague": "..nnnnn.",
            "system": ".nnnnnn.",
        }
        for of_the_draft in (c.GiveAnswer, c.ConfirmDanger, c.AddPicture, c.RemovePicture, c.SendCase)
    },
    c.DiscardDraft: {
        "resident": ".Yssssc.",
        "owner": "..nnnnn.",
        "colleague": "..nnnnn.",
        "system": ".Yssssc.",
    },
    **{
        # F1: the chat begins with the visit; the resident may write from the first (B14).
        of_the_chat: {
            "resident": ".wYYYYc.",
            "owner": "..tvYYc.",
            "colleague": "..toooc.",
            "system": ".nnnnnn.",
        }
        for of_the_chat in (c.SendMessage, c.ShowTyping)
    },
    # H24, Grundläggande service: the SMS button.
    c.RemindBySms: {
        "resident": ".nnnnnn.",
        "owner": "..twYYc.",
        "colleague": "..twooc.",
        "system": ".nnnnnn.",
    },
    c.MarkRead: {
        "resident": ".wYYYYY.",
        "owner": "..YYYYY.",
        "colleague": "..YYYYY.",
        "system": ".nnnnnn.",
    },
    # GAV 2.1: Ta emot.
    c.AcceptCase: {
        "resident": ".nnnnnn.",
        "owner": "..Yaaac.",
        "colleague": "..Yaaac.",
        "system": ".nnnnnn.",
    },
    # Decision 9: within the same unit no new consent is needed.
    c.TakeOver: {
        "resident": ".nnnnnn.",
        "owner": "..wYYYc.",
        "colleague": "..wYYYc.",
        "system": ".nnnnnn.",
    },
    # GAV 2.1: Starta besök, a second state after Ta emot (E18).
    c.StartVisit: {
        "resident": ".nnnnnn.",
        "owner": "..tYbbc.",
        "colleague": "..tobbc.",
        "system": ".nnnnnn.",
    },
    # GAV 2.3: Avsluta besök.
    c.EndVisit: {
        "resident": ".nnnnnn.",
        "owner": "..tiYic.",
        "colleague": "..tioic.",
        "system": ".nnnnnn.",
    },
    # H24, Vårdkontakt för annan persons räkning.
    c.WrongPatient: {
        "resident": ".nnnnnn.",
        "owner": "..tiYic.",
        "colleague": "..tioic.",
        "system": ".nnnnnn.",
    },
    c.EndCase: {
        "resident": ".nnnnnn.",
        "owner": "..twwYc.",
        "colleague": "..twwoc.",
        "system": ".nnnnnn.",
    },
    # GAV 2.5, Q8: closed, not locked: the note may still be written.
    c.SaveNote: {
        "resident": ".nnnnnn.",
        "owner": "..wYYYY.",
        "colleague": "..wYYYY.",
        "system": ".nnnnnn.",
    },
    c.CloseByClock: {
        "resident": ".nnnnnn.",
        "owner": "..nnnnn.",
        "colleague": "..nnnnn.",
        "system": ".wwwwYc.",
    },
    c.ReportSms: {
        "resident": ".nnnnnn.",
        "owner": "..nnnnn.",
        "colleague": "..nnnnn.",
        "system": ".wYYYYY.",
    },
}


def verdict(actor: Actor, command: type[c.Command], phase: Phase) -> str:
    try:
        may(actor, command, case_in(phase))
    except Hidden:
        return "hidden"
    except Refused as no:
        return no.code
    return "passes"


def test_the_matrix_tells_of_every_command() -> None:
    assert set(MATRIX) == set(c.COMMANDS)


@pytest.mark.parametrize("name", ACTORS)
@pytest.mark.parametrize("command", MATRIX, ids=lambda command: command.__name__)
def test_each_may_what_the_matrix_says_and_no_more(command: type[c.Command], name: str) -> None:
    expected = [LETTERS[letter] for letter in MATRIX[command].get(name, NOBODY)]
    found = [verdict(ACTORS[name], command, phase) for phase in Phase]
    assert dict(zip(Phase, found, strict=True)) == dict(zip(Phase, expected, strict=True))


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("name", ACTORS)
def test_what_a_page_offers_is_what_the_rules_let_pass(name: str, phase: Phase) -> None:
    actor, case = ACTORS[name], case_in(phase)
    passes = {command.__name__ for command in RULES if verdict(actor, command, phase) == "passes"}
    if actor.id == case.owner:
        passes.discard("TakeOver")
    assert allowed(actor, case) == passes


SEEN = MappingProxyType(
    {
        "resident": ".YYYYYY.",
        "owner": "..YYYYY.",
        "colleague": "..YYYYY.",
        "system": ".YYYYYY.",
    }
)


@pytest.mark.parametrize("name", ACTORS)
def test_each_sees_the_case_in_the_phases_of_the_table(name: str) -> None:
    found = "".join("Y" if sees(ACTORS[name], case_in(phase)) else "." for phase in Phase)
    assert found == SEEN.get(name, NOBODY)


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
