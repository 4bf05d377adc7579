"""What the site says about itself, and the page for an address that leads nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import GAZETTE, TREES, leads, main, shown, site_of, words

from gongbao.gazette import Gazette
from gongbao.model import Effective
from gongbao.site.about import pages

ENDING = replace(
    TREES,
    effective=Effective(date(2023, 4, 1), date(2027, 12, 31), "本通知自2023年4月1日起施行，有效期至2027年12月31日。"),
)


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    gazette = replace(GAZETTE, report="gb@yunzhou.example", address="https://gb.yunzhou.example/archive/")
    return shown(pages, site_of((ENDING,), gazette))


def test_the_three_voices_are_shown_with_a_decree_of_the_archive(made: dict[str, BeautifulSoup]) -> None:
    page = main(made["about/"])
    assert words(page.blockquote) == "本通知自2023年4月1日起施行，有效期至2027年12月31日。"
    facts = page.find("dl", class_="facts")
    assert isinstance(facts, Tag)
    assert "文号 云政发〔2023〕2号" in words(facts)
    concluded = page.find(class_="concluded")
    assert isinstance(concluded, Tag)
    assert "有效期至：2027年12月31日" in words(concluded)
    assert leads("about/", page)["云州市人民政府关于植树的通知"] == "yzf/2023/2/"


def test_it_says_how_to_report_and_where_the_hashes_are(made: dict[str, BeautifulSoup]) -> None:
    hrefs = [str(link["href"]) for link in main(made["about/"]).find_all("a")]
    assert "mailto:gb@yunzhou.example" in hrefs
    assert {"../data/manifest.json", "../data/sha256sums.txt"} <= set(hrefs)


def test_it_never_calls_a_text_valid(made: dict[str, BeautifulSoup]) -> None:
    said = words(main(made["about/"]))
    assert "未见失效依据" in said
    assert "现行有效" not in said


def test_names_are_one_department_only_where_the_list_says_so(made: dict[str, BeautifulSoup]) -> None:
    said = words(main(made["about/"]))
    assert "只有对照表（gazette.yml）写明的，才把两个名称算作同一个单位" in said
    assert "不自动视为同一个" not in said


def test_without_anything_to_show_it_still_stands() -> None:
    page = shown(pages, site_of((), Gazette("云州公报")))["about/"]
    assert words(main(page).h1) == "关于本站"
    assert "请复制下来" in words(page)
    assert "还没有收录文件。" in words(page)
    assert "0 件" not in words(page)


def test_a_lost_reader_is_helped_without_a_script(made: dict[str, BeautifulSoup]) -> None:
    page = made["404.html"]
    links = {words(link): str(link["href"]) for link in main(page).find_all("a")}
    assert links["文号"] == "/archive/series/index.html"
    assert links["n/云政发〔2023〕2号"].startswith("/archive/n/%E4%BA%91")
    form = main(page).form
    assert isinstance(form, Tag)
    assert form["action"] == "/archive/search/index.html"
    assert all(link.startswith("/archive/") for link in links.values())


def test_what_the_script_fills_is_hidden_and_the_page_is_for_no_search_engine(made: dict[str, BeautifulSoup]) -> None:
    page = made["404.html"]
    instead = page.find(id="instead")
    assert isinstance(instead, Tag)
    assert instead.has_attr("hidden")
    robots = page.find("meta", attrs={"name": "robots"})
    assert isinstance(robots, Tag)
    assert robots["content"] == "noindex"
