"""Every error becomes a page, or a line of JSON for a script, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.exceptions import HTTPException, NotFoundException, ValidationException

from sluss.core.refusal import Hidden, Refused
from sluss.web.answers import on_to, page, said, wants_json
from sluss.web.context import Audience, Web
from sluss.web.dependencies import MandateNeeded
from sluss.web.failures import note
from sluss.web.guest.cookie import HOME, PATH, NotIn
from sluss.web.refusals import sentence, status_of
from sluss.web.sessions import LoginNeeded
from sluss.web.why import Source, why

NOT_FOUND = ("Sidan finns inte", "Den finns inte, eller så har du inte tillgång till den.")
BROKEN = (
    "Något gick fel hos oss",
    "Det du redan har skickat är sparat. Försök igen om en stund. Ring 112 om det är akut, eller 1177 för råd.",
)
OTHER = {
    413: ("Filen är för stor", "Det du skickade är för stort. Skicka färre eller mindre filer."),
    400: ("Det gick inte att läsa", "Sidan skickade något som inte går att läsa. Gå tillbaka och försök igen."),
    405: NOT_FOUND,
}

Asked = Request[Any, Any, Any]


def _audience(request: Asked) -> Audience:
    return "staff" if request.url.path.startswith("/clinic") else "resident"


def _page(request: Asked, status: int, title: str, text: str, behind: Source | None = None) -> Response[Any]:
    """`behind`: what staff who are told no can read of it."""
    if wants_json(request):
        return said(status, error=text)
    web: Web = request.app.state.web
    if _audience(request) == "staff":
        return page(web, "clinic/error.html", status=status, title=title, text=text, view="", why=behind)
    if request.url.path.startswith(f"{PATH}/"):
        return page(web, "guest/error.html", status=status, title=title, text=text)
    return page(web, "error.html", status=status, title=title, text=text)


def hidden(request: Asked, error: Exception) -> Response[Any]:
    return _page(request, 404, *NOT_FOUND)


def refused(request: Asked, error: Refused) -> Response[Any]:
    if wants_json(request):
        return said(status_of(error), error=sentence(error), code=error.code)
    web: Web = request.app.state.web
    return _page(request, status_of(error), "Det gick inte", sentence(error), why(web.pack, error))


def login_needed(request: Asked, error: LoginNeeded) -> Response[Any]:
    """A page is shown after the login that it needs (A9); a post is not repeated."""
    if wants_json(request):
        return said(401, error="Du är utloggad. Logga in igen för att fortsätta.", code="login_needed")
    path = request.url.path if request.method == "GET" else ""
    if path and request.url.query:
        path = f"{path}?{request.url.query}"
    prefix = "/clinic/login" if error.audience == "staff" else "/login"
    return on_to(f"{prefix}?next={quote(path, safe='')}" if path else prefix)


def mandate_needed(request: Asked, error: MandateNeeded) -> Response[Any]:
    return on_to("/clinic/uppdrag")


def not_in(request: Asked, error: NotIn) -> Response[Any]:
    if wants_json(request):
        return said(409, error="Du är inte insläppt i besöket.", code="not_admitted")
    return on_to(HOME)


def http(request: Asked, error: HTTPException) -> Response[Any]:
    title, text = OTHER.get(error.status_code, BROKEN if error.status_code >= 500 else NOT_FOUND)
    return _page(request, 404 if error.status_code == 405 else error.status_code, title, text)


def broken(request: Asked, error: Exception) -> Response[Any]:
    """The last resort."""
    note(error)
    return _page(request, 500, *BROKEN)


HANDLERS: Mapping[int | type[Exception], Callable[[Any, Any], Response[Any]]] = {
    Hidden: hidden,
    NotFoundException: hidden,
    Refused: refused,
    LoginNeeded: login_needed,
    MandateNeeded: mandate_needed,
    NotIn: not_in,
    ValidationException: hidden,
    HTTPException: http,
    Exception: broken,
}
