"""Where the values of a pack come from: found by path, checked against the documents, never left in the rules (Y7)."""

from pathlib import Path
from shutil import copytree

import pytest

from sluss.boot.wiring import demo_region
from sluss.store.packs import PackError, load

DOCUMENTS = """
documents:
  - {id: VML, title: Clinic i Västmanland, dated: 2024-04-12}
"""


def _pack(tmp_path: Path, edits: dict[str, tuple[str, str]], more: str = DOCUMENTS) -> Path:
    folder = copytree(demo_region(), tmp_path / "pack")
    (folder / "pack.yaml").write_text((folder / "pack.yaml").read_text("utf-8") + more, "utf-8")
    for file, (old, new) in edits.items():
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), "utf-8")
    return folder


def test_a_value_points_to_the_sentence_it_comes_from(tmp_path: Path) -> None:
    """(Y7)"""
    edits = {
        "pack.yaml": ("  extendable: yes\n", "  extendable: yes\n  sources: {extendable: 'VML, Viktigt: går inte'}\n"),
        "routing.yaml": (
            "  - {service: all, priority: [1],",
            "  - {source: 'VML, Regelverk: Prio 1 styrs till 1177', service: all, priority: [1],",
        ),
        "units.yaml": (
            "    name: 1177 Kontaktcenter\n",
            "    name: 1177 Kontaktcenter\n    source: 'Beslut: påhittad'\n",
        ),
    }
    assert load(_pack(tmp_path, edits)).sources == {
        "async_phase.extendable": "VML, Viktigt: går inte",
        "routing.3": "VML, Regelverk: Prio 1 styrs till 1177",
        "units.kontaktcenter-1177": "Beslut: påhittad",
    }


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("'ABC, Regelverk: finns inte'", "must begin with one of VML, Beslut"),
        ("'VML utan ett ord'", "must begin with one of VML, Beslut"),
        ("'VML, Regelverk: '", "must begin with one of VML, Beslut"),
        ("''", "must be a text"),
    ],
)
def test_a_source_that_leads_nowhere_stops_the_start(tmp_path: Path, source: str, said: str) -> None:
    edit = ("  extendable: yes\n", f"  extendable: yes\n  sources: {{extendable: {source}}}\n")
    with pytest.raises(PackError, match=said):
        load(_pack(tmp_path, {"pack.yaml": edit}))


def test_a_source_of_a_key_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    edit = ("  extendable: yes\n", "  extendable: yes\n  sources: {extendible: 'VML, Viktigt: går inte'}\n")
    with pytest.raises(PackError, match="there is no key extendible beside these sources"):
        load(_pack(tmp_path, {"pack.yaml": edit}))
