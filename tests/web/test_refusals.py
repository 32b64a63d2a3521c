"""Every refusal that a rule can raise has its sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import sluss
from sluss.core.refusal import Refused
from sluss.core.rules import RULES
from sluss.ports.eid import TEXTS
from sluss.web.refusals import REFUSALS, sentence

SOURCE = Path(sluss.__path__[0])


def raised() -> Iterator[tuple[str, frozenset[str], str]]:
    """Each Refused("code", facts…) in the source: its code, the names of its facts, where it stands."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and node.args:
                where = f"{path.name}:{node.lineno}"
                for one in ast.walk(node.args[0]):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        code = one.value
                        names = frozenset(word.arg for word in node.keywords if word.arg)
                        if re.fullmatch(r"[a-z_0-9]+", code) and "web/demo" not in path.as_posix():
                            yield code, names, where


def test_every_code_that_the_source_raises_has_a_sentence_that_its_facts_fill() -> None:
    found = [one for one in raised() if not one[0].endswith("_")]
    assert len(found) > 20
    for code, facts, where in found:
        assert code in REFUSALS, where
        wanted = {name for _, name, _, _ in Formatter().parse(REFUSALS[code][1]) if name}
        assert wanted <= facts | {"owner", "unit"}, where


def test_every_code_of_the_table_of_rights_has_a_sentence() -> None:
    for command, rule in RULES.items():
        assert rule.otherwise in REFUSALS, command.__name__


def test_every_code_of_a_bad_picture_has_a_sentence() -> None:
    text = (SOURCE / "ports/files/pictures.py").read_text()
    codes = set(re.findall(r'BadPicture\("(\w+)"\)', text))
    assert codes == {"too_large", "not_a_picture", "wrong_ending", "too_many_pixels", "damaged"}
    assert {f"picture_{code}" for code in codes} <= set(REFUSALS)


def test_every_code_of_a_bad_pdf_has_a_sentence() -> None:
    text = (SOURCE / "ports/files/look_pdf.py").read_text() + (SOURCE / "ports/files/pdf.py").read_text()
    codes = set(re.findall(r'(?:BadPdf\(|return )"(\w+)"', text))
    assert codes == {"wrong_ending", "damaged", "locked", "active"}
    assert {f"file_{code}" for code in codes} <= set(REFUSALS)


@pytest.mark.parametrize("code", REFUSALS)
def test_a_sentence_is_whole_and_swedish(code: str) -> None:
    every = dict.fromkeys(("length", "longest", "megabytes", "minutes", "most", "least", "priority"), 1)
    said = dict.fromkeys(
        (
            "domains",
            "fault",
            "hole",
            "theirs",
            "ours",
            "version",
            "file",
            "opens",
            "places",
            "fewest",
            "starts",
            "ends",
            "hours",
        ),
        "Något.",
    )
    text = sentence(Refused(code, **every, **said, count=2, unit=" °C"))
    assert re.fullmatch(r"[A-ZÅÄÖ].*[.]", text), text
    assert "{" not in text


def test_every_refused_login_has_a_sentence() -> None:
    for text in TEXTS.values():
        assert re.fullmatch(r"[A-ZÅÄÖ].*[.]", text)
