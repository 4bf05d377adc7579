"""A further printing: the verdict first, then what differs, said in words and not by colour alone."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup
from numbered_archive import RECORDS, TREES, leads, main, shown, site_of, words

from gongbao.model import SourceRef, Table
from gongbao.site.printings import pages, summary

BODY = (
    "# 云州市人民政府关于植树的通知\n\n各区要在三月底前备好苗木，数量不少于一百万株。\n\n"
    "各单位要组织职工参加义务植树，做好登记。\n\n## 一、准备苗木\n\n（附件略）"
)
WEB = (
    "# 云州市人民政府关于植树的通知\n\n各区要在三月底前备好苗木，数量不少于一百二十万株。\n\n"
    "各单位要组织职工参加义务植树，做好登记!\n\n## 一、准备苗木\n\n市园林局负责解释并受理群众的咨询和投诉。"
)
FIRST = replace(TREES, body=BODY)
AGAIN = replace(
    TREES,
    id="yzf-2023-2-p2",
    issue=None,
    number=None,
    printing_of=TREES.id,
    source=SourceRef("植树.html", (3, 30)),
    site={"索引号": "001-2023", "发布日期": "2023-03-15"},
    body=WEB,
)
REST = tuple(each for each in RECORDS if each.id != TREES.id)
PATH = "yzf/2023/2/p2/"


def page(*records: object) -> BeautifulSoup:
    site = site_of((*REST, FIRST, *records))  # type: ignore[arg-type]
    return shown(pages, site)[PATH]


def test_only_further_printings_have_such_a_page() -> None:
    assert list(shown(pages, site_of((*REST, FIRST, AGAIN)))) == [PATH]
    assert shown(pages, site_of()) == {}


def test_the_verdict_counts_the_paragraphs() -> None:
    site = site_of((*REST, FIRST, AGAIN))
    (told,) = summary(site, site.graph.works[TREES.id])
    assert told.link.path == PATH
    assert told.verdict.startswith("两处文字：3段相同，1段有字句差异，1段只见于首份，1段只见于本份")
    assert told.verdict in words(main(page(AGAIN)))


def test_letters_that_differ_are_marked_and_the_marks_explained() -> None:
    content = main(page(AGAIN))
    changed = next(each for each in content.select(".printing-paragraph") if "有字句差异" in words(each))
    assert [words(each) for each in changed.find_all("ins")] == ["二十"]
    assert "带下划线的字 只见于本份" in words(content)
    assert "带删除线的字 只见于首份" in words(content)


def test_each_paragraph_that_differs_says_where_it_stands() -> None:
    labels = [words(each) for each in main(page(AGAIN)).select(".printing-note strong")]
    assert sorted(labels) == ["只见于本份", "只见于首份", "有字句差异"]


def test_what_is_the_same_is_folded_and_points_do_not_count() -> None:
    folded = main(page(AGAIN)).find_all("details")
    assert [words(each.summary) for each in folded] == ["1段相同", "2段相同"]
    assert "做好登记" in words(folded[1])


def test_two_printings_of_the_same_words_are_said_to_be_the_same() -> None:
    content = main(page(replace(AGAIN, body=BODY.replace("，", ", "))))
    assert "两处文字相同" in words(content)
    assert content.find(["ins", "del"]) is None
    assert [each.has_attr("open") for each in content.find_all("details")] == [True]


def test_it_leads_to_the_first_printing_the_sources_and_the_other_forms() -> None:
    found = leads(PATH, main(page(AGAIN)))
    assert "yzf/2023/2/" in found.values()
    assert {"sources/植树/#L3", "issues/2023-04/source/#L1"} <= set(found.values())
    assert f"{PATH}index.md" in found.values()


def test_it_shows_what_the_web_page_says_of_itself() -> None:
    text = words(main(page(AGAIN)))
    assert "政府网站公布的文本" in text
    assert "索引号 001-2023" in text


def test_tables_are_listed_and_not_compared() -> None:
    table = Table("yzf-2023-2-p2-table-1", "苗木数量", AGAIN.source, belongs_to=AGAIN.id, rows=3)
    with_table = replace(AGAIN, body=f"{WEB}\n\n[苗木数量](yzf-2023-2-p2-table-1.md)", tables=(table.id,))
    content = main(page(with_table, table))
    assert "表格没有逐格比较" in words(content)
    assert leads(PATH, content)["苗木数量"] == "tables/yzf-2023-2-p2-table-1/"
    assert "苗木数量" not in " ".join(words(each) for each in content.select(".printing-paragraph"))


def test_every_anchor_of_its_text_is_there_once_so_that_links_to_it_lead_here() -> None:
    table = Table("yzf-2023-2-p2-table-1", "苗木数量", AGAIN.source, belongs_to=AGAIN.id, rows=3)
    with_table = replace(AGAIN, body=f"{WEB}\n\n[苗木数量](yzf-2023-2-p2-table-1.md)", tables=(table.id,))
    site = site_of((*REST, FIRST, with_table, table))
    content = shown(pages, site)[PATH]
    ids = [str(each["id"]) for each in content.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {block.anchor for block in site.bodies.of(with_table).blocks} <= set(ids)
    assert words(content.find(id="1")) == "一、准备苗木"
