"""Where sluss keeps its data: never in the checkout."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from sluss.boot.accounts import server_account

SYSTEM_HOME = Path("/var/lib/sluss")


def home(environment: Mapping[str, str]) -> Path:
    """`SLUSS_HOME`, else the user's data folder, else /var/lib/sluss when we are root and the server cannot enter it.

    Nothing is made. Raises LookupError when root has no other account to run the server as.
    """
    if chosen := environment.get("SLUSS_HOME"):
        return Path(chosen).expanduser().absolute()
    users = _data_folder(environment) / "sluss"
    if os.geteuid() != 0:
        return users
    account = server_account(users / "postgres")
    nearest = next(folder for folder in (users, *users.parents) if folder.exists())
    return users if account.reaches(nearest) else SYSTEM_HOME


def _data_folder(environment: Mapping[str, str]) -> Path:
    # The XDG base directory specification: a path that is not absolute counts as unset.
    if (chosen := environment.get("XDG_DATA_HOME", "")).startswith("/"):
        return Path(chosen)
    base = Path(environment["HOME"]) if environment.get("HOME") else Path.home()
    return base / "Library" / "Application Support" if sys.platform == "darwin" else base / ".local" / "share"
