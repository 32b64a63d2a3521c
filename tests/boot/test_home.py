"""Where the data lie."""

import os
from pathlib import Path

import pytest

from sluss.boot.home import SYSTEM_HOME, home


def test_the_folder_that_the_setting_names_is_used(tmp_path: Path) -> None:
    assert home({"SLUSS_HOME": str(tmp_path / "sluss"), "HOME": "/elsewhere"}) == tmp_path / "sluss"


def test_a_users_data_folder_is_used_when_the_server_can_enter_it() -> None:
    assert home({"XDG_DATA_HOME": "/tmp"}) == Path("/tmp/sluss")


def test_a_data_folder_that_is_not_absolute_counts_as_unset() -> None:
    assert home({"XDG_DATA_HOME": "data", "HOME": "/tmp"}).is_relative_to("/tmp")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes the account")
def test_root_with_a_closed_home_keeps_the_data_in_the_systems_place(tmp_path: Path) -> None:
    closed = tmp_path / "root"
    closed.mkdir(mode=0o700)
    assert home({"HOME": str(closed)}) == SYSTEM_HOME
    assert list(closed.iterdir()) == []
