"""static/js/numbers.js is the twin of gongbao.numbers: both read the same in what people type and in what texts print."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from gongbao import numbers
from gongbao.numerals import to_int

KNOWN = [["云政发", "yzf"], ["云政办发", "yzbf"], ["和政发", "hzf"], ["国发", "guofa"], ["国务院令", "guowuyuanling"]]
BRACKETS = ["〔〕", "[]", "［］", "（）", "()", "【】", "〈〉", "<>", "‹›", "〔]", "(〕"]
FIVE = {"series": "云政发", "year": 2023, "serial": 5, "sure": True}


@pytest.fixture(scope="module")
def script(browser: Browser, served: str) -> Iterator[Page]:
    """A page that has the module at hand."""
    page = browser.new_page()
    page.goto(f"{served}search/index.html")
    page.evaluate("async (url) => { window.numbers = await import(url); }", f"{served}js/numbers.js")
    yield page
    page.close()


def read(script: Page, text: str) -> list[dict[str, Any]]:
    """The readings of a text."""
    found: list[dict[str, Any]] = script.evaluate("([text, known]) => numbers.parse(text, known)", [text, KNOWN])
    return found


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
        ("国务院令427号", [{"series": "国务院令", "year": None, "serial": 427, "sure": True}]),
        ("国务院第427号令", [{"series": "国务院令", "year": None, "serial": 427, "sure": True}]),
        ("云政发", [{"series": "云政发", "sure": True}]),
        ("yzf", [{"series": "云政发", "sure": True}]),
        ("云政发2023", [{"series": "云政发", "year": 2023, "sure": True}]),
        ("云政发〔2023〕", [{"series": "云政发", "year": 2023, "sure": True}]),
        ("云政发5号", [{"series": "云政发", "serial": 5, "sure": True}]),
        ("2023 5号", [{"year": 2023, "serial": 5, "sure": True}]),
        ("2023年第5号", [{"year": 2023, "serial": 5, "sure": True}]),
        ("云政办发〔2023〕7号、国发〔2022〕22号", [
            {"series": "云政办发", "year": 2023, "serial": 7, "sure": True},
            {"series": "国发", "year": 2022, "serial": 22, "sure": True},
        ]),
    ],
)  # fmt: skip
def test_what_is_said_in_part_stays_a_part(script: Page, text: str, readings: list[dict[str, Any]]) -> None:
    assert read(script, text) == readings


@pytest.mark.parametrize(
    "text", ["", "防汛", "2023年5月", "2023-05-01", "地铁(2023)5号线", "〔市、区〕", "yzfx 2023 5", "第5号"]
)
def test_what_is_no_number_is_none(script: Page, text: str) -> None:
    assert read(script, text) == []


def test_a_series_that_ends_like_another_is_not_taken_for_it(script: Page) -> None:
    first, *others = read(script, "浙云政发〔2023〕5号")
    assert first == {**FIVE, "series": "浙云政发"}
    assert not any(other["sure"] for other in others)
    assert not any(each["sure"] for each in read(script, "浙云政发 2023 5"))


def spelled(dice: random.Random, number: numbers.Number) -> str:
    """A number in a spelling people use."""
    words = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number.year))
    year = dice.choice([str(number.year), words, str(number.year).translate(FULL)])
    serial = dice.choice([str(number.serial), f"0{number.serial}", str(number.serial).translate(FULL)])
    left, right = list(dice.choice(BRACKETS))
    parts = [number.series, left, year, right, dice.choice(["", "第"]), serial, dice.choice(["号", "号", ""])]
    return "".join(part + dice.choice(["", "", " ", "　"]) for part in parts)


FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def test_random_spellings_are_read_as_in_python(script: Page) -> None:
    dice = random.Random(20230301)
    made = []
    for _ in range(400):
        series = dice.choice([name for name, _ in KNOWN[:4]])
        number = numbers.Number(series, dice.randint(1949, 2100), dice.randint(1, 9999))
        made.append((number, spelled(dice, number)))
    found = script.evaluate(
        "([texts, known]) => texts.map((text) => numbers.parse(text, known))", [[t for _, t in made], KNOWN]
    )
    wrong = [
        (text, readings)
        for (number, text), readings in zip(made, found, strict=True)
        if readings != [{"series": number.series, "year": number.year, "serial": number.serial, "sure": True}]
        or numbers.parse(text) != number
    ]
    assert wrong == []


def test_running_text_is_read_as_in_python(script: Page) -> None:
    dice = random.Random(5)
    before = [
        "根据",
        "，按照",
        "现将",
        "《通知》（",
        "和",
        "严格执行",
        "见",
        "2023年3月1日",
        "同意转发",
        "依法对",
        "与原",
    ]
    series = ["云政发", "国发", "和政发", "人社部发", "云自然资发", "经信发", "对外贸易部令", "国务院令"]
    texts = []
    for _ in range(300):
        number = numbers.Number(dice.choice(series), dice.randint(1990, 2030), dice.randint(1, 300))
        other = numbers.Number("国务院令", None, dice.randint(1, 900))
        texts.append(
            f"{dice.choice(before)}{number}精神，{dice.choice(before)}{dice.choice([str(other), '（第38号）', '地铁5号线'])}。"
        )
    found = script.evaluate("(texts) => texts.map((text) => numbers.findAll(text))", texts)
    expected = [
        [
            {"series": one.number.series, "year": one.number.year, "serial": one.number.serial}
            for one in numbers.find_all(text)
        ]
        for text in texts
    ]
    assert found == expected


def test_numerals_are_read_as_in_python(script: Page) -> None:
    texts = [
        "二十一",
        "一百零一",
        "廿三",
        "二〇二三",
        "1 2",
        "十",
        "十百",
        "一百一",
        "",
        "甲",
        "一百一十",
        "百十",
        "一千零一",
        "卅",
    ]
    texts += ["".join(random.Random(seed).choices("零一二三十百千", k=4)) for seed in range(200)]
    found = script.evaluate("(texts) => texts.map(numbers.toInt)", texts)
    assert dict(zip(texts, found, strict=True)) == {text: to_int(text) for text in texts}
