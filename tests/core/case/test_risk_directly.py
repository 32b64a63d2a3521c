"""On suspicion of suicide risk: directly to psychologist or physician (H24; O2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.access import allowed
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.offered import withheld
from sluss.core.case.phases import Phase
from tests.core.case.scene import DAVID, FACTS, NILS, PETRA, SARA, case_in, done, refusal, uuid
from tests.core.case.test_risk import FLAGGED, PETRAS

DIRECTLY = c.HandOverDirectly("Behöver bedömas nu.", uuid(600), uuid(601))


def test_a_nurse_hands_over_directly_to_psychologist_or_physician() -> None:
    """Ska vårdpersonal som inte är psykolog eller läkare direkt lämna över (O2): at once, and nobody is asked first."""
    facts = replace(FACTS, assessors=frozenset({"physician"}))
    offered, told = decide(SARA, FLAGGED, DIRECTLY, facts)
    assert isinstance(offered, e.HandoverOffered)
    assert (offered.unit, offered.role, offered.priority, offered.consent) == ("vc-angen", "physician", 1, "")
    assert isinstance(told, e.MessageSent)
    assert (told.side, told.text) == (
        "system",
        "Sara Sand, sjuksköterska har bett en läkare att fortsätta samtalet här.",
    )
    case = done(SARA, FLAGGED, DIRECTLY, facts)
    assert done(DAVID, case, c.AcceptHandover(uuid(602))).owner == DAVID.id
    assert refusal(SARA, case, DIRECTLY, facts).code == "handover_pending"


@pytest.mark.parametrize(
    ("at_work", "role"),
    [({"psychologist", "physician"}, "psychologist"), ({"physician"}, "physician"), (set[str](), "psychologist")],
    ids=str,
)
def test_it_goes_to_who_is_at_work_and_is_offered_although_nobody_is(at_work: set[str], role: str) -> None:
    offered = decide(SARA, FLAGGED, DIRECTLY, replace(FACTS, assessors=frozenset(at_work)))[0]
    assert isinstance(offered, e.HandoverOffered)
    assert offered.role == role


def test_only_what_is_flagged_goes_directly_and_only_from_those_who_do_not_assess() -> None:
    assert refusal(SARA, case_in(Phase.VISIT), DIRECTLY).code == "no_risk_raised"
    assert refusal(PETRA, PETRAS, DIRECTLY).code == "assess_yourself"
    assert "HandOverDirectly" in allowed(SARA, FLAGGED)
    assert "HandOverDirectly" not in allowed(PETRA, PETRAS)


def test_where_the_unit_has_neither_the_nurse_chooses_another_unit_and_no_consent_is_asked_there() -> None:
    """O2: directly also to another unit, but of those who do not assess the resident is asked as always (M1)."""
    theirs = replace(FLAGGED, unit="kontaktcenter-1177", owner=NILS.id)
    assert refusal(NILS, theirs, DIRECTLY).code == "no_assessor_here"
    assert "HandOverDirectly" in withheld(theirs, FACTS)
    over = c.HandOver("vc-angen", "physician", None, 1, "Suicidrisk.", "", True, uuid(603))
    assert decide(NILS, theirs, over, FACTS)
    assert refusal(NILS, theirs, replace(over, role="nurse")).code == "consent_needed"
    assert refusal(NILS, replace(theirs, suicide_flag=False, risk=""), over).code == "consent_needed"


def test_a_physician_takes_over_what_is_flagged_without_asking_first() -> None:
    owned = replace(FACTS, owner_role="nurse")
    assert done(DAVID, FLAGGED, c.TakeOver(), owned).owner == DAVID.id
    assert refusal(DAVID, case_in(Phase.VISIT), c.TakeOver(), owned).code == "consent_needed"
