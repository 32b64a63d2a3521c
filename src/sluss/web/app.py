"""The whole web application: pages through Litestar, streams beside them, the guard around both."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State

from sluss.web import errors, login, sound_and_picture, static_files
from sluss.web.api import bookings
from sluss.web.clinic import (
    begin,
    booking,
    call as clinic_call,
    case as clinic_case,
    doing,
    drill,
    groups,
    guests as clinic_guests,
    inviting,
    keys,
    notices,
    patients,
    profile,
    region,
    region_preview,
    relative,
    review,
    risk,
    route_trial,
    rules,
    shift,
    signing,
    unit,
    why,
    worklist,
)
from sluss.web.context import Web
from sluss.web.dependencies import DEPENDENCIES
from sluss.web.guest import call as guest_call, visit as guest_visit
from sluss.web.resident import (
    call as resident_call,
    case as resident_case,
    closed,
    contacts,
    forms as resident_forms,
    questions,
    seek,
    whom,
)
from sluss.web.security import App, Guard, Receive, Scope, Send
from sluss.web.streams.app import SUFFIX, Streams

SMALL_BODY = 1_000_000
# Compressed already, or too small to gain: what the page's own script posts many times a minute.
NEVER_COMPRESSED = ["/static/", "/bilder/", "/meddelanden$", "/skriver$", "/last$"]
ALL = [
    *seek.HANDLERS,
    *questions.HANDLERS,
    *whom.HANDLERS,
    *contacts.HANDLERS,
    *closed.HANDLERS,
    *resident_case.HANDLERS,
    *resident_call.HANDLERS,
    *resident_forms.HANDLERS,
    *login.HANDLERS,
    *worklist.HANDLERS,
    *clinic_case.HANDLERS,
    *clinic_call.HANDLERS,
    *doing.HANDLERS,
    *inviting.HANDLERS,
    *signing.HANDLERS,
    *review.HANDLERS,
    *route_trial.HANDLERS,
    *risk.HANDLERS,
    *drill.HANDLERS,
    *shift.HANDLERS,
    *profile.HANDLERS,
    *notices.HANDLERS,
    *unit.HANDLERS,
    *region.HANDLERS,
    *region_preview.HANDLERS,
    *why.HANDLERS,
    *patients.HANDLERS,
    *begin.HANDLERS,
    *booking.HANDLERS,
    *groups.HANDLERS,
    *keys.HANDLERS,
    *rules.HANDLERS,
    *bookings.HANDLERS,
    *clinic_guests.HANDLERS,
    *relative.HANDLERS,
    *guest_visit.HANDLERS,
    *guest_call.HANDLERS,
    *sound_and_picture.HANDLERS,
    *static_files.HANDLERS,
]


def pages(web: Web, more: Sequence[Router] = ()) -> Litestar:
    """The pages. `more` is what the demo adds: its provider and its phone."""
    return Litestar(
        route_handlers=[*ALL, *more],
        dependencies=DEPENDENCIES,
        exception_handlers=dict(errors.HANDLERS),
        state=State({"web": web}),
        request_max_body_size=SMALL_BODY,
        compression_config=CompressionConfig(backend="gzip", minimum_size=800, exclude=NEVER_COMPRESSED),
        openapi_config=None,
        logging_config=None,
        debug=False,
    )


def build(web: Web, more: Sequence[Router] = (), exempt: Sequence[str] = ()) -> App:
    """The application that the server runs. `exempt` are paths that machines post to."""
    litestar, streams = pages(web, more), Streams(web)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith(SUFFIX) and not scope["path"].startswith(bookings.PATH):
            await streams(scope, receive, send)
        else:
            await litestar(scope, receive, send)  # type: ignore[arg-type]

    return Guard(app, web.base_url, (*exempt, bookings.PATH))
