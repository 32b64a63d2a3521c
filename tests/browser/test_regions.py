"""One journey under the rules of every region: the same code, and what each routine says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sluss.boot.wiring import regions, shipped_packs
from sluss.core.policy import Pack
from sluss.store.packs import load
from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo, demo_at

TILL_EVENING = timedelta(hours=10)
# Those that send nobody away after hours, but to a unit that is always open.
ALWAYS_OPEN = {
    "demo": "1177 Kontaktcenter",
    "vastmanland-2024": "1177 Kontaktcenter",
    "gavleborg-2024": "Kontaktcenter Min vård",
}


@pytest.fixture(params=shipped_packs())
def region(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pack(region: str) -> Pack:
    return load(regions() / region)


@pytest.fixture
def demo(database: str, tmp_path: Path, region: str) -> Iterator[Demo]:
    with demo_at(database, tmp_path, region=region) as running:
        yield running


def test_a_resident_is_answered_and_the_visit_is_ended_and_documented_as_the_region_does(
    resident: Resident, nurse: Nurse, pack: Pack
) -> None:
    """(A6, B1, B25, E16, G11, R5, Y2)"""
    # Seek care on a Tuesday at ten: the own health centre is open.
    resident.open("/")
    no_barriers(resident.page)
    for service in pack.services.values():
        expect(resident.page.get_by_role("link", name=service.title)).to_have_count(int(service.kind != "care"))
    path = resident.seeks("Agneta Andersson", "Halsont")
    own = next(iter(pack.units.values()))
    resident.sees(f"Ditt ärende har gått till {own.name}")
    no_barriers(resident.page)

    # Staff take it, and the first line is the region's.
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    greeting = pack.texts.greeting.format(unit=own.name, name="Sara Sand", title="sjuksköterska")
    resident.hears(" ".join(greeting.split()))
    nurse.tells(resident, "Hur länge har du haft ont?")
    resident.tells(nurse, "I två dagar.")
    no_barriers(nurse.page)

    # Documented, and signed where notes are signed.
    nurse.assess("Halsfluss är mindre trolig.")
    sign = nurse.page.get_by_role("button", name="Signera")
    expect(sign).to_have_count(int(pack.routine.note.sign))
    if pack.routine.note.sign:
        sign.click()
        nurse.sees("Anteckningen är låst.")

    # Ended: with the days that the region has, chosen beforehand or not, and Meddelande where it is turned on.
    nurse.follow("Avsluta besök")
    no_barriers(nurse.page)
    expect(nurse.page.locator("input[name=async_days]:checked")).to_have_count(int(pack.async_phase.preselect))
    expect(nurse.page.locator("input[name=async_days]")).to_have_count(len(pack.async_phase.choices))
    expect(nurse.page.get_by_role("switch")).to_have_count(int(pack.autosend.enabled))
    nurse.page.locator(f"label[for=days-{pack.async_phase.choices[1]}]").click()
    nurse.press("Avsluta besök")
    resident.sees("Besöket är avslutat, men du kan fortfarande skriva")
    resident.open(path)
    resident.tells(nurse, "Tack för hjälpen.")


def test_who_seeks_care_in_the_evening_is_referred_or_answered_as_the_region_says(
    resident: Resident, demo: Demo, pack: Pack, region: str
) -> None:
    """(B14, C14, D3, D8, D9)"""
    demo.set(demo.now() + TILL_EVENING)
    own = next(iter(pack.units.values()))
    resident.open("/")
    resident.follow("Sök vård")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.press("Skicka ärendet")
    if region in ALWAYS_OPEN:
        resident.sees(f"Ditt ärende har gått till {ALWAYS_OPEN[region]}")
    else:
        resident.reaches("Vården har stängt. Ring 1177 för råd.")
        resident.press("Jag har läst det här och skickar ändå")
        resident.sees(f"Ditt ärende har gått till {own.name}")
        resident.sees("Du kan räkna med svar senast i morgon kl.")
    no_barriers(resident.page)
