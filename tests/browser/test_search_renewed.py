"""A site that is brought up to date under a reader: what was corrected is found, though the browser keeps what it fetched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import PATIENCE, Quiet
from gongbao.archive import files
from gongbao.building.engine import build_site
from gongbao.building.order import Order
from gongbao.model import Decree, SourceRef


class Keeping(Quiet):
    """A server that lets browsers keep every file of the index but the manifest."""

    def send_header(self, keyword: str, value: str) -> None:
        if keyword != "Last-Modified":  # tells seconds, and a test publishes twice in one
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        kept = "/search/index/" in self.path and "manifest.json" not in self.path
        self.send_header("Cache-Control", "public, max-age=86400" if kept else "no-cache")
        super().end_headers()


def decree(serial: int, text: str) -> Decree:
    title = f"云州市人民政府关于第{serial}件事的通知"
    source = SourceRef(f"{serial}.txt", (1, 2))
    number = f"云政发〔2023〕{serial}号"
    return Decree(f"yzf-2023-{serial}", title, source, number=number, doctype="通知", body=f"# {title}\n\n{text}")


def publish(root: Path, *texts: str) -> None:
    """The site of some decrees."""
    for path, data in files(tuple(decree(serial, text) for serial, text in enumerate(texts, 1))).items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_bytes(data)
    build_site(Order(root / "content", root / "public", jobs=1))


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A reader's page on a site of one decree."""
    publish(tmp_path, "加固堤防，疏浚河道。")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Keeping, directory=str(tmp_path / "public")))
    Thread(target=server.serve_forever, daemon=True).start()
    with browser.new_context(base_url=f"http://127.0.0.1:{server.server_port}/") as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        yield page
    server.shutdown()
    server.server_close()


def ask(page: Page, words: str) -> None:
    page.locator("#q").fill(words)
    page.keyboard.press("Enter")


def test_what_was_corrected_is_found_and_the_old_text_is_not(page: Page, tmp_path: Path) -> None:
    page.goto("search/index.html")
    ask(page, "疏浚河道")
    expect(page.locator("#found")).to_have_text("找到 1 条。")
    publish(tmp_path, "加固堤防，清理河道。")
    page.reload()
    ask(page, "清理河道")
    expect(page.locator("#results li")).to_contain_text("清理河道")
    ask(page, "疏浚")
    expect(page.locator("#found")).to_contain_text("没有找到")
    publish(tmp_path, "加固堤防，疏浚河道。")
    page.reload()
    ask(page, "疏浚河道")
    expect(page.locator("#results li")).to_contain_text("疏浚河道")


def test_a_page_opened_before_the_update_says_so_and_finds_the_new_text(page: Page, tmp_path: Path) -> None:
    page.goto("search/index.html")
    ask(page, "加固堤防")
    expect(page.locator("#found")).to_have_text("找到 1 条。")
    publish(tmp_path, "加固堤防，疏浚河道。", "补植行道树。", "修剪行道树。")
    ask(page, "修剪行道树")
    trouble = page.locator("#trouble")
    expect(trouble).to_contain_text("没有载入成功")
    trouble.get_by_role("button", name="重试").click()
    expect(page.locator("#results li")).to_contain_text("修剪行道树")
    expect(trouble).to_be_hidden()
    ask(page, "加固堤防")
    expect(page.locator("#results li")).to_contain_text("加固堤防")
