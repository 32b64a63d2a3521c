"""*Namn och inställningar* and *Notifieringar* for the gallery, with what a nurse might have in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from gallery_contacts import CONTACT_PAGES
from gallery_guests import GUEST_PAGES
from gallery_pages import CASE, STAFF, ago

from sluss.core.profile import Profile
from sluss.service.queries.notices import Notice, Notices, ProfilePage
from sluss.web.clinic.notices import SENTENCES
from sluss.web.clinic.profile import Fields

AT = {"domains": "@sluss.example"}
FIELDS = Fields(
    "Sara Sand", "sjuksköterska", "070-174 06 06", True, True, False, False, "sara.sand@sluss.example", True
)


def settings(error: str | None = None, at: str = "mobile", done: bool = False, **typed: Any) -> tuple[str, Any]:
    page = ProfilePage(Profile(), done, "Sara Sand", "sjuksköterska", True)
    context = {"page": page, "fields": replace(FIELDS, **typed), "shown": ("Sara Sand", "sjuksköterska")}
    return "clinic/profile.html", {
        **STAFF,
        "view": "installningar",
        **context,
        "error": error,
        "at": at,
        "done": done,
        **AT,
    }


def notices(*rows: Notice) -> tuple[str, Any]:
    staff = replace(STAFF["staff"], unread_notices=sum(row.unread for row in rows))
    context = {"page": Notices(rows), "sentences": SENTENCES, "view": "notifieringar", "staff": staff}
    return "clinic/notices.html", {**STAFF, **context}


TOLD = (
    ("unfinished", "Axelbesvär", True, 4),
    ("new_drop_in", "Oro eller nedstämdhet", True, 35),
    ("new_async", "Halsont", False, 60),
    ("handover", "", False, 1500),
)
ROWS = tuple(
    Notice(UUID(int=n), kind, ago(minutes), unread, CASE if reason else None, reason)
    for n, (kind, reason, unread, minutes) in enumerate(TOLD)
)
STAFF_PAGES: dict[str, tuple[str, Any]] = {
    **CONTACT_PAGES,
    **GUEST_PAGES,
    "clinic-settings": settings(),
    "clinic-settings-saved": settings(done=True),
    "clinic-settings-error": settings("Det är inget mobilnummer. Skriv till exempel 070-123 45 67.", mobile="08-1"),
    "clinic-notices": notices(*ROWS),
    "clinic-notices-none": notices(),
    "clinic-first-time": (
        "clinic/notices.html",
        {**notices(*ROWS)[1], "view": "", "staff": replace(STAFF["staff"], first_time=True, unread_notices=100)},
    ),
}
