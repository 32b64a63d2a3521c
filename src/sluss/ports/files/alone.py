"""Has a stranger's file looked at in a child process of its own, and takes the answer."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from sluss.ports.files import confined

WALL_SECONDS = 30.0
# Two at a time: each may use a gigabyte of memory and a whole core.
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="files")


async def alone(work: str, words: Sequence[str], data: bytes, most: int) -> bytes:
    """What the work at the path `work` answers to `data`, at most `most` bytes; cut short when the file broke it."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _in_child, work, words, data, most)


def _in_child(work: str, words: Sequence[str], data: bytes, most: int) -> bytes:
    # -I and an empty environment: neither our settings (keys, database) nor a foreign path reach the child.
    command = [sys.executable, "-I", confined.__file__, work, *words]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, close_fds=True, start_new_session=True
    ) as child:
        watch = threading.Timer(WALL_SECONDS, child.kill)
        watch.start()
        try:
            if child.stdin is None or child.stdout is None:
                raise RuntimeError("the child that looks at files has no pipes")
            with suppress(BrokenPipeError), child.stdin as pipe:
                pipe.write(data)
            answer = child.stdout.read(len(confined.READY) + most)
        finally:
            watch.cancel()
            child.kill()
    if not answer.startswith(confined.READY):
        raise RuntimeError("the child that looks at files did not start; its reason is on stderr")
    return answer.removeprefix(confined.READY)
