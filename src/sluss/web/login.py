"""Logging in and out, for residents and for staff, through the configured OpenID providers (A1, A3, A6, A9)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from sluss.core.access import LICENSED
from sluss.core.people import Person
from sluss.core.refusal import Hidden, Refused
from sluss.ports.eid import TEXTS, Begun, LoginRefused, OidcClient, ResidentIdentity, StaffIdentity
from sluss.ports.persons import PersonRecord, PersonsSilent
from sluss.ports.persons.families import Registers
from sluss.service.ids import new_id
from sluss.service.relations import NO_CHILDREN, Family
from sluss.service.sessions import ANONYMOUS, BeginLogin, Session, SignInResident, SignInStaff, SignOut, TakeLogin
from sluss.service.views import Choice
from sluss.web.answers import on_to, page, safe_path
from sluss.web.context import Audience, Web
from sluss.web.dependencies import Resident, Staff, TheWeb
from sluss.web.sessions import (
    LOGIN_COOKIE,
    PATHS,
    cookie_name,
    find,
    gone,
    hashed,
    login_cookie,
    new_token,
    session_cookie,
)

LOGIN_LASTS: Final = timedelta(minutes=10)
HOME = {"resident": "/arenden", "staff": "/clinic/drop-in"}
PREFIX = {"resident": "/login", "staff": "/clinic/login"}
TEMPLATE = {"resident": "login.html", "staff": "clinic/login.html"}


def _choose(web: Web, audience: Audience, next: str, status: int = 200, error: str | None = None) -> Response[str]:
    providers = tuple(Choice(c.provider.id, c.provider.title) for c in web.logins_of(audience))
    to = safe_path(next, HOME[audience])
    return page(web, TEMPLATE[audience], status=status, providers=providers, next=to, error=error)


async def _begin(web: Web, audience: Audience, provider: str, next: str) -> Response[Any]:
    client = _client(web, audience, provider)
    try:
        begun = await client.begin(f"{web.base_url}{PREFIX[audience]}/{provider}/klar")
    except LoginRefused as refused:
        return _choose(web, audience, next, 503, TEXTS[refused.code])
    token = new_token()
    data = {**asdict(begun), "next": safe_path(next, HOME[audience])}
    await web.service.run(ANONYMOUS, new_id(), BeginLogin(hashed(token), data, LOGIN_LASTS))
    return on_to(begun.url, [login_cookie(web, token)])


async def _finish(request: Request[Any, Any, Any], web: Web, audience: Audience, provider: str) -> Response[Any]:
    client = _client(web, audience, provider)
    token = request.cookies.get(LOGIN_COOKIE, "")
    try:
        kept = dict(await web.service.run(ANONYMOUS, new_id(), TakeLogin(hashed(token))))
        next = kept.pop("next")
        identity = await client.finish(Begun(**kept), dict(request.query_params))
    except Hidden:
        return _choose(web, audience, "", 400, TEXTS["state"])
    except LoginRefused as refused:
        return _choose(web, audience, next, 403, TEXTS[refused.code])
    token = new_token()
    if isinstance(identity, StaffIdentity):
        await _sign_in_staff(web, identity, token)
        next = await _first(web, token, next)
    else:
        try:
            await _sign_in_resident(web, identity, token)
        except Refused:
            # N1, N6: no session, and what one may do instead.
            advice = web.pack.routine.protected.advice
            return page(web, "protected.html", status=403, advice=advice)
    return on_to(next, [session_cookie(web, audience, token), gone(LOGIN_COOKIE, "/")])


async def _sign_in_resident(web: Web, who: ResidentIdentity, token: str) -> None:
    """The registers are asked before the session is opened: an outside call is never made inside a transaction. When
    the population register is silent, care of one's own goes on, and that of children waits (L1)."""
    registers, known = web.registers, True
    asked: Family | None = NO_CHILDREN
    listed = await web.listing.listed_unit(who.personnummer)
    person = Person(new_id(), who.personnummer, who.given_name, who.family_name, who.born, listed_unit=listed)
    try:
        record = await registers.persons.find(who.personnummer)
        person = record.person(new_id(), listed) if record else person
    except PersonsSilent:
        record, known, asked = None, False, None
    if record is not None:
        asked = await family_of(registers, record)
    command = SignInResident(hashed(token), person, who.provider, web.idle.at_most, known, asked)
    await web.service.run(ANONYMOUS, new_id(), command)


async def family_of(registers: Registers, guardian: PersonRecord) -> Family | None:
    """The children that the register names; None when it is silent."""
    try:
        return await registers.children_of(guardian)
    except PersonsSilent:
        return None


async def _sign_in_staff(web: Web, who: StaffIdentity, token: str) -> None:
    command = SignInStaff(
        token_hash=hashed(token),
        staff_id=new_id(),
        hsa_id=who.hsa_id,
        given_name=who.given_name,
        family_name=who.family_name,
        title=who.title,
        mandates=who.mandates,
        provider=who.provider,
        lasts=web.idle.at_most,
    )
    await web.service.run(ANONYMOUS, new_id(), command)


async def _first(web: Web, token: str, next: str) -> str:
    """Who meets patients and is not at work begins a shift before anything else (V4: who is on is said)."""
    session = await find(web, "staff", token)
    if session is None or session.shift or not any(mandate.role in LICENSED for mandate in session.mandates):
        return next
    return "/clinic/uppdrag" if next == HOME["staff"] else f"/clinic/uppdrag?next={quote(next, safe='')}"


async def out(web: Web, session: Session, to: str) -> Response[Any]:
    await web.service.run(session.actor, session.id, SignOut())
    return on_to(to, [gone(cookie_name(session.kind), PATHS[session.kind])])


def _client(web: Web, audience: Audience, provider: str) -> OidcClient:
    client = web.logins.get(provider)
    if client is None or client.provider.audience != audience:
        raise Hidden
    return client


@get("/login")
async def choose(web: TheWeb, next: FromQuery[str] = "") -> Response[str]:
    return _choose(web, "resident", next)


@get("/login/{provider:str}")
async def begin(web: TheWeb, provider: FromPath[str], next: FromQuery[str] = "") -> Response[Any]:
    return await _begin(web, "resident", provider, next)


@get("/login/{provider:str}/klar")
async def finish(request: Request[Any, Any, Any], web: TheWeb, provider: FromPath[str]) -> Response[Any]:
    return await _finish(request, web, "resident", provider)


@post("/logout")
async def leave(web: TheWeb, resident: Resident) -> Response[Any]:
    return await out(web, resident, "/")


@get("/clinic/login")
async def staff_choose(web: TheWeb, next: FromQuery[str] = "") -> Response[str]:
    return _choose(web, "staff", next)


@get("/clinic/login/{provider:str}")
async def staff_begin(web: TheWeb, provider: FromPath[str], next: FromQuery[str] = "") -> Response[Any]:
    return await _begin(web, "staff", provider, next)


@get("/clinic/login/{provider:str}/klar")
async def staff_finish(request: Request[Any, Any, Any], web: TheWeb, provider: FromPath[str]) -> Response[Any]:
    return await _finish(request, web, "staff", provider)


@post("/clinic/logout")
async def staff_leave(web: TheWeb, staff: Staff) -> Response[Any]:
    """V1: while a shift runs, logging out is ending it; V3: colleagues would believe that one is still here."""
    if staff.shift:
        return on_to("/clinic/skift/avsluta")
    if staff.elsewhere in staff.mandates:
        return on_to("/clinic/uppdrag")
    return await out(web, staff, "/clinic/login")


HANDLERS = [choose, begin, finish, leave, staff_choose, staff_begin, staff_finish, staff_leave]
