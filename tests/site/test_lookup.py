"""The names the browser searches besides the texts: everything that is called something leads to its page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from numbered_archive import GAZETTE, RECORDS, TREES, leads, main, shown, site_of, words

from gongbao.gazette import Department
from gongbao.model import Appointment, Appointments, Effective, SourceRef
from gongbao.site import standing
from gongbao.site.context import Site
from gongbao.site.lookup import entries, pages
from gongbao.site.page import File

NOTICE = Appointments(
    "2023-04-appointments",
    "2023年3月份人事任免",
    SourceRef("2023-04.txt", (1, 9)),
    issue="2023-04",
    entries=(Appointment("appoint", "王小明", ("云州市水利局副局长",), None, 3),),
)
WATER = replace(GAZETTE, departments=(Department("云州市水利局", ("市水利局", "水务局")),))


def files(site: Site) -> dict[str, Any]:
    """What the section gives besides its page, read."""
    return {made.path: json.loads(made.content) for made in pages(site) if isinstance(made, File)}


@pytest.fixture(scope="module")
def given() -> dict[str, Any]:
    return files(site_of((*RECORDS, NOTICE), WATER))


@pytest.fixture(scope="module")
def named(given: dict[str, Any]) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Of each kind and name where it leads, and what else it is called."""
    groups = given["search/names.json"]["names"]
    return {(kind, name): (start + rest, others) for kind, start, rows in groups for name, rest, *others in rows}


def test_issues_series_organs_and_people_are_there_by_name(
    named: dict[tuple[str, str], tuple[str, list[str]]],
) -> None:
    assert named["文号系列", "云政发"][0] == "yzf/"
    assert named["文号系列", "云政发2023年文号一览"][0] == "yzf/2023/"
    assert named["公报", "云州市人民政府公报2023年第04期"] == ("issues/2023-04/", ["2023年第4期"])
    assert named["任免人员", "王小明"][0].startswith("appointments/people/")
    assert named["任免单位", "云州市水利局"][0].startswith("appointments/organisations/")
    assert named["责任单位", "云州市水利局"][0].startswith("departments/")


def test_other_names_are_kept_and_those_that_say_nothing_new_are_not(
    named: dict[tuple[str, str], tuple[str, list[str]]],
) -> None:
    assert named["责任单位", "云州市水利局"][1] == ["水务局"]


def test_every_name_has_an_address_of_its_own(named: dict[tuple[str, str], tuple[str, list[str]]]) -> None:
    paths = [path for path, _ in named.values()]
    assert len(paths) == len(set(paths))
    assert all(path and not path.startswith("/") for path in paths)


def test_a_number_from_elsewhere_stands_with_its_series(given: dict[str, Any]) -> None:
    assert ["国发", "guofa"] in given["search/names.json"]["series"]
    assert given["search/cited/guofa.json"] == [["国发", 2022, 24, "国务院关于绿化的意见", "cited/guofa/2022/24/"]]


def test_the_facts_about_validity_stand_by_the_month_of_a_decree(given: dict[str, Any]) -> None:
    march = given["search/standing/2023-03.json"]
    assert march["yzf-2023-2"] == []
    assert march["yzf-2023-5"] == []
    assert given["search/standing/undated.json"].keys() == {"lone-1", "yzf-2024-1"}


def test_a_day_with_exceptions_is_marked_for_the_results() -> None:
    limited = Effective(None, date(2025, 12, 31), "除已有明确期限规定外，有效期截至2025年12月31日。")
    site = site_of((replace(TREES, effective=limited),))
    (file,) = standing.files(site)
    assert json.loads(file.content) == {TREES.id: [["until", "2025-12-31", True]]}


def test_names_are_few_and_no_text_is_among_them() -> None:
    kinds = {each.kind for each in entries(site_of())}
    assert "decree" not in kinds
    assert kinds <= {"series", "issue", "department", "organisation", "person"}


def test_the_same_archive_gives_the_same_bytes() -> None:
    one, other = (
        [made for made in pages(site) if isinstance(made, File)]
        for site in (site_of(), site_of(tuple(reversed(RECORDS))))
    )
    assert one == other


def test_the_page_helps_without_a_script() -> None:
    page: BeautifulSoup = shown(pages, site_of())["search/"]
    assert "打开 JavaScript" in words(main(page))
    assert {"series/", "years/", "issues/"} <= set(leads("search/", main(page)).values())
    assert len(page.find_all(id="q")) == 1
