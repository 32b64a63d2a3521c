"""The embedded database on this machine: crashes, two starters at once, and the accounts it runs as."""

import asyncio
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from sluss.boot.accounts import server_account
from sluss.boot.binaries import find, reachable
from sluss.boot.errors import NoPostgres, PostgresFailed
from sluss.boot.postgres import EmbeddedPostgres
from sluss.boot.postmaster import server_pid

# Starts the server of a home, tells its process id, and at the next line of its standard input stops it.
# It becomes the ordinary user after its imports: root's interpreter may lie where that user cannot go.
STARTER = """
import os, pwd, sys
from pathlib import Path
from sluss.boot.postgres import EmbeddedPostgres
from sluss.boot.postmaster import server_pid
home = Path(sys.argv[1])
if user := sys.argv[2]:
    os.setgroups([])
    os.setgid(pwd.getpwnam(user).pw_gid)
    os.setuid(pwd.getpwnam(user).pw_uid)
server = EmbeddedPostgres(home, durable=False)
server.start()
print(server_pid(home / "postgres" / "data"), flush=True)
sys.stdin.readline()
server.stop()
"""

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change the account")


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sluss-boot-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    yield folder
    if pid := _pid(folder):
        os.kill(pid, signal.SIGKILL)
        while _pid(folder):
            continue
    shutil.rmtree(folder)


def test_what_was_written_is_there_after_a_stop_and_a_start(home: Path) -> None:
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    _ask(server, "CREATE TABLE kept AS SELECT 'åäö' AS word")
    server.stop()
    assert _pid(home) is None
    server.start()
    assert _ask(server, "SELECT word FROM kept") == "åäö"
    server.stop()


def test_a_killed_server_starts_again_with_what_was_committed(home: Path) -> None:
    server = EmbeddedPostgres(home)
    server.start()
    _ask(server, "CREATE TABLE kept AS SELECT 1 AS number")
    killed = _pid(home)
    assert killed
    os.kill(killed, signal.SIGKILL)
    again = EmbeddedPostgres(home)
    again.start()
    assert _pid(home) != killed
    assert _ask(again, "SELECT number FROM kept") == 1
    again.stop()
    assert _ask(server, "SELECT number FROM kept") == 1
    server.stop()
    assert _pid(home) is None


def test_a_server_whose_starter_was_killed_is_adopted_and_stopped(home: Path) -> None:
    starter = _starter(home)
    pid = _told(starter)
    starter.kill()
    starter.communicate()
    assert _pid(home) == pid
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    assert _pid(home) == pid
    assert _ask(server, "SELECT 1") == 1
    server.stop()
    assert _pid(home) is None


def test_of_two_first_starters_one_makes_the_cluster_and_the_last_to_leave_stops_it(home: Path) -> None:
    first, second = _starter(home), _starter(home)
    pid = _told(first)
    assert _told(second) == pid
    first.communicate("stop\n")
    assert _pid(home) == pid
    second.communicate("stop\n")
    assert (first.returncode, second.returncode) == (0, 0)
    assert _pid(home) is None


def test_a_removed_cluster_takes_a_server_without_a_starter_with_it(home: Path) -> None:
    starter = _starter(home)
    _told(starter)
    starter.kill()
    starter.communicate()
    server = EmbeddedPostgres(home, durable=False)
    server.remove()
    assert _pid(home) is None
    assert not (home / "postgres" / "data").exists()
    server.start()
    assert _ask(server, "SELECT current_database()") == "sluss"
    server.stop()


def test_a_cluster_that_another_process_uses_is_not_removed(home: Path) -> None:
    starter = _starter(home)
    pid = _told(starter)
    with pytest.raises(PostgresFailed, match="stop it first"):
        EmbeddedPostgres(home, durable=False).remove()
    assert _pid(home) == pid
    starter.communicate("stop\n")


def test_a_cluster_that_was_only_half_made_is_made_anew(home: Path) -> None:
    server_account(home / "postgres").own(home / "postgres")
    unfinished = home / "postgres" / "data.unfinished"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n", encoding="ascii")
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    assert _ask(server, "SHOW server_encoding") == "UTF8"
    server.stop()


def test_a_process_file_that_names_another_living_process_does_not_stop_the_start(home: Path) -> None:
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    server.stop()
    stale = home / "postgres" / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n", encoding="ascii")
    server.start()
    assert _ask(server, "SELECT 1") == 1
    server.stop()


def test_the_socket_lies_in_a_private_folder_and_no_port_is_open(home: Path) -> None:
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    folder = home / "postgres" / "socket"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert _ask(server, "SHOW listen_addresses") == ""
    server.stop()


def test_a_home_too_long_for_a_socket_path_gets_its_socket_in_a_short_private_place(home: Path) -> None:
    deep = home / ("ö'b c" * 18)
    server = EmbeddedPostgres(deep, durable=False)
    server.start()
    folder = Path(str(_ask(server, "SHOW unix_socket_directories")))
    assert folder.parent == Path("/tmp")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    server.stop()
    folder.rmdir()


def test_a_socket_place_laid_out_by_another_is_refused(home: Path) -> None:
    account = server_account(home / "postgres")
    account.own(home / "postgres")
    elsewhere = home / "elsewhere"
    account.own(elsewhere)
    (home / "postgres" / "socket").symlink_to(elsewhere)
    with pytest.raises(PostgresFailed, match="not a private folder"):
        EmbeddedPostgres(home, durable=False).start()


def test_no_key_value_or_statement_reaches_the_servers_log(home: Path) -> None:
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    _ask(server, "CREATE TABLE person (personnummer text PRIMARY KEY)")
    add = "INSERT INTO person VALUES ('189001019802')"
    _ask(server, add)
    with pytest.raises(asyncpg.UniqueViolationError):
        _ask(server, add)
    server.stop()
    log = (home / "postgres" / "postgres.log").read_text(encoding="utf-8")
    assert "person_pkey" in log
    assert "189001019802" not in log


def test_data_of_a_version_that_is_not_installed_are_left_alone() -> None:
    with pytest.raises(NoPostgres, match="PostgreSQL 9, which made the data"):
        find(9)


@needs_root
def test_root_runs_the_server_as_an_unprivileged_account(home: Path) -> None:
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    pid = _pid(home)
    assert Path(f"/proc/{pid}").stat().st_uid in {pwd.getpwnam("nobody").pw_uid, server_account(home).uid}
    server.stop()


@needs_root
def test_root_keeps_the_account_that_owns_the_data(home: Path) -> None:
    os.chown(home, pwd.getpwnam("nobody").pw_uid, -1)
    assert server_account(home).name == "nobody"


@needs_root
def test_an_ordinary_user_starts_and_stops_a_server(home: Path) -> None:
    if not server_account(home).reaches(find().folder / "postgres"):
        pytest.skip("the programs lie where an ordinary user cannot go")
    os.chown(home, pwd.getpwnam("nobody").pw_uid, -1)
    starter = _starter(home, user="nobody")
    pid = _told(starter)
    assert Path(f"/proc/{pid}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
    starter.communicate("stop\n")
    assert starter.returncode == 0
    assert _pid(home) is None


@needs_root
def test_a_home_that_the_account_cannot_reach_is_refused_and_keeps_its_mode(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(PostgresFailed, match="choose another SLUSS_HOME"):
        EmbeddedPostgres(closed / "sluss").start()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@needs_root
def test_programs_that_the_account_cannot_reach_are_copied_and_run(home: Path) -> None:
    wheel = find()
    closed = home / "closed"
    package = wheel.folder.parent.parent
    for name in (package.name, f"{package.name}.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, closed / name)
    closed.chmod(0o700)
    hidden = type(wheel)(closed / package.name / wheel.folder.parent.name / "bin", wheel.major, wheel.from_wheel)
    account = server_account(home / "postgres")
    copied = reachable(hidden, account, home)
    assert copied.folder.is_relative_to(home / f"postgresql-{_version(hidden.folder)}")
    assert account.run([copied.folder / "initdb", "--version"]).returncode == 0
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def _version(folder: Path) -> str:
    done = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[2]


def _pid(home: Path) -> int | None:
    return server_pid(home / "postgres" / "data")


def _ask(server: EmbeddedPostgres, statement: str) -> object:
    async def run() -> object:
        connection = await asyncpg.connect(server.url())
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(run())


def _starter(home: Path, user: str = "") -> subprocess.Popen[str]:
    words = [sys.executable, "-c", STARTER, str(home), user]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _told(starter: subprocess.Popen[str]) -> int:
    assert starter.stdout
    return int(starter.stdout.readline())
