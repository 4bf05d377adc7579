"""Tables: sorted, filtered, taken home."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

PLOTS = "tables/jzbf-2023-22-table-1/index.html"
DUTIES = "tables/jzbf-2023-7-table-1/index.html"
AREAS = ["33.82", "27.60", "23.20", "15.00", "39.15", "11.01", "9.82"]


def column(page: Page, place: int) -> list[str]:
    """What stands in a column, row by row; the last row of sums apart."""
    rows: Locator = page.locator("table.sheet tbody tr:not(.total)")
    return [(row.locator("th, td").nth(place).inner_text()).strip() for row in rows.all()]


def test_a_column_of_figures_sorts_up_down_and_back(page: Page) -> None:
    page.goto(PLOTS)
    assert column(page, 3) == AREAS
    head = page.get_by_role("columnheader", name="土地面积（亩）")
    button = head.get_by_role("button")
    button.click()
    assert column(page, 3) == sorted(AREAS, key=float)
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("table.sheet tbody tr").last).to_contain_text("总计")
    button.click()
    assert column(page, 3) == sorted(AREAS, key=float, reverse=True)
    expect(head).to_have_attribute("aria-sort", "descending")
    button.click()
    assert column(page, 3) == AREAS
    expect(head).not_to_have_attribute("aria-sort", "ascending")


def test_rows_are_filtered_by_words(page: Page) -> None:
    page.goto(DUTIES)
    whole = len(column(page, 0))
    field = page.get_by_role("searchbox", name="在表中筛选")
    field.fill("市水利局")
    assert 0 < len(column(page, 0)) < whole
    assert all("市水利局" in text for text in column(page, 2))
    expect(page.get_by_role("status").filter(has_text=f"{whole}行中有")).to_be_visible()
    field.fill("绝无此事之词")
    expect(page.get_by_role("status").filter(has_text="没有符合的行")).to_be_visible()
    field.fill("")
    assert len(column(page, 0)) == whole == 118


def test_the_filter_works_by_keyboard(page: Page) -> None:
    page.goto(PLOTS)
    head = page.get_by_role("columnheader", name="土地面积（亩）")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert column(page, 3) == sorted(AREAS, key=float)


def test_the_table_is_taken_home_as_csv_and_json(page: Page, tmp_path: Path) -> None:
    """What was downloaded holds what the page shows, cell by cell, and opens in a spreadsheet."""
    page.goto(PLOTS)
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert started.value.suggested_filename == "jzbf-2023-22-table-1.csv"
    started.value.save_as(tmp_path / "table.csv")
    data = (tmp_path / "table.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head == ["序", "地块名称", "四至范围（具体以项目红线为准）", "土地面积（亩）", "实施主体", "备注"]
    assert [row[3] for row in rows] == [*AREAS, "159.60"]
    assert [row[1] for row in rows[:-1]] == column(page, 1)
    with page.expect_download() as started:
        page.get_by_role("link", name="JSON", exact=True).click()
    started.value.save_as(tmp_path / "table.json")
    assert "33.82" in json.dumps(json.loads((tmp_path / "table.json").read_text("utf-8")), ensure_ascii=False)


def test_a_table_within_a_decree_sorts_too(page: Page) -> None:
    page.goto("jzbf/2023/22/index.html")
    page.get_by_role("columnheader", name="土地面积（亩）").get_by_role("button").click()
    assert column(page, 3) == sorted(AREAS, key=float)


@pytest.mark.parametrize("where", [PLOTS, DUTIES])
def test_head_and_first_column_stay_in_sight(page: Page, where: str) -> None:
    page.set_viewport_size({"width": 900, "height": 500})
    page.goto(where)
    frame = page.get_by_role("region", name="表格：")
    frame.evaluate("(frame) => frame.scrollTo(10_000, 10_000)")
    frame.evaluate("(frame) => scrollTo(0, frame.getBoundingClientRect().bottom + scrollY - innerHeight)")
    last = page.locator("table.sheet tbody tr").last
    expect(last).to_be_in_viewport()
    expect(page.locator("table.sheet thead th").last).to_be_in_viewport()
