"""`sluss booking-key NAME`: the key for the sender, and the line for the setting that knows it by its hash alone."""

from __future__ import annotations

import pytest

from sluss.__main__ import main
from sluss.web.api.keys import find, line, new, parse


def test_the_line_that_is_printed_lets_the_key_that_is_printed_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["booking-key", "cosmic"]) == 0
    one, other = capsys.readouterr().out.splitlines()
    key, setting = one.rsplit(" ", 1)[1], other.rsplit(" ", 1)[1]
    found = find(parse(setting), key)
    assert found is not None
    assert found.name == "cosmic"
    assert key not in setting
    assert find(parse(setting), f"{key}x") is None


@pytest.mark.parametrize("name", ["", "Cosmic", "a b", "a:b", "-a", "x" * 41])
def test_a_name_that_would_not_be_read_is_refused(name: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["booking-key", name])
    assert ended.value.code == 2


def test_several_keys_of_one_name_hold_and_one_may_be_for_some_units() -> None:
    old, fresh = new(), new()
    keys = parse(f"{line('vas', old)}, {line('vas', fresh)}:vc-angen+vc-berget")
    assert [one.name for one in keys] == ["vas", "vas"]
    found = find(keys, fresh)
    assert found is not None
    assert found.units == {"vc-angen", "vc-berget"}
    assert find(keys, "") is None
    assert find((), fresh) is None
