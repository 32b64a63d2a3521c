"""Calls through Janus and coturn, by the pages that people use: three at once, a hidden address, a part that dies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sluss.boot.media import Media
from sluss.core.hours import STOCKHOLM
from tests.browser.callers import Call, Two
from tests.browser.conftest import DESK, DEVICES, PHONE, NewPage
from tests.browser.people import Nurse, Resident
from tests.browser.server import Demo, demo_at
from tests.media import running_media

PATIENCE = 60_000
# How many of the others' pictures have come on since they were last counted.
MOVING = """(before) => [...document.querySelectorAll('#call-people video')].filter(
  (video, n) => video.getVideoPlaybackQuality().totalVideoFrames > (before?.[n] ?? 0) + 5).length"""
COUNTED = """() => [...document.querySelectorAll('#call-people video')].map(
  (video) => video.getVideoPlaybackQuality().totalVideoFrames)"""
# The page keeps its connections to itself: they are noted when they are made.
NOTED = """window.ways = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...given) { super(...given); window.ways.push(this); }
};"""
CHOSEN = """async () => {
  const found = [];
  for (const way of window.ways.filter((one) => one.connectionState === 'connected')) {
    const stats = await way.getStats();
    const { selectedCandidatePairId: id } = [...stats.values()].find((one) => one.type === 'transport');
    const { localCandidateId: local, remoteCandidateId: remote } = stats.get(id);
    found.push(stats.get(local).candidateType, stats.get(remote).candidateType);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def media() -> Iterator[Media]:
    with running_media() as parts:
        yield parts


@pytest.fixture
def demo(database: str, tmp_path: Path, media: Media) -> Iterator[Demo]:
    with demo_at(database, tmp_path, media=media) as running:
        yield running


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Three cameras are made up and encoded on the processor that also draws the pages."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


@pytest.fixture
def new_page(new_page: NewPage) -> NewPage:
    def open_page(*given: Any, **more: Any) -> Page:
        page = new_page(*given, **more)
        page.set_default_timeout(PATIENCE)
        page.context.on("page", lambda opened: opened.set_default_timeout(PATIENCE))
        return page

    return open_page


def sees(call: Call, others: int) -> None:
    """New pictures of so many others, and of nobody else."""
    expect(call.page.locator("#call-people > li")).to_have_count(others)
    before = call.page.evaluate(COUNTED)
    call.page.wait_for_function(f"(before) => ({MOVING})(before) === {others}", arg=before)


def comes(two: Two, new_page: NewPage) -> Call:
    """A colleague is invited to the visit, with the patient's leave, and goes to its call."""
    colleague = Nurse(new_page(DESK, devices=DEVICES), two.nurse.base)
    colleague.log_in("Sigge Sand")
    two.nurse.open(f"/clinic{two.path}/sjukvardspersonal")
    two.nurse.follow("Sigge Sand")
    two.nurse.page.get_by_label("Ja, muntligt").check()
    two.nurse.press("Bjud in")
    two.nurse.sees("Sigge Sand")
    colleague.open(f"/clinic{two.path}/samtal")
    call = Call(colleague.page)
    call.join()
    return call


class Protected(Two):
    """As two who meet, but of the resident nobody outside the case reads the name (N8)."""

    def __init__(self, new_page: NewPage, demo: Demo) -> None:
        self.resident = Resident(new_page(PHONE, devices=DEVICES), demo.base)
        self.nurse = Nurse(new_page(DESK, devices=DEVICES), demo.base)
        self.path = self.resident.seeks("Pia Persson", "Axelbesvär")
        self.nurse.log_in("Sara Sand")
        self.nurse.read("Pia Persson", listed_as="Skyddade personuppgifter")
        self.nurse.press("Ta emot")
        self.nurse.press("Starta besök")
        self.resident.hears("Hej och välkommen")


def noted(new_page: NewPage) -> NewPage:
    """Pages whose connections a test can look at."""

    def open_page(*given: Any, **more: Any) -> Page:
        page = new_page(*given, **more)
        page.context.add_init_script(NOTED)
        return page

    return open_page


def test_a_third_comes_in_and_all_go_through_janus_and_the_two_go_on_when_one_leaves(
    new_page: NewPage, demo: Demo
) -> None:
    """(F5, J6, M3)"""
    two = Two(new_page, demo)
    nurse, resident = two.meet()
    colleague = comes(two, new_page)
    for call in (colleague, nurse, resident):
        sees(call, 2)
    resident.is_told("Sigge Sand")
    colleague.press("Stäng av kameran")
    expect(resident.page.locator("#call-people > li").filter(has_text="Sigge Sand")).to_contain_text("utan bild")
    colleague.press("Lämna samtalet")
    sees(nurse, 1)
    sees(resident, 1)
    colleague.press("Gå med igen")
    for call in (colleague, nurse, resident):
        expect(call.page.locator("#call-people > li")).to_have_count(2)


def test_janus_dies_in_the_middle_the_chat_goes_on_and_so_does_the_call_when_it_is_back(
    new_page: NewPage, demo: Demo, media: Media
) -> None:
    """(F5, J10)"""
    two = Two(new_page, demo)
    nurse, resident = two.meet()
    colleague = comes(two, new_page)
    for call in (colleague, nurse, resident):
        sees(call, 2)
    media.janus.kill()
    try:
        for call in (nurse, resident, colleague):
            call.is_warned("Chatten fungerar som vanligt")
        two.resident.tells(two.nurse, "Nu försvann bilden.")
    finally:
        media.janus.start()
    for call in (nurse, resident, colleague):
        expect(call.trouble).to_be_hidden()
        sees(call, 2)


def test_who_is_protected_is_met_through_turn_alone(new_page: NewPage, demo: Demo) -> None:
    """(N5) Neither side learns where the other is."""
    two = Protected(noted(new_page), demo)
    nurse, resident = two.meet()
    for call in (nurse, resident):
        kinds = call.page.evaluate(CHOSEN)
        assert kinds
        assert set(kinds) == {"relay"}


def test_a_group_meets_and_reads_of_the_others_the_first_names_they_have_chosen(new_page: NewPage, demo: Demo) -> None:
    """(J11)"""
    people = {"Agneta Andersson": "Nettan", "Vera Vik": "Vera"}
    patients = {name: Resident(new_page(PHONE, devices=DEVICES), demo.base) for name in people}
    for name, patient in patients.items():
        patient.open("/arenden")
        patient.log_in(name)
    nurse = Nurse(new_page(DESK, devices=DEVICES), demo.base)
    nurse.log_in("Sara Sand")
    nurse.open("/clinic/grupper")
    starts = (demo.now() + timedelta(minutes=8)).astimezone(STOCKHOLM)
    nurse.page.get_by_label("Vad gruppen heter").fill("Sömnskola")
    nurse.page.get_by_label("Sökorsak").select_option("Provsvar")
    nurse.page.get_by_label("Dag", exact=True).fill(starts.date().isoformat())
    nurse.page.get_by_label("Klockan").fill(f"{starts:%H:%M}")
    nurse.press("Boka gruppbesöket")
    for name in people:
        nurse.page.locator("#q").fill(name)
        nurse.page.get_by_role("search", name="Sök patient till gruppen").get_by_role("button").click()
        nurse.press(f"Lägg till {name}")
    for name, patient in patients.items():
        patient.open("/arenden")
        patient.page.locator("main a[href^='/arenden/']").first.click()
        patient.page.get_by_label("Förnamn som de andra i gruppen ser").fill(people[name])
        patient.press("Anslut")
        nurse.press(f"Släpp in {name}")
        patient.hears("Sara Sand")
    nurse.press("Starta video för gruppen")
    with nurse.page.expect_popup() as opened:
        nurse.follow("Öppna videosamtalet")
    calls = [Call(opened.value)]
    for patient in patients.values():
        patient.follow("Anslut")
        calls.append(Call(patient.page))
    for call in calls:
        call.join()
    for call in calls:
        sees(call, 2)
    tiles = [call.page.locator("#call-people") for call in calls]
    expect(tiles[1]).to_contain_text("Vera")
    expect(tiles[1]).not_to_contain_text("Vik")
    expect(tiles[2]).to_contain_text("Nettan")
    expect(tiles[2]).not_to_contain_text("Andersson")
