"""Suicide risk and the care guarantee through both doors, on the real database (H24)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.risk import GuaranteeOf, RiskListOf
from sluss.service.queries.worklists import WorklistOf
from sluss.service.views import Filter
from tests.service.world import World

pytestmark = pytest.mark.anyio
MONDAY = datetime(2026, 11, 23, 9, tzinfo=STOCKHOLM)
WORRIED = {"tankar": "ta-livet", "plan": "vill-inte"}


def assess(level: str, plan: str = "") -> c.AssessRisk:
    return c.AssessRisk(
        "suicidtankar",
        ("depression", "ensam"),
        ("narstaende",),
        "Bor med sin syster.",
        level,
        ("chat", "information"),
        "Tankar utan avsikt.",
        opposes=False,
        plan=plan,
        message_id=new_id(),
    )


async def handed_over(world: World) -> tuple[Actor, Actor]:
    """A nurse and a psychologist, both at work on a Monday."""
    world.now = MONDAY
    return await world.staff(), await world.staff("Petra Palm", "psychologist")


async def moderate(world: World, sara: Actor, petra: Actor) -> UUID:
    case_id = await world.visit(await world.resident(), sara, "oro", **WORRIED)
    for actor, command in (
        (sara, c.HandOverDirectly("Behöver bedömas nu.", new_id(), new_id())),
        (petra, c.AcceptHandover(new_id())),
        (petra, assess("moderate")),
    ):
        await world.service.run(actor, case_id, command)
    return case_id


async def test_answers_that_signal_suicide_risk_lead_to_an_assessment_that_is_kept(world: World) -> None:
    """O2 to O5, O8: flagged by the form, handed over directly, assessed; the newest first, and as text for the note."""
    sara, petra = await handed_over(world)
    case_id = await world.visit(await world.resident(), sara, "oro", **WORRIED)
    before = await world.service.read(sara, StaffCaseOf(case_id))
    assert before.risk
    assert (before.risk.level, before.risk.at_work, before.risk.here) == ("unassessed", True, True)
    assert [step.code for step in before.risk.steps if step.state == "now"] == ["hand_over"]
    await world.service.run(sara, case_id, c.HandOverDirectly("Behöver bedömas nu.", new_id(), new_id()))
    await world.service.run(petra, case_id, c.AcceptHandover(new_id()))
    await world.service.run(petra, case_id, assess("high"))
    await world.service.run(petra, case_id, assess("moderate"))
    shown = await world.service.read(petra, StaffCaseOf(case_id))
    assert shown.risk
    assert [one.level for one in shown.risk.assessments] == ["moderate", "high"]
    first = shown.risk.assessments[0]
    assert (first.step, first.risk_factors) == (
        "Tankar på att ta sitt liv",
        ("Depression eller annan psykisk sjukdom", "Ensam eller utan stöd"),
    )
    for words in ("Suicidstegen: Tankar på att ta sitt liv.", "Tankar utan avsikt.", "Bor med sin syster."):
        assert words in first.copied
    assert shown.risk.visit_by == MONDAY + timedelta(hours=48)


async def test_the_words_of_an_assessment_stand_beside_the_journal(world: World) -> None:
    sara, petra = await handed_over(world)
    await moderate(world, sara, petra)
    rows = await world.rows("select data::text as said from journal where event = 'RiskAssessed'")
    assert len(rows) == 1
    for words in ("Tankar utan avsikt", "depression", "syster", "suicidtankar"):
        assert words not in rows[0]["said"]


async def test_the_resident_reads_that_a_psychologist_was_asked_and_nothing_of_the_risk(world: World) -> None:
    sara, petra = await handed_over(world)
    case_id = await moderate(world, sara, petra)
    said = [row["text"] for row in await world.rows("select text from message where case_id = $1", case_id)]
    assert any("har bett en psykolog att fortsätta samtalet" in text for text in said)
    assert not any("risk" in text.lower() for text in said)


async def test_an_overdue_visit_is_told_of_and_shown_red_in_a_view(world: World) -> None:
    """O8: staff in their notices, the head by a neutral SMS, the list of the unit."""
    sara, petra = await handed_over(world)
    case_id = await moderate(world, sara, petra)
    world.wait(hours=47)
    await world.work()
    assert not (await world.case(case_id)).visit_overdue
    assert [line.late for line in (await world.service.read(sara, RiskListOf())).rows] == [False]
    world.wait(hours=2)
    # A new shift, since the old one was long enough.
    await world.work()
    assert (await world.case(case_id)).visit_overdue
    found = await world.service.read(await world.staff("Sigge Sand"), RiskListOf())
    assert [(line.case_id, line.level, line.late) for line in found.rows] == [(case_id, "moderate", True)]
    told = [(number, one.text) for number, sms in await world.phone.messages() for one in sms]
    assert [number for number, text in told if "ledningens uppmärksamhet" in text] == ["+46701740620"]
    await world.service.run(await world.staff("Sven Sten"), case_id, c.VisitHasBeen())
    assert not (await world.case(case_id)).visit_overdue


async def test_who_does_not_answer_is_called_then_told_on_then_closed_each_with_who_and_why(world: World) -> None:
    """O12 to O17."""
    sara, petra = await handed_over(world)
    case_id = await moderate(world, sara, petra)
    for actor, command in (
        (sara, c.LogCall(reached=False, text="Ingen svarar.")),
        (sara, c.HandOn("on_call", "Lämnat till beredskapsjouren.")),
        (petra, c.CloseRisk(certain=False, reason="Jouren tar vid.")),
    ):
        await world.service.run(actor, case_id, command)
    assert await world.phase(case_id) is Phase.ENDED
    shown = await world.service.read(petra, StaffCaseOf(case_id))
    assert [(one.kind, one.name, one.text) for one in shown.steps] == [
        ("call_missed", "Sara Sand", "Ingen svarar."),
        ("on_call", "Sara Sand", "Lämnat till beredskapsjouren."),
        ("closed", "Petra Palm", "Jouren tar vid."),
    ]


async def test_what_is_flagged_stands_before_its_like_in_the_order_of_work(world: World) -> None:
    """O10: among those of the same priority, however long the others have waited; the page and its keys agree."""
    world.now = MONDAY
    sara = await world.staff()
    first, second, third = [await world.sent(await world.resident(name)) for name in ("Ann Al", "Bo Ek", "Cia Gran")]
    await world.service.run(sara, third, c.RaiseRisk("Ringde och lät förtvivlad."))
    page = await world.service.read(sara, WorklistOf("drop-in", Filter()))
    assert [row.case_id for row in page.rows] == [third, first, second]
    assert [row.sort_key for row in page.rows] == sorted(row.sort_key for row in page.rows)
    assert [row.risk for row in page.rows] == ["unassessed", "", ""]


async def test_another_priority_is_shown_with_who_and_the_one_of_triage_beside_it(world: World) -> None:
    """C6."""
    sara = await world.staff()
    case_id = await world.visit(await world.resident(), sara)
    before = (await world.case(case_id)).priority
    await world.service.run(sara, case_id, c.ChangePriority(1, "Svårt att andas nu."))
    shown = await world.service.read(sara, StaffCaseOf(case_id))
    assert (shown.priority, shown.triaged_priority) == (1, before)
    assert [(one.was, one.became, one.name, one.text) for one in shown.steps] == [
        (before, 1, "Sara Sand", "Svårt att andas nu.")
    ]


async def test_the_care_guarantee_of_a_unit_is_counted_without_names(world: World) -> None:
    """X1: kept, missed, running, of thirty days; what staff begin has no such clock."""
    world.now = MONDAY
    sara = await world.staff()
    await world.visit(await world.resident("Ann Al"), sara)
    missed = await world.sent(await world.resident("Bo Ek"))
    world.wait(days=1)
    running = await world.sent(await world.resident("Cia Gran"))
    lotta = await world.staff("Lotta Lind", "local_admin")
    report = await world.service.read(lotta, GuaranteeOf())
    assert (report.contact.kept, report.contact.missed, report.contact.running) == (1, 1, 1)
    assert (report.assessment.kept, report.assessment.missed, report.assessment.running) == (0, 0, 3)
    assert (report.contact.share, report.assessment.share) == (50, None)
    rows = {
        row.case_id: row.guarantee for row in (await world.service.read(sara, WorklistOf("drop-in", Filter()))).rows
    }
    assert (rows[missed], rows[running]) == ("contact_missed", "")
    world.wait(days=31)
    later = await world.service.read(lotta, GuaranteeOf())
    assert (later.contact.kept, later.contact.missed, later.contact.running) == (0, 0, 0)


async def test_the_list_and_the_report_are_for_those_of_the_unit(world: World) -> None:
    sara, petra = await handed_over(world)
    await moderate(world, sara, petra)
    britta = await world.staff("Britta Berg", unit="vc-berget")
    assert (await world.service.read(britta, RiskListOf())).rows == ()
    assert (await world.service.read(britta, GuaranteeOf())).contact.kept == 0
    for actor, query in (
        (await world.staff("Lotta Lind", "local_admin"), RiskListOf()),
        (await world.staff("Loa Lund", "log_reviewer"), GuaranteeOf()),
        (await world.resident("Olle Olsson"), GuaranteeOf()),
    ):
        with pytest.raises(Hidden):
            await world.service.read(actor, query)
