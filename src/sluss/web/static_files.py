"""The browser's files: named by their content, kept by the browser for a year, sent compressed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from sluss.core.refusal import Hidden
from sluss.web.dependencies import TheWeb
from sluss.web.templates import look_name, manifest

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"


@cache
def _file(name: str, zipped: bool) -> bytes:
    folder = files("sluss.web").joinpath("static/built")
    return folder.joinpath(f"{name}.gz" if zipped else name).read_bytes()


@get("/static/{name:str}")
async def static(request: Request[Any, Any, Any], web: TheWeb, name: FromPath[str]) -> Response[bytes]:
    if web.pack.look and name == look_name(web.pack.look):
        return Response(web.pack.look.encode(), media_type=KINDS["css"], headers={"cache-control": FOREVER})
    if name not in manifest().values():
        raise Hidden
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    if zipped:
        headers["content-encoding"] = "gzip"
    return Response(_file(name, zipped), media_type=KINDS[name.rsplit(".", 1)[-1]], headers=headers)


HANDLERS = [static]
