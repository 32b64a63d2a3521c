"""The outermost layer: headers on every answer, and no change on the word of another site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Wraps the application. `exempt` are the paths that machines post to, which no cookie opens; one that ends with a
    slash stands for all below it."""

    def __init__(self, app: App, origin: str, exempt: Iterable[str] = ()) -> None:
        self._app = app
        self._origin = origin.encode()
        self._exempt = frozenset(exempt)
        self._below = tuple(path for path in self._exempt if path.endswith("/"))
        self._headers = list(HEADERS)
        if origin.startswith("https://"):
            self._headers.append((b"strict-transport-security", b"max-age=63072000; includeSubDomains"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                named = {name.lower() for name, _ in headers}
                headers += [pair for pair in self._headers if pair[0] not in named]
                if b"cache-control" not in named:
                    headers.append((b"cache-control", b"no-store"))
                message = {**message, "headers": headers}
            await send(message)

        if scope["method"] in SAFE or self._is_exempt(scope["path"]) or self._ours(scope):
            await self._app(scope, receive, guarded)
        else:
            await _forbid(guarded)

    def _is_exempt(self, path: str) -> bool:
        return path in self._exempt or path.startswith(self._below)

    def _ours(self, scope: Scope) -> bool:
        """Browsers say where a request comes from; one that says neither is no browser with our cookie."""
        said: dict[bytes, bytes] = {
            name: value for name, value in scope["headers"] if name in (b"sec-fetch-site", b"origin")
        }
        site = said.get(b"sec-fetch-site")
        if site is not None:
            return site == b"same-origin"
        return said.get(b"origin") == self._origin


async def _forbid(send: Send) -> None:
    text = "Begäran kom från en annan webbplats och utfördes inte.".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": text})
