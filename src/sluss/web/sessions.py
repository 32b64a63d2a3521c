"""From a cookie to an actor. The cookie holds a random token and nothing else."""

from __future__ import annotations

import hashlib
import secrets
from http.cookies import CookieError, SimpleCookie

from litestar.datastructures import Cookie

from sluss.core.refusal import Hidden
from sluss.service.queries.shared import WhoIs
from sluss.service.sessions import ANONYMOUS, TOUCHED_EVERY, Session, Touch
from sluss.web.context import Audience, Web

PATHS = {"resident": "/", "staff": "/clinic"}
LOGIN_COOKIE = "sluss_login"


class LoginNeeded(Exception):
    """Nobody is logged in for this; `audience` says where to log in."""

    def __init__(self, audience: Audience) -> None:
        super().__init__(audience)
        self.audience = audience


def cookie_name(audience: Audience) -> str:
    return f"sluss_{audience}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def session_cookie(web: Web, audience: Audience, token: str) -> Cookie:
    return Cookie(
        key=cookie_name(audience),
        value=token,
        path=PATHS[audience],
        httponly=True,
        secure=web.secure,
        samesite="lax",
    )


def login_cookie(web: Web, token: str) -> Cookie:
    """Binds a login on its way to the browser that began it."""
    return Cookie(key=LOGIN_COOKIE, value=token, path="/", httponly=True, secure=web.secure, samesite="lax")


def gone(name: str, path: str) -> Cookie:
    return Cookie(key=name, value="", path=path, max_age=0, httponly=True, samesite="lax")


async def find(web: Web, audience: Audience, token: str | None) -> Session | None:
    """The standing session of a token, its last use noted at most once a minute."""
    if not token:
        return None
    try:
        session = await web.service.read(ANONYMOUS, WhoIs(hashed(token), audience, web.idle.of(audience)))
    except Hidden:
        return None
    if web.service.clock() - session.seen_at > TOUCHED_EVERY:
        await web.service.run(session.actor, session.id, Touch())
    return session


def cookie_of(headers: list[tuple[bytes, bytes]], name: str) -> str | None:
    """One cookie out of raw ASGI headers, for the streams."""
    for key, value in headers:
        if key == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(name)
            except CookieError:
                return None
            if found:
                return found.value
    return None
