"""The bookings door: a record system puts its bookings here, each whole, under its own id (K1 to K10).

Nobody comes in by a cookie: a key that no browser holds is sent with each message, so no page of another site can send
one in somebody's name.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, put
from litestar.params import FromPath

from sluss.core.policy import Pack
from sluss.core.received import Received
from sluss.ports.persons import PersonRecord, PersonsSilent
from sluss.service.queries.received import Ask, ReceivedOf, ToAskOf
from sluss.service.received import Answer, Registered, TakeBooking, sender
from sluss.web.api import body, keys
from sluss.web.api.keys import SenderKey
from sluss.web.api.problems import HANDLERS as ON_PROBLEMS, Problem
from sluss.web.context import Web
from sluss.web.dependencies import TheWeb

PATH: Final = "/api/bookings/"
MOST_BYTES: Final = 16_384
AGAIN: Final = {"retry-after": "30"}
Asked = Request[Any, Any, Any]
_BOOKING: Final = re.compile(r"[A-Za-z0-9._~-]{1,100}")
_KEY: Final = re.compile(r"[!-~]{8,200}")


@put(PATH + "{booking:str}", request_max_body_size=MOST_BYTES, exception_handlers=ON_PROBLEMS)
async def put_booking(request: Asked, web: TheWeb, booking: FromPath[str]) -> Response[Any]:
    """One message: the whole booking, or that it is cancelled."""
    key = _let_in(request, web)
    once, sent, hash = await _read(request, web, booking)
    actor = sender(key.name)
    registered = await _asked(web, sent, await web.service.read(actor, ToAskOf(booking, sent, key.units)))
    message = TakeBooking(booking, once, hash, sent, key.units, registered)
    return _answer(web, booking, await web.service.run(actor, actor.id, message))


@get(PATH + "{booking:str}", exception_handlers=ON_PROBLEMS)
async def get_booking(request: Asked, web: TheWeb, booking: FromPath[str]) -> Response[Any]:
    key = _let_in(request, web)
    return _answer(web, booking, await web.service.read(sender(key.name), ReceivedOf(booking, key.units)))


def _let_in(request: Asked, web: Web) -> SenderKey:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    key = keys.find(web.senders, given.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        raise Problem("unauthorized", {"www-authenticate": "Bearer"})
    if seconds := web.rates.wait(key.hash, web.now()):
        raise Problem("too_many", {"retry-after": str(seconds)})
    return key


async def _read(request: Asked, web: Web, booking: str) -> tuple[str, Received, bytes]:
    """The key of the message, what it says, and its hash."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Problem("json_expected")
    once = request.headers.get("idempotency-key", "").strip().strip('"')
    if not _KEY.fullmatch(once):
        raise Problem("idempotency_key_wrong" if once else "idempotency_key_missing")
    if not _BOOKING.fullmatch(booking):
        raise Problem("booking_wrong")
    raw = await request.body()
    sent = body.read(raw, web.pack, web.now().date())
    # An address is kept by servers and proxies: no personal data stands in one.
    if sent.patient and sent.patient[2:] in re.sub(r"\D", "", booking):
        raise Problem("booking_names_patient")
    return once, sent, sha256(booking.encode() + b"\n" + raw).digest()


async def _asked(web: Web, sent: Received, ask: Ask) -> Registered | None:
    """The registers are asked before anything is written. None: nobody was asked, or the number is unknown there."""
    if ask == "nobody":
        return None
    try:
        record = await web.persons.find(sent.patient)
        return await _registered(web, record, ask) if record else None
    except PersonsSilent:
        raise Problem("register_silent", AGAIN) from None


async def _registered(web: Web, record: PersonRecord, ask: Ask) -> Registered:
    family = await web.registers.guardians_of(record) if ask == "family" else None
    return Registered(await web.registers.person(record), family)


def _answer(web: Web, booking: str, answer: Answer) -> Response[Any]:
    content: dict[str, object] = {"booking": booking, "version": answer.version, "status": answer.status}
    content["case"] = str(answer.case) if answer.case else None
    if answer.status == "booked":
        content["missing"] = answer.missing
        content["invitation"] = invitation(web.pack, answer.child, web.base_url)
    return Response(
        msgspec.json.encode(content), status_code=201 if answer.created else 200, media_type="application/json"
    )


def invitation(pack: Pack, child: bool, link: str) -> dict[str, str]:
    """K6, K7: what the record system writes to the patient, and which of its own templates says so; J3: what it costs.
    K8: that system sends it to the patient's account there, and we send nothing of the kind."""
    return {
        "for": "child" if child else "adult",
        "template": pack.routine.record.invite_template,
        "text": pack.texts.invite(child, link),
    }


HANDLERS = [put_booking, get_booking]
