"""A version that drops a unit, a reason, a questionnaire: what the former had stays readable (Y7)."""

from __future__ import annotations

from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.in_force import RollBack
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.resident import CheckOf, NextStep, ResidentCaseOf
from sluss.service.queries.worklists import WorklistOf
from sluss.service.views import Filter
from sluss.store.packs.archive import in_folder, whole, zipped
from tests.core.case.scene import PACK
from tests.service.region import in_force, rut
from tests.service.world import World
from tests.versions import DEMO, OTHER_PHONE, WITHOUT_BERGET, WITHOUT_THROAT, edited, version

pytestmark = pytest.mark.anyio

THROAT = "halsont"


async def visited(world: World, unit: str) -> tuple[UUID, Actor, Actor]:
    """A visit under way at the unit."""
    resident, nurse = await world.resident(listed=unit), await world.staff("Britta Berg", unit=unit)
    case = await world.draft(resident)
    await world.answer(resident, case, THROAT)
    await world.service.run(resident, case, c.SendCase())
    await world.service.run(nurse, case, c.AcceptCase())
    await world.service.run(nurse, case, c.StartVisit(new_id()))
    return case, resident, nurse


async def test_the_staff_of_a_unit_that_is_gone_finish_what_is_open(begun: World) -> None:
    """(Y7)"""
    case, resident, britta = await visited(begun, "vc-berget")
    await in_force(begun, version("2", WITHOUT_BERGET))
    assert "vc-berget" not in begun.service.pack.units
    page = await begun.service.read(resident, ResidentCaseOf(case))
    assert (page.unit_name, page.can_write) == ("Vårdcentralen Berget", True)
    seen = await begun.service.read(britta, StaffCaseOf(case))
    assert seen.reason_title == "Halsont"
    await begun.service.read(britta, WorklistOf("drop-in", Filter()))
    await begun.say(britta, case)
    await begun.service.run(britta, case, c.SaveNote(0, "Ont i halsen.", "", "", "", ""))
    await begun.service.run(britta, case, c.EndVisit(0))
    with pytest.raises(Refused, match="unit_retired"):
        await begun.service.run(britta, new_id(), c.StartCareCase(resident.id, "provsvar", "Hej.", 3, False, new_id()))
    assert await begun.phase(case) is Phase.ENDED
    assert (await begun.service.read(resident, MyCasesOf())).ended[0].unit_name == "Vårdcentralen Berget"


async def test_a_unit_that_is_gone_is_not_chosen_and_not_routed_to(begun: World) -> None:
    """(D12)"""
    sara, agneta = await begun.staff(), await begun.resident()
    case = await begun.visit(agneta, sara)
    await in_force(begun, version("2", WITHOUT_BERGET))
    with pytest.raises(Refused, match="recipient_unknown"):
        await begun.service.run(
            sara, case, c.HandOver("vc-berget", "nurse", None, 3, "Kan ni ta över?", "oral", True, new_id())
        )
    vera = await begun.resident("Vera Vik", listed="vc-berget")
    draft = await begun.draft(vera)
    await begun.answer(vera, draft, THROAT)
    sent = await begun.service.run(vera, draft, c.SendCase())
    assert sent.case.unit == "kontaktcenter-1177", "who is listed where no unit is counts as not listed"


async def test_a_case_whose_reason_is_gone_is_read_in_the_words_under_which_it_was_sent(begun: World) -> None:
    agneta, sara = await begun.resident(), await begun.staff()
    case = await begun.sent(agneta)
    before = await begun.service.read(sara, StaffCaseOf(case))
    await in_force(begun, version("2", WITHOUT_THROAT))
    assert THROAT not in begun.service.pack.reasons
    assert THROAT not in begun.service.pack.questionnaires
    page = await begun.service.read(sara, StaffCaseOf(case))
    assert (page.reason_title, page.answers) == (before.reason_title, before.answers)
    assert page.answers
    rows = (await begun.service.read(sara, WorklistOf("drop-in", Filter()))).rows
    assert [row.reason_title for row in rows] == ["Halsont"]
    assert (await begun.service.read(agneta, ResidentCaseOf(case))).answers == before.answers


def other_questions() -> bytes:
    """The throat's first question reworded, and one option of another called something else."""
    found = whole(in_folder(DEMO), PACK)
    found = edited(found, "pack.yaml", r'version: ".*"', 'version: "2"')
    first = next(PACK.questionnaires[THROAT].questions())
    return zipped(edited(found, f"library/questionnaires/{THROAT}.json", first.text[:25], "Helt annan fråga"))


async def test_answers_are_worded_by_the_version_under_which_they_were_sent(begun: World) -> None:
    agneta, sara = await begun.resident(), await begun.staff()
    case = await begun.sent(agneta)
    before = (await begun.service.read(sara, StaffCaseOf(case))).answers
    await in_force(begun, other_questions())
    after = (await begun.service.read(sara, StaffCaseOf(case))).answers
    assert after == before
    other = await begun.sent(await begun.resident("Vera Vik"))
    theirs = (await begun.service.read(sara, StaffCaseOf(other))).answers
    assert "Helt annan fråga" in theirs[0].question
    assert "Helt annan fråga" not in after[0].question


async def test_a_draft_whose_reason_is_gone_is_told_so_and_stays_readable(begun: World) -> None:
    """(Y7)"""
    agneta = await begun.resident()
    draft = await begun.draft(agneta)
    await begun.answer(agneta, draft, THROAT)
    before = await begun.service.read(agneta, CheckOf(draft))
    await in_force(begun, version("2", WITHOUT_THROAT))
    assert (await begun.service.read(agneta, NextStep(draft))).kind == "check"
    page = await begun.service.read(agneta, CheckOf(draft))
    assert (page.retired, page.answers) == (True, before.answers)
    for command in (c.SendCase(), c.GiveAnswer("varning", ("inget",))):
        with pytest.raises(Refused, match="reason_retired"):
            await begun.service.run(agneta, draft, command)
    with pytest.raises(Refused, match="reason_unknown"):
        await begun.draft(agneta)
    assert (await begun.service.read(agneta, MyCasesOf())).open[0].title == "Halsont"


async def test_a_draft_goes_on_when_its_reason_has_come_back(begun: World) -> None:
    agneta = await begun.resident()
    draft = await begun.draft(agneta)
    await begun.answer(agneta, draft, THROAT)
    await in_force(begun, version("2", WITHOUT_THROAT))
    await begun.service.run(await rut(begun), new_id(), RollBack("demo@2", "Halsont saknas."))
    assert (await begun.service.run(agneta, draft, c.SendCase())).case.phase is Phase.WAITING


async def test_an_answer_that_the_new_questions_do_not_take_is_asked_for_anew(begun: World) -> None:
    agneta = await begun.resident()
    draft = await begun.draft(agneta)
    await begun.answer(agneta, draft, THROAT)
    found = edited(whole(in_folder(DEMO), PACK), "pack.yaml", r'version: ".*"', 'version: "2"')
    file = f"library/questionnaires/{THROAT}.json"
    # The question about danger signs is another question, with a link id of its own.
    for name in (file, f"library/priority/{THROAT}.yaml", f"library/vignettes/{THROAT}.yaml"):
        if name in found:
            found[name] = found[name].replace(b"varning", b"varningar")
    await in_force(begun, zipped(found))
    step = await begun.service.read(agneta, NextStep(draft))
    assert (step.kind, step.link_id) == ("question", "varningar")
    with pytest.raises(Refused, match="unanswered"):
        await begun.service.run(agneta, draft, c.SendCase())


async def test_a_form_of_a_questionnaire_that_is_gone_can_still_be_answered(begun: World) -> None:
    sara, agneta = await begun.staff(), await begun.resident()
    case = await begun.visit(agneta, sara)
    await begun.service.run(sara, case, c.SendForm("phq-9", new_id()))
    gone = (
        ("pack.yaml", r"forms: \[.*\]", "forms: [feber, oro]"),
        ("matters.yaml", r"  - id: nedstamdhet-uppfoljning\n(?:    .*\n)+", ""),
    )
    await in_force(begun, version("2", *gone))
    assert "phq-9" not in begun.service.pack.questionnaires
    page = await begun.service.read(agneta, ResidentCaseOf(case))
    assert [form.title for form in page.forms] == [PACK.questionnaires["phq-9"].title]


async def test_the_journal_of_a_case_names_the_version_of_each_decision(begun: World) -> None:
    agneta, sara = await begun.resident(), await begun.staff()
    case = await begun.sent(agneta)
    await in_force(begun, version("2", OTHER_PHONE))
    await begun.service.run(sara, case, c.AcceptCase())
    rows = await begun.rows("select distinct pack from journal where case_id = $1 order by pack", case)
    assert [row["pack"] for row in rows] == ["demo@2", "demo@2026-11-20"]
