"""Ways from the home page to a decree: by number, by issue, by department, by an address half remembered."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

TITLE = "嘉兴市人民政府关于印发嘉兴市征收集体土地房屋补偿安置办法的通知"
WRITTEN = (
    "嘉政发〔2023〕5号",
    "嘉政发2023 5",
    "嘉政发[2023]第５号",
    "jzf 2023 5",
    "请查一下嘉政发（二〇二三）五号文件",
)


def heading(page: Page) -> str:
    return (page.locator("h1").text_content() or "").strip()


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_typed_on_the_home_page_leads_to_the_decree(page: Page, written: str) -> None:
    """However it is written: Enter searches, the decree is the link in focus, Enter opens it."""
    page.goto("index.html")
    page.locator("#q").fill(written)
    page.keyboard.press("Enter")
    expect(page.locator("#results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/jzf/2023/5/")
    assert heading(page) == TITLE


def test_words_find_decrees_and_nothing_found_is_said(page: Page) -> None:
    page.goto("search/index.html")
    page.locator("#q").fill("补偿安置")
    expect(page.locator("#results a", has_text=TITLE)).to_be_visible()
    page.locator("#q").fill("绝无此事之词")
    expect(page.locator("#found")).to_contain_text("没有找到“绝无此事之词”")
    assert "q=" in page.url


def test_the_slash_key_leads_to_the_search_box_of_every_page(page: Page) -> None:
    page.goto("jzf/2023/5/index.html")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("嘉政办发 2023 7")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#results a").first).to_contain_text("责任分解")


def test_by_issue(page: Page) -> None:
    """Home, issues, the issue of April, the decree in its contents; and back to the issue from there."""
    page.goto("index.html")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="期号").click()
    page.get_by_role("link", name=re.compile("2023年第0?4期")).first.click()
    page.wait_for_url("**/issues/2023-04/")
    page.get_by_role("link", name=re.compile("征收集体土地房屋补偿安置办法的通知")).first.click()
    assert heading(page) == TITLE
    page.locator(".facts").get_by_role("link", name="2023年第04期").click()
    page.wait_for_url("**/issues/2023-04/")


def test_by_department(page: Page) -> None:
    """Home, departments, a department, one of its tasks; the place it leads to is the one that names the task."""
    page.goto("index.html")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="部门").click()
    page.get_by_role("link", name="嘉兴市水利局", exact=True).click()
    assert heading(page) == "嘉兴市水利局"
    task = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="在文件中看")).first
    what = (task.locator(".what").text_content() or "").strip()
    task.get_by_role("link", name="在文件中看").click()
    page.wait_for_url(re.compile(r"/jz\w+/20\d\d/\d+/#"))
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text(what)


def test_by_year(page: Page) -> None:
    """A month of the picture on the home page leads to the decrees of that month."""
    page.goto("index.html")
    page.locator("a[href*='years/2023/index.html#m03']").first.click()
    page.wait_for_url("**/years/2023/#m03")
    expect(page.locator("#m03")).to_be_in_viewport()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


@pytest.mark.parametrize(
    "address", ["n/嘉政发〔2023〕5号/", "n/嘉政发[2023]5号", "jzf/2023/05", "嘉政发〔2023〕5号.html"]
)
def test_an_address_that_is_a_number_leads_to_the_decree(page: Page, address: str) -> None:
    page.goto(quote(address))
    page.wait_for_url("**/jzf/2023/5/")
    assert heading(page) == TITLE


def test_an_address_that_leads_nowhere_offers_ways_on(context: BrowserContext) -> None:
    page = context.new_page()
    answer = page.goto("jzf/2023/没有这一件/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("#q")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="期号").click()
    page.wait_for_url("**/archive/issues/")
