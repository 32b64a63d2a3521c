"""Locks between processes on files beside the cluster; a process that dies lets go of its own."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[int]:
    """Wait until no other process is inside, and keep the others out; gives the open file."""
    lock = _open(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def share(path: Path) -> int:
    """Be one of the users of something; gives the open file to let go of."""
    file = _open(path)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def let_go(file: int) -> bool:
    """Be a user no longer; tells whether we were the last one."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(file)
    return True


def _open(path: Path) -> int:
    # No link is followed: the folder belongs to another account when we are root.
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(file, owner.st_uid, owner.st_gid)
    return file
