"""static/js/search/spelling.js reads document numbers in whatever spelling people type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

KNOWN = [["云政发", "yzf"], ["云政办发", "yzbf"], ["和政发", "hzf"], ["国发", "guofa"], ["国务院令", "guowuyuanling"]]
FIVE = {"series": "云政发", "year": 2023, "serial": 5}


@pytest.fixture(scope="module")
def script(browser: Browser, served: str) -> Iterator[Page]:
    """A page that has the module at hand."""
    page = browser.new_page()
    page.goto(f"{served}404.html")
    page.evaluate("async (url) => { window.spelling = await import(url); }", f"{served}js/search/spelling.js")
    yield page
    page.close()


def read(script: Page, text: str) -> list[dict[str, Any]]:
    """What a text says of numbers; only what is sure."""
    found: list[dict[str, Any]] = script.evaluate(
        "([text, known]) => new spelling.Speller(known).readings(text)", [text, KNOWN]
    )
    return [{name: each[name] for name in FIVE} for each in found if each["sure"]]


@pytest.mark.parametrize(
    "text",
    [
        "云政发〔2023〕5号",
        "云政发[2023]5号",
        "云政发［２０２３］５号",
        "云政发（2023）5号",
        "云政发(2023)第5号",
        "云政发【2023】05号",
        "云政发〈2023〉5号",
        "云政发‹2023›005号",
        "云 政 发 〔 2023 〕 5 号",
        "云政发〔2 0 2 3〕5号",
        "云政发〔二〇二三〕五号",
        "云政发〔二○二三〕第五号",
        "云政发〔二O二三〕5",
        "云政发 2023 5",
        "云政发2023年5号",
        "云政发2023年第5号",
        "云政发2023-5号",
        "云政发—2023—5",
        "云政发20235号",
        "2023年云政发5号",
        "〔2023〕云政发第5号",
        "yzf 2023 5",
        "YZF-2023-05",
        "yzf/2023/005",
        "ｙｚｆ２０２３－５",
        "yzf-2023-5-p2",
        "请查云政发〔2023〕5号的全文",
        "根据《通知》（云政发〔2023〕5号）精神",
        "n/云政发〔2023〕5号/",
        "防汛 云政发〔2023〕5号 附件",
    ],
)
def test_every_spelling_is_the_number(script: Page, text: str) -> None:
    assert read(script, text) == [FIVE]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("云政发〔2023〕51号", [{**FIVE, "serial": 51}]),
        ("云政发 2023 15", [{**FIVE, "serial": 15}]),
        ("云政办发2023 5", [{**FIVE, "series": "云政办发"}]),
        ("国务院令427号", [{"series": "国务院令", "year": None, "serial": 427}]),
        ("云政发", [{"series": "云政发", "year": None, "serial": None}]),
        ("云政发2023", [{"series": "云政发", "year": 2023, "serial": None}]),
        ("云政发5号", [{"series": "云政发", "year": None, "serial": 5}]),
        ("2023 5号", [{"series": None, "year": 2023, "serial": 5}]),
    ],
)
def test_what_is_said_in_part_stays_a_part(script: Page, text: str, readings: list[dict[str, Any]]) -> None:
    assert read(script, text) == readings


@pytest.mark.parametrize("text", ["", "防汛", "2023年5月", "2023-05-01", "地铁(2023)5号线", "yzfx 2023 5"])
def test_what_is_no_number_is_none(script: Page, text: str) -> None:
    assert read(script, text) == []


def test_a_series_that_ends_like_another_is_not_taken_for_it(script: Page) -> None:
    assert read(script, "浙云政发〔2023〕5号") == []
