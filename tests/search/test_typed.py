"""What a reader types is found: any piece of any text, any spelling of any number; and nothing does harm."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import HOSTILE, archive, archive_index, decree, gazette, index, many, stub

from gongbao.numbers import Number
from gongbao.numerals import to_chinese
from gongbao.search.documents import Document
from gongbao.search.engine import Engine
from gongbao.search.spelling import Speller
from patience import ends

HAN = re.compile("[\u4e00-\u9fff]{2,}")
ENGINE = Engine(archive_index())
NUMBERED = [document for document in archive() if document.number]


@st.composite
def pieces(draw: st.DrawFn) -> tuple[int, str]:
    """A document and two or more Chinese characters that stand together in it."""
    place = draw(st.integers(0, len(archive()) - 1))
    document = archive()[place]
    texts = [document.title, *document.names, *(passage.text for passage in document.passages)]
    runs = [run for text in texts for run in HAN.findall(text)]
    run = draw(st.sampled_from(runs))
    start = draw(st.integers(0, len(run) - 2))
    return place, run[start : draw(st.integers(start + 2, len(run)))]


@settings(max_examples=400, deadline=None)
@given(pieces())
def test_any_two_characters_or_more_find_their_document(found: tuple[int, str]) -> None:
    document, piece = found
    results = ENGINE.search(piece)
    assert document in {hit.document for hit in results.hits}
    assert not results.left_out


@settings(max_examples=200, deadline=None)
@given(pieces())
def test_no_phrase_asks_for_more_than_a_few_terms_and_looking_at_texts_loses_none(found: tuple[int, str]) -> None:
    document, piece = found
    results = ENGINE.search(piece)
    assert all(1 <= len(phrase.terms) <= 8 for phrase in results.query.phrases)
    settled = ENGINE.settled(results)
    assert document in {hit.document for hit in settled.hits}
    assert {hit.document for hit in settled.hits} <= {hit.document for hit in results.hits}


HALF = "集体和土地、补偿与安置"  # has every second pair of 集体土地补偿安置


def test_a_text_that_has_some_pairs_of_a_long_phrase_is_not_found_when_it_is_looked_at() -> None:
    engine = Engine(index([decree(1, "甲", "集体土地补偿安置"), decree(2, "乙", HALF)]))
    results = engine.search("集体土地补偿安置")
    assert {hit.document for hit in results.hits} == {0, 1}
    assert [hit.document for hit in engine.settled(results).hits] == [0]


def test_of_many_such_texts_all_pairs_are_asked_for() -> None:
    right = [decree(serial, "甲", "集体土地补偿安置") for serial in (3, 40)]
    scattered = decree(41, "乙", "集体土地；体土；土地补；地补偿；偿安置；补偿安置")
    engine = Engine(index([*right, *(decree(serial, "乙", HALF) for serial in range(4, 30)), scattered]))
    results = engine.search("集体土地补偿安置")
    assert len(results.hits) == 29
    settled = engine.settled(results)
    assert {hit.document for hit in settled.hits} == {0, 1, 28}
    assert [each.closeness for each in engine.closest(settled).next(10)] == [1, 1, 2]


def test_words_as_they_were_typed_come_first_from_beyond_the_first_page() -> None:
    texts = [decree(serial, "乙", "集体，体土，土地") for serial in range(1, 15)]
    exact = decree(20, "甲", "集体土地" + "，其他" * 200)  # so long that it weighs least
    closest = (engine := Engine(index([exact, *texts]))).closest(engine.search("集体土地"))
    assert closest.next(3)[0].hit.document != 0  # six texts were looked at
    closest = engine.closest(engine.search("集体土地"))
    first = closest.next(10)
    assert first[0].hit.document == 0
    assert len(first) == 10
    assert len(closest.left) == 5


def test_a_number_lists_the_texts_that_name_it_and_no_others() -> None:
    named = decree(7, "乙", "根据云政发[2023]5号文件")
    scattered = decree(8, "丙", "云政发〔2022〕5号和海发〔2023〕5号")
    engine = Engine(index([decree(5, "甲"), named, scattered]))
    for text in ("云政发〔2023〕5号", "yzf 2023 5", "云 政 发 2023 年 第 ５ 号"):
        results = engine.search(text)
        assert str(results.mentioned) == "云政发〔2023〕5号"
        assert results.numbered == (0,)
        assert [each.hit.document for each in engine.closest(results).next(10)] == [1], text
    words = engine.search("云政发〔2023〕5号", as_words=True)
    assert (words.mentioned, words.numbered) == (None, ())
    assert {hit.document for hit in words.hits} == {0, 1, 2}


def test_words_of_asking_and_an_order_that_says_its_name_at_the_end() -> None:
    speller = Speller({"云政发": "yzf", "国务院令": "gwyl"})
    asked = speller.readings("请查一下云政发〔2023〕5号")[0]
    assert (asked.series, asked.serial, asked.sure) == ("云政发", 5, True)
    for text in ("国务院第427号令", "国务院令第427号", "国务院 427 号令"):
        (reading,) = speller.readings(text)
        assert (reading.series, reading.serial, reading.sure, reading.whole) == ("国务院令", 427, True, True), text
    assert speller.readings("国务院2023年") == ()
    assert speller.readings("国务院第5号线") == ()


def test_brackets_quotes_and_spaces_in_a_text_do_not_hide_it() -> None:
    engine = Engine(index([decree(1, "甲", "加快“工业上楼”（试行）步伐，《云州市 办法》施行")]))
    for query in ("加快工业上楼试行步伐", "云州市办法施行", '"工业上楼试行"', "工业 上楼"):
        assert [hit.document for hit in engine.search(query).hits] == [0]
    assert engine.search("步伐云州").left_out


def spellings(number: Number, code: str) -> list[str]:
    """The ways people write a number."""
    series, year, serial = number.series, number.year, number.serial
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    brackets = [tuple(pair) for pair in ("〔〕", "[]", "［］", "（）", "()", "【】", "〈〉", "‹›", "  ", "--")]
    made = [f"{series}{left}{year}{right}{serial}号" for left, right in brackets]
    made += [
        f"{series}〔{year}〕第{serial}号",
        f"{series}〔{year}〕0{serial}号",
        f"{series}〔{year}〕{serial}",
        f"{series}{year}年{serial}号",
    ]
    made += [
        f"{series}{year} {serial}",
        f"{series}{year}-{serial}",
        f"{year}年{series}{serial}号",
        f"{series}—{year}—{serial}号",
    ]
    made += [f"{series}〔{year}〕{serial}号".translate(wide), f"{series}〔{chinese}〕{to_chinese(serial)}号"]
    made += [
        " ".join(f"{series}〔{year}〕{serial}号"),
        f"{code} {year} {serial}",
        f"{code.upper()}{year}-{serial}",
        f"{code}-{year}-{serial}",
    ]
    return [*made, f"根据《{series}〔{year}〕{serial}号》精神", f"请查{series}〔{year}〕{serial}号文件"]


@pytest.mark.parametrize("document", NUMBERED, ids=lambda each: each.code)
def test_any_spelling_leads_to_its_number(document: Document) -> None:
    assert document.number
    place = archive().index(document)
    code = gazette().codes.get(document.series, "")
    for text in spellings(document.number, code):
        results = ENGINE.search(text)
        assert results.numbered == (place,), text
        assert results.direct == place or "根据" in text or "请查" in text


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 9999), st.integers(1990, 2035))
def test_five_is_never_fifty_one(serial: int, year: int) -> None:
    speller = Speller({"云政发": "yzf", "云政办发": "yzbf"})
    for text in spellings(Number("云政发", year, serial), "yzf"):
        assert [(each.series, each.year, each.serial) for each in speller.readings(text)] == [("云政发", year, serial)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年",
        "十四五",
        "第三产业",
        "551X工程",
        "2025",
        "地铁5号线",
        "5号楼",
        "2023年5月",
        "2023年5月3日",
        "政府工作报告",
        "一号文件",
        "第五次经济普查",
        "5",
        "云州",
        "2023年第4期",
    ],
)
def test_ordinary_words_are_no_number(text: str) -> None:
    assert Speller({"云政发": "yzf"}).readings(text) == ()


def test_part_of_a_number_lists_the_newest_first() -> None:
    engine = Engine(
        index([decree(5, "甲", year=2021), decree(6, "乙", year=2023), decree(5, "丙", year=2023), stub(51, "丁")])
    )
    assert engine.search("云政发〔2023〕").numbered == (3, 1, 2)
    assert engine.search("云政发5号").numbered == (2, 0)
    assert engine.search("5号").numbered == (2, 0)
    assert engine.search("2021年5号").direct == 0
    assert engine.search("yzf").numbered == (3, 1, 2, 0)


def test_a_number_nobody_printed_leads_to_the_nearest_and_to_nothing_else() -> None:
    engine = Engine(index([decree(serial, "关于某事的通知", "云政发") for serial in (1, 4, 9, 30)]))
    results = engine.search("云政发〔2023〕5号")
    assert (results.numbered, results.hits, results.direct) == ((), (), None)
    assert [each.serial for each in results.near] == [4, 1, 9, 30]


def test_a_series_inside_another_is_not_it() -> None:
    engine = Engine(index([decree(5, "甲")]))
    assert engine.search("海云政发〔2023〕5号").numbered == ()


def test_words_that_nothing_holds_together_are_said() -> None:
    engine = Engine(index([decree(1, "甲乙", "工业上楼方案"), decree(2, "丙丁", "补偿安置办法")]))
    results = engine.search("工业上楼 量子鸡蛋")
    assert ([hit.document for hit in results.hits], results.left_out) == ([0], ("量子鸡蛋",))
    assert engine.search("工业上楼 补偿安置办法").left_out == ("工业上楼",)
    assert engine.search("工业上楼方法").left_out == ("工业上楼方法",)


def test_filters_sift_and_words_left_out_do() -> None:
    engine = Engine(index([decree(1, "补偿甲", year=2021), decree(2, "补偿乙", year=2023), stub(3, "补偿丙")]))
    assert {hit.document for hit in engine.search("补偿 year:2022-2023").hits} == {1, 2}
    assert [hit.document for hit in engine.search("补偿 -补偿乙 kind:文件").hits] == [0]
    assert [hit.document for hit in engine.search("年份：2021").hits] == [0]
    assert engine.search("补偿 issuer:没有这个机关").hits == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_do_no_harm(text: str) -> None:
    with ends():
        ENGINE.search(text)


def test_random_queries_never_raise() -> None:
    random = Random(4)
    engine = Engine(index(many(30)))
    letters = '政府年号第"“-:：（〔 5.a' + "\u3000\U00020000"
    for _ in range(500):
        engine.search("".join(random.choice(letters) for _ in range(random.randint(0, 20))))
