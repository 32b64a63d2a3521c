"""What people do in their browsers, by role and label, as they find it on the page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect


def no_barriers(page: Page) -> None:
    """axe finds nothing to complain about on the page as it stands."""
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], [n["target"] for n in v["nodes"]]) for v in found]


class Person:
    """Somebody at a browser. `checked`: every page that is passed is looked at by axe."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def says(self, text: str) -> None:
        self.page.get_by_label("Skriv ett meddelande").fill(text)
        self.press("Skicka")

    def hears(self, text: str) -> None:
        expect(self.messages.filter(has_text=text)).to_be_visible()

    @property
    def messages(self) -> Locator:
        return self.page.locator("#messages > li")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)


class Resident(Person):
    def log_in(self, name: str, with_: str = "BankID") -> None:
        self.follow(with_)
        self.page.get_by_role("button", name=name).click()

    def begin(self, reason: str) -> None:
        self.page.get_by_role("button", name=reason).click()

    def answer(self, *choices: str) -> None:
        """Answers the question on the page: by its labels, or by typing when it has a field."""
        for choice in choices:
            option = self.page.get_by_label(choice, exact=True)
            if option.count() and option.first.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator("label", has_text=choice).filter(has_text=choice).first.click()
            else:
                self.page.locator("#answer").fill(choice)
        self.press("Fortsätt")

    def answer_mildly(self) -> None:
        """Answers every question with what sounds least worrying, until the page to check the answers."""
        while "/fragor/" in self.page.url:
            options = self.page.locator("main label.ds-label")
            field = self.page.locator("input#answer[type=text], textarea#answer")
            if field.count():
                field.fill("1" if field.get_attribute("inputmode") else "Det kom i går.")
            else:
                nothing = options.filter(has_text="Nej")
                (nothing if nothing.count() else options).last.click()
            before = self.page.url
            self.press("Fortsätt")
            expect(self.page).not_to_have_url(before)

    def send(self) -> str:
        """Sends the case and returns its path."""
        self.press("Skicka ärendet")
        self.sees("Ditt ärende har gått till")
        return self.page.url.removeprefix(self.base)


class Nurse(Person):
    def log_in(self, name: str) -> None:
        self.open("/clinic")
        self.follow("SITHS")
        self.page.get_by_role("button", name=name).click()

    @property
    def rows(self) -> Locator:
        return self.page.locator("#worklist > tr")

    def read(self, patient: str) -> None:
        self.rows.get_by_role("link", name=patient).first.click()

    def take(self, patient: str) -> None:
        self.read(patient)
        self.press("Ta emot")
        self.press("Starta besök")
