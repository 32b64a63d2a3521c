"""A call between two: real sound and picture of the browser's own camera that is none (F5, F6, F15, F16, J10)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.callers import FRAMES, Call, Two
from tests.browser.conftest import DESK, DEVICES, PHONE, NewPage
from tests.browser.people import Resident, no_barriers
from tests.browser.server import Demo

LANDSCAPE = {"width": 844, "height": 390}


@pytest.fixture
def two(new_page: NewPage, demo: Demo) -> Two:
    return Two(new_page, demo)


def test_a_nurse_starts_video_from_the_chat_and_both_see_and_hear_each_other(two: Two) -> None:
    """(F5, F15) What one turns off the other reads in words; the chat goes on beside the call, and after it."""
    nurse, resident = two.meet()
    nurse.hears_sound()
    resident.hears_sound()
    expect(nurse.other).to_contain_text("Agneta Andersson")
    expect(resident.other).to_contain_text("Sara Sand")
    expect(resident.page.locator("#call-quality")).to_contain_text("Bra förbindelse")
    no_barriers(nurse.page)
    no_barriers(resident.page)

    nurse.press("Stäng av mikrofonen")
    expect(resident.other).to_contain_text("mikrofonen av")
    nurse.press("Slå på mikrofonen")
    expect(resident.other).not_to_contain_text("mikrofonen av")
    resident.press("Stäng av kameran")
    expect(nurse.other).to_contain_text("utan bild")
    resident.press("Slå på kameran")
    expect(nurse.other).not_to_contain_text("utan bild")
    nurse.sees_pictures()

    # The chat beside it, and the case in the nurse's other window.
    two.resident.tells(two.nurse, "Ser du min axel?")
    two.nurse.tells(two.resident, "Ja, tack.")

    resident.press("Lämna samtalet")
    nurse.is_told("Agneta Andersson har lämnat samtalet.")
    resident.press("Gå med igen")
    nurse.sees_pictures()
    resident.sees_pictures()


def test_a_call_goes_between_sound_and_picture_and_the_chat_lives_on(two: Two) -> None:
    """(F6, F15, J10) Sound alone turns every camera off; to go back to picture is each one's own choice."""
    nurse = two.start("Starta ljudsamtal")
    nurse.offers_no("Gå med med bild och ljud")
    nurse.join("Gå med med bara ljud")
    resident = two.answer()
    resident.join("Gå med med bara ljud")
    nurse.hears_sound()
    resident.hears_sound()
    resident.offers_no("Slå på kameran")

    nurse.press("Byt till video")
    resident.is_told("Samtalet går nu med bild.")
    expect(nurse.other).to_contain_text("utan bild")
    resident.press("Slå på kameran")
    nurse.sees_pictures()
    nurse.press("Byt till bara ljud")
    resident.is_told("Samtalet går nu med bara ljud.")
    expect(nurse.other).to_contain_text("utan bild")
    resident.offers_no("Stäng av kameran")

    # The first of the two steps ends the call, not the visit.
    nurse.page.get_by_text("Avsluta ljudsamtalet").click()
    no_barriers(nurse.page)
    nurse.press("Ja, avsluta för alla")
    resident.is_told("avslutat")
    nurse.is_told("avslutat")
    two.resident.tells(two.nurse, "Tack, vi skriver vidare.")


def test_the_visit_ends_while_they_talk(two: Two) -> None:
    """(J10, Q4)"""
    nurse, resident = two.meet()
    two.nurse.end_visit("Inte alls")
    nurse.is_told("avslutat")
    resident.is_told("avslutat")
    resident.offers_no("Lämna samtalet")
    resident.offers_no("Gå med igen")


def test_a_page_that_is_loaded_anew_goes_on_in_the_call(two: Two) -> None:
    nurse, resident = two.meet()
    resident.page.reload()
    resident.sees_pictures()
    nurse.sees_pictures()
    nurse.page.reload()
    nurse.sees_pictures()
    resident.sees_pictures()
    expect(nurse.other).to_have_count(1)
    expect(resident.other).to_have_count(1)


def test_the_newer_of_two_devices_takes_over_and_says_so(two: Two) -> None:
    nurse, resident = two.meet()
    newer = Call(two.resident.page.context.new_page())
    newer.page.goto(f"{two.resident.base}{two.path}/samtal")
    newer.join()
    resident.is_warned("Samtalet fortsätter på en annan enhet.")
    newer.sees_pictures()
    nurse.sees_pictures()
    expect(nurse.other).to_have_count(1)
    resident.press("Fortsätt här")
    newer.is_warned("Samtalet fortsätter på en annan enhet.")
    resident.sees_pictures()


def test_a_network_that_is_lost_comes_back_without_a_click(two: Two) -> None:
    nurse, resident = two.meet()
    resident.page.context.set_offline(True)
    resident.is_warned("Kontakten bröts.")
    expect(resident.page.locator("#connection")).to_have_text("Ansluter igen …")
    resident.page.context.set_offline(False)
    expect(resident.trouble).to_be_hidden()
    expect(resident.page.locator("#connection")).to_have_count(0)
    resident.sees_pictures()
    nurse.sees_pictures()
    # What is said after it arrives.
    nurse.press("Stäng av kameran")
    expect(resident.other).to_contain_text("utan bild")


def test_whoever_says_no_to_the_camera_is_told_what_to_do_and_joins_all_the_same(new_page: NewPage, demo: Demo) -> None:
    """Without any device one still hears, and writes in the chat."""
    two = Two(new_page, demo, devices=())
    nurse = two.start()
    nurse.join()
    resident = two.answer()
    resident.press("Gå med med bild och ljud")
    resident.is_warned("Webbläsaren får inte använda kameran och mikrofonen.")
    resident.is_warned("Tryck på symbolen bredvid adressen")
    resident.offers("Försök igen")
    resident.sees_pictures()
    expect(nurse.other).to_contain_text("utan bild")
    no_barriers(resident.page)

    # Allowed in the browser's own box, and tried again.
    resident.page.context.grant_permissions(list(DEVICES))
    resident.press("Försök igen")
    nurse.sees_pictures()
    expect(resident.trouble).to_be_hidden()


def test_with_the_microphone_alone_it_is_a_call_with_sound(new_page: NewPage, demo: Demo) -> None:
    two = Two(new_page, demo, devices=("microphone",))
    nurse = two.start()
    nurse.join()
    resident = two.answer()
    resident.press("Gå med med bild och ljud")
    resident.is_warned("Webbläsaren får inte använda kameran.")
    resident.press("Fortsätt med bara ljud")
    nurse.hears_sound()
    expect(nurse.other).to_contain_text("utan bild")


def test_the_pages_of_a_call_fit_a_phone_both_ways_and_a_desk_in_light_and_dark(two: Two) -> None:
    nurse, resident = two.meet()
    for page in (nurse.page, resident.page):
        for shape in (PHONE, LANDSCAPE, DESK):
            page.set_viewport_size({"width": shape["width"], "height": shape["height"]})
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        page.emulate_media(color_scheme="dark")
        no_barriers(page)
        page.emulate_media(color_scheme="light")
        no_barriers(page)


def test_keys_turn_microphone_and_camera_but_not_while_one_writes(two: Two) -> None:
    nurse, resident = two.meet()
    nurse.page.keyboard.press("m")
    nurse.offers("Slå på mikrofonen")
    nurse.page.keyboard.press("v")
    nurse.offers("Slå på kameran")
    # A resident's own letters are letters.
    resident.page.get_by_label("Skriv ett meddelande").press_sequentially("mvm")
    resident.offers("Stäng av mikrofonen")
    resident.page.get_by_role("button", name="Stäng av kameran").focus()
    resident.page.keyboard.press("m")
    resident.offers("Slå på mikrofonen")


def test_sound_and_picture_are_tried_out_before_the_visit(new_page: NewPage, demo: Demo) -> None:
    """VML, Inställningar: ljud/video. What is chosen stays in this browser."""
    two = Two(new_page, demo)
    for person, path in ((two.resident, "/installningar/ljud-och-bild"), (two.nurse, "/clinic/ljud-och-bild")):
        person.open(path)
        page = person.page
        # Both are allowed here, so that the picture comes by itself.
        picture = "() => document.querySelector('[data-check=picture]').getVideoPlaybackQuality().totalVideoFrames > 0"
        page.wait_for_function(picture)
        expect(page.get_by_label("Ljudnivå")).not_to_have_js_property("value", 0)
        person.press("Prova ljudet")
        person.sees("Hörde du två toner?")
        person.press("Prova nätverket")
        person.sees("Webbläsaren släpper fram ljud och bild.")
        no_barriers(page)


def test_other_pages_load_nothing_for_calls(two: Two) -> None:
    """Neither script nor style: what has no call does not pay for it."""
    asked: list[str] = []
    two.nurse.page.on("request", lambda request: asked.append(request.url))
    two.resident.page.on("request", lambda request: asked.append(request.url))
    two.nurse.page.reload()
    two.resident.page.reload()
    assert not [url for url in asked if re.search(r"/static/call\.", url)]
    assert two.nurse.page.evaluate(FRAMES) == 0


FAILS = "void (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '{}')))"
# What a browser says, and what people read.
WORDS = {
    FAILS.format("NotAllowedError"): "Webbläsaren får inte använda kameran och mikrofonen.",
    FAILS.format("NotFoundError"): "Varken kamera eller mikrofon hittades.",
    FAILS.format("NotReadableError"): "Ett annat program använder kameran och mikrofonen.",
    "delete window.RTCPeerConnection": "Webbläsaren klarar inte samtal.",
}


def test_what_does_not_work_is_said_in_words_with_what_to_do_next(new_page: NewPage, demo: Demo) -> None:
    resident = Resident(new_page(PHONE), demo.base)
    resident.open("/installningar/ljud-och-bild")
    resident.log_in("Agneta Andersson")
    resident.reaches("Ljud och bild")
    for fault, words in WORDS.items():
        resident.page.reload()
        resident.page.evaluate(fault)
        resident.press("Prova kamera och mikrofon")
        expect(resident.page.get_by_role("alert")).to_contain_text(words)
        resident.sees("Försök igen")
        no_barriers(resident.page)


# A network that lets nothing through but to a relay, of which there is none.
BLOCKED = """void (window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(asked) { super({ ...asked, iceTransportPolicy: 'relay' }); }
})"""


def test_a_network_that_stops_calls_is_found_before_the_visit(new_page: NewPage, demo: Demo) -> None:
    resident = Resident(new_page(PHONE), demo.base)
    resident.open("/installningar/ljud-och-bild")
    resident.log_in("Agneta Andersson")
    resident.reaches("Ljud och bild")
    resident.page.evaluate(BLOCKED)
    resident.press("Prova nätverket")
    resident.page.get_by_text("Samtal stoppas här. Byt nät eller webbläsare, eller stäng av vpn.").wait_for()
