"""Patients are found by staff of a unit that they have a tie to, and every look at one is logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.people import Person, shown
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.patients import KeepPatient
from sluss.service.queries.patients import PatientOf, PatientPage, PatientsOf
from sluss.service.queries.review import AccessLogOf
from sluss.store.patients import BY_NAME
from tests.service.world import World

pytestmark = pytest.mark.anyio

NUMBERS = count(1)
ROW = "select actor, what, case_id, cases, person, persons, outcome from access_log order by id desc limit 1"


def person(given: str, family: str, listed: str | None = None, **changes: Any) -> Person:
    """Each call another number; what a register would say."""
    number = f"19700101{next(NUMBERS):04}"
    return Person(new_id(), number, given, family, date(1970, 1, 1), listed_unit=listed, **changes)


async def kept(world: World, one: Person) -> Person:
    """In the table of people, as a login leaves them: no tie beyond the listing."""
    values = (one.id, one.personnummer, one.given_name, one.family_name, one.born, one.protected, one.phone)
    await world.owner_of_all.execute(
        "insert into person values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", *values, one.listed_unit, world.now
    )
    return one


async def names(world: World, actor: Actor, *words: str) -> list[str]:
    found = await world.service.read(actor, PatientsOf(words=words))
    return [one.name for one in found.found]


async def profile(world: World, actor: Actor, one: Person, tab: Any = "oversikt") -> PatientPage:
    return await world.service.read(actor, PatientOf(one.id, tab))


async def test_a_name_finds_whoever_is_listed_by_the_beginning_of_any_word_and_in_any_case(world: World) -> None:
    """(A13, E9)"""
    sara = await world.staff()
    for one in (
        person("Åsa Karin", "ÖST-Ärlig", "vc-angen"),
        person("Bo", "von Essen", "vc-angen"),
        person("Karl", "Östman", "vc-angen"),
    ):
        await kept(world, one)
    for words in (("åsa",), ("kari",), ("öst", "kar"), ("ärl",), ("ärlig", "åsa", "karin")):
        assert "Åsa Karin ÖST-Ärlig" in await names(world, sara, *words), words
    assert await names(world, sara, "essen") == ["Bo von Essen"]
    assert await names(world, sara, "öst", "k") == ["Åsa Karin ÖST-Ärlig", "Karl Östman"]
    assert await names(world, sara, "stman") == []
    assert await names(world, sara, "öst", "bo") == []


async def test_a_name_finds_nobody_without_a_tie_and_nobody_protected(world: World) -> None:
    """(A13)"""
    sara, britta = await world.staff(), await world.staff("Britta Berg", unit="vc-berget")
    await kept(world, person("Disa", "Dahl", "vc-angen"))
    await kept(world, person("Disa", "Där", "vc-berget"))
    await kept(world, person("Disa", "Ingenstans"))
    hidden = await kept(world, person("Disa", "Dold", "vc-angen", protected=True, phone="+46701740612"))
    assert await names(world, sara, "disa") == ["Disa Dahl"]
    assert await names(world, britta, "disa") == ["Disa Där"]
    [found] = (await world.service.read(sara, PatientsOf(hidden.personnummer))).found
    # The name stands in the profile alone, which is logged as that of a protected person (N5).
    assert (found.name, found.protected, found.listed_name) == ("Skyddade personuppgifter", True, None)
    page = await profile(world, sara, hidden)
    assert (page.name, page.protected, page.phone) == ("Disa Dold", True, None)
    assert (await world.service.read(britta, PatientsOf(hidden.personnummer))).found == ()


async def test_a_case_at_the_unit_is_a_tie_and_a_draft_is_none(world: World) -> None:
    """(A13, E22)"""
    sara, berget = await world.staff(), await world.staff("Britta Berg", unit="vc-berget")
    agneta = await world.resident()
    await world.owner_of_all.execute("update person set listed_unit = null")
    await world.owner_of_all.execute("update person set listed_unit = 'vc-angen' where id = $1", agneta.id)
    case = await world.sent(agneta)
    await world.owner_of_all.execute("update person set listed_unit = null")
    assert await names(world, sara, "agneta") == ["Agneta Andersson"]
    for phase in ("draft", "discarded"):
        await world.owner_of_all.execute("update care_case set phase = $1", phase)
        assert await names(world, sara, "agneta") == []
    await world.owner_of_all.execute("update care_case set phase = 'waiting'")
    for column in ("handover_unit", "from_unit"):
        assert await names(world, berget, "agneta") == []
        await world.owner_of_all.execute(f"update care_case set {column} = 'vc-berget' where id = $1", case)
        assert await names(world, berget, "agneta") == ["Agneta Andersson"], column
        await world.owner_of_all.execute(f"update care_case set {column} = null")


async def test_no_tie_and_no_such_person_are_answered_alike(world: World) -> None:
    """(A13)"""
    sara = await world.staff()
    elsewhere = await kept(world, person("Egil", "Ek", "vc-berget"))
    for number in (elsewhere.personnummer, "191212121212"):
        found = await world.service.read(sara, PatientsOf(number))
        assert (found.found, found.number) == ((), shown(number))
    for id in (elsewhere.id, new_id()):
        with pytest.raises(Hidden):
            await world.service.read(sara, PatientOf(id))


async def test_creating_a_patient_ties_them_to_the_unit_and_is_logged_once(world: World) -> None:
    """(A13)"""
    sara = await world.staff()
    known = await kept(world, person("Egil", "Ek", "vc-berget"))
    told = replace(known, id=new_id(), phone="+46701740613")
    assert await world.service.run(sara, told.id, KeepPatient(told)) == known.id
    [row] = await world.rows(ROW)
    assert (row["actor"], row["what"], row["person"], row["outcome"]) == (sara.id, "KeepPatient", known.id, "created")
    assert await names(world, sara, "egil") == ["Egil Ek"]
    assert (await profile(world, sara, known)).phone == "+46701740613"
    before = len(await world.rows("select from access_log"))
    assert await world.service.run(sara, told.id, KeepPatient(told)) == known.id
    assert len(await world.rows("select from access_log")) == before
    berget = await world.staff("Nils Nord", unit="kontaktcenter-1177")
    assert await names(world, berget, "egil") == []


async def test_nobody_creates_who_is_not_at_work_or_has_no_patients_and_the_attempt_is_logged(world: World) -> None:
    """(A13)"""
    new = person("Egil", "Ek")
    idle, admin = (
        await world.staff(on_shift=False),
        replace(await world.staff("Lotta Lind", "local_admin"), shift=new_id()),
    )
    with pytest.raises(Refused, match="patient_needs_shift"):
        await world.service.run(idle, new.id, KeepPatient(new))
    with pytest.raises(Hidden):
        await world.service.run(admin, new.id, KeepPatient(new))
    with pytest.raises(Refused, match="person_unknown"):
        await world.service.run(await world.staff("Sigge Sand"), new.id, KeepPatient(None))
    rows = await world.rows("select outcome from access_log where what = 'KeepPatient' order by id")
    assert [row["outcome"] for row in rows] == ["refused", "hidden", "refused"]
    assert await world.rows("select from patient_unit") == []
    assert await world.rows("select from person where id = $1", new.id) == []


async def test_the_profile_shows_the_cases_of_ones_own_unit_and_does_not_count_the_others(world: World) -> None:
    """(E22)"""
    sara, agneta = await world.staff(), await world.resident()
    here, there = await world.sent(agneta), await world.sent(agneta)
    await world.draft(agneta)
    await world.owner_of_all.execute("update care_case set unit = 'vc-berget' where id = $1", there)
    page = await world.service.read(sara, PatientOf(agneta.id, "arenden"))
    assert [case.case_id for case in page.cases] == [here]
    [row] = await world.rows(ROW)
    assert (row["what"], row["person"], row["cases"], row["outcome"]) == ("PatientOf", agneta.id, [here], "shown")
    assert (await world.service.read(sara, PatientOf(agneta.id))).cases == ()


async def test_the_profile_lists_the_tickets_from_and_to_ones_own_unit(world: World) -> None:
    """(E22, I7)"""
    sara, agneta = await world.staff(), await world.resident()
    given, foreign = await world.sent(agneta), await world.sent(agneta)
    await world.service.run(sara, given, c.AcceptCase())
    await world.owner_of_all.execute(
        "update care_case set ticket_until = $1, given_by = $2, from_unit = 'kontaktcenter-1177'", world.now, sara.id
    )
    await world.owner_of_all.execute("update care_case set unit = 'vc-berget' where id = $1", foreign)
    page = await world.service.read(sara, PatientOf(agneta.id, "biljetter"))
    [ticket] = page.tickets
    assert (ticket.case_id, ticket.state, ticket.given_by) == (given, "used", "Sara Sand")
    nils = await world.staff("Nils Nord", unit="kontaktcenter-1177")
    theirs = await world.service.read(nils, PatientOf(agneta.id, "biljetter"))
    assert {one.case_id for one in theirs.tickets} == {given, foreign}
    assert await world.service.read(nils, PatientOf(agneta.id, "arenden")) == replace(theirs, tab="arenden", tickets=())


async def test_the_reviewer_reads_whose_profile_was_opened_and_how_many_a_search_showed(world: World) -> None:
    """(W1, W2)"""
    sara, loa = await world.staff(), await world.staff("Loa Lund", "log_reviewer")
    ids: list[UUID] = []
    for family in ("Ek", "Ekman"):
        ids.append((await kept(world, person("Egil", family, "vc-angen"))).id)
    await names(world, sara, "egil")
    await world.service.read(sara, PatientOf(ids[0]))
    new = person("Ny", "Nyman")
    await world.service.run(sara, new.id, KeepPatient(new))
    rows = (await world.service.read(loa, AccessLogOf(world.now.date()))).rows
    said = {(r.what, r.patient, r.patients, r.outcome) for r in rows if r.what != "Började skiftet"}
    assert said >= {
        ("Sökte patient", "", 2, "Visades"),
        ("Läste patientens profil", "Egil Ek", 0, "Visades"),
        ("Skapa patient", "Ny Nyman", 0, "Skapades"),
    }


async def test_a_search_by_name_asks_the_index(world: World) -> None:
    """Among many people; in a small table it would read them all."""
    await world.owner_of_all.execute(
        """insert into person select gen_random_uuid(), n::text, 'Given' || n, 'Family' || n, '1970-01-01', false,
        null, null, now() from generate_series(1, 20000) as n"""
    )
    await world.owner_of_all.execute("analyze person")
    plan = await world.rows(f"explain {BY_NAME}", "vc-angen", "viola:*", 50)
    assert any("person_name" in row[0] for row in plan), plan
