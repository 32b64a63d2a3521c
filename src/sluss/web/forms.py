"""From what a browser posted to values; what is missing is empty, what is wrong is refused by code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.datastructures import UploadFile

from sluss.core.case.events import NewPicture
from sluss.core.refusal import Refused
from sluss.ports.files.keys import FileFailed
from sluss.ports.files.pictures import BadPicture, clean
from sluss.service.ids import new_id
from sluss.web.context import Web

Form = Any
UPLOADS = 80_000_000


async def posted(request: Request[Any, Any, Any]) -> Form:
    """The fields of the body. Refused `form_broken`: a field that is no text in the encoding it names."""
    try:
        return await request.form()
    except (ValueError, LookupError):
        raise Refused("form_broken") from None


def text(form: Form, name: str) -> str:
    """The field as typed, with one kind of line end and without what no database keeps."""
    value = form.get(name, "")
    return value.replace("\r\n", "\n").replace("\x00", "") if isinstance(value, str) else ""


def texts(form: Form, name: str) -> tuple[str, ...]:
    return tuple(value for value in form.getall(name, []) if isinstance(value, str))


def number(form: Form, name: str) -> int:
    value = text(form, name)
    if not value.isdecimal() or len(value) > 9:
        raise Refused("form_broken")
    return int(value)


def identity(form: Form, name: str) -> UUID:
    """A UUID chosen by the page; a page without script, whose field is empty, gets one here."""
    value = text(form, name)
    try:
        return UUID(value) if value else new_id()
    except ValueError:
        raise Refused("form_broken") from None


async def pictures(web: Web, form: Form, name: str) -> tuple[NewPicture, ...]:
    """The posted pictures, decoded, drawn anew without metadata, and laid in the file store."""
    uploads: Sequence[UploadFile] = [f for f in form.getall(name, []) if isinstance(f, UploadFile) and f.filename]
    limits = web.pack.pictures
    if len(uploads) > limits.max_count:
        raise Refused("too_many_pictures", most=limits.max_count)
    cleaned = []
    for upload in uploads:
        data = await upload.read()
        try:
            cleaned.append(await clean(data, upload.filename, limits.max_bytes))
        except BadPicture as bad:
            raise Refused(f"picture_{bad.code}", megabytes=limits.max_bytes // 1_000_000) from None
    kept: list[NewPicture] = []
    for picture in cleaned:
        key = new_id()
        try:
            wrapped = await web.files.put(str(key), picture.data)
        except FileFailed:
            await forget(web, kept)
            raise Refused("picture_not_kept") from None
        size = len(picture.data)
        kept.append(NewPicture(key, picture.name, picture.kind, size, picture.width, picture.height, wrapped))
    return tuple(kept)


async def forget(web: Web, kept: Sequence[NewPicture]) -> None:
    """Takes pictures out of the store again when the command that brought them was refused."""
    for picture in kept:
        await web.files.delete(str(picture.id))
