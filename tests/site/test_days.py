"""What decrees say of days: every event with its sentence, and nothing concluded from silence."""

from __future__ import annotations

from dataclasses import replace

from days_archive import EVERYTHING, MARKET, NEW, day, site_of

from gongbao.model import Effective, Repeal
from gongbao.site.context import Site
from gongbao.site.day_years import days
from gongbao.site.days import Row

SITE = site_of(EVERYTHING)


def dated(site: Site) -> list[Row]:
    """The rows with a day, newest first."""
    found = days(site).dated
    return [row for year in sorted(found, reverse=True) for row in found[year]]


def undated(site: Site) -> list[Row]:
    """Those without one."""
    return list(days(site).unknown)


def test_every_event_is_told_once_newest_first() -> None:
    rows = dated(SITE)
    assert [(str(row.day), row.label, row.document.path) for row in rows] == [
        ("2024-04-30", "有效期止", "yzf/2023/6/"),
        ("2023-07-01", "施行", "yzf/2023/9/"),
        ("2023-07-01", "废止", "yzbf/2019/18/"),
        ("2023-07-01", "废止", "yzf/2023/7/"),
        ("2023-05-01", "施行", "yzf/2023/6/"),
    ]


def test_a_computed_day_is_marked_and_a_printed_one_beside_it_is_not() -> None:
    marks = {row.label: row.inferred for row in dated(SITE) if row.document.path == "yzf/2023/6/"}
    assert marks == {"有效期止": True, "施行": False}


def test_a_sentence_leads_to_its_paragraph_and_a_repeal_to_the_decree_that_says_it() -> None:
    rows = {(row.document.path, row.label): row for row in dated(SITE)}
    assert rows["yzf/2023/6/", "施行"].place.startswith("yzf/2023/6/#")
    repealed = rows["yzf/2023/7/", "废止"]
    assert repealed.where
    assert repealed.where.path == "yzf/2023/9/"
    assert repealed.place.startswith("yzf/2023/9/#")


def test_a_day_that_is_only_named_stands_apart_with_the_day_it_was_signed() -> None:
    (row,) = undated(SITE)
    assert row.document.path == "yzf/2023/7/"
    assert row.note == "自公布之日起，没有写明是哪一天（成文日期是2023年3月20日）"


def test_an_end_with_exceptions_is_not_told_as_the_end_of_all_of_it() -> None:
    limited = Effective(None, day("2025-12-31"), "除已有明确期限规定外，有效期截至2025年12月31日。")
    (row,) = dated(site_of([replace(MARKET, effective=limited)]))
    assert row.note == "（原句另有例外，部分条款的期限可能不同）"


def test_a_repeal_by_a_decree_that_begins_some_days_later_has_no_day() -> None:
    later = Effective(None, None, "本通知自印发之日起30日后施行。", rule="印发之日后30日")
    repeal = Repeal("云政办发〔2019〕18号", None, "云政办发〔2019〕18号同时废止。")
    site = site_of([replace(NEW, effective=later, repeals=(repeal,))])
    assert [row.note for row in undated(site) if row.kind == "repealed"] == ["废止的日期没有写明"]
    assert dated(site) == []


def test_the_day_of_signature_counts_where_the_repealing_decree_names_none_and_is_marked() -> None:
    (row,) = dated(site_of([replace(NEW, effective=None, repeals=NEW.repeals[1:])]))
    assert (row.day, row.inferred) == (day("2023-05-10"), True)
    assert "推算" in row.note


def test_the_year_of_a_row_is_that_of_the_text_its_sentence_stands_in() -> None:
    old = replace(NEW, signed=None, number="云政发〔2022〕9号")
    assert {row.written for row in dated(SITE)} == {2023}
    assert {row.written for row in dated(site_of([old]))} == {2022}
    assert {row.written for row in dated(site_of([replace(old, number=None)]))} == {None}
