"""What the log learns of an error that nobody expected: its kind and place, never what was being handled."""

from __future__ import annotations

import logging

log = logging.getLogger("sluss.web")


def note(error: BaseException) -> None:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    log.error("unhandled %s at %s", type(error).__name__, place)
