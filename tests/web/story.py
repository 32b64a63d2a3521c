"""Cases brought to where a test begins, by the posts of the pages themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID, uuid4

import httpx
from PIL import Image

from tests.web.site import MILD, Browser, Site


@dataclass(frozen=True)
class Story:
    """A case of Agneta's at Vårdcentralen Ängen, where Sara works."""

    id: UUID
    resident: Browser
    nurse: Browser
    picture: UUID | None = None

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


def asynchronous(site: Site, days: int = 1) -> Story:
    story = visit(site)
    ended = story.nurse.post(f"{story.clinic}/avsluta", data={"async_days": str(days)})
    assert ended.status_code == 303, ended.text
    return story


def ended(site: Site) -> Story:
    return asynchronous(site, days=0)


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
