"""*Ljud och bild*: camera, microphone, speaker and network are tried out in peace before the visit (F5, F6, Y5)."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from sluss.web.answers import page
from sluss.web.call import allow_devices
from sluss.web.clinic.desk import desk_page
from sluss.web.dependencies import Colleague, Resident, TheWeb


@get("/installningar/ljud-och-bild")
async def of_resident(web: TheWeb, resident: Resident) -> Response[Any]:
    return allow_devices(page(web, "sound_and_picture.html", resident))


@get("/clinic/ljud-och-bild")
async def of_staff(web: TheWeb, colleague: Colleague) -> Response[Any]:
    """VML, Inställningar: ljud/video."""
    shown = await desk_page(web, colleague, "clinic/sound_and_picture.html", view="ljud-och-bild")
    return allow_devices(shown)


HANDLERS = [of_resident, of_staff]
