"""The list the browser searches: everything with a number or a name is in it, and each leads to its page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from numbered_archive import GAZETTE, RECORDS, TREES, leads, main, shown, site_of, words

from gongbao.gazette import Department
from gongbao.model import Appointment, Appointments, Instrument, SourceRef, TitleVariant
from gongbao.site.lookup import encoded, entries, pages
from gongbao.site.page import File

NOTICE = Appointments(
    "2023-04-appointments",
    "2023年3月份人事任免",
    SourceRef("2023-04.txt", (1, 9)),
    issue="2023-04",
    entries=(Appointment("appoint", "王小明", ("云州市水利局副局长",), None, 3),),
)
WATER = replace(GAZETTE, departments=(Department("云州市水利局", ("市水利局", "水务局")),))


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    (file,) = [made for made in pages(site_of((*RECORDS, NOTICE), WATER)) if isinstance(made, File)]
    assert file.path == "data/lookup.json"
    found: dict[str, Any] = json.loads(file.content)
    return found


def found(listed: dict[str, Any], path: str) -> list[Any]:
    """The row that leads to a page."""
    (row,) = [row for row in listed["entries"] if row[2] == path]
    return [listed["kinds"][row[0]], *row[1:]]


def test_a_decree_is_found_by_its_number_in_parts(listed: dict[str, Any]) -> None:
    row = found(listed, "yzf/2023/2/")
    assert row[:4] == ["文件", "云州市人民政府关于植树的通知", "yzf/2023/2/", "2023-03-12"]
    assert [*listed["series"][row[5]], *row[6:]] == ["云政发", "yzf", 1, 2023, 2]


def test_an_inferred_number_and_none_at_all(listed: dict[str, Any]) -> None:
    assert found(listed, "yzf/2024/1/")[6:] == [2024, 1]
    assert found(listed, "records/lone-1/") == ["文件", "云州市人民政府关于节水的通告", "records/lone-1/"]


def test_what_has_no_text_here_says_so(listed: dict[str, Any]) -> None:
    assert found(listed, "yzf/2023/4/")[:2] == ["本库未收全文", "云州市人民政府关于<b>修路</b>的通知"]
    assert found(listed, "cited/guofa/2022/24/")[:2] == ["外部引用", "国务院关于绿化的意见"]


def test_issues_texts_organs_and_people_are_there_by_name(listed: dict[str, Any]) -> None:
    kinds = {(listed["kinds"][row[0]], row[1]) for row in listed["entries"]}
    assert {
        ("公报", "云州市人民政府公报2023年第04期"),
        ("政策解读", "《关于植树的通知》政策解读"),
        ("发文目录", "2023年3月份发文目录"),
        ("人事任免", "2023年3月份人事任免"),
        ("任免人员", "王小明"),
        ("任免单位", "云州市水利局"),
        ("责任单位", "云州市水利局"),
        ("文号系列", "云政发"),
        ("文号系列", "云政发2023年文号一览"),
    } <= kinds


def test_other_names_are_kept_and_those_that_say_nothing_new_are_not() -> None:
    trees = replace(
        TREES,
        instruments=(
            Instrument("关于植树的通知", "通知", "instrument-1"),
            Instrument("苗木办法", "办法", "instrument-2"),
        ),
        title_variants=(TitleVariant("云州市人民政府 关于植树的通知", "toc"),),
    )
    (water,) = [each for each in entries(site_of((trees,), WATER)) if each.kind == "department"]
    (decree,) = [each for each in entries(site_of((trees,))) if each.kind == "decree"]
    assert (decree.names, water.names) == (("苗木办法",), ("水务局",))


def test_an_issue_is_found_with_and_without_its_zero(listed: dict[str, Any]) -> None:
    assert found(listed, "issues/2023-04/")[4] == "2023年第4期"


def test_every_entry_has_an_address_of_its_own_and_a_name_or_a_number(listed: dict[str, Any]) -> None:
    assert all(row[1] or row[7] for row in listed["entries"])
    paths = [row[2] for row in listed["entries"]]
    assert len(paths) == len(set(paths))
    assert all(not path.startswith("/") for path in paths)


def test_the_same_archive_gives_the_same_bytes() -> None:
    one, other = (encoded(site, entries(site)) for site in (site_of(), site_of(tuple(reversed(RECORDS)))))
    assert one == other


def test_the_page_helps_without_a_script() -> None:
    page: BeautifulSoup = shown(pages, site_of())["search/"]
    assert "打开 JavaScript" in words(main(page))
    assert {"series/", "years/", "issues/"} <= set(leads("search/", main(page)).values())
    assert len(page.find_all(id="q")) == 1
