"""The local server in a real browser: pages that reload by themselves, and the review of an issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gongbao.serving.server import Running
from review_archive import DECREE_FILE, PATIENCE, archive_in, at_work, correct, until

OLD, NEW = "加固堤防12处", "加固堤防21处"
REVIEW = "_review/2023-04/"
Open = Callable[..., Page]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return archive_in(tmp_path)


@pytest.fixture
def running(content: Path) -> Iterator[Running]:
    with at_work(content) as (server, _):
        yield server


@pytest.fixture
def opened(browser: Browser, running: Running) -> Iterator[Open]:
    """Opens pages of the server; the test fails when a script did."""
    made: list[BrowserContext] = []
    wrong: list[str] = []

    def fresh(path: str, **options: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 700}, "locale": "zh-CN"} | options))
        context.set_default_timeout(PATIENCE * 1000)
        made.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(running.address + path)
        return page

    yield fresh
    for context in made:
        context.close()
    assert wrong == []


def place(page: Page) -> float:
    return float(page.evaluate("scrollY"))


def test_a_page_reloads_by_itself_and_stays_where_it_was(opened: Open, content: Path) -> None:
    page = opened("yzf/2023/5/index.html", viewport={"width": 600, "height": 300})
    block = page.get_by_text(OLD)
    block.evaluate("(block) => scrollTo(0, block.getBoundingClientRect().top + scrollY - 100)")
    before = place(page)
    assert before > 100
    correct(content / DECREE_FILE, OLD, NEW)
    expect(page.get_by_text(NEW)).to_be_in_viewport(timeout=PATIENCE * 1000)
    # asked again and again from outside: a page that allows no eval cannot be made to wait for a condition itself
    until(lambda: bool(page.evaluate("history.scrollRestoration === 'auto'")), "the page put back where it was")
    assert place(page) == pytest.approx(before, abs=3)


def test_what_is_wrong_comes_and_goes_without_losing_the_page(opened: Open, content: Path) -> None:
    page = opened("yzf/2023/5/index.html")
    page.evaluate("window.still = true")
    correct(content / DECREE_FILE, "signed: 2023-03-01", "signed: 三月一日")
    expect(page.get_by_role("alert")).to_contain_text("yzf-2023-5.md:11", timeout=PATIENCE * 1000)
    expect(page.get_by_text(OLD)).to_be_visible()
    assert page.evaluate("window.still"), "nothing was reloaded"
    correct(content / DECREE_FILE, "signed: 三月一日", "signed: 2023-03-01")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE * 1000)


def test_the_review_shows_the_correction(opened: Open, content: Path) -> None:
    page = opened(REVIEW)
    block = page.locator(".block").filter(has_text=OLD)
    block.scroll_into_view_if_needed()
    before = block.evaluate("(block) => block.getBoundingClientRect().top")
    correct(content / DECREE_FILE, OLD, NEW)
    corrected = page.locator(".block.changed")
    expect(corrected).to_have_count(1, timeout=PATIENCE * 1000)
    expect(corrected).to_contain_text(NEW)
    after = corrected.evaluate("(block) => block.getBoundingClientRect().top")
    assert after == pytest.approx(before, abs=3)


def test_a_settled_doubt_leaves_the_list(opened: Open, content: Path) -> None:
    page = opened(REVIEW)
    notes = page.locator("#notes")
    expect(notes).to_contain_text("“序号”由1跳到3")
    file = content / "issues/2023-04/yzf-2023-5-table-1.md"
    correct(file, "warnings:\n- line: 15\n  what: “序号”由1跳到3，其间的序号或行疑已缺失\n", "")
    expect(notes).not_to_contain_text("“序号”由1跳到3", timeout=PATIENCE * 1000)


def test_both_sides_scroll_together(opened: Open) -> None:
    """Whatever part is in sight, a block stands beside the first of its lines."""
    page = opened(REVIEW, viewport={"width": 1000, "height": 360})
    for share in (0.2, 0.5, 0.8):
        page.evaluate("(share) => scrollTo(0, document.body.scrollHeight * share)", share)
        apart: list[float] = page.evaluate(
            """() => [...document.querySelectorAll('.row')]
              .filter((row) => row.querySelector('.block') && row.getBoundingClientRect().top > 60)
              .map((row) => {
                const block = row.querySelector('.block').getBoundingClientRect();
                return block.top - row.querySelector('.left p').getBoundingClientRect().top;
              })"""
        )
        assert all(abs(each) < 8 for each in apart)


def test_a_block_and_its_lines_light_up_by_mouse_and_keyboard(opened: Open) -> None:
    page = opened(REVIEW)
    block = page.locator(".block").filter(has_text=OLD)
    block.hover()
    for number in (10, 11):
        expect(page.locator(f"#L{number}")).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator("#L9")).not_to_have_class(re.compile(r"\blit\b"))
    other = page.locator(".block").filter(has_text="为做好防汛工作")
    other.get_by_role("link").focus()
    expect(page.locator("#L8")).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator("#L10")).not_to_have_class(re.compile(r"\blit\b"))


def test_a_warning_leads_to_both_sides_and_to_the_file(opened: Open, running: Running) -> None:
    page = opened(REVIEW)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    note = page.get_by_role("listitem").filter(has_text="“序号”由1跳到3")
    note.get_by_role("link", name="原文第15行").click()
    expect(page.locator("#L15")).to_be_in_viewport()
    row = page.locator("#r-yzf-2023-5-table-1-3")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("西门段")
    note.get_by_role("link", name="责任分工").click()
    expect(row).to_be_in_viewport()
    note.get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == "content/issues/2023-04/yzf-2023-5-table-1.md:17"


def test_one_walks_from_warning_to_warning(opened: Open) -> None:
    page = opened(REVIEW, viewport={"width": 1000, "height": 400})
    seen = []
    for _ in range(3):
        page.get_by_role("button", name="下一处").click()
        seen.append(page.evaluate("location.hash"))
        expect(page.locator(":target")).to_be_in_viewport()
    assert seen == ["#L4", "#L15", "#L18"]
    page.get_by_role("button", name="上一处").click()
    assert page.evaluate("location.hash") == "#L15"


def test_a_line_of_nobody_is_marked(opened: Open) -> None:
    page = opened(REVIEW)
    row = page.locator(".row").filter(has=page.locator("#L18"))
    expect(row).to_contain_text("没有归属")


def test_a_page_leads_to_its_review(opened: Open) -> None:
    page = opened("yzf/2023/5/index.html")
    page.get_by_role("link", name="核对这一页").click()
    expect(page.locator("#r-yzf-2023-5")).to_be_in_viewport()
    expect(page.locator("#r-yzf-2023-5")).to_contain_text("云政发〔2023〕5号")


def test_pages_out_of_sight_hold_no_connection(opened: Open) -> None:
    """A browser keeps six connections to a host: the seventh page would wait for ever."""
    page = opened("index.html")
    page.context.add_init_script("Object.defineProperty(document, 'hidden', { get: () => true })")
    for _ in range(8):
        other = page.context.new_page()
        other.goto(page.url)
    expect(other.get_by_role("heading").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")])
def test_axe_finds_nothing(opened: Open, content: Path, width: int, scheme: str) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    found = []
    pages = {path: opened(path, **options) for path in ("_review/", f"{REVIEW}#L15", "yzf/2023/5/index.html")}
    correct(content / DECREE_FILE, "signed: 2023-03-01", "signed: 三月一日")
    for path, page in pages.items():
        if "review" not in path:
            page.bring_to_front()
            page.get_by_role("alert").wait_for()
        violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
        found += [f"{path}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in violations]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []


def test_everything_is_said_without_scripts(opened: Open) -> None:
    page = opened(REVIEW, java_script_enabled=False)
    expect(page.locator("#notes")).to_contain_text("“序号”由1跳到3")
    expect(page.locator(".block").filter(has_text=OLD)).to_be_visible()


def test_pages_follow_a_server_that_was_started_again(browser: Browser, content: Path) -> None:
    with at_work(content) as (first, _):
        port = first.door.port
        page = browser.new_page()
        page.goto(f"{first.address}yzf/2023/5/index.html")
    correct(content / DECREE_FILE, OLD, NEW)
    with at_work(content, port=port):
        until(lambda: page.get_by_text(NEW).is_visible(), "the correction")
    page.close()
