"""Server-sent events as bytes."""

from __future__ import annotations

# An event, not a comment: the page must notice when it no longer comes.
HEARTBEAT = b"event: beat\ndata:\n\n"
RETRY = b"retry: 2000\n\n"


def frame(event: str, html: str = "", seq: int | None = None) -> bytes:
    """One event. `seq` becomes the id from which the browser takes up a cut stream."""
    lines = [f"event: {event}"]
    if seq is not None:
        lines.append(f"id: {seq}")
    lines += [f"data: {line}" for line in html.split("\n")]
    return ("\n".join(lines) + "\n\n").encode()
