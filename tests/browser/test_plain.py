"""The site without scripts, in any folder of a host, and from a disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Visit

TITLE = "嘉兴市人民政府关于印发嘉兴市征收集体土地房屋补偿安置办法的通知"


@pytest.fixture
def still(visit: Visit) -> Page:
    """A page of a browser that runs no scripts."""
    return visit(java_script_enabled=False).new_page()


def test_a_decree_is_whole_without_scripts(still: Page) -> None:
    """Text, facts, status with its sentence, contents that lead there, references and citation."""
    still.goto("jzf/2023/5/index.html")
    assert (still.locator("h1").text_content() or "").strip() == TITLE
    expect(still.locator(".facts").first).to_contain_text("2023年3月1日")
    status = still.get_by_role("region", name="时效")
    expect(status).to_contain_text("本办法自公布之日起施行")
    expect(status).to_contain_text("不是有关机关的认定")
    expect(still.locator("[id='6.31.p1']")).to_contain_text("自公布之日起施行")
    still.get_by_role("navigation", name="本文目录").get_by_role("link").nth(3).click()
    expect(still.locator(".heading:target, .part:target")).to_be_in_viewport()
    expect(still.locator("#cite")).to_contain_text("嘉政发〔2023〕5号")
    for button in still.get_by_role("button").all():
        assert button.evaluate("(one) => one.type") == "submit"  # what only scripts can do is not offered


def test_tables_charts_and_days_are_there_without_scripts(still: Page) -> None:
    still.goto("tables/jzbf-2023-22-table-1/index.html")
    assert still.locator("table.sheet tbody tr").count() == 8
    expect(still.get_by_role("cell", name="33.82")).to_be_visible()
    expect(still.locator("svg").first).to_be_visible()
    still.goto("validity/index.html")
    assert still.locator("tbody tr").count() >= 9
    still.goto("jzbf/2025/5/index.html")
    expect(still.get_by_role("region", name="时效")).to_contain_text("有效期至2027年12月31日")


def test_ways_lead_on_without_scripts(still: Page) -> None:
    """The search box says what can be done instead, and every way from the home page is a link."""
    still.goto("index.html")
    still.get_by_role("searchbox").fill("嘉政发")
    still.keyboard.press("Enter")
    expect(still.get_by_role("main")).to_contain_text("要打开 JavaScript")
    still.get_by_role("main").get_by_role("link", name="期号").click()
    still.get_by_role("link", name=re.compile("2023年第0?4期")).first.click()
    still.get_by_role("link", name=re.compile("征收集体土地房屋补偿安置办法的通知")).first.click()
    assert (still.locator("h1").text_content() or "").strip() == TITLE


def test_an_old_address_leads_on_without_scripts(still: Page) -> None:
    still.goto("n/嘉政发〔2023〕5号/index.html")
    still.wait_for_url("**/jzf/2023/5/index.html")


def test_the_same_site_works_at_the_root_of_a_host(visit: Visit, served_at_root: str) -> None:
    """It was built for /archive/; search, links and anchors do not care."""
    page = visit(base_url=served_at_root).new_page()
    page.goto("index.html")
    page.locator("#q").fill("嘉政发〔2023〕5号")
    page.keyboard.press("Enter")
    expect(page.locator("#results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served_at_root}jzf/2023/5/")
    page.get_by_role("link", name=re.compile("2023年第04期")).first.click()
    page.wait_for_url(f"{served_at_root}issues/2023-04/")


def test_the_site_works_from_a_disk(browser: Browser, published: Path) -> None:
    """Opened as a file: issue, decree, table and back, all pages in their dress, and no request beyond the folder.

    A browser runs no module scripts from a disk; that is the only thing it may complain of.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((published / "index.html").as_uri())
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="期号").click()
    page.get_by_role("link", name=re.compile("2023年第0?4期")).first.click()
    page.get_by_role("link", name=re.compile("国有土地上协议搬迁计划")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("国有土地上协议搬迁计划")
    page.locator(".contents").get_by_role("link").last.click()
    expect(page.locator("#cite")).to_be_in_viewport()
    page.locator("a[href*='tables/jzbf-2023-22-table-1/index.html']").first.click()
    expect(page.get_by_role("cell", name="33.82")).to_be_visible()
    expect(page.locator(".masthead")).to_have_css("border-top-style", "solid")
    page.get_by_role("link", name="首页").click()
    page.get_by_role("searchbox").fill("补偿")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("直接打开磁盘上的文件时不能用")
    page.get_by_role("main").get_by_role("link", name="年份").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    home = published.as_uri()
    assert [url for url in asked if not url.startswith((home, "data:"))] == []
    page.close()
