"""One document for each thing that can be found, in the order of arrival."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from small_index import archive

from gongbao.archive.library import Library
from gongbao.gazette import Department, Gazette, Series
from gongbao.linking import Graph
from gongbao.model import Catalogue, Decree, Instrument, Issue, Listed, Record, SourceRef, Table, TitleVariant
from gongbao.search.documents import Document, documents
from gongbao.search.grids import rows
from gongbao.search.plain import PlainPlaces

SOURCE = SourceRef("2023-04.txt", (1, 20))
YUNZHOU = Gazette(
    "云州市人民政府公报",
    series=(Series("云政发", "yzf", "云州市人民政府"),),
    departments=(Department("云州市教育局", ("市教育局",)),),
)


def found(*records: Record) -> dict[str, Document]:
    library = Library(Path("content"), {each.id: each for each in sorted(records, key=lambda each: each.id)}, {})
    return {each.id: each for each in documents(Graph.of(library, YUNZHOU), PlainPlaces())}


def test_a_decree_is_found_by_everything_it_is_called() -> None:
    decree = Decree(
        "yzf-2023-5",
        "关于印发办法的通知",
        SOURCE,
        number="云政发〔2023〕5号",
        issuer="云州市人民政府",
        signed=date(2023, 3, 1),
        title_variants=(TitleVariant("关于印发云州办法的通知", "toc"),),
        instruments=(Instrument("云州市学校办法", "办法", "instrument-1"),),
        departments=("市教育局",),
        body="# 关于印发办法的通知\n\n## 一、总则\n\n第一条 为了……",
    )
    made = found(decree)["yzf-2023-5"]
    assert made.names == ("关于印发云州办法的通知", "云州市学校办法")
    assert made.number_text == "云政发〔2023〕5号。yzf 2023 5"
    assert (made.year, made.day, made.departments) == (2023, date(2023, 3, 1), ("云州市教育局",))
    assert [passage.text for passage in made.passages if passage.heading] == ["关于印发办法的通知", "一、总则"]
    assert made.passages[-1].text == "责任单位：云州市教育局"


def test_the_cells_of_a_table_are_found_in_the_table_and_in_its_decree() -> None:
    decree = Decree("yzf-2023-5", "通知", SOURCE, number="云政发〔2023〕5号", tables=("yzf-2023-5-table-1",))
    body = "| 事项 | 单位 |\n| --- | --- |\n| 新建学校5所 | 市教育局 |"
    table = Table("yzf-2023-5-table-1", "事项清单", SOURCE, belongs_to="yzf-2023-5", rows=1, body=body)
    made = found(decree, table)
    assert "新建学校5所｜市教育局" in made["yzf-2023-5"].body_text
    assert "新建学校5所｜市教育局" in made["yzf-2023-5-table-1"].body_text
    assert made["yzf-2023-5-table-1"].part_of == "通知"
    assert [passage.anchor for passage in made["yzf-2023-5"].passages] == ["yzf-2023-5-table-1"] * 3


def test_rows_keep_an_escaped_bar_and_drop_the_rule() -> None:
    assert list(rows("| a\\|b | — |\n|---|:---:|\n| 一 | |")) == ["a|b｜—", "一"]


def test_another_printing_is_found_where_it_differs() -> None:
    first = Decree("yzf-2023-5", "通知", SOURCE, number="云政发〔2023〕5号", issue="2023-04", body="甲乙丙\n\n丁戊")
    other = Decree(
        "yzf-2023-5-p2", "通知", SOURCE, number="云政发〔2023〕5号", body="甲乙丙\n\n庚辛", printing_of="yzf-2023-5"
    )
    made = found(first, other)
    assert set(made) == {"yzf-2023-5"}
    assert [(each.text, each.page) for each in made["yzf-2023-5"].passages] == [
        ("甲乙丙", ""),
        ("丁戊", ""),
        ("庚辛", "yzf-2023-5-p2/"),
    ]


def test_what_arrives_later_stands_later_and_numbers_without_a_text_last() -> None:
    early = Issue("2023-04", "第4期", SOURCE, year=2023, published=date(2023, 4, 25))
    late = Issue("2023-05", "第5期", SOURCE, year=2023, published=date(2023, 5, 25))
    old_in_late = Decree(
        "yzf-2023-1", "旧事", SOURCE, number="云政发〔2023〕1号", issue="2023-05", signed=date(2023, 1, 1)
    )
    new_in_early = Decree(
        "yzf-2023-9", "新事", SOURCE, number="云政发〔2023〕9号", issue="2023-04", signed=date(2023, 4, 20)
    )
    listed = Catalogue(
        "2023-04-catalogue",
        "目录",
        SourceRef("x", (30, 31)),
        issue="2023-04",
        entries=(Listed("云政发〔2023〕2号", "没有印出来的事", False),),
    )
    made = list(found(early, late, old_in_late, new_in_early, listed))
    assert made == ["2023-04", "yzf-2023-9", "2023-04-catalogue", "2023-05", "yzf-2023-1", "云政发〔2023〕2号"]


def test_every_decree_of_the_archive_is_there_once() -> None:
    ids = [document.id for document in archive()]
    assert len(ids) == len(set(ids))
    assert {"jzf-2023-5", "2023-04", "2023-04-appointments", "jzbf-2023-7-table-1"} <= set(ids)
