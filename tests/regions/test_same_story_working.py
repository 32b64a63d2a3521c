"""The same story under the rules of two regions: what a day's work differs in (decision table; VML, GAV, H24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from sluss import regions
from sluss.core import shift
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import ASYNC, Case
from sluss.core.case.offered import withheld
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.hours import STOCKHOLM
from sluss.core.policy import Pack
from sluss.core.triage.priority import PRIORITIES
from sluss.service.queries.notes import note_form
from sluss.service.queries.region_rules import GROUPS, source_of, told
from sluss.store.packs import load
from tests.core.case.scene import (
    AGNETA,
    FACTS,
    NILS,
    PACK,
    PATIENT,
    SARA,
    SIGGE,
    WIDER,
    case_in,
    done,
    message,
    refusal,
    uuid,
)

HALLAND, GAVLEBORG, VASTMANLAND, DEMO = "halland-2024", "gavleborg-2024", "vastmanland-2024", "demo"
REGIONS = (HALLAND, "halland-2026", GAVLEBORG, VASTMANLAND, DEMO)
# A Friday, quarter of an hour before the health centres close.
EVENING = datetime(2026, 11, 20, 15, 45, tzinfo=STOCKHOLM)
VISIT = done(SARA, case_in(Phase.VISIT), message("Har du feber?"))
IN_DAYS = replace(case_in(Phase.ASYNC), waiting_since=None)
HISTORY = "Söker för halsont sedan två dagar."


@cache
def pack(region: str) -> Pack:
    return load(Path(regions.__path__[0]) / region)


def under(region: str, now: datetime = FACTS.now, note_revision: int = 0) -> Facts:
    """The people and the units of the tests, under the working rules of a region."""
    rules = pack(region)
    kept = {kind for one in rules.units.values() for kind in one.offered}
    return replace(
        FACTS,
        now=now,
        note_revision=note_revision,
        pack=replace(
            WIDER,
            units={id_: replace(unit, functions=unit.functions & kept) for id_, unit in WIDER.units.items()},
            async_phase=rules.async_phase,
            autosend=rules.autosend,
            tickets=rules.tickets,
            drop_in=rules.drop_in,
            texts=rules.texts,
            outcomes=rules.outcomes,
            routine=rules.routine,
        ),
    )


def sign(text: str = HISTORY, revision: int = 0, *, nothing: bool = False) -> c.SignNote:
    return c.SignNote(revision, text, "", "", "", "", nothing)


# note.sign, note.allow_trivial


def test_a_visit_is_documented_by_saving_in_gavleborg_and_by_signing_in_vastmanland() -> None:
    """(R5, P8) VML: Signera anteckningen. GAV: Uppdatera din besöksanteckning."""
    save = c.SaveNote(0, HISTORY, "", "", "", "")
    for region, due in ((GAVLEBORG, ()), (VASTMANLAND, (SARA.id,))):
        ended = done(SARA, VISIT, c.EndVisit(0), under(region))
        assert ended.notes_due == (SARA.id,)
        assert done(SARA, ended, save, under(region)).notes_due == due
    ended = done(SARA, VISIT, c.EndVisit(0), under(VASTMANLAND))
    assert done(SARA, ended, sign(), under(VASTMANLAND)).notes_due == ()
    assert refusal(SARA, VISIT, sign(), under(GAVLEBORG)).code == "notes_are_not_signed"
    assert "SignNote" in withheld(VISIT, under(GAVLEBORG))
    assert "SignNote" not in withheld(VISIT, under(VASTMANLAND))


def test_a_full_stop_is_signed_in_vastmanland_and_nowhere_else() -> None:
    """(R7, decision 13) Du kan skriva in ett punkt exempelvis innan du signerar."""
    assert done(SARA, VISIT, sign("."), under(VASTMANLAND)).signed == (SARA.id,)
    assert refusal(SARA, VISIT, sign("."), under(DEMO)).code == "note_trivial"
    for region in (VASTMANLAND, DEMO):
        assert refusal(SARA, VISIT, sign(""), under(region)).code == "note_empty"
        assert done(SARA, VISIT, sign("", nothing=True), under(region)).signed == (SARA.id,)


# note.export, note.copy_fields, ehr.note_map


def test_signing_says_that_it_exports_where_the_export_is_not_active_yet() -> None:
    """(R5) Clinic exporterar inte anteckningen i nuläget."""
    assert note_form(pack(VASTMANLAND)).export == "inactive"
    assert note_form(pack(DEMO)).export == "none"


def test_the_diagnoses_are_copied_in_vastmanland_and_left_in_gavleborg() -> None:
    """(R3) Då kopieras alla fält du fyllt i, förutom huvuddiagnos och bidiagnos."""
    assert set(note_form(pack(GAVLEBORG)).headings) == {"anamnes", "status", "assessment"}
    assert {"diagnosis", "secondary"} <= set(note_form(pack(VASTMANLAND)).headings)


def test_the_history_is_copied_under_the_heading_of_the_record_system() -> None:
    """(R8) Sökord Aktuellt ska i så fall användas."""
    assert note_form(pack(HALLAND)).headings["anamnes"] == "Aktuellt"
    assert note_form(pack("halland-2026")).headings["anamnes"] == "Anamnes - Aktuellt"
    assert note_form(pack(GAVLEBORG)).headings["anamnes"] == "Anamnes"


# dropin.day_end


def test_at_the_end_of_the_day_a_visit_is_left_for_tomorrow_in_halland_and_ended_in_vastmanland() -> None:
    """(H3, H7, G12, Q6) H24: lägg på 1 dag. VML: avsluta alla påbörjade chattar."""
    close = c.CloseForTheDay(uuid(700))
    closed = done(SARA, VISIT, close, under(HALLAND, EVENING))
    assert (closed.phase, closed.open_until) == (Phase.ASYNC, datetime(2026, 11, 23, 16, tzinfo=STOCKHOLM))
    assert refusal(SARA, VISIT, close, under(VASTMANLAND, EVENING)).code == "day_ends_all"
    assert "CloseForTheDay" in withheld(VISIT, under(VASTMANLAND, EVENING))
    assert "CloseForTheDay" not in withheld(VISIT, under(HALLAND, EVENING))
    # What is left there: to end it, or to go on in an asynchronous case.
    assert done(SARA, VISIT, c.EndVisit(0), under(VASTMANLAND, EVENING)).phase is Phase.ENDED
    assert done(SARA, VISIT, c.ConvertToAsync(10), under(VASTMANLAND, EVENING)).flow == ASYNC


def test_nobody_closes_for_the_day_in_the_middle_of_it() -> None:
    """(H6) Not before the reminder has had its time; then also where the day is long."""
    assert "CloseForTheDay" in withheld(VISIT, under(HALLAND))
    reminded = done(SARA, VISIT, c.RemindBySms(), under(HALLAND))
    later = under(HALLAND, FACTS.now + pack(HALLAND).drop_in.absent_wait)
    assert "CloseForTheDay" in withheld(reminded, under(HALLAND))
    assert "CloseForTheDay" not in withheld(reminded, later)
    answered = done(AGNETA, reminded, message("Nej.", number=710), later)
    assert "CloseForTheDay" in withheld(answered, later)


@pytest.mark.parametrize(("region", "why"), [(HALLAND, None), (VASTMANLAND, "begun")])
def test_the_last_one_leaves_no_visit_begun_in_vastmanland(region: str, why: str | None) -> None:
    """(H3, Q7) Of a colleague who has gone home: in Halland it can wait for her."""
    end_all = pack(region).routine.day_end == "end_all"
    hers = replace(VISIT, owner=SIGGE.id)
    assert shift.cannot_wait(hers, "vc-angen", EVENING, end_all) == why
    assert shift.cannot_wait(IN_DAYS, "vc-angen", EVENING, end_all) is None
    running = shift.Shift(uuid(800), SARA.id, SARA.mandate, False, FACTS.now)  # type: ignore[arg-type]
    leaving = shift.Leaving(EVENING, running, 0, [], [hers], end_all)
    assert shift.left(leaving) == (("last_one_urgent",) if why else ())
    assert shift.left(replace(leaving, others=1)) == ()


# async.default_days, async.choices, async.extendable


def test_the_days_are_preselected_in_halland_and_chosen_in_gavleborg() -> None:
    """(G11, G12) H24: lägg på 1 dag. GAV: Välj längd på besökets asynkrona fas. VML: tio dagar (G1)."""
    assert (pack(HALLAND).async_phase.preselect, pack(HALLAND).async_phase.default_days) == (True, 1)
    assert not pack(GAVLEBORG).async_phase.preselect
    assert pack(VASTMANLAND).async_phase.default_days == pack(VASTMANLAND).async_phase.matter_days == 10
    unsaid = c.EndVisit(-1)
    assert refusal(SARA, VISIT, unsaid, under(GAVLEBORG)).code == "not_a_choice"
    month = c.EndVisit(30)
    assert done(SARA, VISIT, month, under(GAVLEBORG)).phase is Phase.ASYNC
    assert refusal(SARA, VISIT, month, under(VASTMANLAND)).code == "not_a_choice"


def test_the_time_is_extended_in_the_demo_and_never_in_vastmanland() -> None:
    """(G2) Tiden går inte att förlängas men kan avslutas av vårdpersonalen tidigare."""
    extend = c.ExtendAsync(10, "Väntar på prov.", uuid(700))
    assert done(SARA, IN_DAYS, extend, under(DEMO)).open_until > IN_DAYS.open_until  # type: ignore[operator]
    assert "ExtendAsync" not in withheld(IN_DAYS, under(DEMO))
    for case in (IN_DAYS, replace(IN_DAYS, risk="low")):
        assert refusal(SARA, case, extend, under(VASTMANLAND)).code == "not_extendable"
        assert "ExtendAsync" in withheld(case, under(VASTMANLAND))
    assert done(SARA, IN_DAYS, c.EndCase(), under(VASTMANLAND)).phase is Phase.ENDED


def test_halland_extends_what_has_to_do_with_suicide_risk_and_nothing_else() -> None:
    """(G13) Chatten förlängs så länge det bedöms patientsäkert."""
    extend = c.ExtendAsync(14, "Vi når inte patienten än.", uuid(700))
    assert refusal(SARA, IN_DAYS, extend, under(HALLAND)).code == "not_extendable"
    assert "ExtendAsync" in withheld(IN_DAYS, under(HALLAND))
    assessed = replace(IN_DAYS, risk="low")
    assert done(SARA, assessed, extend, under(HALLAND)).open_until > IN_DAYS.open_until  # type: ignore[operator]
    assert "ExtendAsync" not in withheld(assessed, under(HALLAND))


@pytest.mark.parametrize("region", REGIONS)
def test_no_region_lets_a_clock_end_what_signals_suicide_risk(region: str) -> None:
    """(O18, decision 15)"""
    flagged = replace(VISIT, suicide_flag=True)
    days = c.EndVisit(max(pack(region).async_phase.choices))
    assert done(SARA, flagged, days, under(region)).open_until is None
    assert done(SARA, VISIT, days, under(region)).open_until is not None


# autosend.enabled


def test_the_toggle_sends_a_message_in_the_demo_and_nothing_in_gavleborg() -> None:
    """(G14, Y2) Detta gäller oavsett hur du ställer reglaget."""
    for region, sent in ((DEMO, True), (GAVLEBORG, False)):
        for toggle in (True, False):
            [ended] = decide(SARA, VISIT, c.EndVisit(3, message=toggle), under(region))
            assert isinstance(ended, e.VisitEnded)
            assert (ended.message_at is not None) == (sent and toggle), region


# ticket.kinds, ticket.priority, ticket.keep_higher_priority


def _ticket(origin: Case | None = None, *, although: bool = False) -> c.GiveTicket:
    return c.GiveTicket(PATIENT.id, "vc-angen", "nurse", "halsont", 7, origin.id if origin else None, although)


def test_vastmanland_has_drop_in_tickets_and_gavleborg_booking_tickets() -> None:
    """(I1, I9) VML: biljett till listad vårdcentral. GAV: Skicka en bokningsbiljett till patienten."""
    new, booking = Case(uuid(100)), c.SendBookingTicket("Tisdag kl. 10.00", uuid(700))
    assert done(NILS, new, _ticket(), under(VASTMANLAND)).phase is Phase.TICKET
    assert refusal(SARA, VISIT, booking, under(VASTMANLAND)).code == "function_off"
    assert decide(SARA, VISIT, booking, under(GAVLEBORG))
    assert refusal(NILS, new, _ticket(), under(GAVLEBORG)).code == "function_off"


@pytest.mark.parametrize("region", REGIONS)
def test_no_unit_is_offered_a_kind_of_ticket_that_its_region_lacks(region: str) -> None:
    """(Y2)"""
    kinds = pack(region).tickets.kinds
    for unit in pack(region).units.values():
        assert "drop_in" in kinds or "drop_in_ticket" not in unit.offered
        assert "booking" in kinds or "booking_ticket" not in unit.offered


def test_a_ticket_is_of_priority_3_in_vastmanland_also_when_the_case_was_higher() -> None:
    """(I4, decision 10) Biljetten får alltid automatiskt Prio 3."""
    higher = replace(case_in(Phase.ASYNC, owner=NILS), id=uuid(101), priority=PRIORITIES[1])
    for region, priority in ((VASTMANLAND, 3), (DEMO, 2)):
        facts = replace(under(region), origin=higher)
        assert refusal(NILS, Case(uuid(100)), _ticket(higher), facts).code == "triaged_higher"
        given = done(NILS, Case(uuid(100)), _ticket(higher, although=True), facts)
        assert given.priority == priority


# dropin.one_at_a_time


def test_a_drop_in_that_is_begun_blocks_the_next_in_vastmanland_and_not_in_halland() -> None:
    """(B18) Blockerar invånaren för att använda tjänsterna i 1177 direkt Västmanland."""
    ticket = case_in(Phase.TICKET)
    other = uuid(300)
    blocked = replace(under(VASTMANLAND), open_drop_in=other)
    assert refusal(AGNETA, ticket, c.ActivateTicket(), blocked).code == "drop_in_open"
    assert done(AGNETA, ticket, c.ActivateTicket(), replace(under(HALLAND), open_drop_in=other)).phase is Phase.WAITING


# Regionens regler


def test_what_two_regions_say_of_the_same_thing_stands_in_words_beside_its_source() -> None:
    """(Y7)"""

    def said(region: str, group: str) -> list[str]:
        row = next(row for row in GROUPS if row[0] == group)
        return [line.text for line in told(pack(region), *row).rules]

    assert "Anteckningen signeras av den som har skrivit den, och är sedan låst." in said(VASTMANLAND, "anteckning")
    assert "Anteckningen sparas här och signeras inte." in said(GAVLEBORG, "anteckning")
    assert "Alla påbörjade drop in-besök avslutas samma dag." in said(VASTMANLAND, "drop-in")
    assert "Tiden förlängs bara i ärenden med suicidrisk." in said(HALLAND, "asynkront")
    assert source_of(pack(GAVLEBORG), "note.copy").startswith("GAV, Dokumentera patientbesöket:")
    assert source_of(pack(GAVLEBORG), "tickets.priority") == source_of(pack(GAVLEBORG), "tickets")
    assert source_of(PACK, "note.copy") == ""
