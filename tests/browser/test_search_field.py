"""The search field of every page: suggestions by keyboard and mouse, and nothing loaded before they are wanted."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from conftest import Visit

DECREE = "jzf/2023/5/index.html"
RELOCATION = "嘉兴市人民政府关于印发嘉兴市征收集体土地房屋补偿安置办法的通知"
MOST_BYTES = 30_000  # of styles and scripts a decree needs, compressed


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def enter(page: Page, words: str, path: str = DECREE) -> None:
    """Type into the field of a page until suggestions stand there."""
    page.goto(path)
    page.locator("#q").click()
    page.keyboard.type(words)
    expect(options(page).first).to_be_visible()


def test_numbers_come_first_then_titles(page: Page) -> None:
    enter(page, "嘉政发2023")
    kinds = page.locator(".suggestion-kind").all_inner_texts()
    assert kinds[:4] == ["文号"] * 4
    assert "文号系列" in kinds
    assert len(kinds) <= 8


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [("jzf 2023 5", "文号", "嘉政发〔2023〕5号"), ("水利局", "责任单位", "嘉兴市水利局"), ("严溧", "任免人员", "严溧"), ("补偿安置", "文件", "关于印发嘉兴市征收集体土地房屋补偿安置办法的通知")],
)  # fmt: skip
def test_every_kind_of_name_is_suggested(page: Page, words: str, kind: str, text: str) -> None:
    enter(page, words)
    row = options(page).filter(has_text=kind).filter(has_text=text)
    expect(row.first).to_be_visible()


def test_choosing_by_keyboard(page: Page, served: str) -> None:
    enter(page, "嘉政发〔2023〕5号", "index.html")
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options(page).first.get_attribute("id") or "")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator('[aria-selected="true"]')).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}jzf/2023/5/")


def test_enter_without_a_choice_searches(page: Page) -> None:
    enter(page, "补偿安置")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"search/\?q="))
    expect(page.locator("#results").get_by_role("link", name=RELOCATION)).to_be_visible()


def test_escape_closes_and_leaves_the_words(page: Page) -> None:
    enter(page, "补偿")
    page.keyboard.press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(page.locator("#q")).to_have_value("补偿")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page).first).to_be_hidden()


def test_a_suggestion_is_clicked(page: Page, served: str) -> None:
    enter(page, "补偿安置办法", "about/index.html")
    options(page).filter(has_text="嘉政发〔2023〕5号").click()
    expect(page).to_have_url(f"{served}jzf/2023/5/")


def test_nothing_moves_when_they_appear(page: Page) -> None:
    page.goto(DECREE)
    place = "document.querySelector('h1').getBoundingClientRect().top + document.documentElement.scrollHeight"
    before = page.evaluate(place)
    page.locator("#q").click()
    page.keyboard.type("嘉政发")
    expect(options(page).first).to_be_visible()
    assert page.evaluate(place) == before


def test_no_suggestion_in_the_middle_of_a_composition(page: Page) -> None:
    page.goto("index.html")
    page.locator("#q").click()
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "jzf", "selectionStart": 3, "selectionEnd": 3})
    page.wait_for_timeout(600)
    expect(options(page)).to_have_count(0)
    keys.send("Input.insertText", {"text": "补偿"})
    expect(options(page).first).to_be_visible()


def test_nothing_of_the_search_is_loaded_before_the_field_is_entered(page: Page, published: Path) -> None:
    asked: list[Request] = []

    def remember(request: Request) -> None:
        asked.append(request)

    page.on("request", remember)
    page.goto(DECREE, wait_until="networkidle")
    code = [each.url for each in asked if re.search(r"\.(?:css|js)$", each.url)]
    assert not any("/search/" in each.url or "suggest" in each.url or "lookup" in each.url for each in asked)
    sizes = [len(gzip.compress((published / url.split("/archive/")[1]).read_bytes(), mtime=0)) for url in code]
    assert sum(sizes) < MOST_BYTES
    with page.expect_request("**/search/index/manifest.json"):
        page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_on_a_phone_they_fit(visit: Visit) -> None:
    page = visit(viewport={"width": 360, "height": 740}).new_page()
    enter(page, "嘉政发")
    box = page.get_by_role("listbox").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_without_the_index_the_form_still_works(page: Page) -> None:
    page.route("**/search/index/**", lambda route: route.fulfill(status=404, body=""))
    page.goto("index.html")
    page.locator("#q").click()
    page.keyboard.type("补偿")
    page.wait_for_timeout(500)
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"search/\?q="))
