"""A region's own looks: design tokens anew, and nothing fetched from anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sluss.store.packs import PackError
from sluss.store.packs.look import look

OWN = """/* Region Demo: blue. */
:root { --water: #004b8d; --radius: 0; }
@media (prefers-color-scheme: dark) {
  :root { --water: #9cc7f2; }
}
"""


def test_a_pack_without_looks_has_the_common_ones(tmp_path: Path) -> None:
    assert look(tmp_path) == ""


def test_a_region_sets_the_tokens_anew_for_light_and_dark(tmp_path: Path) -> None:
    (tmp_path / "look.css").write_text(OWN, "utf-8")
    assert look(tmp_path) == OWN


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ('@import "https://example.com/a.css";', "look.css, line 3: nothing may be fetched from here."),
        (":root { --paper: url(//example.com/a.png); }", "look.css, line 3: nothing may be fetched from here."),
        (
            ".danger__call { display: none; }",
            "look.css, line 3: only design tokens, whose names begin with --, may be set.",
        ),
    ],
)
def test_what_is_not_a_design_token_stops_the_start(tmp_path: Path, wrong: str, says: str) -> None:
    (tmp_path / "look.css").write_text(
        f":root {{ --water: #004b8d; }}\n/* url( in a\n comment is fine */ {wrong}", "utf-8"
    )
    with pytest.raises(PackError) as stopped:
        look(tmp_path)
    assert str(stopped.value) == says


def test_a_sheet_that_is_too_long_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "look.css").write_text(":root {" + " --water: #004b8d;" * 2000 + "}", "utf-8")
    with pytest.raises(PackError, match="may have at most 20000"):
        look(tmp_path)
