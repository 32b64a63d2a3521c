"""The note is signed by the one who wrote it, and locked (VML, Avsluta drop in chatt; decision 13)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.access import allowed
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.decide.note import trivial
from sluss.core.case.phases import Phase
from sluss.core.routine import NoteRules
from tests.core.case.scene import (
    BRITTA,
    DAVID,
    FACTS,
    SARA,
    SIGGE,
    SIGNING,
    case_in,
    done,
    off_shift,
    refusal,
    uuid,
)

VISIT = case_in(Phase.VISIT)
SIGNS = replace(FACTS, pack=SIGNING)
FULL_STOP = replace(SIGNS, pack=replace(SIGNING, routine=replace(SIGNING.routine, note=NoteRules(True, True))))
HISTORY = "Söker för halsont sedan två dagar. Förnekar feber."


def sign(anamnes: str = HISTORY, revision: int = 0, *, nothing: bool = False) -> c.SignNote:
    return c.SignNote(revision, anamnes, "", "", "", "", nothing)


SIGNED = done(SARA, VISIT, sign(), SIGNS)


def test_the_history_alone_may_be_signed_unchanged() -> None:
    # (R6) autoanamnesen som Clinic har skapat kan signeras utan ändring
    [saved, signed] = decide(SARA, VISIT, sign(), SIGNS)
    assert saved == e.NoteSaved(SARA.id, 1, anamnes=HISTORY, settles=False)
    assert signed == e.NoteSigned(SARA.id, 1)


def test_what_is_saved_as_it_stands_is_signed_and_not_saved_again() -> None:
    fields = dict.fromkeys(("status", "assessment", "diagnosis", "secondary"), "")
    saved = replace(SIGNS, note_revision=4, note={"anamnes": HISTORY, **fields})
    assert decide(SARA, VISIT, sign(revision=4), saved) == [e.NoteSigned(SARA.id, 4)]
    [changed, signed] = decide(SARA, VISIT, sign("Mer.", 4), saved)
    assert (changed.revision, signed.revision) == (5, 5)  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_note_without_text_is_signed_by_an_explicit_choice_alone(text: str) -> None:
    # (R7, decision 13)
    assert refusal(SARA, VISIT, sign(text), SIGNS).code == "note_empty"
    assert refusal(SARA, VISIT, sign(text), FULL_STOP).code == "note_empty"
    [_, signed] = decide(SARA, VISIT, sign(text, nothing=True), SIGNS)
    assert signed == e.NoteSigned(SARA.id, 1, nothing=True)


@pytest.mark.parametrize("text", [".", "...", "-", "x", "xxx", "  ! "])
def test_a_lone_full_stop_is_a_note_only_where_the_region_lets_it_be_one(text: str) -> None:
    # (R7) "Du kan skriva in ett punkt exempelvis innan du signerar"
    assert refusal(SARA, VISIT, sign(text), SIGNS).code == "note_trivial"
    assert done(SARA, VISIT, sign(text), FULL_STOP).signed == (SARA.id,)


def test_few_letters_that_say_something_are_no_full_stop() -> None:
    assert not trivial(["", "u.a."])
    assert trivial(["", ".", "-"])


def test_what_is_written_is_not_signed_as_nothing() -> None:
    assert refusal(SARA, VISIT, sign(nothing=True), SIGNS).code == "note_not_empty"


def test_a_signed_note_is_locked_until_its_author_opens_it() -> None:
    # (R5) and with it the page: no control that would be refused.
    assert SIGNED.signed == (SARA.id,)
    save = c.SaveNote(1, "Ändrat.", "", "", "", "")
    seen = replace(SIGNS, note_revision=1)
    assert refusal(SARA, SIGNED, save, seen).code == "note_signed"
    assert refusal(SARA, SIGNED, sign("Ändrat.", 1), seen).code == "note_signed"
    assert {"SaveNote", "SignNote", "UnlockNote"} & allowed(SARA, SIGNED) == {"UnlockNote"}
    opened = done(SARA, SIGNED, c.UnlockNote(), seen)
    assert {"SaveNote", "SignNote", "UnlockNote"} & allowed(SARA, opened) == {"SaveNote", "SignNote"}
    assert decide(SARA, SIGNED, c.UnlockNote(), seen) == [e.NoteUnlocked(SARA.id, 2)]
    assert done(SARA, opened, replace(save, revision=2), replace(SIGNS, note_revision=2)).signed == ()


def test_one_opens_no_note_but_ones_own() -> None:
    assert refusal(SIGGE, SIGNED, c.UnlockNote(), SIGNS).code == "note_not_signed"
    both = done(SIGGE, SIGNED, sign("Sigges del."), SIGNS)
    assert both.signed == (SARA.id, SIGGE.id)
    assert done(SARA, both, c.UnlockNote(), SIGNS).signed == (SIGGE.id,)


def test_a_note_that_has_been_saved_since_is_not_signed_unseen() -> None:
    assert refusal(SARA, VISIT, sign(revision=1), replace(SIGNS, note_revision=2)).code == "note_changed"


def test_signing_is_what_settles_the_note_that_is_due() -> None:
    # (P8) Saving does where the region does not sign.
    ended = done(SARA, VISIT, c.EndVisit(0), replace(SIGNS, note_revision=3))
    assert ended.notes_due == (SARA.id,)
    save = c.SaveNote(3, HISTORY, "", "", "", "")
    assert done(SARA, ended, save, replace(SIGNS, note_revision=3)).notes_due == (SARA.id,)
    assert done(SARA, ended, sign(revision=3), replace(SIGNS, note_revision=3)).notes_due == ()
    assert done(SARA, ended, save, replace(FACTS, note_revision=3)).notes_due == ()
    assert done(SARA, SIGNED, c.EndVisit(0), replace(SIGNS, note_revision=1)).notes_due == ()


def test_a_note_that_is_opened_again_is_due_again() -> None:
    ended = done(SARA, SIGNED, c.EndVisit(0), replace(SIGNS, note_revision=1))
    opened = done(SARA, ended, c.UnlockNote(), replace(SIGNS, note_revision=1))
    assert (ended.notes_due, opened.notes_due) == ((), (SARA.id,))


def test_who_hands_over_without_signing_has_a_note_to_sign() -> None:
    # (P5)
    saved = replace(SIGNS, note_revision=2, giver_role="nurse")
    offered = done(
        SARA, VISIT, c.HandOver("vc-angen", "physician", None, 3, "Se till.", "oral", True, uuid(700)), saved
    )
    assert done(DAVID, offered, c.AcceptHandover(uuid(701)), saved).notes_due == (SARA.id,)


def test_wrong_patient_is_a_note_to_be_signed_too() -> None:
    # (L17)
    wrong = done(SARA, SIGNED, c.WrongPatient(uuid(702)), replace(SIGNS, note_revision=1))
    assert (wrong.signed, wrong.notes_due) == ((), (SARA.id,))


def test_a_signed_note_that_gets_a_sentence_more_waits_for_a_new_signature() -> None:
    # (M5) The consent to the telephone is written in the note.
    asked = replace(SIGNED, phone="asked", resident_said=30, staff_said=29)
    went_on = done(SARA, asked, c.ContinueByPhone(), replace(SIGNS, note_revision=1, note={"anamnes": HISTORY}))
    assert (went_on.signed, went_on.notes_due) == ((), (SARA.id,))


def test_it_is_signed_after_the_shift_as_well_and_by_nobody_elsewhere() -> None:
    # (Q8)
    ended = replace(VISIT, phase=Phase.ENDED)
    assert done(off_shift(SARA), ended, sign(), SIGNS).signed == (SARA.id,)
    assert "SignNote" not in allowed(BRITTA, ended)


def test_where_notes_are_not_signed_there_is_nothing_to_sign() -> None:
    assert refusal(SARA, VISIT, sign(), FACTS).code == "notes_are_not_signed"
