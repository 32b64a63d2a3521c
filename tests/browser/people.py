"""What people do in their browsers, by role and label, as they find it on the page."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect


def no_barriers(page: Page) -> None:
    """axe finds nothing to complain about on the page as it stands."""
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], [n["target"] for n in v["nodes"]]) for v in found]


def drawn(page: Page, element: str) -> str:
    """An element without the ids that each drawing makes anew, what is unfolded and what the browser's clock says."""
    html: str = page.locator(f"#{element}").evaluate("e => e.outerHTML")
    html = re.sub(r'name="(client_id|seen)" value="[^"]*"', r'name="\1"', html)
    html = re.sub(r' (data-tried|hidden|open|aria-busy)="[^"]*"', "", html)
    html = re.sub(r'(data-waited="">)[^<]*', r"\1", html)
    # The page that marks what it shows as read is drawn one number before its own mark.
    html = re.sub(r'(<ol id="messages"[^>]*) data-seq="\d+"', r"\1", html)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html))


def as_if_reloaded(page: Page, *elements: str) -> None:
    """What the page has become through pushes is what it is when it is drawn anew."""
    lived = {name: drawn(page, name) for name in elements}
    page.reload()
    for name, was in lived.items():
        assert (anew := drawn(page, name)) == was, f"#{name} was {was}, drawn anew it is {anew}"


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

    def reaches(self, heading: str) -> None:
        """The page of that heading, and nothing is in anybody's way there."""
        expect(self.heading).to_contain_text(heading)
        no_barriers(self.page)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def says(self, text: str) -> None:
        self.page.get_by_label("Skriv ett meddelande").fill(text)
        self.press("Skicka")

    def tells(self, other: Person, text: str) -> None:
        """And the other hears it, in the same moment."""
        self.says(text)
        other.hears(text)

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

    def seeks(self, name: str, reason: str, service: str = "Sök vård") -> str:
        """The whole way from the first page to the sent case, with mild answers. Returns the path of the case."""
        self.open("/")
        self.follow(service)
        self.log_in(name)
        self.begin(reason)
        self.answer_mildly()
        return self.send()

    def comes_back(self, name: str, path: str) -> None:
        """After the login has run out."""
        self.open(path)
        self.log_in(name)
        self.page.wait_for_url(self.base + path)

    def begin(self, reason: str, about: str = "Mig själv") -> None:
        """`about`: whom it is about, where the page asks."""
        self.page.get_by_role("heading", level=1).wait_for()
        if self.page.get_by_role("heading", name="Vem gäller det?").count():
            self.page.get_by_role("button", name=about).click()
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
    def sign_in(self, name: str) -> None:
        """To the first page after the login, whichever it is."""
        self.open("/clinic")
        self.follow("SITHS")
        self.page.get_by_role("button", name=name).click()
        self.page.wait_for_url(re.compile(r"/clinic/(?!login)"))

    def begin_shift(self, name: str, inflow: bool = False) -> None:
        self.sign_in(name)
        if inflow:
            self.page.get_by_text("Jag ansvarar för inflödet", exact=True).click()
        self.press("Börja skift")
        expect(self.heading).to_have_text("Drop in")

    def log_in(self, name: str) -> None:
        """Logs in and begins the shift, if it is a role that has one and it does not run already."""
        self.sign_in(name)
        begin = self.page.get_by_role("button", name="Börja skift", exact=True)
        if begin.count():
            begin.click()
            expect(self.heading).not_to_have_text("Börja skift")

    def leave(self, reason: str = "") -> None:
        """Ends the shift from *Huvudmeny*, and must say why when something is open."""
        self.page.get_by_text("Huvudmeny").click()
        self.follow("Logga ut")
        if not reason:
            self.press("Avsluta skift")
        else:
            self.page.get_by_text("Jag måste lämna ändå").click()
            self.page.get_by_label("Varför måste du lämna?").fill(reason)
            self.press("Lämna och avsluta skiftet")
        expect(self.heading).to_have_text("Logga in i kliniken")

    def more(self, name: str) -> None:
        """What is folded away under *Fler åtgärder*."""
        self.page.locator("#more > summary").click()
        self.follow(name)

    @property
    def rows(self) -> Locator:
        return self.page.locator("#worklist > tr")

    def row(self, patient: str) -> Locator:
        return self.rows.filter(has_text=patient)

    def view(self, title: str) -> None:
        self.follow(title)
        expect(self.heading).to_have_text(title)

    def read(self, patient: str, listed_as: str = "") -> None:
        """Opens the case; who is protected is `listed_as` something else than the name (N8)."""
        self.rows.get_by_role("link", name=listed_as or patient).first.click()
        expect(self.heading).to_contain_text(patient)

    def phrase(self, title: str) -> None:
        """Puts the phrase of that title where the cursor stands."""
        self.page.locator("[data-phrases] > summary").click()
        self.page.locator("[data-phrase]").filter(has=self.page.get_by_text(title, exact=True)).click()

    def take(self, patient: str) -> None:
        self.read(patient)
        self.press("Ta emot")
        self.press("Starta besök")

    def turn_to(self, task: str) -> None:
        """Opens the page of a task that is folded away."""
        self.page.get_by_text("Fler åtgärder").click()
        self.follow(task)
        self.reaches(task)

    def assess(self, text: str) -> None:
        """Writes the note and waits until it is kept."""
        self.page.get_by_label("Bedömning").fill(text)
        expect(self.page.locator("#note-saved")).to_contain_text("Sparat kl.")

    def sign(self, text: str) -> None:
        """Writes the note and signs it, where the region does."""
        self.assess(text)
        self.press("Signera")
        self.sees("Anteckningen är låst.")

    def end_visit(self, choice: str, outcome: str = "") -> None:
        self.follow("Avsluta besök")
        self.page.get_by_text(re.compile(f"^{choice}")).click()
        if outcome:
            self.page.get_by_label("Utfall (valfritt)").select_option(outcome)
        self.press("Avsluta besök")
        expect(self.page.locator("#case-head")).to_contain_text(re.compile("Besöket är avslutat|Avslutat"))

    def consult(self, to: str, question: str) -> None:
        self.turn_to("Konsultera kollega")
        self.page.get_by_label("Resurs").select_option(to)
        self.page.get_by_label("Fråga", exact=True).fill(question)
        self.press("Skicka frågan")
        self.sees("Ärendet är kvar hos den som frågar.")

    def answer(self, text: str) -> None:
        """The consult that waits in the open case."""
        self.follow("Svara på konsultationen")
        self.reaches("Svara på konsultationen")
        self.page.get_by_label("Svar", exact=True).fill(text)
        self.press("Skicka svaret")

    def hand_over(self, to: str, message: str, consent: str) -> None:
        self.follow("Lämna över besök")
        self.reaches("Lämna över besök")
        self.page.get_by_label("Resurs").select_option(to)
        self.page.get_by_label("Meddelande").fill(message)
        self.page.get_by_text(consent).click()
        self.press("Slutför")
        self.sees("Du har ansvaret tills någon har tagit emot.")

    def send_once(self, patient: str, reason: str, text: str) -> None:
        """*Engångsutskick* from the profile: begun, sent, ended."""
        self.page.get_by_label("Sök patient med namn eller personnummer").fill(patient)
        self.press("Sök")
        self.follow(patient)
        self.reaches(patient)
        self.follow("Engångsutskick")
        self.reaches("Engångsutskick")
        self.page.get_by_label(reason, exact=True).check()
        self.page.get_by_label("Meddelande").fill(text)
        self.press("Skicka")
        self.reaches("Meddelandet är skickat. Avsluta ärendet?")
        self.press("Avsluta")

    def open_menu(self, entry: str) -> None:
        self.page.get_by_text("Huvudmeny").click()
        self.follow(entry)
        self.reaches(entry)
