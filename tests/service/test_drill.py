"""*Öva*: the whole routine with a test patient, and nothing of it leaves (H24, Hantering av suicidal patient)."""

from __future__ import annotations

from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.drill import patient_of
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.patients import PatientsOf
from sluss.service.queries.risk import GuaranteeOf, RiskListOf
from sluss.service.queries.shift import ColleaguesOf, DayOf, LeaveOf
from sluss.service.queries.worklists import WorklistOf
from sluss.service.shifts import EndShift
from sluss.service.views import Filter
from sluss.store.team import open_drop_in
from tests.core.case.scene import PACK
from tests.service.test_risk import MONDAY, assess
from tests.service.world import World

pytestmark = pytest.mark.anyio
RISK, SILENT = "suicidrisk-mattlig", "svarar-inte"


async def begun(world: World, actor: Actor, scenario: str = RISK) -> UUID:
    case_id = new_id()
    await world.service.run(actor, case_id, c.StartDrill(scenario))
    return case_id


async def names(world: World, actor: Actor, view: str = "drop-in") -> list[str]:
    page = await world.service.read(actor, WorklistOf(view, Filter()))  # type: ignore[arg-type]
    return [row.patient_name for row in page.rows]


async def test_the_whole_routine_of_suicide_risk_is_practised_to_its_close(world: World) -> None:
    """(O2, O4, O8, R3)"""
    world.now = MONDAY
    sara, petra = await world.staff(), await world.staff("Petra Palm", "psychologist")
    case_id = await begun(world, sara)
    shown = await world.service.read(sara, StaffCaseOf(case_id))
    assert (shown.phase, shown.flow, shown.priority, shown.suicide_flag) == ("waiting", "drop-in", 2, True)
    assert shown.history
    assert any("suicidrisk" in why for why in shown.because)
    assert shown.answers
    assert shown.patient.age == 35
    told = [
        (sara, c.AcceptCase()),
        (sara, c.StartVisit(new_id())),
        (sara, c.SayAsPatient(new_id())),
        (sara, c.HandOverDirectly("Behöver bedömas nu.", new_id(), new_id())),
        (petra, c.AcceptHandover(new_id())),
        (petra, c.SayAsPatient(new_id())),
        (petra, assess("moderate")),
        (petra, c.LogCall(reached=True, text="Pratade om helgen.")),
        (petra, c.VisitHasBeen()),
        (petra, c.SaveNote(0, "Suicidtankar.", "", "Måttlig risk.", "", "")),
        (petra, c.EndVisit(1)),
        (petra, c.EndCase()),
    ]
    for actor, command in told:
        await world.service.run(actor, case_id, command)
    shown = await world.service.read(petra, StaffCaseOf(case_id))
    assert shown.phase == "ended"
    said = [one.text for one in shown.messages if one.author == "resident"]
    assert said == list(PACK.drills[RISK].lines[:2])
    assert shown.drill
    assert shown.drill.title == "Suicidtankar utan plan"


async def test_nothing_of_a_drill_leaves(world: World) -> None:
    """No SMS, no notice to a colleague, no phone, no clock of the care guarantee, no head who is told (X1)."""
    world.now = MONDAY
    sara, petra = await world.staff(), await world.staff("Petra Palm", "psychologist")
    case_id = await begun(world, sara)
    for actor, command in (
        (sara, c.AcceptCase()),
        (sara, c.StartVisit(new_id())),
        (sara, c.HandOverDirectly("Behöver bedömas nu.", new_id(), new_id())),
        (petra, c.AcceptHandover(new_id())),
        (petra, assess("moderate")),
    ):
        await world.service.run(actor, case_id, command)
    await world.service.run(petra, case_id, c.SendMessage("Hur mår du nu?", new_id(), new_id(), 99))
    await world.service.run(petra, case_id, c.RemindBySms())
    waiting = await world.rows("select kind from job where data->>'case' = $1", str(case_id))
    assert [row["kind"] for row in waiting] == ["end_drill"]
    assert await world.rows("select from staff_notice where case_id = $1", case_id) == []
    world.wait(hours=49)
    await world.work()
    assert [sms for _, sms in await world.phone.messages()] == []
    report = await world.service.read(petra, GuaranteeOf())
    assert (report.contact.kept, report.contact.missed, report.contact.running) == (0, 0, 0)


async def test_a_drill_is_marked_in_every_list_of_the_unit(world: World) -> None:
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara)
    assert await names(world, sara) == ["Alva Exempelsson (övning)"]
    await world.service.run(sara, case_id, c.AcceptCase())
    page = await world.service.read(sara, WorklistOf("mina", Filter()))
    assert [(row.patient_name, row.drill) for row in page.rows] == [("Alva Exempelsson (övning)", True)]
    lines = (await world.service.read(sara, RiskListOf())).rows
    assert [(line.patient_name, line.drill) for line in lines] == [("Alva Exempelsson (övning)", True)]
    real = await world.sent(await world.resident())
    page = await world.service.read(sara, WorklistOf("drop-in", Filter()))
    assert {row.case_id: row.drill for row in page.rows} == {case_id: True, real: False}


async def test_a_drill_keeps_nobody_at_work(world: World) -> None:
    """(V7) The last one of the unit may go, also in the middle of it."""
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara)
    await world.service.run(sara, case_id, c.AcceptCase())
    await world.service.run(sara, case_id, c.StartVisit(new_id()))
    shown = await world.service.read(sara, ColleaguesOf())
    assert [one.cases for one in shown.own.people] == [0]
    assert (await world.service.read(sara, DayOf())).todo == ()
    leave = await world.service.read(sara, LeaveOf())
    assert (leave.own, leave.unit, leave.notes) == ((), (), ())
    assert sara.shift
    await world.service.run(sara, sara.shift, EndShift())


async def test_a_drill_asks_for_no_note_before_one_goes_home(world: World) -> None:
    """(V7, P8) Ended without a note, as the drill it is."""
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara, "brostsmarta-prio-ett")
    for command in (c.AcceptCase(), c.StartVisit(new_id()), c.EndVisit(1)):
        await world.service.run(sara, case_id, command)
    assert sara.id in (await world.case(case_id)).notes_due
    assert (await world.service.read(sara, LeaveOf())).notes == ()
    assert (await world.service.read(sara, DayOf())).todo == ()


async def test_a_drill_is_no_patients_and_no_residents(world: World) -> None:
    """Also for one who has logged in with the number of the test patient (B18)."""
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara)
    patient = (await world.case(case_id)).patient
    assert patient
    anybody = Actor("resident", patient, "Alva Exempelsson")
    with pytest.raises(Hidden):
        await world.service.run(anybody, case_id, c.SendMessage("Hej", new_id(), new_id(), 9))
    mine = await world.service.read(anybody, MyCasesOf())
    assert (mine.open, mine.ended) == ((), ())
    await world.service.run(anybody, new_id(), c.StartDraft("sok-vard", "halsont", patient))
    async with world.service.pool.acquire() as db:
        assert await open_drop_in(db, patient, new_id()) is None
    number = PACK.drills[RISK].who.personnummer
    for sought in (PatientsOf(number=number), PatientsOf(words=("exempelsson",))):
        assert (await world.service.read(sara, sought)).found == ()


async def test_the_patient_says_the_lines_in_order_and_then_nothing_more(world: World) -> None:
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara, SILENT)
    (line,) = PACK.drills[SILENT].lines
    assert "SayAsPatient" in (await world.service.read(sara, StaffCaseOf(case_id))).may
    await world.service.run(sara, case_id, c.SayAsPatient(new_id()))
    shown = await world.service.read(sara, StaffCaseOf(case_id))
    assert [one.text for one in shown.messages] == [line]
    assert "SayAsPatient" not in shown.may
    with pytest.raises(Refused, match="drill_silent"):
        await world.service.run(sara, case_id, c.SayAsPatient(new_id()))


async def test_nobody_speaks_for_the_patient_or_ends_the_drill_in_a_case_in_earnest(world: World) -> None:
    world.now = MONDAY
    sara = await world.staff()
    case_id = await world.sent(await world.resident())
    assert not {"SayAsPatient", "EndDrill"} & (await world.service.read(sara, StaffCaseOf(case_id))).may
    for command in (c.SayAsPatient(new_id()), c.EndDrill()):
        with pytest.raises(Refused, match="not_a_drill"):
            await world.service.run(sara, case_id, command)


async def test_a_drill_that_is_ended_is_in_no_list(world: World) -> None:
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara)
    await world.service.run(sara, case_id, c.AcceptCase())
    await world.service.run(sara, case_id, c.StartVisit(new_id()))
    await world.service.run(sara, case_id, c.AskConsult("vc-angen", "physician", None, "Räcker det?", new_id()))
    await world.service.run(sara, case_id, c.EndDrill())
    for view in ("drop-in", "asynkrona", "mina", "konsultationer", "avslutade"):
        assert await names(world, sara, view) == []
    assert (await world.service.read(sara, RiskListOf())).rows == ()
    with pytest.raises(Hidden):
        await world.service.read(sara, StaffCaseOf(case_id))


async def test_the_clock_ends_a_drill_after_a_day_and_not_before(world: World) -> None:
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara)
    world.wait(hours=23)
    await world.work()
    assert await world.phase(case_id) is Phase.WAITING
    world.wait(hours=1)
    await world.work()
    assert await world.phase(case_id) is Phase.DISCARDED


async def test_a_number_that_somebody_logs_in_with_is_no_test_patient(world: World) -> None:
    """A test patient takes nobody's name and nobody's number."""
    world.now = MONDAY
    sara = await world.staff()
    who = patient_of(PACK.drills[RISK].who)
    await world.owner_of_all.execute(
        "insert into person (id, personnummer, given_name, family_name, born, protected, seen_at) "
        "values ($1, $2, 'Alma', 'Alm', $3, false, $4)",
        *(new_id(), who.personnummer, who.born, world.now),
    )
    with pytest.raises(Refused, match="drill_number_taken"):
        await begun(world, sara)
    assert [row["given_name"] for row in await world.rows("select given_name from person")] == ["Alma"]


async def test_what_the_test_patient_says_and_is_called_stands_beside_the_journal(world: World) -> None:
    world.now = MONDAY
    sara = await world.staff()
    case_id = await begun(world, sara)
    await world.service.run(sara, case_id, c.SayAsPatient(new_id()))
    said = " ".join(row["said"] for row in await world.rows("select data::text as said from journal"))
    for words in ("Alva", "19910822", "ta-livet", "tungt"):
        assert words not in said
