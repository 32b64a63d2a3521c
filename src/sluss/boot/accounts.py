"""Which account the database server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_UNPRIVILEGED = ("postgres", "_postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine; `drop` says that we are root and must change to it."""

    name: str
    uid: int
    gid: int
    drop: bool

    def run(
        self, command: Sequence[str | Path], *, text: str | None = None, keep: Sequence[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, in a session of its own: Ctrl-C in the terminal is for us, not for it.

        `keep` names the open files that it inherits, such as a lock that must outlive us.
        """
        words = [str(word) for word in command]
        # The environment is emptied: a PGDATA or LD_PRELOAD of the shell must not reach the server.
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
        return subprocess.run(
            words,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=environment,
            start_new_session=True,
            pass_fds=keep,
            user=self.uid if self.drop else None,
            group=self.gid if self.drop else None,
            extra_groups=[] if self.drop else None,
        )

    def reaches(self, path: Path, right: str = "x") -> bool:
        """Whether the account has the right `r`, `w` or `x` to the path."""
        return self.run(["/bin/test", f"-{right}", path]).returncode == 0

    def write(self, path: Path, text: str) -> None:
        """Write a file as the account, so that root follows no link that the account has laid. Raises OSError."""
        done = self.run(["/usr/bin/tee", path], text=text)
        if done.returncode != 0:
            raise OSError(f"{self.name} cannot write {path}: {done.stderr.strip()}")

    def own(self, path: Path) -> None:
        """Make the folder with mode 0700 if it is missing, owned by the account."""
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
        # A folder of another owner than root is left as it is: it may be foreign.
        if self.drop and path.lstat().st_uid == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def server_account(folder: Path) -> Account:
    """The account to run the server as; a folder that exists keeps its owner, so that its data stay readable."""
    if os.geteuid() != 0:
        return Account(_name(os.geteuid()), os.geteuid(), os.getegid(), drop=False)
    if folder.exists() and (found := folder.stat()).st_uid != 0:
        return Account(_name(found.st_uid), found.st_uid, found.st_gid, drop=True)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _UNPRIVILEGED:
        if name in known:
            return Account(name, known[name].pw_uid, known[name].pw_gid, drop=True)
    raise LookupError(f"None of the accounts {', '.join(_UNPRIVILEGED)} exists, and PostgreSQL does not run as root.")


def _name(uid: int) -> str:
    """The name of an account; its number in a container that has no entry for it."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
