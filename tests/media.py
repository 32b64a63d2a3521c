"""Janus and coturn for the tests that need them.

Where they are not installed those tests say so and are skipped; with SLUSS_VIDEO_TESTS=required they fail instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sluss.boot.media import Media, missing


def needed() -> None:
    """Goes on where both are installed."""
    if absent := missing():
        why = f"calls of three are NOT tested: {' and '.join(absent)} not installed (sh tools/video.sh)"
        if os.environ.get("SLUSS_VIDEO_TESTS") == "required":
            pytest.fail(why)
        pytest.skip(why)


@contextmanager
def running_media() -> Iterator[Media]:
    needed()
    # A place that their account may enter.
    home = Path(tempfile.mkdtemp(prefix="sluss-media-", dir="/tmp"))
    home.chmod(0o755)
    parts = Media(home / "media")
    parts.start()
    try:
        yield parts
    finally:
        parts.stop()
        shutil.rmtree(home)
