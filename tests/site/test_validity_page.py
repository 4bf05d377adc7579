"""The page of days: every dated event with its sentence, and nothing concluded from silence."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup
from days_archive import AT, EVERYTHING, MARKET, NEW, PLAIN, day, site_of

from gongbao.model import Decree, Effective, Repeal
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


def test_every_event_is_told_once_newest_first() -> None:
    rows = validity.view_of(SITE).rows
    assert [(str(row.day), row.label, row.document.path) for row in rows] == [
        ("2024-04-30", "有效期止", "yzf/2023/6/"),
        ("2023-07-01", "施行", "yzf/2023/9/"),
        ("2023-07-01", "废止", "yzbf/2019/18/"),
        ("2023-07-01", "废止", "yzf/2023/7/"),
        ("2023-05-01", "施行", "yzf/2023/6/"),
    ]


def test_a_computed_day_is_marked_and_a_printed_one_beside_it_is_not() -> None:
    marks = {row.label: row.inferred for row in validity.view_of(SITE).rows if row.document.path == "yzf/2023/6/"}
    assert marks == {"有效期止": True, "施行": False}


def test_a_sentence_leads_to_its_paragraph_and_a_repeal_to_the_decree_that_says_it() -> None:
    rows = {(row.document.path, row.label): row for row in validity.view_of(SITE).rows}
    assert rows["yzf/2023/6/", "施行"].place.startswith("yzf/2023/6/#")
    repealed = rows["yzf/2023/7/", "废止"]
    assert repealed.where
    assert repealed.where.path == "yzf/2023/9/"
    assert repealed.place.startswith("yzf/2023/9/#")


def test_a_day_that_is_only_named_stands_apart_with_the_day_it_was_signed() -> None:
    (row,) = validity.view_of(SITE).undated
    assert row.document.path == "yzf/2023/7/"
    assert row.note == "自公布之日起，没有写明是哪一天（成文日期是2023年3月20日）"


def test_an_end_with_exceptions_is_not_told_as_the_end_of_all_of_it() -> None:
    limited = Effective(None, day("2025-12-31"), "除已有明确期限规定外，有效期截至2025年12月31日。")
    (row,) = validity.view_of(site_of([replace(MARKET, effective=limited)])).rows
    assert row.note == "（原句另有例外，部分条款的期限可能不同）"


def test_a_repeal_by_a_decree_that_begins_some_days_later_has_no_day() -> None:
    later = Effective(None, None, "本通知自印发之日起30日后施行。", rule="印发之日后30日")
    repeal = Repeal("云政办发〔2019〕18号", None, "云政办发〔2019〕18号同时废止。")
    view = validity.view_of(site_of([replace(NEW, effective=later, repeals=(repeal,))]))
    assert [row.note for row in view.undated if row.kind == "repealed"] == ["废止的日期没有写明"]
    assert view.rows == ()


def test_the_day_of_signature_counts_where_the_repealing_decree_names_none_and_is_marked() -> None:
    (row,) = validity.view_of(site_of([replace(NEW, effective=None, repeals=NEW.repeals[1:])])).rows
    assert (row.day, row.inferred) == (day("2023-05-10"), True)
    assert "推算" in row.note


def test_decrees_that_say_nothing_are_counted_and_not_called_valid() -> None:
    page = rendered(SITE)
    assert validity.view_of(SITE).without == 2
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
