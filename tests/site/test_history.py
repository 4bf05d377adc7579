"""What changed: every change once, with the day that stands in the records, under a name that lasts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from days_archive import APRIL, EVERYTHING, LISTED, MARKET, MAY, NEW, PLAIN, day, site_of
from numbered_archive import leads, main, shown, words

from gongbao.model import Decree, Issue
from gongbao.site import history, yearly
from gongbao.site.page import Page


def told(*records: object) -> dict[str, history.Change]:
    """The changes of an archive by their names."""
    given = records or EVERYTHING
    return {each.id: each for each in history.changes(site_of(given))}  # type: ignore[arg-type]


def test_an_issue_is_told_with_what_it_holds() -> None:
    change = told()["2023-04#issue"]
    assert (change.day, change.kind) == (day("2023-04-25"), "issue")
    assert change.text == "出版，收有文件3件、政策解读1篇、人事任免1份。"
    assert change.link.path == "issues/2023-04/"


def test_a_repeal_is_told_on_the_day_the_repealing_decree_was_published_with_its_sentence() -> None:
    change = told()["yzf-2023-9#repealed-yzf-2023-7"]
    assert change.day == day("2023-05-25")
    assert (change.link.path, change.by and change.by.path) == ("yzf/2023/7/", "yzf/2023/9/")
    assert "同时废止" in change.basis


def test_a_repealed_document_that_is_not_here_is_told_too() -> None:
    assert told()["yzf-2023-9#repealed-云政办发〔2019〕18号"].link.path == "yzbf/2019/18/"


def test_only_what_the_title_names_is_amended_not_what_is_cited_beside_it() -> None:
    amended = [each for each in told().values() if each.kind == "amended"]
    assert [each.link.path for each in amended] == ["yzf/2023/8/"]


def test_a_revised_text_amends_nothing() -> None:
    decree = Decree("yzf-2023-20", "云州市人民政府关于印发云州市集市办法（修订）的通知", MARKET.source)
    site = site_of([decree])
    assert history.amendments(site, site.works[0]) == ()


def test_a_listed_decree_that_a_later_issue_prints_is_filled_in() -> None:
    change = told()["yzf-2023-9#filled-2023-04-catalogue"]
    assert change.day == day("2023-05-25")
    assert change.text == "此前只见于2023年3月份发文目录，现已收录全文。"


def test_a_decree_printed_before_the_list_came_out_was_never_missing() -> None:
    early = replace(NEW, issue="2023-04")
    assert not [each for each in told(APRIL, MAY, early, LISTED).values() if each.kind == "filled"]


def test_a_decree_that_arrived_alone_says_which_day_it_is_told_on() -> None:
    alone = replace(MARKET, issue=None)
    change = told(alone)["yzf-2023-7#decree"]
    assert (change.day, change.label) == (day("2023-03-20"), "成文")
    assert change.text == "2023年3月20日成文。全文单独收录；收录的日期没有记载。"
    printed = told(replace(alone, printed_on=day("2023-03-22")))["yzf-2023-7#decree"]
    assert (printed.day, printed.label) == (day("2023-03-22"), "印发")
    undated = told(replace(alone, signed=None))["yzf-2023-7#decree"]
    assert (undated.day, undated.label, undated.text) == (None, "收录", "全文单独收录；日期没有写明。")


def test_two_corrections_of_one_day_keep_names_of_their_own() -> None:
    texts = [told()[f"yzf-2023-10#corrected-2023-08-01-{place}"].text for place in (1, 2)]
    assert texts == ["第二条漏印的“夜市”补上了。", "落款日期改正。"]


def test_newest_first_and_without_a_day_last() -> None:
    undated = replace(APRIL, id="2023-03", published=None)
    days = [each.day for each in history.changes(site_of([*EVERYTHING, undated]))]
    assert days[-1] is None
    known = [each for each in days if each]
    assert known == sorted(known, reverse=True)


def test_names_do_not_change_with_titles_and_addresses() -> None:
    renamed = [replace(each, title=f"{each.title}（新）") if isinstance(each, Issue) else each for each in EVERYTHING]
    before = {each.id for each in history.changes(site_of(EVERYTHING))}
    assert before == {each.id for each in history.changes(site_of(renamed, "https://elsewhere.example/"))}


def test_the_page_is_there_for_an_empty_archive() -> None:
    (page,) = history.pages(site_of([]))
    assert isinstance(page, Page)
    assert (page.path, page.updated) == ("changes/", None)


def test_a_decree_counts_from_its_issue_and_is_updated_by_its_corrections() -> None:
    site = site_of(EVERYTHING)
    record = site.library.records["yzf-2023-10"]
    assert history.published(site, record) == day("2023-05-25")
    assert history.updated(site, record) == day("2023-08-01")
    assert history.published(site, replace(PLAIN, issue="2099-01")) is None


YEARS = (
    *EVERYTHING,
    replace(APRIL, id="2022-04", year=2022, published=day("2022-04-25")),
    replace(APRIL, id="2021-04", year=2021, published=day("2021-04-25")),
    replace(APRIL, id="2020-03", published=None),
)


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> dict[str, BeautifulSoup]:
    """The pages of a list that is long where it has more than three rows: the changes of three years, and one without a day."""
    monkeypatch.setattr(yearly, "LONG", 3)
    return shown(history.pages, site_of(YEARS))


def rows(page: BeautifulSoup) -> list[str]:
    return [words(row) for row in main(page).select("li.change")]


def test_of_very_many_changes_the_newest_year_stands_there_and_the_others_have_pages(
    long: dict[str, BeautifulSoup],
) -> None:
    assert long.keys() == {"changes/", "changes/2022/", "changes/2021/", "changes/undated/"}
    ways = long["changes/"].select_one(".yearly")
    assert ways
    assert leads("changes/", ways) == {
        f"2023年 {len(rows(long['changes/']))}": "changes/#y2023",
        "2022年 1": "changes/2022/",
        "2021年 1": "changes/2021/",
        "日期不明 1": "changes/undated/",
    }
    assert [words(page.find("h1")) for page in long.values()][1:] == [
        "变更记录：2022年 1条",
        "变更记录：2021年 1条",
        "变更记录：日期不明 1条",
    ]
    assert {str(each["id"]) for each in ways.select("[id]")} == {"y2022", "y2021", "undated"}


def test_no_change_is_lost_and_none_stands_twice(
    long: dict[str, BeautifulSoup], monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = [row for page in long.values() for row in rows(page)]
    monkeypatch.undo()
    whole = shown(history.pages, site_of(YEARS))
    assert whole.keys() == {"changes/"}
    assert whole["changes/"].select_one(".yearly") is None
    assert apart == rows(whole["changes/"])


def test_an_older_year_leads_to_those_beside_it(long: dict[str, BeautifulSoup]) -> None:
    turns = long["changes/2022/"].select_one(".turn")
    assert turns
    assert leads("changes/2022/", turns) == {"← 2021年": "changes/2021/", "2023年 →": "changes/#y2023"}
    assert long["changes/"].find(id="y2023")
