"""A picture or a PDF out of the file store, to the one who may see its case."""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response

from sluss.service.queries.shared import PictureFile
from sluss.web.context import Web

HEADERS = {
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
}


async def shown_picture(web: Web, picture: PictureFile) -> Response[bytes]:
    data = await web.files.get(str(picture.id), picture.wrapped)
    headers = {**HEADERS, "content-disposition": _disposition(picture)}
    return Response(data, media_type=picture.kind, headers=headers)


def _disposition(picture: PictureFile) -> str:
    """Only what we have drawn anew is shown on the page of our own site; all else is downloaded, never opened here."""
    if picture.kind.startswith("image/"):
        return "inline"
    return f"attachment; filename*=UTF-8''{quote(picture.name, safe='')}"
