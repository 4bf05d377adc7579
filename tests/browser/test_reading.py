"""A decree as it is read: its anchors, its status on a day, its contents, its print, and a page that keeps still."""

from __future__ import annotations

import re
import time
import zlib
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from conftest import Visit

CHINA = timezone(timedelta(hours=8))
DECREE = "jzf/2023/5/index.html"
DATED = "jzbf/2025/5/index.html"
SENTENCE = "本意见自2025年3月23日起施行，有效期至2027年12月31日。"
SHIFT = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("anchor", ["1", "6.31.p1"])
def test_an_anchor_is_copied_with_one_click_and_leads_back_to_its_place(
    context: BrowserContext, served: str, anchor: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.removesuffix("/archive/"))
    page = context.new_page()
    page.goto(DECREE)
    block = page.locator(f"[id='{anchor}']")
    block.scroll_into_view_if_needed()
    block.hover()
    block.get_by_role("button", name=re.compile("^复制“.+”的链接$")).click()
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{served}jzf/2023/5/#{anchor}"
    other = context.new_page()
    other.goto(copied)
    place = other.locator(f"[id='{anchor}']")
    expect(place).to_be_in_viewport()
    expect(place).to_have_class(re.compile(r"\barrived\b"))
    colour = "(block) => getComputedStyle(block).backgroundColor"
    beside = other.locator(".text p[id]:not(.arrived)").first
    assert place.evaluate(colour) != beside.evaluate(colour)


DAYS = (
    ("2025-03-01T09:00", "尚未施行，将于2025年3月23日施行，还有22天"),
    ("2025-03-22T23:59", "尚未施行，将于2025年3月23日施行，还有1天"),
    ("2025-03-23T00:01", "自2025年3月23日起已施行"),
    ("2026-06-01T12:00", "在写明的有效期内，还有578天，至2027年12月31日"),
    ("2027-12-31T23:59", "今天是最后一天"),
    ("2028-01-01T00:01", "已过写明的有效期：至2027年12月31日"),
)


@pytest.mark.parametrize(("moment", "said"), DAYS)
def test_the_status_is_that_of_the_day_in_china(visit: Visit, moment: str, said: str) -> None:
    """The reader's clock stands in New York; the days of a decree are those of Beijing."""
    page = visit(timezone_id="America/New_York").new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(moment).replace(tzinfo=CHINA))
    page.goto(DATED)
    status = page.get_by_role("region", name="时效")
    expect(status).to_contain_text(said)
    expect(status).to_contain_text(SENTENCE)
    expect(status).to_contain_text("不是有关机关的认定")


def test_a_decree_that_says_nothing_of_days_is_not_called_valid(page: Page) -> None:
    page.goto("jzbf/2023/7/index.html")
    status = page.get_by_role("region", name="时效")
    expect(status).to_contain_text("本库未见失效依据，这不等于有效")


def test_the_page_of_days_sorts_by_the_readers_day(page: Page) -> None:
    """Before, within and after the term of one decree, it stands in another group."""
    groups = {"2025-03-01": "将要施行", "2027-11-15": "天内到期", "2028-02-01": "已过写明的有效期"}
    for day, group in groups.items():
        page.goto(f"validity/index.html?day={day}")
        section = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile(group)))
        expect(section.get_by_text(SENTENCE).first).to_be_visible()


def test_the_contents_follow_the_reading(page: Page) -> None:
    page.goto(DECREE)
    contents = page.get_by_role("navigation", name="本文目录")
    link = contents.get_by_role("link").nth(3)
    link.click()
    anchor = (link.get_attribute("href") or "").removeprefix("#")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    expect(link).to_have_attribute("aria-current", "true")


def test_the_lines_of_the_source_are_shown_on_demand(page: Page) -> None:
    page.goto(DECREE)
    assert page.locator(".lines").count() == 0
    page.get_by_role("button", name="显示原文行号").click()
    line = page.locator(".lines a").first
    expect(line).to_be_visible()
    line.click()
    page.wait_for_url(re.compile(r"/issues/2023-04/source/#L\d+$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_citation_is_copied(context: BrowserContext, served: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.removesuffix("/archive/"))
    page = context.new_page()
    page.goto(f"{DECREE}#cite")
    page.locator("#cite").get_by_role("button", name="复制").first.click()
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    assert "嘉政发〔2023〕5号" in page.evaluate("navigator.clipboard.readText()")


def letters(pdf: bytes) -> set[str]:
    """The characters a PDF has text for: the tables that lead from its glyphs to letters."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"beginbf" in text:
            for first, last, to in re.findall(rb"^<(\w+)> (?:<(\w+)> )?<(\w{4})>$", text, re.MULTILINE):
                count = int(last or first, 16) - int(first, 16) + 1
                found |= {chr(int(to, 16) + more) for more in range(count)}
    return found


def test_a_decree_prints_as_an_a4_document(page: Page) -> None:
    page.goto(DECREE)
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(boxes) > 5
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}
    # Without 人, 民, 土: fonts draw them with the glyphs of radicals, and Chromium then writes the radicals.
    assert set("关于印发嘉兴市征收集体房屋补偿安置办法的通知〔2023〕5号") - letters(pdf) == set()


def test_print_leaves_out_what_only_a_screen_needs(page: Page) -> None:
    page.goto(DECREE)
    page.emulate_media(media="print")
    for gone in (page.get_by_role("navigation"), page.get_by_role("searchbox"), page.get_by_role("button")):
        assert [one for one in gone.all() if one.is_visible()] == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("嘉政发〔2023〕5号").first).to_be_visible()


def late(route: Route) -> None:
    """Scripts on a slow line come when the text has long been painted."""
    time.sleep(0.1)
    route.continue_()


@pytest.mark.parametrize("where", [DECREE, f"{DECREE}#6.31.p1", DATED, "jzbf/2023/7/index.html", "index.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_is_read(visit: Visit, where: str, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800}).new_page()
    page.route("**/*.js", late)
    page.add_init_script(SHIFT)
    page.goto(where)
    for _ in range(5):
        page.mouse.wheel(0, 1500)
        page.wait_for_timeout(60)
    assert page.evaluate("window.shifted") < 0.01
