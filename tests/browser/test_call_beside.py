"""What stands beside the picture in a call: a screen that is shown, a small window on top, sound alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.callers import FRAMES, Two
from tests.browser.conftest import QUIET, NewPage
from tests.browser.server import Demo

WEAK = "document.querySelectorAll('#call-trouble, [data-do=soundonly]').forEach((part) => (part.hidden = false))"


@pytest.fixture
def browser(browser: Browser) -> Iterator[Browser]:
    """One that chooses a screen by itself, where people would be asked which."""
    path = os.environ.get("SLUSS_CHROMIUM") or shutil.which("chromium")
    choosing = browser.browser_type.launch(executable_path=path, args=[*QUIET, "--use-fake-ui-for-media-stream"])
    yield choosing
    choosing.close()


def test_staff_show_their_screen_float_the_picture_and_a_weak_network_gets_sound_alone(
    new_page: NewPage, demo: Demo
) -> None:
    """(F5) Residents have no button for their screen; who needs sound alone is sent no picture."""
    two = Two(new_page, demo)
    nurse, resident = two.meet()
    resident.offers_no("Dela skärm")
    nurse.press("Dela skärm")
    expect(resident.other).to_contain_text("delar skärm")
    resident.sees_pictures()
    nurse.press("Sluta dela")
    expect(resident.other).not_to_contain_text("delar skärm")
    resident.sees_pictures()

    nurse.press("Bild i bild")
    nurse.page.wait_for_function("document.pictureInPictureElement !== null")
    nurse.press("Bild i bild")
    nurse.page.wait_for_function("document.pictureInPictureElement === null")

    # The offer that a weak network brings; a weak network itself cannot be had here.
    resident.page.evaluate(WEAK)
    resident.press("Fortsätt med bara ljud")
    expect(nurse.other).to_contain_text("utan bild")
    expect(resident.other).to_contain_text("bilden pausad")
    resident.hears_sound()
    shown = resident.page.evaluate(FRAMES)
    nurse.press("Stäng av mikrofonen")
    expect(resident.other).to_contain_text("mikrofonen av")
    assert resident.page.evaluate(FRAMES) - shown < 10
    resident.press("Slå på kameran")
    resident.sees_pictures()
    nurse.sees_pictures()
