"""The pages of the tables: what is printed is shown as printed, and the data are exact."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from table_archive import ALL, FLOOD, ISSUE, TARGETS, WORKS, rendered, site, soup, table

from gongbao.model import Issue, SourceRef, Span, Table
from gongbao.site import tables, yearly
from gongbao.site.context import Site
from gongbao.site.division import parts
from gongbao.site.table_columns import columns, key
from gongbao.site.table_grid import grid
from gongbao.site.table_sheet import sheet

WORKS_PAGE = "tables/yzf-2024-5-table-1/"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    return rendered(site(tmp_path))


@pytest.fixture
def works(files: dict[str, bytes]) -> BeautifulSoup:
    return soup(files[WORKS_PAGE])


def one(of: BeautifulSoup | Tag, selector: str) -> Tag:
    found = of.select_one(selector)
    assert found is not None, selector
    return found


def cells(row: Tag) -> list[str]:
    return [cell.get_text(strip=True) for cell in row.find_all(["td", "th"])]


def test_the_list_names_every_table_under_its_issue(files: dict[str, bytes]) -> None:
    page = soup(files["tables/"])
    assert [one(shelf, "h2").get_text(" ", strip=True) for shelf in page.select("[data-shelf]")] == [
        "云州市人民政府公报2024年第5期 1张",
        "单独收录的文件 1张",
    ]
    entry = one(page, "[data-shelf] li")
    assert "4行 × 6列" in entry.get_text()
    assert "云政发〔2024〕5号" in entry.get_text()
    assert "附图" in entry.get_text()
    assert [link["href"] for link in entry.find_all("a")] == [
        "yzf-2024-5-table-1/index.html",
        "../yzf/2024/5/index.html#yzf-2024-5-table-1",
    ]


def test_rows_that_head_a_group_are_counted_apart_wherever_the_size_is_told(tmp_path: Path) -> None:
    of = site(tmp_path)
    files, size = rendered(of), "2行（另有2行分组标题） × 2列"
    assert tables.view(of, TARGETS).size == size
    assert size in soup(files["tables/"]).get_text()
    assert size in soup(files["tables/hz-table-1/"]).get_text()


def test_the_page_does_not_claim_that_no_sign_was_changed(works: BeautifulSoup) -> None:
    assert "未改数字和字句；原文见来源行" in one(works, ".sheet-about").get_text()


def test_an_archive_without_tables_says_so(tmp_path: Path) -> None:
    made = rendered(site(tmp_path, (ISSUE,)))
    assert list(made) == ["tables/"]
    assert "还没有表格" in made["tables/"].decode()


OLD = Issue("2021-03", "云州市人民政府公报2021年第3期", SourceRef("2021-03.txt", (1, 9)), year=2021, number="3")


def of_old(at: int) -> Table:
    """A table of the issue of 2021."""
    return replace(WORKS, id=f"yzf-2021-{at}-table-1", title=f"第{at}张表", issue=OLD.id, belongs_to=f"yzf-2021-{at}")


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A list of four tables, where more than one are many: one of 2024, two of 2021, one of a year that is not known."""
    monkeypatch.setattr(yearly, "LONG", 1)
    return site(tmp_path, (*ALL, OLD, of_old(1), of_old(2)))


def test_a_long_list_shows_the_newest_year_and_leads_to_the_others(long: Site) -> None:
    page = soup(rendered(long)["tables/"])
    assert [one(shelf, "h2").get_text(" ", strip=True) for shelf in page.select("[data-shelf]")] == [
        "云州市人民政府公报2024年第5期 1张"
    ]
    assert "共4张，这里是2024年的1张；其他年份各有一页。" in one(page, ".lead").get_text()
    ways = {link.get_text(" ", strip=True): link["href"] for link in page.select(".yearly a")}
    assert ways == {"2024年 1": "#y2024", "2021年 2": "2021/index.html", "日期不明 1": "undated/index.html"}
    assert one(page, "#y2024").select("li a")
    assert one(page, "#y2021")["href"] == "2021/index.html"
    assert "只看本页的表格" in page.get_text()


def test_the_page_of_an_older_year_lists_its_tables(long: Site) -> None:
    files = rendered(long)
    page = soup(files["tables/2021/"])
    assert one(page, "h1").get_text(" ", strip=True) == "表格：2021年 2张"
    assert [link["href"] for link in page.select("[data-shelf] li > a")] == [
        "../yzf-2021-1-table-1/index.html",
        "../yzf-2021-2-table-1/index.html",
    ]
    assert [link["href"] for link in one(page, ".turn").select("a")] == ["../undated/index.html", "../index.html#y2024"]
    assert "tables/undated/" in files


def test_a_table_of_an_older_year_wakes_the_page_of_that_year_alone(long: Site, tmp_path: Path) -> None:
    def marks(of: Site) -> dict[str, bytes]:
        return {part.key: part.mark() for part in parts(of) if part.key.startswith("list/tables")}

    renamed = replace(of_old(2), title="改了名的表")
    before, after = marks(long), marks(site(tmp_path, (*ALL, OLD, of_old(1), renamed)))
    assert before.keys() == {"list/tables", "list/tables/2021", "list/tables/undated"}
    assert {key for key in before if before[key] != after[key]} == {"list/tables/2021"}


def test_the_page_leads_to_the_place_in_the_decree_and_to_the_source(works: BeautifulSoup) -> None:
    links = {link.get_text(): link["href"] for link in works.select(".facts a")}
    assert links["云州市人民政府关于防汛的通知"] == "../../yzf/2024/5/index.html#yzf-2024-5-table-1"
    assert str(links["2024-05.txt 第114—123行"]).endswith("#L114")
    assert links["CSV"] == "table.csv"


def test_the_header_names_columns_and_what_stands_over_them(works: BeautifulSoup) -> None:
    first, second = works.select("thead tr")
    assert cells(first) == ["序号", "工程名称", "投资", "开工", "责任单位"]
    assert cells(second) == ["总投资", "今年计划"]
    over = one(first, "[scope=colgroup]")
    assert (over["colspan"], over.get_text()) == ("2", "投资")
    assert all(head["scope"] == "col" for head in works.select("th[data-column]"))


def test_a_row_is_named_by_its_label_and_a_value_for_two_rows_stands_once(works: BeautifulSoup) -> None:
    rows = works.select("tbody tr")
    assert [one(row, "th[scope=row]").get_text() for row in rows] == [
        "青石河堤防加固",
        "龙潭水库加固",
        "雨污分流改造",
        "合计",
    ]
    assert cells(rows[0])[-1] == "市水利局"
    assert rows[0].find_all("td")[-1]["rowspan"] == "2"
    assert cells(rows[1]) == ["2", "龙潭水库加固", "860", "860", "2024.1"]
    assert rows[3]["class"] == ["total"]


def test_unit_notes_and_doubts_stand_by_the_table(works: BeautifulSoup) -> None:
    assert one(works, ".sheet-unit").get_text() == "单位：万元"
    assert [note.get_text() for note in works.select(".sheet-notes p")] == ["注：含溢洪道改建。"]
    doubt = one(works, "section.concluded li")
    assert "该行只有4格" in doubt.get_text()
    assert str(one(doubt, "a")["href"]).endswith("#L121")


def test_every_cell_tells_its_column_for_screens_without_room(works: BeautifulSoup) -> None:
    assert {cell["data-label"] for cell in works.select("tbody tr:first-child > *")} == {
        "序号",
        "工程名称",
        "总投资",
        "今年计划",
        "开工",
        "责任单位",
    }


def test_group_rows_head_the_rows_below_them(files: dict[str, bytes]) -> None:
    bodies = soup(files["tables/hz-table-1/"]).select("tbody")
    assert [cells(row) for body in bodies for row in body.select("tr")] == [
        ["一、发展"],
        ["地区生产总值", "增长6%"],
        ["二、民生"],
        ["新增就业", "3万人"],
    ]
    heading = one(bodies[0], "th[scope=rowgroup]")
    assert heading["colspan"] == "2"


def test_the_csv_holds_the_cells_as_printed(files: dict[str, bytes]) -> None:
    data = files[f"{WORKS_PAGE}table.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == list(WORKS.columns)
    assert rows[2] == ["2", "龙潭水库加固", "860", "860", "2024.1", ""]
    assert len(rows) == 5


def test_a_cell_that_looks_like_a_formula_or_markup_is_kept_exactly(tmp_path: Path) -> None:
    odd = table('名称 | 说明\n=1+2 | 他说“<b>好</b>”,"对"\n-3 | @甲', rows=2)
    made = rendered(site(tmp_path, (ISSUE, FLOOD, odd)))
    rows = list(csv.reader(io.StringIO(made[f"{WORKS_PAGE}table.csv"].decode("utf-8-sig"))))
    assert rows[1:] == [["=1+2", '他说“<b>好</b>”,"对"'], ["-3", "@甲"]]
    page = soup(made[WORKS_PAGE])
    assert one(page, "tbody").find("b") is None
    assert "<b>好</b>" in one(page, "tbody").get_text()


def test_the_json_tells_what_the_archive_knows(files: dict[str, bytes]) -> None:
    value = json.loads(files[f"{WORKS_PAGE}table.json"])
    assert value["columns"] == list(WORKS.columns)
    assert value["rows"][1][5] == ""
    assert value["spans"] == [{"row": 1, "column": 6, "rows": 2, "columns": 1}]
    assert value["source"] == {"file": "2024-05.txt", "lines": [114, 123]}
    assert value["notes"][2] == "投资（第3—4列）"
    assert value["warnings"][0]["line"] == 121


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert rendered(site(tmp_path, tuple(reversed(ALL)))) == files


def test_a_decree_shows_the_table_with_its_ways(tmp_path: Path) -> None:
    shown = tables.view(site(tmp_path), WORKS)
    assert shown.page.path == WORKS_PAGE
    assert [link.path for link in shown.downloads] == [f"{WORKS_PAGE}table.csv", f"{WORKS_PAGE}table.json"]


@pytest.mark.parametrize(("heading", "headed"), [("# 防汛工程清单", True), ("# 附件", False), ("防汛工程清单", False)])
def test_a_heading_of_the_same_words_is_not_said_twice(tmp_path: Path, heading: str, headed: bool) -> None:
    decree = replace(FLOOD, body=f"# 通知\n\n{heading}\n\n[防汛工程清单]({WORKS.id}.md)\n")
    assert tables.view(site(tmp_path, (ISSUE, decree, WORKS)), WORKS).headed is headed


def test_a_table_whose_text_is_gone_leads_nowhere(tmp_path: Path) -> None:
    alone = site(tmp_path, (TARGETS,))
    assert tables.view(alone, TARGETS).home.path == ""
    assert "hzf-2024-1" in soup(rendered(alone)["tables/hz-table-1/"]).get_text()


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2", "3"], "number"),
        (["88%", "<5", "全覆盖"], "number"),
        (["2023.10", "2024年1月", "2025年底前"], "date"),
        (["一、甲", "二、乙"], "order"),
        (["一、甲", "1．乙"], "text"),
        (["增长6%左右", "3%以内", "稳步提高"], "text"),
        (["", "/"], "text"),
    ],
)
def test_what_a_column_holds(cells: list[str], kind: str) -> None:
    assert columns(["列"], [[cell] for cell in cells])[0].kind == kind


def test_sorting_follows_amounts_days_and_the_outline() -> None:
    def order(*texts: str) -> list[str]:
        column = columns(["列"], [[text] for text in texts])[0]
        return sorted(texts, key=lambda text: float(key(column, text)))

    assert order("1.2亿元", "9000万元", "800元") == ["800元", "9000万元", "1.2亿元"]
    assert order("2023.10", "2023.9", "2024.1") == ["2023.9", "2023.10", "2024.1"]
    assert order("2023年底", "2023年12月", "2023年3月5日") == ["2023年3月5日", "2023年12月", "2023年底"]
    assert order("十、甲", "二、乙", "一、丙") == ["一、丙", "二、乙", "十、甲"]


@pytest.mark.parametrize("span", [Span(1, 6, 3, 1), Span(0, 1, 2, 1), Span(4, 9, 2, 1), Span(3, 3, 2, 1)])
def test_a_span_over_cells_that_are_not_blank_changes_nothing(span: Span) -> None:
    shown = grid(sheet(table("甲 | 乙 | 丙\n1 | 2 | 3\n4 | 5 | 6\n7 | 8 | 9\n0 | 1 | 2", spans=(span,))))
    assert all(len(row.cells) == 3 for group in shown.groups for row in group.rows)


def test_long_texts_are_cards_numbers_scroll() -> None:
    words = "完善城乡供水管网，推进水厂工艺提升和管网改造，让群众喝上好水。"
    assert grid(sheet(table(f"序号 | 任务 | 单位\n1 | {words} | 市水利局"))).layout == "cards"
    assert grid(sheet(table("项目 | 甲县 | 乙县 | 丙县\n学校 | 1 | 2 | 3"))).layout == "scroll"
    assert grid(sheet(table("项目 | 甲县\n学校 | 1"))).layout == "plain"
