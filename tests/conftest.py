"""The site of content/, built once for all tests and processes, a server for it below /archive/, and a real browser."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from gongbao.cli import main

CONTENT = Path(__file__).resolve().parents[1] / "content"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
KIND = re.compile(r'<body class="page-([\w-]+)')

# How long an example takes says nothing of its being right, and a busy machine takes longer.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# A page of a busy machine comes later and says the same.
PATIENCE = 20_000  # ms
expect.set_options(timeout=PATIENCE)

Visit = Callable[..., BrowserContext]


class Quiet(SimpleHTTPRequestHandler):
    """Plain files, the site's own 404 page for what is not there, and no word on the console."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The 404 page of the site, as a host serves it."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        content = next(Path(self.directory).rglob("404.html")).read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def server_of(folder: Path) -> Iterator[str]:
    """The address a folder is served at while it lasts, without a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site as the command of an archivist builds it, to be served below /archive/; tests only read it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    public = shared / "site" / "archive"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(
            lock, fcntl.LOCK_EX
        )  # processes that run tests side by side wait for the first, then share its site
        if not public.exists():
            public.parent.mkdir(exist_ok=True)
            options = ["--content", str(CONTENT), "--public", str(public)]
            assert main([*options, "--address", "https://gazette.example/archive/"]) == 0
    return public


@pytest.fixture(scope="session")
def served(published: Path) -> Iterator[str]:
    """The address the site is served at, with its slash."""
    with server_of(published.parent) as address:
        yield f"{address}/archive/"


@pytest.fixture(scope="session")
def served_at_root(published: Path) -> Iterator[str]:
    """The same site at the root of a host."""
    with server_of(published) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def kinds(published: Path) -> dict[str, str]:
    """The largest page of each kind; pages of one kind that stand at different depths are different ones."""
    found: dict[tuple[str, int], tuple[int, str]] = {}
    for path in sorted(published.rglob("*.html")):
        text = path.read_text("utf-8")
        kind = KIND.search(text)
        if kind:
            name = path.relative_to(published).as_posix()
            key = (kind[1], name.count("/"))
            found[key] = max(found.get(key, (0, "")), (len(text), name))
    return {f"{kind} {depth}": name for (kind, depth), (_, name) in sorted(found.items())}


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; without one these tests fail, they are never skipped."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("没有 Chromium：请安装（apt-get install chromium），或在环境变量 CHROMIUM 里写明它的位置。")
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

    def __init__(self, context: BrowserContext, homes: tuple[str, ...]) -> None:
        self.found: list[str] = []
        self._homes = (*homes, "data:", "blob:", "about:")
        context.on("weberror", lambda error: self.found.append(f"script: {error.error}"))
        context.on("console", lambda message: self._heard(message.type, message.text))
        context.on("request", lambda request: self._asked(request.url))

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "404" not in text:
            self.found.append(f"console: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith(self._homes):
            self.found.append(f"request to {url}")


@pytest.fixture
def visit(browser: Browser, served: str, served_at_root: str) -> Iterator[Visit]:
    """Makes fresh visits as readers differ; the test fails when a script did or when anything was asked from elsewhere."""
    made: list[tuple[BrowserContext, Watch]] = []

    def fresh(**options: Any) -> BrowserContext:
        usual = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN", "base_url": served}
        context = browser.new_context(**(usual | options))
        context.set_default_timeout(PATIENCE)
        made.append((context, Watch(context, (served, served_at_root))))
        return context

    yield fresh
    for context, _ in made:
        context.close()
    assert [each for _, watch in made for each in watch.found] == []


@pytest.fixture
def context(visit: Visit) -> BrowserContext:
    """A fresh visit."""
    return visit()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()
