"""What a unit's local administrator may set, what refuses it, and how it is undone (A19, F12, Y1, Y2, Y4, D11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from sluss.core.hours import Calendar, Opening, is_open
from sluss.core.local import events as e
from sluss.core.local.decide import TEXT_LONGEST, decide, undo
from sluss.core.local.overlay import overlay
from sluss.core.local.roster import gaps, week_of
from sluss.core.local.settings import Entry, LocalSettings, fold, settings_of
from sluss.core.policy import Duty
from sluss.core.refusal import Hidden, Refused
from tests.core.case.scene import LOTTA, NOW, PACK, uuid

TODAY = NOW.date()
MONDAY = date(2026, 11, 23)
UNIT = PACK.units["vc-angen"]
MORNING, AFTERNOON = Opening(8 * 60, 12 * 60), Opening(12 * 60, 16 * 60)
PHRASE = e.PhraseSaved(uuid(1), "Provtagning", "Hej, {name} på {unit}. Ring {phone}.")
LINK = e.LinkSaved(uuid(2), "Suicidstegen", "https://vard.example.se/suicidstegen", "guide")
CLOSED = e.HoursExcepted(MONDAY, (), "Planeringsdag")
DUTY = e.RosterSet(uuid(3), MONDAY, 8 * 60, 12 * 60, UUID(int=11), "Sara Sand")


def journal(*changes: e.Change) -> list[Entry]:
    return [Entry(seq, NOW, LOTTA.id, LOTTA.name, change) for seq, change in enumerate(changes, 1)]


def decided(change: e.Change, *earlier: e.Change, seen: int = 99) -> e.Change | None:
    return decide(journal(*earlier), change, seen, UNIT, PACK, TODAY)


def undone(entries: list[Entry], seq: int) -> Entry:
    return Entry(len(entries) + 1, NOW, LOTTA.id, LOTTA.name, undo(entries, seq, UNIT, PACK, TODAY), seq)


@pytest.mark.parametrize("change", [PHRASE, LINK, CLOSED, DUTY, e.FunctionTurned("feedback", False)])
def test_what_the_region_leaves_to_the_unit_is_written_once(change: e.Change) -> None:
    assert decided(change) == change
    assert decided(change, change) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (replace(PHRASE, title=" "), "title_missing"),
        (replace(PHRASE, text=""), "phrase_empty"),
        (replace(PHRASE, text="a" * (TEXT_LONGEST + 1)), "text_too_long"),
        (replace(PHRASE, text="Hej {patient}"), "phrase_field_unknown"),
        (replace(PHRASE, text="Hej {name.__class__}"), "phrase_field_unknown"),
        (replace(PHRASE, text="Hej {name!r}"), "phrase_field_unknown"),
        (replace(PHRASE, text="Hej {name:>99999999}"), "phrase_field_unknown"),
        (replace(PHRASE, text="Hej {}"), "phrase_field_unknown"),
        (replace(PHRASE, text="Hej {name"), "phrase_field_unknown"),
        (replace(LINK, url="http://vard.example.se"), "link_not_https"),
        (replace(LINK, url="javascript:alert(1)"), "link_not_https"),
        (replace(LINK, url="https://"), "link_not_https"),
        (replace(LINK, url="https://vard.example.se@elsewhere.example.se"), "link_not_https"),
        (replace(LINK, url="https://vard.example.se/a b"), "link_not_https"),
        (replace(LINK, url="https://[vard"), "link_not_https"),
        (replace(LINK, where="överallt"), "form_broken"),
        (replace(LINK, title=""), "title_missing"),
        (replace(CLOSED, day=TODAY - timedelta(days=1)), "day_past"),
        (replace(CLOSED, day=TODAY + timedelta(days=400)), "day_too_far"),
        (replace(CLOSED, reason=""), "why_missing"),
        (replace(CLOSED, openings=(MORNING, Opening(11 * 60, 13 * 60))), "openings_overlap"),
        (replace(CLOSED, openings=(AFTERNOON, MORNING)), "openings_overlap"),
        (replace(CLOSED, openings=(Opening(12 * 60, 8 * 60),)), "times_reversed"),
        (e.HoursExceptionRemoved(TODAY - timedelta(days=1)), "day_past"),
        (replace(DUTY, start=12 * 60, end=12 * 60), "times_reversed"),
        (replace(DUTY, name=""), "name_missing"),
        (replace(DUTY, day=TODAY - timedelta(days=1)), "day_past"),
        (e.FunctionTurned("telepathy", True), "function_not_offered"),
        (e.FormTurned("halsont", True), "form_not_offered"),
    ],
)
def test_what_would_not_hold_is_refused(change: e.Change, code: str) -> None:
    with pytest.raises(Refused) as no:
        decided(change)
    assert no.value.code == code


def test_a_duty_outside_opening_hours_or_beside_another_is_nobodys_business() -> None:
    assert decided(replace(DUTY, id=uuid(9), start=0, end=24 * 60), DUTY)


def test_a_function_that_the_region_has_off_cannot_be_turned_on() -> None:
    # GAV: Meddelande är inte påslagen i Region Gävleborg (Y2).
    unit = replace(UNIT, offered=UNIT.offered - {"async_start"})
    with pytest.raises(Refused, match="function_not_offered"):
        decide([], e.FunctionTurned("async_start", True), 0, unit, PACK, TODAY)
    assert decide([], e.FunctionTurned("feedback", False), 0, unit, PACK, TODAY)


def test_what_a_colleague_has_changed_since_the_page_was_drawn_is_not_overwritten_unseen() -> None:
    edited = replace(PHRASE, text="Hej.")
    with pytest.raises(Refused, match="settings_changed"):
        decided(edited, PHRASE, e.PhraseRemoved(PHRASE.id), seen=1)
    assert decided(edited, PHRASE, LINK, seen=1) == edited, "another thing that was changed is no hindrance"


def test_undoing_restores_what_was_before_and_does_so_once() -> None:
    entries = journal(PHRASE, replace(PHRASE, text="Hej."))
    entries.append(undone(entries, 2))
    assert settings_of(entries) == fold([PHRASE])
    with pytest.raises(Refused, match="already_undone"):
        undo(entries, 2, UNIT, PACK, TODAY)
    entries.append(undone(entries, 1))
    assert settings_of(entries).of(e.PhraseSaved) == ()
    # What was undone can be had again: the undoing is a change like others.
    assert undo(entries, 4, UNIT, PACK, TODAY) == PHRASE


def test_what_was_changed_again_is_not_undone_from_below() -> None:
    entries = journal(PHRASE, replace(PHRASE, text="Hej."))
    with pytest.raises(Refused, match="changed_later"):
        undo(entries, 1, UNIT, PACK, TODAY)
    with pytest.raises(Hidden):
        undo(entries, 3, UNIT, PACK, TODAY)


def test_undoing_obeys_the_rules_of_today() -> None:
    entries = journal(CLOSED)
    with pytest.raises(Refused, match="day_past"):
        undo(entries, 1, UNIT, PACK, MONDAY + timedelta(days=1))


changes = st.sampled_from(
    [
        PHRASE,
        replace(PHRASE, text="Hej."),
        e.PhraseRemoved(PHRASE.id),
        LINK,
        e.LinkRemoved(LINK.id),
        CLOSED,
        replace(CLOSED, openings=(MORNING,)),
        e.HoursExceptionRemoved(MONDAY),
        DUTY,
        e.RosterRemoved(DUTY.id),
        e.FunctionTurned("feedback", False),
        e.FunctionTurned("feedback", True),
        e.FormTurned("oro", False),
        e.FormTurned("oro", True),
    ]
)


@given(st.lists(changes, max_size=8), changes)
def test_a_change_and_its_undoing_leave_the_pack_as_it_was(earlier: list[e.Change], change: e.Change) -> None:
    entries = journal(*earlier)
    was = overlay(PACK, {"vc-angen": settings_of(entries)}, 0).units
    if decide(entries, change, 99, UNIT, PACK, TODAY) is None:
        return
    entries = journal(*earlier, change)
    entries.append(undone(entries, len(entries)))
    assert overlay(PACK, {"vc-angen": settings_of(entries)}, 0).units == was


def test_the_pack_in_force_is_the_regions_with_the_units_laid_over_it() -> None:
    """(F12, Y1)"""
    own = fold([PHRASE, LINK, CLOSED, DUTY, e.FunctionTurned("feedback", False), e.FormTurned("oro", False)])
    pack = overlay(PACK, {"vc-angen": own, "vc-closed-down": own}, 7)
    unit, other = pack.units["vc-angen"], pack.units["vc-berget"]
    assert (pack.id, PACK.id) == ("demo@2026-11-20+7", "demo@2026-11-20")
    assert [(p.title, p.group) for p in unit.phrases] == [("Provtagning", "Enheten")]
    assert [link.title for link in unit.links_at("guide")] == ["Suicidstegen"]
    assert unit.functions == UNIT.functions - {"feedback"}
    assert (PACK.forms, unit.forms) == (("feber", "oro", "phq-9"), ("feber", "phq-9"))
    assert not is_open(unit.hours, Calendar(), NOW + timedelta(days=3))
    assert is_open(other.hours, Calendar(), NOW + timedelta(days=3))
    assert other == PACK.units["vc-berget"]
    assert set(pack.units) == set(PACK.units)
    assert overlay(pack, {}, 0).units == PACK.units, "settings replace those laid over before"


def test_what_the_region_no_longer_uses_stays_off_whatever_the_unit_has_said() -> None:
    units = {"vc-angen": replace(UNIT, offered=UNIT.offered - {"phone"})}
    own = fold([e.FunctionTurned("phone", True), e.FormTurned("gammalt", True)])
    unit = overlay(replace(PACK, units=units), {"vc-angen": own}, 2).units["vc-angen"]
    assert "phone" not in unit.functions
    assert unit.forms == PACK.forms


def test_an_opening_hour_without_a_named_person_is_shown_a_week_ahead() -> None:
    # H24: minst en schemalagd och namngiven person under hela öppettiden (D11, V6).
    own = fold([DUTY, replace(DUTY, id=uuid(4), day=TODAY, end=16 * 60)])
    unit = overlay(PACK, {"vc-angen": own}, 2).units["vc-angen"]
    week = week_of(unit, Calendar(), TODAY)
    assert len(week) == 7
    missing = {day.day: day.gaps for day in week if day.gaps}
    whole = (Opening(8 * 60, 16 * 60),)
    later = {MONDAY + timedelta(days=ahead): whole for ahead in (1, 2, 3)}
    assert missing == {MONDAY: (AFTERNOON,), **later}, "open days alone; today and the morning of Monday are manned"


def test_a_closed_day_needs_nobody() -> None:
    unit = overlay(PACK, {"vc-angen": fold([CLOSED])}, 1).units["vc-angen"]
    assert week_of(unit, Calendar(), MONDAY)[0].gaps == ()


spans = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda span: span[0] < span[1])


@given(st.lists(spans, max_size=5), spans)
def test_a_gap_is_each_open_minute_that_nobody_has(taken: list[tuple[int, int]], opening: tuple[int, int]) -> None:
    duties = [Duty(uuid(1), TODAY, start, end, None, "Sara Sand") for start, end in taken]
    found = {minute for gap in gaps([Opening(*opening)], duties) for minute in range(gap.start, gap.end)}
    covered = {minute for start, end in taken for minute in range(start, end)}
    assert found == set(range(*opening)) - covered


def test_every_change_has_a_slot_and_what_was_there_before_anybody_set_it() -> None:
    for change in (PHRASE, LINK, CLOSED, DUTY, e.FunctionTurned("phone", False), e.FormTurned("oro", False)):
        assert LocalSettings().standing(change) == e.untouched(change)
        assert e.slot(e.untouched(change)) == e.slot(change)
        assert e.untouched(e.untouched(change)) == e.untouched(change)
