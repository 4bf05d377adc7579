"""Finding by number and by name in a real browser: the page to search on, and an address that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

RELOCATION = "嘉兴市人民政府关于印发嘉兴市征收集体土地房屋补偿安置办法的通知"


def search(page: Page, words: str) -> None:
    """Open the page with a query, as the form of any page does."""
    page.goto(f"search/index.html?q={quote(words)}")
    expect(page.locator("#found")).not_to_have_text("正在载入目录……")


@pytest.mark.parametrize(
    "words", ["嘉政发〔2023〕5号", "嘉政发 2023 5", "2023年嘉政发第５号", "jzf-2023-5", "请查嘉政发(2023]005号"]
)
def test_a_number_in_any_spelling_leads_to_its_decree(page: Page, served: str, words: str) -> None:
    search(page, words)
    exact = page.locator(".results-exact")
    expect(exact.locator("h2")).to_have_text("按文号找到（1）")
    expect(exact.locator("a")).to_have_text(RELOCATION)
    exact.locator("a").click()
    expect(page).to_have_url(f"{served}jzf/2023/5/")


def test_enter_goes_to_the_only_decree_of_a_number(page: Page, served: str) -> None:
    page.goto("search/index.html")
    expect(page.locator("#found")).to_have_text("")
    page.locator("#q").fill("嘉政发2023年5号")
    page.keyboard.press("Enter")
    expect(page.locator(".results-exact a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}jzf/2023/5/")


def test_five_is_not_fifty_one(page: Page) -> None:
    search(page, "嘉政办发2023 4")
    expect(page.locator(".results-exact")).to_have_count(0)
    expect(page.locator("#found")).to_contain_text("没有找到")
    expect(page.locator("#results h2")).to_have_text("同一系列相近的文号（6）")


def test_words_are_marked_in_titles_and_counted_for_everybody(page: Page) -> None:
    search(page, "补偿  安置")
    expect(page.locator("#found")).to_have_text("找到 2 条。")
    expect(page.locator("#found")).to_have_attribute("role", "status")
    expect(page.locator("#results mark").first).to_have_text("补偿安置")
    expect(page.locator("#results li").first).to_contain_text("嘉政发〔2023〕5号")


def test_another_name_of_a_department_is_known(page: Page) -> None:
    search(page, "市发改委")
    expect(page.locator("#results li")).to_contain_text("又称：市发改委")


def test_typing_changes_the_address_and_back_returns_to_the_last_question(page: Page) -> None:
    search(page, "耕地保护")
    page.locator("#q").fill("计量")
    expect(page.locator("#found")).to_contain_text("找到")
    expect(page).to_have_url(re.compile("q=%E8%AE%A1%E9%87%8F$"))
    page.locator("#q").fill("计量发展")
    expect(page).to_have_url(re.compile("%E5%8F%91%E5%B1%95$"))
    page.go_back()
    expect(page.locator("#q")).to_have_value("耕地保护")
    expect(page.locator("#results li").first).to_contain_text("耕地保护")


def test_nothing_is_looked_up_while_a_word_is_being_composed(page: Page) -> None:
    search(page, "计量")
    before = page.locator("#found").inner_text()
    page.evaluate("""() => {
        const box = document.getElementById("q");
        box.value = "bu'chang";
        box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    }""")
    page.wait_for_timeout(400)
    assert page.locator("#found").inner_text() == before
    page.evaluate("""() => {
        const box = document.getElementById("q");
        box.value = "补偿";
        box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    }""")
    expect(page.locator("#results mark").first).to_have_text("补偿")


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        '"><script>alert(1)</script>',
        "(((((",
        "[",
        "\\",
        "%",
        "\u202e号5",
        "a" * 5000,
        "*.*",
        "——",
    ],
)
def test_hostile_queries_are_only_words(page: Page, words: str) -> None:
    search(page, words)
    expect(page.locator("#found")).to_contain_text("没有找到")
    assert page.locator("#results img, #results script, #found *").count() == 0
    expect(page.locator("#ways")).to_be_visible()


def test_without_the_list_the_page_says_so(page: Page) -> None:
    page.route("**/data/lookup.json", lambda route: route.fulfill(status=404, body=""))
    page.goto("search/index.html?q=5")
    expect(page.locator("#needs")).to_contain_text("没有载入成功")
    expect(page.locator("#ways a").first).to_be_visible()


def test_from_a_disk_it_says_that_it_needs_a_server(browser: Browser, published: Path) -> None:
    page = browser.new_page()
    page.goto((published / "search" / "index.html").as_uri())
    expect(page.locator("#needs")).to_contain_text("经网页服务器访问")
    page.locator("#ways a").first.click()
    expect(page.locator("h1")).to_have_text("文号")
    page.close()


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("嘉政发〔2023〕5号", "jzf/2023/5/"),
        ("n/嘉政发2023 5", "jzf/2023/5/"),
        ("jzf/2023/005", "jzf/2023/5/"),
        ("jzf-2023-5", "jzf/2023/5/"),
        ("decrees/JZF-2023-5.html", "jzf/2023/5/"),
        ("嘉政办发[2023]14号.pdf", "jzbf/2023/14/"),
        ("issues/2023-4/", "issues/2023-04/"),
    ],
)  # fmt: skip
def test_an_address_that_says_a_number_leads_there(page: Page, served: str, address: str, path: str) -> None:
    page.goto(quote(address))
    expect(page).to_have_url(f"{served}{path}")
    expect(page.locator("h1")).not_to_have_text("没有这个地址")


def test_the_place_in_the_text_is_kept(page: Page, served: str) -> None:
    page.goto("jzf-2023-5#cite")
    expect(page).to_have_url(f"{served}jzf/2023/5/#cite")


def test_what_may_be_meant_is_offered_and_nobody_is_sent_there(page: Page) -> None:
    page.goto(quote("旧站/补偿安置"))
    expect(page.locator("#q")).to_have_value("旧站 补偿安置")
    expect(page.locator("#instead a").first).to_have_text(RELOCATION)
    expect(page.locator("h1")).to_have_text("没有这个地址")


def test_an_address_that_says_nothing_offers_to_search(page: Page) -> None:
    page.goto("nowhere/at-all")
    expect(page.locator("#q")).to_have_value("nowhere at all")
    expect(page.locator("#instead")).to_be_hidden()


def test_the_box_of_the_home_page_finds(page: Page) -> None:
    page.goto("index.html")
    page.locator("#q").fill("jzf 2023 5")
    page.keyboard.press("Enter")
    expect(page.locator(".results-exact a")).to_have_text(RELOCATION)


def test_a_month_of_the_picture_leads_to_its_decrees(page: Page, served: str) -> None:
    page.goto("index.html")
    page.get_by_role("link", name="2023年3月，18件").click()
    expect(page).to_have_url(f"{served}years/2023/#m03")


@pytest.mark.parametrize(
    "path", ["index.html", "search/index.html?q=%E5%8A%9E%E6%B3%95", "about/index.html", "nowhere"]
)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(path)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
