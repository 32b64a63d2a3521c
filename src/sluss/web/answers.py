"""What handlers answer with: a page, a way on, or a piece of JSON for the page's own script."""

from __future__ import annotations

from typing import Any, Final

from litestar import MediaType, Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from sluss.service.sessions import Session
from sluss.web.context import Web
from sluss.web.templates import STATIC, look_name, render

SEE_OTHER: Final = 303


def page(
    web: Web, template: str, session: Session | None = None, status: int = 200, **context: object
) -> Response[str]:
    """A whole page. `session` is the resident's, whose name stands in the header."""
    region = web.pack.region
    html = render(
        template,
        brand=region.brand,
        phone_advice=region.phone_advice,
        now=web.now(),
        region_css=STATIC + look_name(web.pack.look) if web.pack.look else "",
        status=status,
        demo=web.phone is not None,
        user_name=session.name if session and session.kind == "resident" else None,
        **context,
    )
    return Response(html, media_type=MediaType.HTML, status_code=status)


def on_to(path: str, cookies: list[Cookie] | None = None) -> Redirect:
    """303: the next page is fetched with GET, so that reloading repeats nothing."""
    return Redirect(path, status_code=SEE_OTHER, cookies=cookies)


def wants_json(request: Request[Any, Any, Any]) -> bool:
    return "application/json" in request.headers.get("accept", "")


def said(status: int = 200, **content: object) -> Response[dict[str, object]]:
    return Response(dict(content), media_type=MediaType.JSON, status_code=status)


def safe_path(path: str, otherwise: str) -> str:
    """A path of our own, as a deep link keeps through a login; anything that leads elsewhere is dropped."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path and path.isprintable()
    return path if ours else otherwise
