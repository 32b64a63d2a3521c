"""A picture out of the file store, to the one who may see its case."""

from __future__ import annotations

from litestar import Response

from sluss.service.queries.shared import PictureFile
from sluss.web.context import Web

HEADERS = {
    "content-disposition": "inline",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, no-store",
}


async def shown_picture(web: Web, picture: PictureFile) -> Response[bytes]:
    data = await web.files.get(str(picture.id), picture.wrapped)
    return Response(data, media_type=picture.kind, headers=HEADERS)
