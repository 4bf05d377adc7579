"""The page of days: every dated event with its sentence, and no verdict before the reader names a day."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup
from days_archive import AT, EVERYTHING, MARKET, PLAIN, site_of

from gongbao.model import Decree
from gongbao.site import validity
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import Page
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT

SITE = site_of(EVERYTHING)


def rendered(site: Site) -> BeautifulSoup:
    """The page as a browser gets it."""
    (page,) = validity.pages(site)
    assert isinstance(page, Page)
    renderer = Renderer(site.gazette, frame(site), (PROJECT / "templates",))
    return BeautifulSoup(renderer.render(page), "html.parser")


def test_decrees_that_say_nothing_are_counted_and_not_called_valid() -> None:
    page = rendered(SITE)
    assert "另有2件文件没有写施行日期和有效期" in page.get_text()
    assert "有效。" not in page.get_text().replace("不等于有效。", "")


def test_without_javascript_all_rows_stand_in_one_table_and_the_groups_are_hidden() -> None:
    page = rendered(SITE)
    assert len(page.select("section[data-group=rest] tbody tr")) == 5
    assert len(page.select("section[data-group]:not([data-group=rest])")) == 4
    assert all(section.has_attr("hidden") for section in page.select("section[data-group]:not([data-group=rest])"))
    form = page.select_one("form[data-days]")
    assert form
    assert "scripted" in form["class"], "the style sheet hides it where no script runs"


def test_an_archive_without_days_says_so() -> None:
    assert "都没有写明" in rendered(site_of([PLAIN])).get_text()
    nothing = Decree("yzf-2023-1", "云州市人民政府关于表彰的决定", AT)
    assert "都没有写明" in rendered(site_of([nothing])).get_text()


def test_titles_are_text() -> None:
    page = rendered(site_of([replace(MARKET, title="<b>关于集市</b>&的通知")]))
    assert page.select_one("td.day-which b") is None


def test_an_empty_archive_says_so() -> None:
    said = rendered(site_of([])).get_text()
    assert "还没有收录文件。" in said
    assert "收录的文件都没有" not in said
