"""Draws every page with made-up content, photographs it in four shapes and asks axe about it.

    python tools/gallery.py FOLDER [name …]     the folder lies outside the checkout

Needs the built browser files and Chromium (SLUSS_CHROMIUM names another than /usr/bin/chromium).
"""

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree

from axe_playwright_python.sync_playwright import Axe
from gallery_cases import PAGES
from playwright.sync_api import Page, sync_playwright

from sluss.web import templates

BUILT = Path(templates.__file__).parent / "static/built"
SHAPES = {"phone": (390, 844), "desk": (1440, 900), "small": (320, 640)}
CLOSED = threading.Event()
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path fill="#d9b79c" d="M0 0h4v3H0z"/>'
    '<path fill="#b98667" d="M0 3c1-2 2-2 4-1v1z"/></svg>'
)
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"


class Pages(SimpleHTTPRequestHandler):
    """The drawn files, under the same content security policy as the real server."""

    def do_GET(self) -> None:
        if "/strom" in self.path:
            self._answer("text/event-stream", ": silent\n\n")
            CLOSED.wait()
        elif "/bilder/" in self.path:
            self._answer("image/svg+xml", PICTURE)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        # Read marks and such: nobody is here to take them.
        self._answer("application/json", "{}")

    def _answer(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())
        self.wfile.flush()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> int:
    folder = Path(sys.argv[1]).resolve()
    names = sys.argv[2:] or list(PAGES)
    folder.mkdir(parents=True, exist_ok=True)
    copytree(BUILT, folder / "static", dirs_exist_ok=True)
    for name in names:
        template, context = PAGES[name]
        (folder / f"{name}.html").write_text(templates.render(template, **context), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return _photograph(folder, names, f"http://127.0.0.1:{server.server_port}")
    finally:
        CLOSED.set()
        server.shutdown()


def _photograph(folder: Path, names: list[str], origin: str) -> int:
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("SLUSS_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for scheme in ("light", "dark"):
            for shape, (width, height) in SHAPES.items():
                context = browser.new_context(
                    color_scheme=scheme,
                    viewport={"width": width, "height": height},
                    locale="sv-SE",
                )
                page = context.new_page()
                page.on(
                    "console", lambda said: print(f"  console: {said.text[:200]}") if said.type == "error" else None
                )
                for name in names:
                    page.goto(f"{origin}/{name}.html")
                    if shape != "small":
                        page.screenshot(path=folder / f"{name}-{shape}-{scheme}.png", full_page=True)
                    faults += _judge(page, f"{name} {shape} {scheme}")
                context.close()
        browser.close()
    print(f"{len(names)} pages, {faults} faults")
    return 1 if faults else 0


def _judge(page: Page, name: str) -> int:
    faults = 0
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults += 1
        print(f"{name}: {wide} px too wide")
    for violation in Axe().run(page).response["violations"]:
        faults += 1
        print(f"{name}: {violation['id']}: {violation['help']}")
        for node in violation["nodes"][:2]:
            print(f"    {node['html'][:140]}\n    {node['failureSummary'][:300]}")
    return faults


if __name__ == "__main__":
    raise SystemExit(main())
