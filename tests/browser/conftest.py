"""A real browser and a real server for the built site of content/, below /archive/ as on a shared host."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gongbao.cli import main

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class Quiet(SimpleHTTPRequestHandler):
    """Plain files, the site's own 404 page for what is not there, and no word on the console."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The 404 page of the site, as a host serves it."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "archive" / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of content/, built by the command an archivist runs."""
    public = tmp_path_factory.mktemp("site") / "archive"
    options = ["--content", str(ROOT / "content"), "--public", str(public)]
    assert main([*options, "--address", "https://gazette.example/archive/"]) == 0
    return public


@pytest.fixture(scope="session")
def served(published: Path) -> Iterator[str]:
    """The address the site is served at, with its slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(published.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/archive/"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; without one these tests fail, they are never skipped."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("no Chromium: install it (apt-get install chromium) or name it in CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


class Watch:
    """Remembers what a reader must never meet: errors of scripts, and requests that leave the site."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.found: list[str] = []
        self._home = home
        context.on("weberror", lambda error: self.found.append(f"script: {error.error}"))
        context.on("console", lambda message: self._heard(message.type, message.text))
        context.on("request", lambda request: self._asked(request.url))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "404" not in text:
            self.found.append(f"console: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self._home, "data:", "file:", "blob:", "about:")):
            self.found.append(f"request to {url}")


@pytest.fixture
def context(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """A fresh visit; the test fails when a script did or when anything was asked from elsewhere."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", base_url=served)
    fresh.set_default_timeout(15_000)
    watch = Watch(fresh, served)
    yield fresh
    fresh.close()
    assert watch.found == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()
