"""When finding goes wrong: parts that fail, no scripts, odd addresses, and queries that mean harm."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from conftest import Visit
from patience import ends

RELOCATION = "嘉兴市人民政府关于印发嘉兴市征收集体土地房屋补偿安置办法的通知"


@pytest.mark.parametrize(
    "part", ["search/names.json", "index/manifest.json", "parts/*.bin?*", "facets.bin?*", "texts/**"]
)
def test_a_part_that_fails_is_said_and_tried_again(page: Page, part: str) -> None:
    def gone(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route(f"**/{part}", gone)
    page.goto(f"search/index.html?q={quote('补偿安置')}")
    trouble = page.locator("#trouble")
    expect(trouble).to_be_visible()
    expect(trouble).to_contain_text("没有载入成功")
    expect(page.locator("#results li")).to_have_count(0)
    expect(page.locator("#ways a").first).to_be_visible()
    expect(page.locator("#q")).to_have_value("补偿安置")
    page.unroute(f"**/{part}", gone)
    trouble.get_by_role("button", name="重试").click()
    expect(page.locator("#results").get_by_role("link", name=RELOCATION)).to_be_visible()
    expect(trouble).to_be_hidden()


def test_without_what_tells_the_validity_nothing_is_claimed(page: Page) -> None:
    page.route("**/search/standing/**", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"search/index.html?q={quote('嘉政发〔2023〕5号')}")
    expect(page.locator(".results-exact")).to_contain_text(RELOCATION)
    expect(page.locator(".standing")).to_have_count(0)


def test_further_results_that_fail_leave_the_first_ones(page: Page) -> None:
    page.goto(f"search/index.html?q={quote('实施')}")
    expect(page.locator("#results li")).to_have_count(10)
    page.route("**/texts/**", lambda route: route.fulfill(status=404, body=""))
    more = page.locator(".more")
    more.click()
    expect(page.get_by_text("后面的内容没有载入成功")).to_be_visible()
    expect(page.locator("#results li")).to_have_count(10)
    page.unroute_all()
    more.click()
    expect(page.get_by_text("后面的内容没有载入成功")).to_be_hidden()
    expect(page.locator("#results li")).to_have_count(30)


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "(((((",
    "[",
    "\\",
    "%",
    "\u202e号5",
    "\x00\x01\x1b\x7f",
    "a" * 10_000,
    "政" * 10_000,
    "办法" * 5_000,
    "1 " * 5_000,
    '"' * 10_000,
    "- -- + title: year: : ：",
    "title:title:title:",
    "-办法 -通知",
    "year:0-99999999999999999999",
    "*.*",
    "——",
    "〔" * 200 + "2023" + "〕" * 200,
    "__proto__ constructor toString",
    "kind:__proto__",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_queries_are_only_words(page: Page, words: str) -> None:
    page.goto("search/index.html")
    page.evaluate("(words) => { document.getElementById('q').value = words; }", words)
    page.evaluate("document.getElementById('search').requestSubmit()")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    page.wait_for_timeout(300)
    expect(page.locator("#trouble")).to_be_hidden()
    assert page.locator("#results img, #results script, #found *, #chips img").count() == 0
    assert page.locator("#found").inner_text() != "正在查找……"
    assert len(page.url) < 4_000


@pytest.mark.parametrize("words", ["政" * 10_000, "办法" * 5_000, "1 " * 5_000, "- -- + title: " * 700, "<b>" * 3_000])
def test_hostile_queries_come_to_an_end(page: Page, served: str, words: str) -> None:
    page.goto("404.html")
    code = """async ([root, words]) => {
        const { open } = await import(`${root}js/lookup.js`);
        const desk = await open(new URL(root));
        return (await desk.search(words)).hits.length;
    }"""
    with ends():
        page.evaluate(code, [served, words])


def test_an_address_with_odd_ticks_shows_what_there_is(page: Page) -> None:
    page.goto(f"search/index.html?q={quote('实施')}&kind=%3Cb%3E&year=abc&sort=bogus&issuer=")
    expect(page.locator("#found")).to_contain_text("所选条件下没有内容")
    assert page.locator("#chips b, #values b").count() == 0
    page.get_by_role("button", name="去掉全部条件").click()
    expect(page.locator("#results li")).to_have_count(10)


def test_without_scripts_there_are_other_ways(visit: Visit) -> None:
    page = visit(java_script_enabled=False).new_page()
    page.goto(f"search/index.html?q={quote('补偿')}")
    expect(page.locator("#needs")).to_contain_text("要打开 JavaScript")
    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator("#findings")).to_be_hidden()
    page.locator("#ways a").first.click()
    expect(page.locator("h1")).to_have_text("文号")


def test_from_a_disk_it_says_that_it_needs_a_server(browser: Browser, published: Path) -> None:
    page = browser.new_page()
    page.goto((published / "search" / "index.html").as_uri())
    expect(page.locator("#needs")).to_contain_text("经网页服务器访问")
    page.locator("#ways a").first.click()
    expect(page.locator("h1")).to_have_text("文号")
    page.close()


def test_it_works_at_the_root_and_in_a_folder(visit: Visit, served: str, served_at_root: str) -> None:
    for base in (served, served_at_root):
        page = visit(base_url=base).new_page()
        page.goto(f"search/index.html?q={quote('补偿安置')}")
        page.locator("#results").get_by_role("link", name=RELOCATION).click()
        expect(page).to_have_url(f"{base}jzf/2023/5/")


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
    expect(page.locator("#instead").get_by_role("link", name=RELOCATION)).to_be_visible()
    expect(page.locator("h1")).to_have_text("没有这个地址")


@pytest.mark.parametrize("width", [390, 1280])
def test_what_may_be_meant_arrives_late_and_moves_nothing_from_under_a_finger(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 844}).new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/names.json*", hold)
    with page.expect_request("**/search/names.json*"):
        page.goto(quote("旧站/补偿安置"))
    links = page.get_by_role("navigation", name="其他途径").get_by_role("link")
    before = [link.bounding_box() for link in links.all()]
    assert len(before) > 5
    assert held
    for route in held:
        route.continue_()
    expect(page.locator("#instead").get_by_role("link", name=RELOCATION)).to_be_in_viewport()
    assert [link.bounding_box() for link in links.all()] == before


def test_an_address_that_says_nothing_offers_to_search(page: Page) -> None:
    page.goto("nowhere/at-all")
    expect(page.locator("#q")).to_have_value("nowhere at all")
    expect(page.locator("#instead")).to_be_hidden()


def test_a_month_of_the_picture_leads_to_its_decrees(page: Page, served: str) -> None:
    page.goto("index.html")
    page.get_by_role("link", name="2023年3月，18件").click()
    expect(page).to_have_url(f"{served}years/2023/#m03")
