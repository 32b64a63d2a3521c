"""People in a call: what they press there, and how one knows that they see each other."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, DEVICES, PHONE, NewPage
from tests.browser.people import Nurse, Resident
from tests.browser.server import Demo

# Pictures that have come through and been shown, of the first of the others.
FRAMES = "() => document.querySelector('#call-people video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0"
# Sound that has come through; the page keeps its connections to itself, the browser counts what each track plays.
SOUND = """async () => {
  const [track] = document.querySelector('#call-people video')?.srcObject.getAudioTracks() ?? [];
  return track ? track.readyState === 'live' && !track.muted : false;
}"""
MORE = f"(before) => ({FRAMES})() > before"


class Call:
    """The page of a call."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def join(self, how: str = "Gå med med bild och ljud") -> None:
        self.press(how)
        expect(self.page.get_by_role("button", name="Lämna samtalet")).to_be_visible()

    def press(self, name: str) -> None:
        # A tab that another one hides draws nothing, and what does not move cannot be pressed.
        self.page.bring_to_front()
        self.page.get_by_role("button", name=name, exact=True).click()

    def offers(self, name: str) -> None:
        expect(self.page.get_by_role("button", name=name, exact=True)).to_be_visible()

    def offers_no(self, name: str) -> None:
        expect(self.page.get_by_role("button", name=name, exact=True)).to_be_hidden()

    def sees_pictures(self) -> None:
        """New ones, from now on."""
        self.page.wait_for_function(MORE, arg=self.page.evaluate(FRAMES) + 5)

    def hears_sound(self) -> None:
        self.page.wait_for_function(SOUND)

    def is_told(self, words: str) -> None:
        expect(self.page.locator("#call-status")).to_contain_text(words)

    def is_warned(self, words: str) -> None:
        expect(self.trouble).to_contain_text(words)

    @property
    def trouble(self) -> Locator:
        return self.page.locator("#call-trouble")

    @property
    def other(self) -> Locator:
        """The one other, as this page shows them."""
        return self.page.locator("#call-people > li")


class Two:
    """A resident and a nurse in a visit under way."""

    def __init__(self, new_page: NewPage, demo: Demo, devices: tuple[str, ...] = DEVICES) -> None:
        self.resident = Resident(new_page(PHONE, devices=devices), demo.base)
        self.nurse = Nurse(new_page(DESK, devices=DEVICES), demo.base)
        self.path = self.resident.seeks("Agneta Andersson", "Axelbesvär")
        self.nurse.log_in("Sara Sand")
        self.nurse.take("Agneta Andersson")
        self.resident.hears("Hej och välkommen")

    def start(self, what: str = "Starta video") -> Call:
        """The nurse starts a call, in a window of its own."""
        with self.nurse.page.expect_popup() as opened:
            self.nurse.press(what)
        return Call(opened.value)

    def answer(self) -> Call:
        """The resident goes to the call from the chat."""
        self.resident.follow("Anslut")
        return Call(self.resident.page)

    def meet(self) -> tuple[Call, Call]:
        """Both are in a video call: the nurse's page and the resident's."""
        nurse = self.start()
        nurse.join()
        resident = self.answer()
        resident.join()
        nurse.sees_pictures()
        resident.sees_pictures()
        return nurse, resident
