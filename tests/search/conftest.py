"""A real browser with the modules of static/js/search and the index of content/ behind a plain server."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, sync_playwright
from small_index import ROOT, archive_files

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SCRIPTS = ROOT / "static" / "js" / "search"


class Shelf(BaseHTTPRequestHandler):
    """An empty page, the scripts below /js/, the index below /index/."""

    def do_GET(self) -> None:  # noqa: N802
        folder, _, name = self.path.strip("/").partition("/")
        if folder == "js":
            self._send("text/javascript", (SCRIPTS / name).read_bytes())
        elif folder == "index" and name in archive_files():
            self._send("application/octet-stream", archive_files()[name])
        elif not folder:
            self._send("text/html; charset=utf-8", b"<!doctype html><title>.</title>")
        else:
            self.send_error(404)

    def _send(self, type_: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def shelf() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def scripts(shelf: str) -> Iterator[Page]:
    """A page of the shelf; without a browser these tests fail, they are never skipped."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("no Chromium: install it (apt-get install chromium) or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(shelf)
        yield page
        browser.close()
