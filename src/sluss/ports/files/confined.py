"""Runs alone in a child process: does one piece of work on a stranger's file, with nothing left to reach for.

Started by `alone.py` with the path of the work and its words; the file comes on stdin. Neither this nor the work
imports anything of sluss: what a hostile file could take over has neither our code nor our settings. The work is a
module with `prepare(words)`, which runs free, and `answer(data, words)`, which does not. Writes `READY` and the
answer. An end without an answer means that the file broke what read it.
"""

from __future__ import annotations

import os
import resource
import runpy
import sys

READY = b"ready\n"
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 15


def confine() -> None:
    """Gives up memory, time, processes, files and core dumps beyond what one file needs."""
    limits = [
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ]
    if sys.platform != "darwin":  # macOS refuses to set it.
        limits.append((resource.RLIMIT_AS, MEMORY_BYTES))
    for kind, most in limits:
        resource.setrlimit(kind, (most, most))
    # From here on errors tell of the file; they are nobody's to read.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def main() -> None:
    path, *words = sys.argv[1:]
    work = runpy.run_path(path)
    work["prepare"](words)
    confine()
    out = sys.stdout.buffer
    out.write(READY)
    out.flush()
    out.write(work["answer"](sys.stdin.buffer.read(), words))
    out.flush()


if __name__ == "__main__":
    main()
