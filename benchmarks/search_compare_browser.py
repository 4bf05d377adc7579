"""Both searches in a real Chromium: the time until ten texts are there, and everything a query finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.search_compare_server import Server

Side = Literal["ours", "pagefind"]
SIDES: tuple[Side, ...] = ("ours", "pagefind")
_LINE = {"offline": False, "latency": 50, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}

# Each side gives the page three functions: open(), seek(query) -> found, ten(found) -> how many texts were made.
_OURS = """
const modules = ["bits", "closest", "engine", "facets", "index", "part", "query", "register", "score", "shorthand", "snippet", "spelling", "tokens"];
window.open = async () => {
  const loaded = await Promise.all(modules.map(async (name) => [name, await import(`/ours/js/${name}.js`)])); // as js/search.js imports them
  const { engine: { Engine }, index: { Index, fetching }, snippet: snippets } = Object.fromEntries(loaded);
  window.engine = new Engine(new Index(fetching(new URL("/ours/index/", location.href))));
  window.snippets = snippets;
};
window.seek = (query) => engine.search(query);
window.order = async (found) => {
  const settled = await engine.settled(found);
  const first = (await engine.closeness(settled).next(10)).map((hit) => hit.document);
  const rest = found.mentioned ? [] : settled.hits.map((hit) => hit.document); // of a number only those that name it
  return [...new Set([...found.numbered, ...first, ...rest])];
};
window.ten = async (found) => {
  const numbered = found.numbered.slice(0, 10);
  const [own, closest] = await Promise.all([Promise.all(numbered.map((each) => engine.index.fragment(each))), engine.closest(found)]);
  const rest = closest.filter((hit) => !numbered.includes(hit.document)).map((hit) => hit.fragment);
  const { joined, marks, runs, snippet } = snippets;
  return [...own, ...rest].slice(0, 10).map((each) => [joined(marks(each.title, runs(found.query, true))), snippet(each, found.query).text]).length;
};
"""
_PAGEFIND = """
window.open = async () => {
  window.pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
};
window.seek = (query) => pagefind.search(query);
window.order = async (found) => found.results.map((each) => each.id);
window.ten = async (found) => (await Promise.all(found.results.slice(0, 10).map((each) => each.data()))).map((each) => each.excerpt).length;
"""
_TIMED = """
async ([query, opening]) => {
  const start = performance.now();
  if (opening) await window.open();
  const texts = await ten(await seek(query));
  return { ms: performance.now() - start, texts };
}
"""
_ASKED = """
async (query) => {
  const start = performance.now();
  const found = await seek(query);
  const ms = performance.now() - start;
  const order = await window.order(found);
  return { ms, order, numbered: found.numbered?.length ?? 0, direct: found.direct ?? null };
}
"""
_SEEK = "async (query) => { await seek(query); }"


@dataclass(frozen=True)
class Visit:
    """What one visit cost: time and bytes of the first query and of the following one."""

    ms: tuple[float, float]
    taken: tuple[dict[str, int], dict[str, int]]
    texts: tuple[int, int]


class Desk:
    """A side in a page that stays open."""

    def __init__(self, page: Page, server: Server) -> None:
        self._page = page
        self._server = server

    def start(self) -> dict[str, int]:
        """Load the code; returns the bytes."""
        self._server.taken()
        self._page.evaluate("async () => { await window.open(); }")
        return self._server.taken()

    def seek(self, query: str) -> dict[str, int]:
        """Search without texts; returns the bytes."""
        self._server.taken()
        self._page.evaluate(_SEEK, query)
        return self._server.taken()

    def taken(self) -> dict[str, int]:
        """The bytes since the last call."""
        return self._server.taken()

    def asked(self, query: str) -> dict[str, Any]:
        """Everything a query finds, in order, and the milliseconds without texts."""
        found: dict[str, Any] = self._page.evaluate(_ASKED, query)
        return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def desks(browser: Browser, server: Server, sides: Sequence[Side]) -> Iterator[dict[Side, Desk]]:
    """The sides, each in a context of its own."""
    contexts = {side: browser.new_context() for side in sides}
    yield {side: Desk(_page(context, server, side), server) for side, context in contexts.items()}
    for context in contexts.values():
        context.close()


def visit(browser: Browser, server: Server, side: Side, asked: tuple[str, str, bool]) -> Visit:
    """A first visitor: one query, then another; `asked` says whether over the slow line."""
    first, following, slow = asked
    context = browser.new_context()
    try:
        page = _page(context, server, side)
        if slow:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", _LINE)
        server.taken()
        one = page.evaluate(_TIMED, [first, True])
        taken = server.taken()
        two = page.evaluate(_TIMED, [following, False])
        return Visit((one["ms"], two["ms"]), (taken, server.taken()), (one["texts"], two["texts"]))
    finally:
        context.close()


def _page(context: BrowserContext, server: Server, side: Side) -> Page:
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{server.address}/blank.html")
    page.evaluate(f"() => {{ {_OURS if side == 'ours' else _PAGEFIND} }}")
    return page
