"""The modules of static/js/search and the index of content/ behind a plain server, on an empty page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page
from small_index import ROOT, archive_files

SCRIPTS = ROOT / "static" / "js" / "search"


class Shelf(BaseHTTPRequestHandler):
    """An empty page, the scripts below /js/, the index below /index/."""

    def do_GET(self) -> None:
        folder, _, name = urlsplit(self.path).path.strip("/").partition("/")
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


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """The empty page while the server runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    yield page
    page.close()
    server.shutdown()
    server.server_close()
