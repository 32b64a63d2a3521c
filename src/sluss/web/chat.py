"""What both sides of a chat post, with a script or without one: a message, a read mark, that they are writing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response

from sluss.core.case import commands as c
from sluss.core.case.events import MessageSent, NewPicture
from sluss.core.refusal import Hidden, Refused
from sluss.service.attached import Picture
from sluss.service.doors import Outcome
from sluss.service.ids import new_id
from sluss.service.sessions import Session
from sluss.service.views import Message, ResidentCase, StaffCase
from sluss.web.answers import on_to, said, wants_json
from sluss.web.context import Web
from sluss.web.forms import identity, number, posted, text
from sluss.web.refusals import sentence, status_of
from sluss.web.templates import part
from sluss.web.uploads import files, forget

Shown = ResidentCase | StaffCase
Again = Callable[[Refused, str], Awaitable[Response[Any]]]


def drawn(web: Web, messages: tuple[Message, ...], pictures_base: str) -> str:
    """Messages as list items: the same macro draws the page, the answer to a post, and the push."""
    now = web.now()
    return "".join(part("chat.html", "message", m, now, pictures_base) for m in messages)


async def send(
    request: Request[Any, Any, Any],
    web: Web,
    session: Session,
    case_id: UUID,
    look: Callable[[], Awaitable[Shown]],
    again: Again,
    pictures_base: str,
) -> Response[Any]:
    """Sends a posted message. `look` reads the case for the answer, `again` draws the page with the text kept."""
    form = await posted(request)
    typed = text(form, "text")
    kept: tuple[NewPicture, ...] = ()
    try:
        kept = await files(web, form, "pictures")
        seen = number(form, "seen")
        command = c.SendMessage(typed, identity(form, "client_id"), new_id(), seen, kept)
        done = await web.service.run(session.actor, case_id, command)
    except (Refused, Hidden) as no:
        await forget(web, kept)
        if isinstance(no, Hidden):
            raise
        if not wants_json(request):
            return await again(no, typed)
        newer = tuple(m for m in (await look()).messages if m.seq > seen) if no.code == "stale" else ()
        seq = newer[-1].seq if newer else None
        return said(status_of(no), error=sentence(no), code=no.code, html=drawn(web, newer, pictures_base), seq=seq)
    if not done.events:
        await forget(web, kept)
    if not wants_json(request):
        return on_to(f"{request.url.path.removesuffix('/meddelanden')}#m-{done.case.seq}")
    return said(seq=done.case.seq, html=drawn(web, _own(web, done), pictures_base))


def _own(web: Web, done: Outcome) -> tuple[Message, ...]:
    """The message just sent, as its sender's page shows it; none when it was stored before."""
    return tuple(
        Message(
            seq=done.case.seq - len(done.events) + place,
            author=event.side,
            name=event.name,
            title=event.title,
            text=event.text,
            at=web.now(),
            pictures=tuple(Picture(p.id, p.name, p.kind, p.size) for p in event.pictures),
            mine=True,
            read=False,
        )
        for place, event in enumerate(done.events, 1)
        if isinstance(event, MessageSent)
    )


async def typing(web: Web, session: Session, case_id: UUID) -> Response[Any]:
    await web.service.run(session.actor, case_id, c.ShowTyping())
    return Response(None, status_code=204)


async def read_to(request: Request[Any, Any, Any], web: Web, session: Session, case_id: UUID) -> Response[Any]:
    await web.service.run(session.actor, case_id, c.MarkRead(number(await posted(request), "seq")))
    return Response(None, status_code=204)
