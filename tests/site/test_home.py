"""The home page: what a visitor sees first, from archives of several shapes, and where it leads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import AT, GAZETTE, LIST, RECORDS, SPRING, TREES, WELLS, leads, main, shown, site_of, words

from gongbao.gazette import Gazette
from gongbao.model import Decree, Instrument
from gongbao.site.home import linked_data, pages
from gongbao.site.months import HEIGHT, picture

OLD = Decree("yzf-2019-7", "云州市人民政府关于修路的通知", AT, number="云政发〔2019〕7号", signed=date(2019, 12, 31))


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    return shown(pages, site_of((*RECORDS, OLD)))[""]


def part(page: BeautifulSoup, name: str) -> Tag:
    """The section that a heading names."""
    found = main(page).find("section", attrs={"aria-labelledby": name})
    assert isinstance(found, Tag)
    return found


def test_there_is_one_box_to_search_in_and_it_works_without_a_script(page: BeautifulSoup) -> None:
    (box,) = page.find_all("input", attrs={"type": "search"})
    form = box.find_parent("form")
    assert isinstance(form, Tag)
    assert (box["id"], box["name"], form["action"], form["method"]) == ("q", "q", "search/index.html", "get")
    assert page.find("label", attrs={"for": "q"})


def test_the_examples_are_made_from_the_archive(page: BeautifulSoup) -> None:
    hints = page.find(class_="examples")
    assert isinstance(hints, Tag)
    assert [words(link) for link in hints.find_all("a")] == ["云政发〔2023〕2号"]
    assert all(str(link["href"]).startswith("search/index.html?q=%E4%BA%91") for link in hints.find_all("a"))


def test_an_example_names_two_series_and_what_a_decree_issues() -> None:
    office = replace(
        TREES,
        id="yzbf-2023-3",
        title="云州市人民政府办公室关于印发云州市苗木办法的通知",
        number="云政办发〔2023〕3号",
        instruments=(Instrument("云州市苗木办法", "办法", "instrument-1"),),
    )
    hints = shown(pages, site_of((TREES, office)))[""].find(class_="examples")
    assert isinstance(hints, Tag)
    assert {words(link) for link in hints.find_all("a")} == {"云政办发〔2023〕3号", "云政发 2023 2", "苗木办法"}


def test_the_latest_issue_shows_its_contents(page: BeautifulSoup) -> None:
    latest = part(page, "latest")
    assert "2023年4月25日 出版" in words(latest)
    found = leads("", latest)
    assert found["2023年第04期"] == "issues/2023-04/"
    assert found["云州市人民政府 关于植树的通知"] == "yzf/2023/2/"


def test_an_issue_without_contents_shows_its_texts() -> None:
    bare = shown(pages, site_of((replace(SPRING, toc=()), TREES, WELLS, LIST)))[""]
    assert "云州市人民政府 关于修井的决定" in leads("", part(bare, "latest"))
    assert "2023年3月份发文目录" in leads("", part(bare, "latest"))


def test_the_picture_leads_to_each_month_and_says_its_count(page: BeautifulSoup) -> None:
    links = {str(link.get("aria-label")): link["href"] for link in part(page, "by-month").find_all("a", class_="month")}
    assert links == {
        "2023年3月，2件": "years/2023/index.html#m03",
        "2019年12月，1件": "years/2019/index.html#m12",
    }


def test_years_of_which_nothing_is_here_are_said_and_lead_nowhere(page: BeautifulSoup) -> None:
    (gap,) = [strip for strip in part(page, "by-month").find_all(class_="strip") if not strip.find("a")]
    assert words(gap).startswith("2020—2022年 没有收录")


def test_a_decree_without_a_day_is_counted_in_the_year_of_its_number(page: BeautifulSoup) -> None:
    assert "2024年 1 件" in words(part(page, "by-month"))
    assert "另有 1 件没有写明月份" in words(part(page, "by-month"))


def test_the_fullest_month_fills_the_height_and_one_decree_is_seen() -> None:
    many = [replace(TREES, id=f"yzf-2023-{serial}", number=f"云政发〔2023〕{serial}号") for serial in range(10, 60)]
    (year,) = picture(site_of((*many, replace(WELLS, signed=date(2023, 5, 1))))).years
    bars = {month.name: (month.count, month.height) for month in year.months if month.count}
    assert bars["3月"] == (50, HEIGHT)
    assert bars["5月"][0] == 1
    assert bars["5月"][1] > 0


def test_the_ways_in_carry_their_counts(page: BeautifulSoup) -> None:
    assert "云政发 4 件有全文" in words(part(page, "by-series"))
    assert leads("", part(page, "by-series"))["云政发 2023年"] == "yzf/2023/"
    assert "通知 2件" in words(part(page, "by-kind"))
    assert leads("", part(page, "by-others"))["政策解读"] == "kinds/zhengcejiedu/"


def test_an_empty_archive_has_a_home_page_too() -> None:
    page = shown(pages, site_of((), Gazette("云州公报", title="云州公报")))[""]
    assert words(main(page).h1) == "云州公报"
    assert "还没有收录文件" in words(page)
    assert not main(page).find_all(class_="strip")


def test_the_issues_are_counted_by_year_and_never_told_as_a_closed_run() -> None:
    others = (replace(SPRING, id="2023-05", number="05"), replace(SPRING, id="2025-01", year=2025, number="01"))
    text = words(shown(pages, site_of((*RECORDS, *others)))[""])
    assert "收录公报3期（2023年2期、2025年1期），文件" in text
    many = [replace(SPRING, id=f"{year}-01", year=year) for year in range(2001, 2020, 2)]
    assert "收录公报10期（2001—2019年间的10个年份）。" in words(shown(pages, site_of(many))[""])


def test_linked_data_names_the_search_only_where_the_address_is_known() -> None:
    assert linked_data(site_of()) == ""
    site = site_of(gazette=replace(GAZETTE, address="https://gb.yunzhou.example/a", title="云州</script>公报"))
    text = linked_data(site)
    assert "<" not in text
    described = json.loads(text)
    assert described["url"] == "https://gb.yunzhou.example/a/"
    assert described["potentialAction"]["target"]["urlTemplate"] == (
        "https://gb.yunzhou.example/a/search/?q={search_term_string}"
    )
