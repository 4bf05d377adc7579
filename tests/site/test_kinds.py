"""Decrees by 文种, and the lists of what the gazette prints beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import LATER, RECORDS, TREES, WELLS, leads, main, shown, site_of, words

from gongbao.model import Appointments, SourceRef
from gongbao.site.kinds import pages


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    return shown(pages, site_of())


def test_each_doctype_has_a_list_with_its_count(made: dict[str, BeautifulSoup]) -> None:
    headings = [words(heading) for heading in main(made["kinds/"]).find_all("h3")]
    assert headings == ["通知 2 件", "决定 1 件", "通告 1 件", "政策解读 1 件", "发文目录 1 件"]
    assert leads("kinds/", main(made["kinds/"]))["决定"] == "kinds/jueding/"


def test_a_list_is_newest_first_under_its_years_and_ends_with_what_has_no_day() -> None:
    newer = replace(TREES, id="n", number="云政发〔2025〕1号", signed=date(2025, 1, 2), cites=(), body="")
    page = main(shown(pages, site_of([newer, TREES, LATER]))["kinds/tongzhi/"])
    assert [words(heading) for heading in page.find_all("h2")] == ["2025年 1 件", "2023年 1 件", "日期不明 1 件"]
    assert leads("kinds/tongzhi/", page)["2023年"] == "kinds/tongzhi/#y2023"


def test_interpretations_and_catalogues_are_ways_in(made: dict[str, BeautifulSoup]) -> None:
    page = main(made["kinds/zhengcejiedu/"])
    assert leads("kinds/zhengcejiedu/", page)["《关于植树的通知》政策解读"] == "issues/2023-04/interpretation-1/"
    assert "2023年第04期 2023年4月25日" in words(page)


def test_appointments_lead_to_their_index_only_where_there_are_any(made: dict[str, BeautifulSoup]) -> None:
    assert "任免人员索引" not in words(main(made["kinds/"]))
    notice = Appointments("a", "人事任免", SourceRef("a.txt", (1, 2)))
    page = main(shown(pages, site_of([*RECORDS, notice]))["kinds/"])
    assert leads("kinds/", page)["任免人员索引"] == "appointments/"


def test_a_decree_without_doctype_is_not_lost() -> None:
    made = shown(pages, site_of([replace(WELLS, doctype=None)]))
    page = main(made["kinds/weizhumingwenzhong/"])
    assert "云州市人民政府关于修井的决定" in leads("kinds/weizhumingwenzhong/", page)


def test_doctypes_that_sound_alike_share_one_page() -> None:
    made = shown(pages, site_of([replace(TREES, doctype="通告"), replace(WELLS, doctype="同告")]))
    page = main(made["kinds/tonggao/"])
    heading = page.h1
    assert isinstance(heading, Tag)
    assert words(heading) == "同告、通告 2 件"
