"""The embedded PostgreSQL: one cluster below the home folder, reached over a socket that only its owner can enter."""

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from sluss.boot.accounts import Account, server_account
from sluss.boot.binaries import Binaries, find, reachable
from sluss.boot.errors import PostgresFailed
from sluss.boot.locks import alone, let_go, share
from sluss.boot.postmaster import running

SUPERUSER = "postgres"
DATABASE = "sluss"
START_SECONDS = 60

_PORT = 5432
# macOS allows 104 bytes for the path of a socket, Linux 108, the last of them a zero.
_LONGEST_SOCKET = 103
_LARGEST_LOG = 10_000_000
_LEFTOVERS = "pre-existing shared memory block"

# No statement, parameter or key value may reach the log: they are personal data.
_SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
wal_compression = on
max_wal_size = 512MB
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_checkpoints = off
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
fsync = {durable}
"""


class EmbeddedPostgres:
    """A cluster that several processes may share: the first to start it makes it, the last to stop it ends it.

    `durable=False` leaves fsync out, for tests alone: a power cut may then lose the data.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self._home = home.resolve()
        self._folder = self._home / "postgres"
        self._data = self._folder / "data"
        self._log = self._folder / "postgres.log"
        self._durable = durable
        self._control: tuple[Account, Binaries] | None = None
        self._in_use = -1

    def start(self) -> None:
        """Make the cluster if there is none, and start or adopt its server. Raises PostgresFailed or NoPostgres."""
        if self._control:
            return
        _make_home(self._home)
        account = server_account(self._folder)
        if not account.reaches(self._home):
            raise PostgresFailed(f"The account {account.name} cannot reach {self._home}; choose another SLUSS_HOME.")
        account.own(self._folder)
        with alone(self._folder / "lock") as lock:
            made = self._data / "PG_VERSION"
            wanted = int(made.read_text(encoding="ascii")) if made.exists() else None
            binaries = reachable(find(wanted), account, self._home)
            if wanted is None:
                self._make(account, binaries, lock)
            if not running(self._data, START_SECONDS):
                self._launch(account, binaries)
            self._in_use = share(self._folder / "in-use")
            self._control = account, binaries

    def stop(self) -> None:
        """Let go, and end the server unless another process still uses it; returns when it has ended."""
        if not self._control:
            return
        account, binaries = self._control
        with alone(self._folder / "lock"):
            last = let_go(self._in_use)
            self._control = None
            if last:
                self._end(account, binaries)

    def remove(self) -> None:
        """Delete the cluster for good; ends a server that a killed process left. Not for one that was started here.

        Raises PostgresFailed when another process uses it.
        """
        version = self._data / "PG_VERSION"
        if not version.exists():
            return
        account = server_account(self._folder)
        # The lock stays where it is: another process may be waiting for it.
        with alone(self._folder / "lock"):
            if not let_go(share(self._folder / "in-use")):
                raise PostgresFailed(f"Another sluss is running on {self._home}; stop it first.")
            self._end(account, reachable(find(int(version.read_text(encoding="ascii"))), account, self._home))
            # Moved away whole first: a removal that is cut off leaves no half of a cluster in its place.
            removed = self._folder / "data.removed"
            shutil.rmtree(removed, ignore_errors=True)
            self._data.rename(removed)
            shutil.rmtree(removed)
            self._log.unlink(missing_ok=True)

    def url(self, database: str = DATABASE, role: str | None = None) -> str:
        """The address for asyncpg or libpq; without a role that of the superuser."""
        host = quote(str(self._socket_folder()), safe="")
        return f"postgresql://{quote(role or SUPERUSER, safe='')}@/{quote(database, safe='')}?host={host}&port={_PORT}"

    def _end(self, account: Account, binaries: Binaries) -> None:
        if running(self._data, START_SECONDS):
            words: list[str | Path] = ["stop", "-D", self._data, "-m", "fast", "-w", "-t", str(START_SECONDS)]
            self._must(account, [binaries.folder / "pg_ctl", *words], "did not stop")

    def _make(self, account: Account, binaries: Binaries, lock: int) -> None:
        """Make the cluster beside its place and move it there whole: an interrupted start leaves no half of one.

        The programs inherit the lock: when we are killed, the next start waits until they have ended.
        """
        unfinished = self._folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        words: list[str | Path] = ["-D", unfinished, "-U", SUPERUSER, "-E", "UTF8", "--locale=C", "--data-checksums"]
        trust = ["--auth-local=trust", "--auth-host=reject", "--no-instructions"]
        self._must(account, [binaries.folder / "initdb", *words, *trust], "could not make its cluster", keep=[lock])
        account.write(unfinished / "pg_hba.conf", "local all all trust\n")
        # Single-user mode needs neither a server nor a client library.
        single: list[str | Path] = [binaries.folder / "postgres", "--single", "-D", unfinished, "postgres"]
        create = f"CREATE DATABASE {DATABASE}\n"
        self._must(account, single, "could not make its database", text=create, keep=[lock])
        unfinished.rename(self._data)

    def _launch(self, account: Account, binaries: Binaries) -> None:
        socket = self._socket_folder()
        account.own(socket)
        _demand_private(socket, account)
        # Left by a crash; its number may be another process by now, or one that is dead and not yet buried.
        (socket / f".s.PGSQL.{_PORT}.lock").unlink(missing_ok=True)
        settings = _SETTINGS.format(
            port=_PORT, socket=str(socket).replace("'", "''"), durable="on" if self._durable else "off"
        )
        account.write(self._data / "postgresql.conf", settings)
        if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG:
            self._log.replace(self._log.with_suffix(".log.1"))
        words: list[str | Path] = ["start", "-D", self._data, "-l", self._log, "-w", "-s", "-t", str(START_SECONDS)]
        until = time.monotonic() + START_SECONDS
        while (done := account.run([binaries.folder / "pg_ctl", *words])).returncode != 0:
            # A start that was cut off may have gone on without us.
            if running(self._data, START_SECONDS):
                return
            # After a kill -9 of the server its children live on for a moment, and a new server waits for no one.
            if _LEFTOVERS not in self._log_end() or time.monotonic() > until:
                raise PostgresFailed(f"PostgreSQL did not start: {done.stderr.strip()}\n{self._log_end()}")
            time.sleep(0.1)

    def _socket_folder(self) -> Path:
        inside = self._folder / "socket"
        if len(os.fsencode(inside / f".s.PGSQL.{_PORT}")) <= _LONGEST_SOCKET:
            return inside
        name = hashlib.sha256(os.fsencode(self._folder)).hexdigest()[:16]
        return Path("/tmp") / f"sluss-{name}"  # noqa: S108 - a fixed, short place; its owner and mode are checked.

    def _log_end(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-1000:] if self._log.exists() else ""

    @staticmethod
    def _must(
        account: Account, words: list[str | Path], failure: str, *, text: str | None = None, keep: Sequence[int] = ()
    ) -> None:
        done = account.run(words, text=text, keep=keep)
        if done.returncode != 0:
            raise PostgresFailed(f"PostgreSQL {failure} as {account.name}: {(done.stderr or done.stdout).strip()}")


def _make_home(home: Path) -> None:
    """A home of our own making: as root the server's account may pass through it, and nobody may list it."""
    if not home.exists():
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _demand_private(folder: Path, account: Account) -> None:
    """A folder in a shared place could have been laid there by another: a link, or with an open mode."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) != 0o700:
        raise PostgresFailed(f"{folder} is not a private folder of {account.name}; remove it and start again.")
