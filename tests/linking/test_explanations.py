"""Explanations: a paragraph is laid beside another on evidence that can be named, and beside none without."""

from __future__ import annotations

import pytest

from gongbao.linking.explanations import explain
from patience import ends

MARKET = (
    "《云州市集市管理办法》已经市政府常务会议审议通过，现印发给你们，请认真贯彻执行。",
    "第一章 总则",
    "第一条 为了规范集市管理，根据《中华人民共和国食品安全法》，制定本办法。",
    "第二条 本办法所称集市，是指有固定场所、若干经营者入场经营的场所。",
    "第二章 设置与登记",
    "第三条 设置集市应当符合集市布点规划，并向所在地镇人民政府办理登记。",
    "第四条 集市开办者应当在入口处公布消防通道示意图和投诉电话。",
    "第五条 违反本办法规定的，由市场监管部门责令改正。",
)
GREEN = (
    "一、总体要求",
    "到2025年，全市新增绿地二百公顷，人均公园绿地面积达到十六平方米以上。",
    "二、重点任务",
    "（一）建设口袋公园。利用城市边角地块建设口袋公园一百个。",
    "（二）保护古树名木。对树龄一百年以上的树木逐株建立档案，落实养护责任人。",
    "三、保障措施",
    "各区人民政府每年安排专项资金，用于绿地的建设和养护。",
)


def reasons(decree: tuple[str, ...], *told: str) -> dict[tuple[int, int], str]:
    return {(each.decree, each.interpretation): each.reason for each in explain(decree, told)}


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ("办法第三条明确，设置集市要登记。", []),  # whose 办法 is not said
        ("本办法第三条明确，设置集市要登记。", [5]),
        ("《办法》第三条、第五条作了规定。", [5, 7]),
        ("《办法》第三条至第五条作了规定。", [5, 6, 7]),
        ("第二章说明在哪里设、怎样登记。", [4]),
        ("《云州市集市管理办法》第四条是新增的。", [6]),
        ("依据《中华人民共和国食品安全法》第三条和第四条。", []),
        ("依据食品安全法第三条。", []),
        ("依据《云州市城市绿化办法》第三条。", []),
        ("这是第三届集市。", []),
        ("《办法》第四十条作了规定。", []),
    ],
)
def test_an_article_that_is_named_is_explained_unless_it_is_another_texts(told: str, places: list[int]) -> None:
    assert reasons(MARKET, told) == {(place, 0): "number" for place in places}


def test_an_article_of_two_instruments_is_not_guessed() -> None:
    twice = (*MARKET, "第三条 本细则自公布之日起施行。")
    assert reasons(twice, "《办法》第三条明确。") == {}


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ("（二）重点任务。共有十项。", [2]),
        ("主要分为总体要求、重点任务和保障措施三部分。", [0, 2, 5]),
        ("二是保护古树名木，三是其他。", [4]),
        ("要落实各项保障措施的要求。", []),  # in passing, and a heading of every text
    ],
)
def test_a_heading_is_evidence_where_it_stands_as_a_name(told: str, places: list[int]) -> None:
    assert sorted(place for place, _ in reasons(GREEN, told)) == places


def test_what_stands_below_the_same_heading_belongs_to_it() -> None:
    told = ("一、总体要求", "主要是面积。", "二、联系人", "张三，电话见公告。")
    assert reasons(GREEN, *told) == {(0, 0): "title", (0, 1): "under"}


def test_a_sentence_taken_over_is_found_though_its_points_and_ends_differ() -> None:
    told = "《意见》提出目标：到 2025 年全市新增绿地二百公顷，人均公园绿地面积达到十六平方米。"
    (found,) = explain(GREEN, [told])
    assert (found.decree, found.reason) == (1, "words")
    assert found.evidence in told.replace(" ", "") or found.evidence.rstrip("…") in told
    assert found.why.startswith("两处都写“")


def test_words_that_stand_everywhere_are_no_evidence() -> None:
    stock = "认真贯彻落实市委市政府决策部署"
    decree = tuple(f"{stock}，做好第{number}号地块的工作。" for number in "一二三四五")
    assert reasons(decree, f"{stock}。") == {}


def test_a_short_phrase_in_a_long_sentence_is_no_evidence() -> None:
    told = "近年来各地在推进城乡环境整治中利用城市边角地块开展了许多有益的探索并形成了可供借鉴的经验"
    assert reasons(GREEN, told) == {}


def test_a_title_that_both_cite_is_no_evidence() -> None:
    cited = "《云州市人民政府关于加快推进城市绿化高质量发展的若干实施意见》"
    assert reasons((f"根据{cited}，制定本方案。",), f"依据{cited}，结合实际起草。") == {}


def test_a_term_that_is_defined_is_explained_where_it_stands() -> None:
    assert reasons(GREEN, "口袋公园：指面积四百平方米以上的小型公园。") == {(3, 0): "term"}
    assert reasons(GREEN, "解读机关：云州市园林局。") == {}


def test_the_strongest_evidence_speaks_and_matches_are_in_order() -> None:
    told = ("（二）保护古树名木。对树龄一百年以上的树木逐株建立档案，落实养护责任人。", "一是总体要求。")
    found = explain(GREEN, told)
    assert [(each.decree, each.interpretation, each.reason) for each in found] == [(0, 1, "title"), (4, 0, "title")]


def test_nothing_in_nothing() -> None:
    assert explain((), ()) == explain(GREEN, ()) == explain((), GREEN) == ()


def test_long_texts_are_explained_to_their_end() -> None:
    decree = [
        f"（{at}）第{at}项工作由第{at * 7}号单位在第{at * 13}号地点按照规定的程序组织实施。" for at in range(2000)
    ]
    with ends():
        assert explain(decree, decree[::-1])
