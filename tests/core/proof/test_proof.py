"""The proof of a pack: it holds for those that ship, and finds each hole that is planted (D1 to D12, C14, B14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sluss import regions
from sluss.core.hours import Hours
from sluss.core.policy import Pack, Unit
from sluss.core.proof import Proof, prove
from sluss.core.routine import Protected, Routine
from sluss.core.routing import LISTED, Row, matters, route
from sluss.store.packs import calendar, load
from tests.core.after_hours import AFTER_HOURS, DEMO, RISK, YOUTH

ON = date(2026, 11, 21)
CALENDAR = calendar(DEMO, range(2026, 2030))
SHIPPED = sorted(file.parent for file in Path(regions.__path__[0]).glob("*/pack.yaml"))


def proved(pack: Pack, on: date = ON) -> Proof:
    return prove(pack, CALENDAR, on)


def sentences(pack: Pack, on: date = ON) -> str:
    return "\n".join(one.sentence for one in proved(pack, on).wrong)


def rows(pack: Pack, change: Callable[[Row], Row | None]) -> Pack:
    changed = (change(row) for row in pack.routing)
    return replace(pack, routing=tuple(row for row in changed if row))


def at(pack: Pack, id_: str, **values: object) -> Pack:
    """The pack with other values in one row."""
    assert id_ in {row.id for row in pack.routing}
    return rows(pack, lambda row: replace(row, **values) if row.id == id_ else row)  # type: ignore[arg-type]


def unit(pack: Pack, id_: str, **values: object) -> Pack:
    changed: Unit = replace(pack.units[id_], **values)  # type: ignore[arg-type]
    return replace(pack, units={**pack.units, id_: changed})


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_pack_that_ships_leaves_nobody_without_a_person_a_day_or_a_number_to_call(folder: Path) -> None:
    pack = load(folder)
    first = max(pack.valid_from, ON)
    proof = prove(pack, calendar(pack, range(first.year, first.year + 3)), first)
    assert [one.sentence for one in proof.wrong] == []
    assert proof.classes > proof.distinct > 1000
    # Decision 4: what is leant on has a name, and a last day that has not passed.
    assert all(risk.decided_by and risk.until >= first for risk in proof.leans)


def test_care_that_refers_when_it_has_closed_is_proved_and_its_accepted_risk_is_listed() -> None:
    """(C14, D8, D9)"""
    proof = proved(AFTER_HOURS)
    assert proof.holds, proof.wrong
    assert proof.leans == (RISK,)
    assert proved(DEMO).leans == ()


# What is planted in a pack, and what the counter-example says of it.
HOLES: dict[str, tuple[Pack, str]] = {
    "a row is missing": (rows(DEMO, lambda row: None if row.id == "routing.7" else row), "ingen rad i tabellen passar"),
    "the rows stand in another order": (
        replace(DEMO, routing=(*DEMO.routing[:2], DEMO.routing[3], DEMO.routing[2], *DEMO.routing[4:])),
        "inte listad i regionen, som söker för",
    ),
    "a row that decides nothing": (
        replace(DEMO, routing=(*DEMO.routing, replace(DEMO.routing[-1], id="routing.8"))),
        "routing.8 avgör aldrig något: raderna ovanför tar alla dess ärenden",
    ),
    "the unlisted are sent to a listed unit": (
        at(DEMO, "routing.4", unit=LISTED),
        "inte listad i regionen, som söker för",
    ),
    "a unit that is not there": (at(DEMO, "routing.3", unit="kontaktcenter-1178"), "en mottagning som inte finns"),
    "a unit that never opens": (unit(DEMO, "kontaktcenter-1177", hours=Hours({})), "aldrig öppnar"),
    "a unit without roles": (unit(DEMO, "kontaktcenter-1177", roles=()), "ingen roll svarar"),
    "a role that nobody there has": (
        at(DEMO, "routing.3", role="psychologist"),
        "ska besvaras av psykolog, men ingen sådan svarar där",
    ),
    "the urgent advice is taken away": (
        at(DEMO, "routing.3", advice=None),
        "hamnar hos 1177 Kontaktcenter, som inte har någon i tjänst; ingen hänvisning till 112",
    ),
    "1177 closes at night": (
        unit(DEMO, "kontaktcenter-1177", hours=DEMO.units["vc-angen"].hours),
        "ingen har med namn och datum godtagit den risken",
    ),
    "priority 2 waits for the morning in silence": (
        at(DEMO, "routing.6", unit=LISTED, advice="next_opening"),
        "ingen hänvisning till 112 eller 1177",
    ),
    "the accepted risk has run out": (
        replace(AFTER_HOURS, accepted_risks={RISK.id: replace(RISK, until=ON - timedelta(days=1))}),
        "den accepterade risken prio-1-efter-stangning gällde till 2026-11-20",
    ),
    "nobody has accepted the risk": (
        at(AFTER_HOURS, "routing.9", accepted_risk=None),
        "läser om 112 men kan skicka ändå",
    ),
    "the most urgent are referred to 1177 alone": (
        at(AFTER_HOURS, "routing.9", advice="call_1177"),
        "borde hänvisas till 112",
    ),
    "a unit turns people away without a word": (
        at(AFTER_HOURS, "routing.4", advice=None),
        "får inte veta vart hen ska ringa",
    ),
    "nothing is said to the urgent where nobody is at work": (
        at(AFTER_HOURS, "routing.7", advice=None),
        "hamnar hos Vårdcentralen Ängen, som inte har någon i tjänst",
    ),
    "an answer is promised too far off": (unit(DEMO, "vc-angen", answer_within=timedelta(hours=48)), "för lång tid"),
    "the region closes for a fortnight": (
        unit(
            DEMO,
            "vc-berget",
            hours=replace(
                DEMO.units["vc-berget"].hours,
                exceptions=dict.fromkeys((date(2027, 7, 5) + timedelta(days=day) for day in range(14)), ()),
            ),
        ),
        "får svar först",
    ),
    "the youth clinic is open one day a week": (
        at(unit(AFTER_HOURS, YOUTH.id, hours=Hours({0: YOUTH.hours.week[0]})), "routing.4", send=True),
        "hamnar hos Ungdomsmottagningen och får svar först",
    ),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_planted_hole_is_found(hole: str) -> None:
    pack, said = HOLES[hole]
    assert said in sentences(pack)


@pytest.mark.parametrize("pack", [DEMO, AFTER_HOURS], ids=lambda pack: pack.name)
def test_no_row_of_a_proved_table_can_be_taken_away(pack: Pack) -> None:
    """Each by program: without it something is wrong, or somebody goes somewhere else than the routine says."""
    for gone in pack.routing:
        without = rows(pack, lambda row, gone=gone: None if row is gone else row)  # type: ignore[misc]
        assert not proved(without).holds or _goes_elsewhere(pack, without, gone), gone.id


@pytest.mark.parametrize("id_", [row.id for row in DEMO.routing if row.advice == "urgent"])
def test_the_example_is_a_person_at_a_time_with_a_priority_at_a_unit(id_: str) -> None:
    (wrong,) = proved(at(DEMO, id_, advice=None)).wrong
    assert wrong.sentence.startswith("En 34-åring, listad på Vårdcentralen Ängen, som söker för ")
    assert " med prioritet 1 hamnar hos 1177 Kontaktcenter, som inte har någon i tjänst;" in wrong.sentence
    assert wrong.sentence.endswith("Det bestämmer routing.3.")
    assert wrong.count > 100


def test_a_closing_minute_is_found_that_only_one_day_of_the_year_has() -> None:
    """D10: the hours of one day, that the unit itself has set."""
    day = date(2027, 3, 3)
    hours = replace(DEMO.units["vc-angen"].hours, exceptions={day: ()})
    closed = at(unit(DEMO, "vc-angen", hours=hours), "routing.7", priorities=frozenset({4}))
    assert "onsdag 3 mars 2027" not in sentences(DEMO)
    assert "ingen rad i tabellen passar" in sentences(closed)


def test_who_may_not_begin_is_counted_and_told_where_to_turn() -> None:
    """(N1, C7)"""
    strict = replace(DEMO, routine=replace(Routine(), protected=Protected(own=False)))
    assert proved(strict).holds
    assert proved(strict).classes == proved(DEMO).classes


def test_a_risk_is_leant_on_until_its_last_day_and_no_longer() -> None:
    assert proved(AFTER_HOURS, RISK.until).holds
    assert not proved(AFTER_HOURS, RISK.until + timedelta(days=1)).holds


def _goes_elsewhere(pack: Pack, without: Pack, gone: Row) -> bool:
    """Somebody whom the row took is taken by another row, to another place or with another word."""
    taken = [matter for matter in matters(pack.services, pack.routing) if route(pack.routing, matter) is gone]
    others = [route(without.routing, matter) for matter in taken]
    return any((row.unit, row.advice, row.send) != (gone.unit, gone.advice, gone.send) for row in others)
