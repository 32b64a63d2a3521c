"""The shape of the code, read from its text: layers, imports, sizes, and what the locks may say."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sluss"
OURS = sorted(path for name in ("src", "tools", "bench") for path in (ROOT / name).rglob("*.py"))
MOST_LINES = 260


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_each_layer_imports_only_the_layers_below_it() -> None:
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", run, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 broken" in done.stdout


def test_every_module_begins_with_a_sentence_about_itself() -> None:
    assert [_name(path) for path in OURS if not ast.get_docstring(_tree(path))] == []


def test_nothing_is_imported_inside_a_function() -> None:
    found = {
        f"{_name(path)}:{node.lineno}"
        for path in OURS
        for function in _functions(_tree(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert found == set()


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    kinds = {".py", ".html", ".css", ".js"}
    texts = (path for path in SOURCE.rglob("*") if path.suffix in kinds and "built" not in path.parts)
    lines = {_name(path): len(path.read_text("utf-8").splitlines()) for path in texts}
    assert len(lines) > 100
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_the_core_asks_no_clock_and_touches_no_file() -> None:
    asked = re.compile(r"\b(?:datetime\.now|date\.today|time\.time|uuid4|random\.|open\(|Path\()")
    found = [_name(path) for path in (SOURCE / "core").rglob("*.py") if asked.search(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "package-lock.json"])
def test_a_lock_pins_by_hash_and_names_no_download_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "sha512-" in text or "--hash=sha256:" in text
    assert not re.search(r"\"resolved\"|--(?:extra-)?index-url|--find-links| @ \w+:|file:", text)
    assert not re.search(r"https?://", text)
