"""Decrees by 文种, and the lists of what the gazette prints beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import LATER, RECORDS, TREES, WELLS, leads, main, shown, site_of, words

from gongbao.model import Appointments, Decree, SourceRef
from gongbao.site import yearly
from gongbao.site.context import Site
from gongbao.site.division import parts
from gongbao.site.kinds import pages
from gongbao.site.page import Page


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


PAGE = "kinds/tongzhi/"


def notice(year: int, serial: int) -> Decree:
    """A 通知 of some year."""
    title = f"云州市人民政府关于第{serial}件事的通知"
    return Decree(
        f"yzf-{year}-{serial}",
        title,
        SourceRef(f"{year}.txt", (serial, serial)),
        number=f"云政发〔{year}〕{serial}号",
        doctype="通知",
        signed=date(year, 5, serial),
        body=f"# {title}",
    )


NOTICES = (notice(2025, 1), notice(2023, 1), notice(2023, 2), notice(2010, 1), notice(2010, 2), notice(2008, 1), LATER)


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four rows are a long list."""
    monkeypatch.setattr(yearly, "LONG", 3)


@pytest.mark.usefixtures("_short")
def test_a_long_list_shows_its_newest_years_says_so_and_leads_to_the_others() -> None:
    page = main(shown(pages, site_of(NOTICES))[PAGE])
    assert [words(heading) for heading in page.find_all("h2")] == ["2025年 1 件", "2023年 2 件"]
    assert words(page.select_one(".lead")) == "共7件，这里是2023—2025年的3件；其他年份各有一页。"
    nav = page.select_one("nav.yearly")
    assert isinstance(nav, Tag)
    assert leads(PAGE, nav) == {
        "2025年 1": f"{PAGE}#y2025",
        "2023年 2": f"{PAGE}#y2023",
        "2010年 2": f"{PAGE}2010/",
        "2008年 1": f"{PAGE}2008/",
        "日期不明 1": f"{PAGE}undated/",
    }


@pytest.mark.usefixtures("_short")
def test_a_link_to_a_year_that_left_the_page_leads_to_the_way_there() -> None:
    page = main(shown(pages, site_of(NOTICES))[PAGE])
    for anchor in ("y2010", "undated"):
        found = page.find(id=anchor)
        assert isinstance(found, Tag)
        assert str(found["href"]).startswith(anchor.removeprefix("y"))
    assert len(page.find_all(id="y2023")) == 1


@pytest.mark.usefixtures("_short")
def test_the_page_of_an_older_year_has_its_rows_and_leads_on_and_back() -> None:
    site = site_of(NOTICES)
    made = main(shown(pages, site)[f"{PAGE}2010/"])
    assert words(made.h1) == "通知：2010年 2 件"
    assert [words(row.a) for row in made.select(".rows > li")] == [notice(2010, 2).title, notice(2010, 1).title]
    turn = made.select_one(".turn")
    assert isinstance(turn, Tag)
    assert leads(f"{PAGE}2010/", turn) == {"← 2008年": f"{PAGE}2008/", "2023年 →": f"{PAGE}#y2023"}
    page = next(each for each in pages(site) if each.path == f"{PAGE}2010/")
    assert isinstance(page, Page)
    assert [link.path for link in page.crumbs] == ["kinds/", PAGE]
    assert "2010年的 2 件" in page.description


@pytest.mark.usefixtures("_short")
def test_every_document_of_a_long_list_stands_on_one_page() -> None:
    made = {path: page for path, page in shown(pages, site_of(NOTICES)).items() if path.startswith(PAGE)}
    assert list(made) == [PAGE, f"{PAGE}2010/", f"{PAGE}2008/", f"{PAGE}undated/"]
    titles = [words(row.a) for page in made.values() for row in page.select(".rows > li")]
    assert sorted(titles) == sorted(each.title for each in NOTICES)


@pytest.mark.usefixtures("_short")
def test_a_new_decree_leaves_the_pages_of_older_years_alone() -> None:
    def marks(site: Site) -> dict[str, bytes]:
        return {part.key: part.mark() for part in parts(site) if part.key.startswith("kind/通知")}

    before, after = marks(site_of(NOTICES)), marks(site_of([*NOTICES, notice(2008, 3)]))
    assert before.keys() == after.keys()
    assert {key for key in before if before[key] != after[key]} == {"kind/通知", "kind/通知/2008"}
