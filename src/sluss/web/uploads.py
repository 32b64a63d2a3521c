"""Posted files: scanned, looked at where they can do no harm, and laid in the file store. Refused by code."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from litestar.datastructures import UploadFile

from sluss.core.case.events import NewPicture
from sluss.core.refusal import Refused
from sluss.ports.files.keys import FileFailed
from sluss.ports.files.pdf import BadPdf, clean_pdf, is_pdf
from sluss.ports.files.pictures import BadPicture, Cleaned, clean
from sluss.ports.virus import Infected, ScanFailed
from sluss.service.ids import new_id
from sluss.web.context import Web
from sluss.web.forms import Form

_log = logging.getLogger("sluss.files")


async def pictures(web: Web, form: Form, name: str) -> tuple[NewPicture, ...]:
    """The posted pictures, drawn anew without metadata."""
    return await _kept(web, form, name, "too_many_pictures", pdf=False)


async def files(web: Web, form: Form, name: str) -> tuple[NewPicture, ...]:
    """The posted pictures and PDFs: what a message may carry (F4)."""
    return await _kept(web, form, name, "too_many_files", pdf=True)


async def forget(web: Web, kept: Sequence[NewPicture]) -> None:
    """Takes files out of the store again when the command that brought them was refused."""
    for file in kept:
        await web.files.delete(str(file.id))


async def _kept(web: Web, form: Form, name: str, too_many: str, pdf: bool) -> tuple[NewPicture, ...]:
    uploads = [f for f in form.getall(name, []) if isinstance(f, UploadFile) and f.filename]
    if len(uploads) > web.pack.pictures.max_count:
        raise Refused(too_many, most=web.pack.pictures.max_count)
    cleaned = [await _cleaned(web, upload, pdf) for upload in uploads]
    kept: list[NewPicture] = []
    for file in cleaned:
        key = new_id()
        try:
            wrapped = await web.files.put(str(key), file.data)
        except FileFailed:
            await forget(web, kept)
            raise Refused("picture_not_kept") from None
        kept.append(NewPicture(key, file.name, file.kind, len(file.data), file.width, file.height, wrapped))
    return tuple(kept)


async def _cleaned(web: Web, upload: UploadFile, pdf: bool) -> Cleaned:
    data, most = await _scanned(web, upload), web.pack.pictures.max_bytes
    try:
        if pdf and is_pdf(data):
            return await clean_pdf(data, upload.filename)
        return await clean(data, upload.filename, most)
    except BadPdf as bad:
        raise Refused(f"file_{bad.code}") from None
    except BadPicture as bad:
        code = "file_wrong_type" if pdf and bad.code == "not_a_picture" else f"picture_{bad.code}"
        raise Refused(code, megabytes=most // 1_000_000) from None


async def _scanned(web: Web, upload: UploadFile) -> bytes:
    """The bytes, once the scanner has nothing against them; nobody opens them before. No answer is no leave."""
    data, limits = await upload.read(), web.pack.pictures
    if len(data) > limits.max_bytes:
        code = "picture_too_large" if (upload.content_type or "").startswith("image/") else "file_too_large"
        raise Refused(code, megabytes=limits.max_bytes // 1_000_000)
    try:
        await web.virus.scan(data)
    except Infected as infected:
        _log.warning("a file was refused: the virus scan found %r", infected.name)
        raise Refused("file_infected") from None
    except ScanFailed as failed:
        _log.error("a file was refused: the virus scan failed, %s", failed.reason)
        raise Refused("file_not_scanned") from None
    return data
