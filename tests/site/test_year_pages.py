"""Decrees by year and month: all are there once, and an address with a month always leads somewhere."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import leads, main, shown, site_of, words

from gongbao.site.years import pages


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    return shown(pages, site_of())


def test_the_months_of_a_year_hold_its_decrees_in_the_order_of_their_days(made: dict[str, BeautifulSoup]) -> None:
    march = made["years/2023/"].find("section", attrs={"aria-labelledby": "m03"})
    assert isinstance(march, Tag)
    assert words(march.h2) == "3月 2 件"
    assert list(leads("years/2023/", march).values()) == ["yzf/2023/5/", "yzf/2023/2/"]
    assert "云政发〔2023〕5号 2023年3月1日" in words(march.li)


def test_every_month_can_be_addressed(made: dict[str, BeautifulSoup]) -> None:
    for year in ("years/2023/", "years/2024/"):
        ids = [str(node["id"]) for node in main(made[year]).find_all(id=True)]
        assert sorted(name for name in ids if name.startswith("m")) == [f"m{month:02}" for month in range(1, 13)]


def test_a_decree_without_a_day_stands_in_the_year_of_its_number(made: dict[str, BeautifulSoup]) -> None:
    undated = made["years/2024/"].find("section", attrs={"aria-labelledby": "undated"})
    assert isinstance(undated, Tag)
    assert "云州市人民政府关于灌溉的通知 云政发〔2024〕1号（推断）" in words(undated)


def test_the_index_counts_and_keeps_what_has_no_year(made: dict[str, BeautifulSoup]) -> None:
    page = main(made["years/"])
    assert [words(heading) for heading in page.find_all("h2")] == [
        "2024年 文件 1 件",
        "2023年 文件 2 件 · 公报 1 册",
        "年份不明 1 件",
    ]
    links = leads("years/", page)
    assert links["3月 2 件"] == "years/2023/#m03"
    assert "云州市人民政府关于节水的通告" in links


def test_a_year_leads_to_its_issues_and_to_the_years_beside_it(made: dict[str, BeautifulSoup]) -> None:
    links = leads("years/2023/", main(made["years/2023/"]))
    assert links["云州市人民政府公报2023年第04期"] == "issues/2023-04/"
    assert links["2024年 →"] == "years/2024/"


def test_an_archive_without_decrees_says_so() -> None:
    made = shown(pages, site_of([]))
    assert list(made) == ["years/"]
    assert "还没有收录" in words(main(made["years/"]))
