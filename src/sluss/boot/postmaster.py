"""Whether the server of a cluster runs, read from the file that it keeps about itself."""

import os
import time
from pathlib import Path

from sluss.boot.accounts import Account
from sluss.boot.errors import PostgresFailed

# The eighth line of postmaster.pid is the server's state: starting, ready, stopping.
_STATE_LINE = 7


def running(data: Path, seconds: float) -> bool:
    """Whether the server is ready; one that is still starting or stopping is waited for.

    Raises PostgresFailed after `seconds` of waiting.
    """
    until = time.monotonic() + seconds
    while (found := _state(data)) is not None:
        if found == "ready":
            return True
        if time.monotonic() > until:
            raise PostgresFailed(f"PostgreSQL has been {found or 'starting'} for {seconds:.0f} s in {data}.")
        time.sleep(0.05)
    return False


def server_pid(data: Path) -> int | None:
    """The process id of the living server of this cluster."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    pid = int(lines[0]) if lines else 0
    return pid if pid and str(data) in _command_of(pid) else None


def _state(data: Path) -> str | None:
    file = data / "postmaster.pid"
    if server_pid(data) is None:
        # Left by a crash. PostgreSQL would take any process of its account with that number for a living server.
        file.unlink(missing_ok=True)
        return None
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    return lines[_STATE_LINE].strip() if len(lines) > _STATE_LINE else ""


def _command_of(pid: int) -> str:
    """The command line of a living process, empty if there is none."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    us = Account("", os.geteuid(), os.getegid(), drop=False)
    return us.run(["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]).stdout
