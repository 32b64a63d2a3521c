"""Cases brought to where a test begins, by the posts of the pages themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import httpx
from PIL import Image

from sluss.core.case import commands as c
from sluss.core.case.events import FormSent
from sluss.core.hours import STOCKHOLM
from sluss.service.doors import Outcome
from sluss.service.ids import new_id
from tests.web.site import MILD, Browser, Site


@dataclass(frozen=True)
class Story:
    """A case of Agneta's at Vårdcentralen Ängen, where Sara works. `sent`: the number of a form sent in the chat.
    `staff`: a colleague of Sara's. `guest`: one from outside, in the browser `outside`."""

    id: UUID
    resident: Browser
    nurse: Browser
    picture: UUID | None = None
    sent: int = 0
    staff: UUID | None = None
    guest: UUID | None = None
    outside: Browser | None = None

    @property
    def path(self) -> str:
        return f"/arenden/{self.id}"

    @property
    def clinic(self) -> str:
        return f"/clinic/arenden/{self.id}"


def draft(site: Site, reason: str = "halsont") -> Story:
    """A reason chosen, no question answered."""
    resident = site.as_("Agneta Andersson")
    begun = resident.post("/sok-vard", data={"reason": reason})
    assert begun.status_code == 303, begun.text
    return Story(UUID(begun.headers["location"].split("/")[2]), resident, site.as_("Sara Sand"))


def danger(site: Site) -> Story:
    """A danger sign answered, and not read about."""
    story = draft(site)
    answered = story.resident.post(f"{story.path}/fragor/varning", data={"answer": "andnod"})
    assert answered.headers["location"] == f"{story.path}/fara"
    return story


def checked(site: Site) -> Story:
    """Every question answered."""
    story = draft(site)
    for link, value in MILD.items():
        answered = story.resident.post(f"{story.path}/fragor/{link}", data={"answer": value})
        assert answered.status_code == 303, answered.text
    assert answered.headers["location"] == f"{story.path}/kontrollera"
    return story


def pictured(site: Site) -> Story:
    """Every question answered and a picture added."""
    story = checked(site)
    added = story.resident.post(f"{story.path}/bilder", files={"pictures": ("hals.png", png(), "image/png")})
    assert added.status_code == 303, added.text
    page = story.resident.get(f"{story.path}/kontrollera").text
    found = re.search(r"/bilder/([0-9a-f-]{36})", page)
    assert found
    return Story(story.id, story.resident, story.nurse, UUID(found[1]))


def waiting(site: Site) -> Story:
    return _sent(checked(site))


def waiting_with_picture(site: Site) -> Story:
    return _sent(pictured(site))


def _sent(story: Story) -> Story:
    assert story.resident.post(f"{story.path}/skicka").headers["location"] == story.path
    return story


def accepted(site: Site) -> Story:
    story = waiting(site)
    assert story.nurse.post(f"{story.clinic}/ta-emot").status_code == 303
    return story


def taken_by_sigge(site: Site) -> Story:
    story = waiting(site)
    assert site.as_("Sigge Sand").post(f"{story.clinic}/ta-emot").status_code == 303
    return story


def visit(site: Site) -> Story:
    story = accepted(site)
    assert story.nurse.post(f"{story.clinic}/starta").status_code == 303
    return story


def visit_beside_sigge(site: Site) -> Story:
    """Somebody is there to be invited."""
    return replace(visit(site), staff=site.session(site.as_("Sigge Sand"), "staff").subject)


def with_guest(site: Site) -> Story:
    """Elsa is invited by SMS and has not opened her link; `guest` is her id."""
    story, guest = visit(site), uuid4()
    form = {"vem": "gast", "guest": str(guest), "kind": "relative", "first_name": "Elsa", "last_name": "Ek"}
    form |= {"via": "sms", "address": "070-174 06 09", "consent": "oral"}
    asked = story.nurse.post(f"{story.clinic}/bjud-in", data=form)
    assert asked.status_code == 303, asked.text
    return replace(story, guest=guest)


def guest_waiting(site: Site) -> Story:
    """She has opened it, and waits outside."""
    story = with_guest(site)
    elsa = site.browser()
    assert story.guest
    opened = elsa.post("/gast/oppna", data={"link": site.parts.web.links.link(story.guest)})
    assert opened.headers["location"] == "/gast/besok", opened.text
    return replace(story, outside=elsa)


def unguessed(site: Site) -> Story:
    """Nobody has tried a link that is nobody's."""
    site.parts.web.guesses.forget()
    return waiting(site)


def calling(site: Site) -> Story:
    """A visit with a video call under way, that nobody has joined yet."""
    story = visit(site)
    begun = story.nurse.post(f"{story.clinic}/samtal/starta", data={"mode": "video"})
    assert (begun.status_code, begun.headers["location"]) == (303, f"{story.clinic}/samtal")
    return story


def signed(site: Site) -> Story:
    """Sara's note is signed, and locked."""
    story = visit(site)
    fields = {"revision": "0", "anamnes": "Ont i halsen.", "assessment": "Virus."}
    assert story.nurse.post(f"{story.clinic}/signera", data=fields).status_code == 303
    return story


def asynchronous(site: Site, days: int = 1) -> Story:
    story = visit(site)
    ended = story.nurse.post(f"{story.clinic}/avsluta", data={"async_days": str(days)})
    assert ended.status_code == 303, ended.text
    return story


def ended(site: Site) -> Story:
    return asynchronous(site, days=0)


def matter(site: Site, reason: str = "fornya-recept", **said: str) -> Story:
    """An administrative matter of few questions, sent."""
    story = draft(site, reason)
    for link, value in (said or {"lakemedel": "Alvedon", "racker": "slut", "andrat": "false", "ovrigt": ""}).items():
        answered = story.resident.post(f"{story.path}/fragor/{link}", data={"answer": value})
        assert answered.status_code == 303, answered.text
    return _sent(story)


def does(site: Site, told: Story, command: c.Command, who: str = "Sara Sand") -> Outcome:
    """A command of staff, past the pages."""
    actor = site.session(site.as_(who), "staff").actor
    return site.call(site.parts.web.service.run(actor, told.id, command))


def _new(site: Site) -> Story:
    return Story(new_id(), site.as_("Agneta Andersson"), site.as_("Sara Sand"))


def ticket(site: Site) -> Story:
    """A ticket to the nurses of Sara's unit."""
    told = _new(site)
    person = site.session(told.resident, "resident").subject
    does(site, told, c.GiveTicket(person, "vc-angen", "nurse", "halsont", 7, None, False))
    return told


def begun_by_staff(site: Site, text: str = "Ditt prov ser bra ut.", one_way: bool = False) -> Story:
    told = _new(site)
    person = site.session(told.resident, "resident").subject
    does(site, told, c.StartCareCase(person, "provsvar", text, 3, one_way, new_id()))
    return told


def with_form(site: Site, form: str = "feber") -> Story:
    """A visit in which a form has been sent."""
    told = visit(site)
    done = does(site, told, c.SendForm(form, new_id()))
    place = next(n for n, event in enumerate(done.events, 1) if isinstance(event, FormSent))
    return replace(told, sent=done.case.seq - len(done.events) + place)


def patient(site: Site) -> Story:
    """Agneta as a patient of Sara's unit: the id is hers."""
    resident = site.as_("Agneta Andersson")
    return Story(site.session(resident, "resident").subject, resident, site.as_("Sara Sand"))


def booking(site: Site, ahead: int = 26 * 60, **more: str) -> dict[str, str]:
    """The form of *Boka besök*, as somebody fills it in for Sara, `ahead` minutes from now."""
    starts = (site.clock() + timedelta(minutes=ahead)).astimezone(STOCKHOLM)
    sara = site.session(site.as_("Sara Sand"), "staff").subject
    times = {"day": starts.date().isoformat(), "start": f"{starts:%H:%M}", "minutes": "30"}
    # Others of the same site have her booked too.
    whose = {"reason": "provsvar", "to": f"vc-angen:nurse:{sara}", "although": "true", "phone": "070-174 06 05"}
    return {"case": str(uuid4()), **times, **whose, **more}


def booked(site: Site, minutes: int = 26 * 60) -> Story:
    """A visit of Agneta's, booked with Sara: the id is that of its case."""
    told, form = patient(site), booking(site, minutes)
    done = told.nurse.post(f"/clinic/patienter/{told.id}/boka", data=form)
    assert done.status_code == 303, done.text
    return Story(UUID(form["case"]), told.resident, told.nurse)


def given_ticket(site: Site) -> Story:
    """A *drop in-biljett* of Agneta's, given by Sara to her own unit: the id is that of its case."""
    told, case = patient(site), uuid4()
    form = {"case": str(case), "to": "vc-angen:nurse:", "reason": "halsont", "days": "7"}
    given = told.nurse.post(f"/clinic/patienter/{told.id}/biljett", data=form)
    assert given.status_code == 303, given.text
    return Story(case, told.resident, told.nurse)


def seq_of(browser: Browser, path: str) -> int:
    """The sequence number of a page as it is drawn now."""
    page = browser.get(path)
    found = re.search(r'id="messages"[^>]*data-seq="(\d+)"', page.text)
    assert found, page.status_code
    return int(found[1])


def say(browser: Browser, path: str, text: str, seen: int = 999_999, client_id: str = "") -> httpx.Response:
    """Posts a message as the page's own script does."""
    fields = {"text": text, "client_id": client_id or str(uuid4()), "seen": str(seen)}
    parts = {name: (None, value.encode()) for name, value in fields.items()}
    return browser.post(f"{path}/meddelanden", files=parts, headers={"Accept": "application/json"})


def png(side: int = 32) -> bytes:
    file = BytesIO()
    Image.new("RGB", (side, side), "teal").save(file, "PNG")
    return file.getvalue()


def phrase_of_the_unit(site: Site) -> Story:
    """A change of the unit's settings, so that there is one to undo."""
    admin = site.as_("Lotta Lind", "vc-angen:local_admin")
    added = admin.post("/clinic/enhet/fraser", data={"seen": "99", "title": "Fras", "text": "Hej."})
    assert added.status_code == 303, added.text
    return Story(uuid4(), admin, admin)
