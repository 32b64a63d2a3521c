"""*Lämna över besök* (GAV 2.4; H24, Överlämning; HDK, Samtycke)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.access import allowed, handed_to, sees
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden
from tests.core.case.scene import (
    BRITTA,
    DAVID,
    FACTS,
    GRETA,
    NILS,
    NOW,
    PETRA,
    SARA,
    SIGGE,
    after,
    at_work,
    case_in,
    done,
    refusal,
    uuid,
)

VISIT = case_in(Phase.VISIT)
TO_PHYSICIANS = c.HandOver("vc-angen", "physician", None, 2, "Feber i en vecka.", "oral", False, uuid(700))
TO_DAVID = replace(TO_PHYSICIANS, staff=DAVID.id)
TO_BERGET = replace(TO_PHYSICIANS, unit="vc-berget", role="nurse")
ACCEPT = c.AcceptHandover(uuid(710))
OFFERED = done(SARA, VISIT, TO_PHYSICIANS)
ELSEWHERE = done(SARA, VISIT, TO_BERGET)


def test_the_case_stays_with_the_giver_until_somebody_accepts_it() -> None:
    # (P1, P2, P3, E25) tills mottagande resurs har accepterat överlämningen
    assert (OFFERED.owner, OFFERED.unit, OFFERED.priority) == (SARA.id, "vc-angen", 4)
    assert {"SendMessage", "EndVisit", "TakeBack"} <= allowed(SARA, OFFERED)
    taken = done(DAVID, OFFERED, ACCEPT)
    assert (taken.owner, taken.role, taken.priority) == (DAVID.id, "physician", 2)
    assert (taken.handover_by, taken.handover_unit, taken.handed_at) == (None, None, None)
    assert "SendMessage" in allowed(DAVID, taken)


def test_what_is_written_to_the_recipient_is_no_message_to_the_resident() -> None:
    # (P2) Skriv ett Meddelande till den mottagande resursen
    [offered] = decide(SARA, VISIT, TO_PHYSICIANS, FACTS)
    assert isinstance(offered, e.HandoverOffered)
    assert (offered.message, offered.priority, offered.by) == ("Feber i en vecka.", 2, SARA.id)
    assert OFFERED.resident_unread == VISIT.resident_unread


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"message": "  "}, "handover_message_empty"),
        ({"priority": 0}, "not_a_priority"),
        ({"priority": 6}, "not_a_priority"),
        ({"unit": "vc-nowhere"}, "recipient_unknown"),
        ({"unit": "vc-berget"}, "recipient_unknown"),
        ({"staff": SARA.id}, "handover_to_yourself"),
        ({"consent": ""}, "consent_needed"),
    ],
    ids=str,
)
def test_a_handover_is_whole_or_refused(wrong: dict[str, object], code: str) -> None:
    # (P2, P4) Resurs, Prioritet, Meddelande; a health centre without physicians is no recipient for one.
    assert refusal(SARA, VISIT, replace(TO_PHYSICIANS, **wrong)).code == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        (replace(TO_PHYSICIANS, role="nurse"), False),
        (TO_PHYSICIANS, True),
        (TO_DAVID, True),
        (TO_BERGET, True),
    ],
    ids=["own unit and role", "another role", "a person of another role", "another unit"],
)
def test_consent_is_needed_for_another_role_or_elsewhere_and_not_within_unit_and_role(
    command: c.HandOver, needed: bool
) -> None:
    # (M1, M2, decision 9) Innan överlämning till annan yrkesroll eller till annan person sker
    facts = replace(FACTS, colleague=at_work(DAVID))
    without = replace(command, consent="")
    if needed:
        assert refusal(SARA, VISIT, without, facts).code == "consent_needed"
    else:
        assert decide(SARA, VISIT, without, facts)
    for how in ("oral", "written"):
        [offered] = decide(SARA, VISIT, replace(command, consent=how), facts)
        assert isinstance(offered, e.HandoverOffered)
        assert offered.consent == how


def test_who_hands_over_to_where_nobody_is_at_work_has_read_that_first() -> None:
    # (P3, V5)
    nobody = replace(FACTS, at_work=0)
    assert refusal(SARA, VISIT, TO_PHYSICIANS, nobody).code == "nobody_at_work"
    assert decide(SARA, VISIT, replace(TO_PHYSICIANS, although_empty=True), nobody)
    assert refusal(SARA, VISIT, TO_DAVID, FACTS).code == "nobody_at_work"
    assert refusal(SARA, VISIT, TO_DAVID, replace(FACTS, colleague=at_work(PETRA))).code == "nobody_at_work"
    assert decide(SARA, VISIT, TO_DAVID, replace(FACTS, colleague=at_work(DAVID)))


def test_the_giver_does_not_count_among_those_who_could_accept() -> None:
    # Alone of her role at work she would hand over to nobody.
    to_nurses = replace(TO_PHYSICIANS, role="nurse")
    assert refusal(SARA, VISIT, to_nurses, replace(FACTS, at_work=1)).code == "nobody_at_work"
    assert decide(SARA, VISIT, to_nurses, replace(FACTS, at_work=2))
    assert decide(SARA, VISIT, TO_PHYSICIANS, replace(FACTS, at_work=1))


def test_any_of_the_role_accepts_what_is_handed_to_the_role_and_one_alone_what_is_handed_to_one() -> None:
    # (P4) till andra yrkesgrupper eller
    assert handed_to(DAVID, OFFERED)
    for other in (SIGGE, PETRA, SARA):
        assert refusal(other, OFFERED, ACCEPT).code == "handover_gone"
    in_person = done(SARA, VISIT, TO_DAVID, replace(FACTS, colleague=at_work(DAVID)))
    assert done(DAVID, in_person, ACCEPT).owner == DAVID.id
    other_physician = replace(DAVID, id=uuid(77))
    assert refusal(other_physician, in_person, ACCEPT).code == "handover_gone"


def test_the_second_who_accepts_comes_too_late_and_the_giver_offers_it_once() -> None:
    assert refusal(replace(DAVID, id=uuid(77)), done(DAVID, OFFERED, ACCEPT), ACCEPT).code == "handover_gone"
    assert refusal(SARA, OFFERED, TO_BERGET).code == "handover_pending"


def test_a_unit_that_is_offered_a_case_reads_it_and_one_that_is_not_learns_nothing() -> None:
    # (E16, P4)
    assert sees(BRITTA, ELSEWHERE)
    assert not sees(NILS, ELSEWHERE)
    with pytest.raises(Hidden):
        decide(NILS, ELSEWHERE, ACCEPT, FACTS)
    for left in (done(SARA, ELSEWHERE, c.TakeBack()), done(BRITTA, ELSEWHERE, _declined("Fel mottagning."))):
        assert not sees(BRITTA, left)


def test_what_is_accepted_elsewhere_moves_there_and_the_giver_stays_until_the_visit_ends() -> None:
    # (P3, P8, M3)
    moved = done(BRITTA, ELSEWHERE, ACCEPT)
    assert (moved.owner, moved.unit, moved.role, moved.guests) == (BRITTA.id, "vc-berget", "nurse", (SARA.id,))
    assert "SendMessage" in allowed(SARA, moved)
    assert not sees(SIGGE, moved)
    over = done(BRITTA, moved, c.EndVisit(1))
    assert (over.guests, over.helped) == ((), (SARA.id,))
    assert "SaveNote" in allowed(SARA, over)
    assert "SendMessage" not in allowed(SARA, over)


def test_the_resident_reads_who_has_taken_over_but_not_before_the_visit_has_begun() -> None:
    # (B24)
    [_, line] = decide(DAVID, OFFERED, ACCEPT, FACTS)
    assert isinstance(line, e.MessageSent)
    assert (line.side, line.text) == ("system", "David Dal, läkare har tagit över samtalet.")
    accepted = done(SARA, case_in(Phase.ACCEPTED), TO_PHYSICIANS)
    [only] = decide(DAVID, accepted, ACCEPT, FACTS)
    assert isinstance(only, e.HandoverAccepted)


@pytest.mark.parametrize(("revision", "due"), [(0, (SARA.id,)), (2, ())])
def test_who_hands_over_documents_their_own_assessment(revision: int, due: tuple[object, ...]) -> None:
    # (P5, P8) även om man lämnar över ärendet vidare
    taken = done(DAVID, OFFERED, ACCEPT, replace(FACTS, note_revision=revision))
    assert taken.notes_due == due
    assert done(SARA, taken, c.SaveNote(0, "Feber.", "", "", "", "")).notes_due == ()


def test_who_has_a_note_to_write_keeps_the_case_in_sight_when_colleagues_hand_it_on_elsewhere() -> None:
    # (P8) else the note could never be written
    over = done(SARA, VISIT, c.EndVisit(3))
    assert over.notes_due == (SARA.id,)
    moved = done(BRITTA, done(SIGGE, done(SIGGE, over, c.TakeOver()), TO_BERGET), ACCEPT)
    assert moved.unit == "vc-berget"
    assert "SaveNote" in allowed(SARA, moved)
    assert not sees(PETRA, moved)


@pytest.mark.parametrize(
    ("giver", "to", "phase", "triage"),
    [
        ("nurse", "physician", Phase.VISIT, True),
        ("nurse", "nurse", Phase.VISIT, False),
        ("psychologist", "physician", Phase.VISIT, False),
        ("nurse", "physician", Phase.ACCEPTED, False),
    ],
)
def test_a_nurses_visit_that_leads_to_a_physician_is_triage(giver: str, to: str, phase: Phase, triage: bool) -> None:
    # (P6) Inget sjuksköterskebesök ska registreras
    taker = DAVID if to == "physician" else SIGGE
    offered = done(SARA, case_in(phase), replace(TO_PHYSICIANS, role=to))
    taken = done(taker, offered, ACCEPT, replace(FACTS, giver_role=giver))
    assert taken.triaged_by == (SARA.id if triage else None)


def test_who_declines_says_why_to_staff_alone_and_the_giver_keeps_the_case() -> None:
    assert refusal(DAVID, OFFERED, _declined(" ")).code == "message_empty"
    [said] = decide(DAVID, OFFERED, _declined("Psykologen är rätt."), FACTS)
    assert isinstance(said, e.HandoverDeclined)
    back = after(OFFERED, [said])
    assert (back.owner, back.handover_unit, back.resident_unread) == (SARA.id, None, OFFERED.resident_unread)
    assert refusal(DAVID, back, ACCEPT).code == "handover_gone"


def test_the_giver_takes_it_back_and_nobody_else_does() -> None:
    assert refusal(SIGGE, OFFERED, c.TakeBack()).code == "handover_gone"
    back = done(SARA, OFFERED, c.TakeBack())
    assert (back.owner, back.handover_by) == (SARA.id, None)
    assert refusal(SARA, back, c.TakeBack()).code == "handover_gone"


@pytest.mark.parametrize(
    ("actor", "command"),
    [
        (SARA, c.EndVisit(0)),
        (SARA, c.EndVisit(1)),
        (SIGGE, c.TakeOver()),
        (SARA, c.ReleaseCase()),
        (SARA, c.AssignCase(SIGGE.id)),
    ],
    ids=lambda what: type(what).__name__,
)
def test_what_is_ended_taken_over_or_given_away_is_offered_no_more(actor: Actor, command: c.Command) -> None:
    # (P3)
    facts = replace(FACTS, colleague=at_work(SIGGE))
    case = done(actor, OFFERED, command, facts)
    handover = (case.handover_by, case.handover_unit, case.handover_role, case.handover_staff, case.handed_at)
    assert set(handover) == {None}
    assert case.handover_priority is None


def test_an_asynchronous_chat_is_handed_over_too_and_the_giver_does_not_linger_in_it() -> None:
    # (P7, G10) Lämnar över ett asynkront chatt
    case = replace(case_in(Phase.ASYNC), waiting_since=NOW)
    taken = done(DAVID, done(SARA, case, TO_PHYSICIANS), ACCEPT)
    assert (taken.phase, taken.owner, taken.guests, taken.helped) == (Phase.ASYNC, DAVID.id, (), (SARA.id,))
    assert taken.waiting_since == NOW
    # When the visit ended it was said whose note is due; a second time would be one too many.
    assert taken.notes_due == ()


def test_one_who_hands_over_what_they_once_were_guest_in_is_not_in_it_twice() -> None:
    guest = replace(case_in(Phase.ASYNC), guests=(SIGGE.id, GRETA.id))
    owned = done(SIGGE, guest, c.TakeOver())
    assert owned.guests == (GRETA.id,)
    taken = done(DAVID, done(SIGGE, owned, TO_PHYSICIANS), ACCEPT)
    assert (taken.guests, taken.helped) == ((GRETA.id,), (SIGGE.id,))


def _declined(why: str) -> c.DeclineHandover:
    return c.DeclineHandover(why, uuid(720))
