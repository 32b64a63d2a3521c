"""Who may be in a call, how many it holds, and what they may tell each other (F5, J6, J10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.calls import (
    FLOOD,
    LEFT_AFTER,
    LONGEST,
    LOST_AFTER,
    MOST,
    Topology,
    kind_of,
    lost,
    may_take_part,
    still_in,
    told,
    topology,
)
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused
from tests.core.case.scene import AGNETA, BRITTA, ELSA, GRETA, LOTTA, NOW, OLLE, SARA, SIGGE, case_in, uuid

CALLING = replace(case_in(Phase.VISIT), call=uuid(700), call_mode="video", guests=(GRETA.id,), externals=(ELSA.id,))
WITH_ELSA = replace(CALLING, admitted=(ELSA.id,))


@pytest.mark.parametrize(("actor", "kind"), [(AGNETA, "resident"), (SARA, "staff"), (GRETA, "staff")])
def test_the_resident_the_owner_and_her_guests_may_be_in_it(actor: Actor, kind: str) -> None:
    assert may_take_part(actor, CALLING) == kind


@pytest.mark.parametrize("actor", [OLLE, BRITTA, LOTTA, SYSTEM])
def test_to_everybody_else_there_is_no_call(actor: Actor) -> None:
    with pytest.raises(Hidden):
        may_take_part(actor, CALLING)


def test_a_colleague_who_reads_the_case_is_not_in_its_call() -> None:
    """The same as with the chat: one takes over, or is invited."""
    with pytest.raises(Refused, match="not_in_call"):
        may_take_part(SIGGE, CALLING)


def test_a_guest_from_outside_waits_until_let_in() -> None:
    """(J6)"""
    with pytest.raises(Refused, match="not_admitted"):
        may_take_part(ELSA, CALLING)
    assert may_take_part(ELSA, WITH_ELSA) == "external"
    with pytest.raises(Hidden):
        may_take_part(ELSA, replace(CALLING, externals=()))


def test_without_a_call_there_is_nothing_to_be_in() -> None:
    with pytest.raises(Refused, match="call_none"):
        may_take_part(SARA, case_in(Phase.VISIT))


def test_who_may_no_longer_take_part_is_out() -> None:
    taken = replace(WITH_ELSA, owner=SIGGE.id, guests=(), admitted=())
    assert not still_in("staff", SARA.id, taken)
    assert not still_in("staff", GRETA.id, taken)
    assert not still_in("external", ELSA.id, taken)
    assert still_in("staff", SIGGE.id, taken)
    assert still_in("external", ELSA.id, WITH_ELSA)
    assert kind_of(SARA, taken) is None


@pytest.mark.parametrize(
    ("before", "others", "group", "after"),
    [
        ("p2p", 0, False, "p2p"),
        ("p2p", 1, False, "p2p"),
        ("p2p", 2, False, "sfu"),
        ("p2p", 0, True, "sfu"),
        # What has once gone over to the SFU stays there: nobody is moved twice.
        ("sfu", 0, False, "sfu"),
        ("sfu", MOST - 1, True, "sfu"),
    ],
)
def test_two_send_to_each_other_and_three_or_a_group_through_the_sfu(
    before: Topology, others: int, group: bool, after: Topology
) -> None:
    assert topology(before, others, group, sfu=True) == after


@pytest.mark.parametrize(("others", "group", "sfu"), [(2, False, False), (0, True, False), (MOST, True, True)])
def test_a_call_that_holds_no_more_says_so(others: int, group: bool, sfu: bool) -> None:
    with pytest.raises(Refused, match="call_full"):
        topology("p2p", others, group, sfu)


def test_a_party_is_lost_before_it_has_left() -> None:
    assert not lost(NOW, NOW + LOST_AFTER)
    assert lost(NOW, NOW + LOST_AFTER + timedelta(seconds=1))
    assert LOST_AFTER < LEFT_AFTER


def test_what_is_told_is_of_a_known_kind_not_too_long_and_not_too_much() -> None:
    told("description", "{}", False, FLOOD - 1)
    told("publish", "{}", True, 0)
    for kind, body, to_sfu, recently, code in (
        ("publish", "{}", False, 0, "signal_unknown"),
        ("description", "{}", True, 0, "signal_unknown"),
        ("append", "{}", False, 0, "signal_unknown"),
        ("state", "å" * (LONGEST // 2 + 1), False, 0, "signal_too_long"),
        ("state", "{}", False, FLOOD, "signal_flood"),
    ):
        with pytest.raises(Refused, match=code):
            told(kind, body, to_sfu, recently)
