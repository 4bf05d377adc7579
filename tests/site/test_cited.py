"""Instruments from elsewhere: who cites them, with which words, in which group, and no link that is a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import AT, RECORDS, TREES, WELLS, leads, main, shown, site_of, words

from gongbao.linking import Cited
from gongbao.model import Citation, Decree, Table
from gongbao.numbers import parse
from gongbao.site import citing, passages
from gongbao.site.cited import OPEN, pages
from gongbao.site.genres import group
from gongbao.site.memory import Memory
from gongbao.site.passages import Passage, Passages

LAW = "cited/zhonghuarenmingongheguosenlinfa/"


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    return shown(pages, site_of())


def test_who_cites_it_stands_newest_first_with_the_sentence(made: dict[str, BeautifulSoup]) -> None:
    page = main(made[LAW])
    citing = page.find(class_="citing")
    assert isinstance(citing, Tag)
    assert list(leads(LAW, citing)) == ["云州市人民政府关于植树的通知", "云州市人民政府关于修井的决定"]
    assert [passage.get_text() for passage in page.find_all("blockquote")] == [
        "根据《中华人民共和国森林法》和《国务院关于绿化的意见》（国发〔2022〕24号），现通知如下。",
        "依照《中华人民共和国森林法》，修井。",
    ]
    assert "2023年3月12日" in words(page)


def test_the_name_is_marked_in_the_sentence_with_title_and_number(made: dict[str, BeautifulSoup]) -> None:
    page = made["cited/guofa/2022/24/"]
    assert words(main(page).b) == "《国务院关于绿化的意见》（国发〔2022〕24号）"
    assert "国发〔2022〕24号" in words(main(page).dl)


def test_nothing_is_said_about_its_force(made: dict[str, BeautifulSoup]) -> None:
    assert "是否有效、有没有修改，本库无从判断" in words(main(made[LAW]))


def test_the_index_groups_by_words_of_the_genre(made: dict[str, BeautifulSoup]) -> None:
    groups = main(made["cited/"]).find_all("details")
    assert [words(each.h2) for each in groups] == ["法律 1 件", "党中央、国务院文件 1 件", "办法、规定和细则 1 件"]
    assert leads("cited/", groups[0]) == {"中华人民共和国森林法": LAW}
    assert words(groups[0].li) == "中华人民共和国森林法 2 件引用"
    assert all(each.has_attr("open") for each in groups)


def test_the_filter_is_not_offered_where_it_cannot_work(made: dict[str, BeautifulSoup]) -> None:
    tools = made["cited/"].find(id="tools")
    assert isinstance(tools, Tag)
    assert "scripted" in tools["class"], "the style sheet hides it where no script runs"
    assert tools.find("label", attrs={"for": "filter"})


def test_a_title_that_several_decrees_bear_gets_no_link_but_their_list() -> None:
    title = "云州市人民政府关于表彰先进的决定"
    praises = [
        Decree(f"p{day}", title, AT, number=f"云政发〔2023〕{day}号", signed=date(2023, 1, day)) for day in (1, 3)
    ]
    citing = replace(TREES, cites=(Citation(None, title),), body=f"参照《{title}》。")
    made = shown(pages, site_of([*praises, citing]))
    (path,) = (path for path in made if path != "cited/")
    page = main(made[path])
    assert "没有选定链接" in words(page)
    assert "标题分不出是哪一件" in words(page)
    doubted = page.find(class_="concluded")
    assert isinstance(doubted, Tag)
    assert [leads(path, item)[title] for item in doubted.find_all("li")] == ["yzf/2023/1/", "yzf/2023/3/"]
    assert "未收录全文" not in words(page)
    assert "同名待辨" in words(main(made["cited/"]))


def test_a_number_in_a_cell_of_a_table_is_shown_with_that_cell_alone() -> None:
    table = Table(
        "t1",
        "表1",
        AT,
        belongs_to=WELLS.id,
        columns=("序号", "依据"),
        rows=1,
        body="| 序号 | 依据 |\n| --- | --- |\n| 1 | 参见水规〔2020〕3号执行 | 尾注 |",
    )
    made = shown(pages, site_of([*RECORDS, table]))
    quoted = main(made["cited/shuigui/2020/3/"]).blockquote
    assert isinstance(quoted, Tag)
    assert quoted.get_text() == "参见水规〔2020〕3号执行"


def test_a_long_sentence_is_cut_around_the_name() -> None:
    body = f"{'云' * 500}《云州市集市办法》{'州' * 500}。"
    made = shown(pages, site_of([replace(TREES, cites=(Citation(None, "云州市集市办法"),), body=body)]))
    quoted = main(made["cited/yunzhoushijishibanfa/"]).blockquote
    assert isinstance(quoted, Tag)
    text = quoted.get_text()
    assert "《云州市集市办法》" in text
    assert text.startswith("…云")
    assert text.endswith("州…")
    assert len(text) < 200


def test_many_thousand_entries_stay_folded_up_and_in_one_page() -> None:
    citations = tuple(Citation(None, f"云州市第{number}号渠管理办法") for number in range(OPEN + 1))
    made = shown(pages, site_of([replace(TREES, cites=citations, body="")]))
    groups = main(made["cited/"]).find_all("details")
    assert len(groups) == 1
    assert not groups[0].has_attr("open")
    assert len(groups[0].find_all("li")) == OPEN + 1


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        (None, "中华人民共和国统计法", "法律"),
        (None, "民法典", "法律"),
        (None, "云州市农业丰收奖评审管理办法", "办法、规定和细则"),
        (None, "统计分析工作方法", "其他"),
        ("国务院令第427号", "全国经济普查条例", "条例"),
        ("国办发〔2022〕11号", None, "党中央、国务院文件"),
        (None, "国务院办公厅关于印发规划的通知", "党中央、国务院文件"),
        (None, "国务院学位委员会关于审核的通知", "部门和其他机关文件"),
        ("云政办发〔2022〕3号", "云州市绿化办法", "各级人民政府文件"),
        ("平海政〔2024〕11号", None, "各级人民政府文件"),
        ("云政协发〔2024〕1号", None, "部门和其他机关文件"),
        ("财政发〔2022〕3号", None, "部门和其他机关文件"),
        ("云发改〔2022〕3号", None, "部门和其他机关文件"),
        (None, "云州市水利局等部门关于修堤的意见", "部门和其他机关文件"),
        (None, "海棠县人民政府办公室关于修堤的意见", "各级人民政府文件"),
        (None, "云州市绿化规划（2021—2035年）", "规划、计划和方案"),
        (None, "云州市工业用地控制指标（2014）", "标准、规范和指标"),
        (None, "关于修堤的若干意见", "其他"),
    ],
)
def test_groups_follow_title_and_series(number: str | None, title: str | None, expected: str) -> None:
    assert group(Cited("key", parse(number) if number else None, title)) == expected


class Shelf(dict[bytes, bytes]):
    """A memory in a dict."""

    def put(self, key: bytes, value: bytes) -> None:
        self[key] = value


def refused(*_: object) -> Passage:
    """In place of what must not be asked again."""
    raise AssertionError


def test_sentences_that_were_found_once_are_not_searched_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    site = replace(site_of(), memory=Memory(Shelf()))
    found = shown(pages, site)
    monkeypatch.setattr(Passages, "_search", refused)
    assert shown(pages, site) == found


def test_a_document_that_many_cite_shows_the_same_sentences(
    made: dict[str, BeautifulSoup], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(citing, "_MANY", 1)
    monkeypatch.setattr(passages, "_HELD", 1)
    site = replace(site_of(), memory=Memory(Shelf()))
    assert shown(pages, site) == made
    monkeypatch.setattr(Passages, "of", refused)
    assert shown(pages, site) == made
