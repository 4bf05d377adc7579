"""A long list of days: its newest years on one page, older years and what has no day on pages of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from days_archive import AT, day, site_of
from numbered_archive import leads, main, shown, words
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from conftest import server_of
from gongbao.model import Decree, Effective, Record, Repeal
from gongbao.site import validity, yearly
from gongbao.site.assets import assets
from gongbao.site.day_years import days
from gongbao.site.shipped import PROJECT

Days = tuple[str | None, str | None]


def decree(number: str, signed: str, term: Days, repeals: str = "") -> Decree:
    """A decree with its first and last day; it may repeal another."""
    year, serial = number.split("-")
    start, until = (day(each) if each else None for each in term)
    says = f"本通知自{start or '公布之日'}起施行{f'，有效期至{until}' if until else ''}。"
    return Decree(
        f"yzf-{number}",
        f"云州市人民政府{year}年关于第{serial}件事的通知",
        AT,
        body=f"{says}{repeals}同时废止。" if repeals else says,
        number=f"云政发〔{year}〕{serial}号",
        doctype="通知",
        signed=day(signed),
        effective=Effective(start, until, says, rule=None if start else "公布之日"),
        repeals=(Repeal(repeals, None, f"{repeals}同时废止。"),) if repeals else (),
    )


FIRST = decree("2019-1", "2019-02-01", ("2019-03-01", "2020-02-15"))
NEWEST = decree("2023-1", "2023-04-01", ("2023-05-01", "2023-12-31"))
ALL: tuple[Record, ...] = (
    FIRST,
    decree("2020-1", "2020-05-01", ("2020-06-01", "2021-01-31")),
    decree("2021-1", "2021-01-04", ("2021-01-15", "2030-12-31"), "云政发〔2019〕1号"),
    NEWEST,
    decree("2019-2", "2019-07-01", (None, None)),
    decree("2023-2", "2023-07-01", (None, None)),
    decree("2023-3", "2023-07-02", (None, None)),
)
PAGES = {
    "validity/",
    "validity/2021/",
    "validity/2020/",
    "validity/2019/",
    "validity/undated/",
    "validity/undated/2019/",
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, BeautifulSoup]:
    """The pages of a list that is long where it has more than one row."""
    return pages(ALL, monkeypatch)


def pages(records: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch) -> dict[str, BeautifulSoup]:
    monkeypatch.setattr(yearly, "LONG", 1)
    return shown(validity.pages, site_of(records))


def rows(page: Tag) -> Iterator[tuple[str, str, str]]:
    """The rows a reader sees without scripts: the day, what it is, the document."""
    for row in page.select("tbody tr"):
        first, what, which, *_ = row.find_all("td")
        yield words(first), words(what), words(which.find("a"))


def coming(page: Tag) -> list[str]:
    """The days a script finds on a page beside those of its own year."""
    return [
        str(row["data-day"])
        for held in page.find_all("template")
        for row in held.find_all("tr", attrs={"data-day": True})
    ]


def test_every_row_stands_on_one_page(made: Mapping[str, BeautifulSoup]) -> None:
    assert made.keys() == PAGES
    found = days(site_of(ALL))
    told = [row for years in (found.dated, found.undated) for year in years.values() for row in year]
    stand = Counter(what for page in made.values() for _, what, _ in rows(main(page)))
    assert stand == Counter(row.label for row in told)
    each = Counter(row for page in made.values() for row in rows(main(page)))
    assert set(each.values()) == {1}


def test_the_first_page_has_what_lies_ahead_and_the_year_of_the_last_decree(made: Mapping[str, BeautifulSoup]) -> None:
    page = main(made["validity/"])
    assert [when for when, _, _ in rows(page)] == ["2030年12月31日", "2023年12月31日", "2023年5月1日"]
    assert "共9项，这里是2023—2030年的3项；其他年份各有一页。" in words(page)


def test_the_row_of_years_leads_to_every_year_and_keeps_its_anchor(made: Mapping[str, BeautifulSoup]) -> None:
    page = main(made["validity/"])
    ways = page.select_one(".yearly")
    assert ways
    assert leads("validity/", ways) == {
        "2030年 1": "validity/#y2030",
        "2023年 2": "validity/#y2023",
        "2021年 3": "validity/2021/",
        "2020年 2": "validity/2020/",
        "2019年 1": "validity/2019/",
    }
    ids = [str(each["id"]) for each in page.find_all(id=True)]
    assert {"y2030", "y2023", "y2021", "y2020", "y2019", "rest", "coming", "undated"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_year_leads_to_the_years_beside_it(made: Mapping[str, BeautifulSoup]) -> None:
    turns = made["validity/2021/"].select_one(".turn")
    assert turns
    assert leads("validity/2021/", turns) == {"← 2020年": "validity/2020/", "2023年 →": "validity/#y2023"}
    assert "2021年施行、到期或废止的" in words(main(made["validity/2021/"]))


def test_every_link_between_the_pages_leads_somewhere(made: Mapping[str, BeautifulSoup]) -> None:
    for path, page in made.items():
        for place in leads(path, main(page)).values():
            target, _, anchor = place.partition("#")
            if target.startswith("validity/"):
                assert target in made
                assert not anchor or made[target].find(id=anchor), place


def test_a_year_holds_the_days_of_the_ninety_after_it(made: Mapping[str, BeautifulSoup]) -> None:
    assert coming(made["validity/2020/"]) == ["2021-01-31", "2021-01-15", "2021-01-15"]
    assert coming(made["validity/2019/"]) == ["2020-02-15"]
    assert coming(made["validity/2021/"]) == []


def test_what_has_no_day_stands_by_the_years_of_the_texts(made: Mapping[str, BeautifulSoup]) -> None:
    first, old = main(made["validity/undated/"]), main(made["validity/undated/2019/"])
    assert "共3项，这里是2023年的2项；其他年份各有一页。" in words(first)
    assert [which for _, _, which in rows(first)] == [
        "云州市人民政府2023年关于第2件事的通知",
        "云州市人民政府2023年关于第3件事的通知",
    ]
    assert [which for _, _, which in rows(old)] == ["云州市人民政府2019年关于第2件事的通知"]
    section = made["validity/"].select_one("section:has(> #undated)")
    assert section
    assert leads("validity/", section) == {"按文件的年份，看这3项": "validity/undated/"}


def test_without_undated_rows_there_is_no_page_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages(ALL[:4], monkeypatch).keys() == {path for path in PAGES if "undated" not in path}


def test_many_undated_rows_leave_a_short_list_of_days_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yearly, "LONG", 2)
    found = shown(validity.pages, site_of((FIRST, *ALL[4:])))
    assert found.keys() == {"validity/", "validity/undated/", "validity/undated/2019/"}
    assert found["validity/"].select_one(".yearly") is None


def test_a_year_that_leaves_the_first_page_changes_no_older_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages(ALL, monkeypatch)
    after = pages((*ALL, decree("2024-1", "2024-02-01", ("2024-03-01", None))), monkeypatch)
    assert after.keys() - before.keys() == {"validity/2023/"}
    assert {path for path in PAGES if str(before[path]) != str(after[path])} == {"validity/", "validity/2021/"}


def test_a_new_decree_changes_the_pages_of_the_years_it_names_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    added = decree("2023-9", "2023-08-01", ("2023-09-01", None))
    before, after = (pages(records, monkeypatch) for records in (ALL, (*ALL, added)))
    assert {path for path in PAGES if str(before[path]) != str(after[path])} == {"validity/"}
    shorter = replace(FIRST, effective=Effective(day("2019-03-01"), day("2021-02-15"), FIRST.body))
    after = pages((shorter, *ALL[1:]), monkeypatch)
    changed = {path for path in PAGES if str(before[path]) != str(after[path])}
    assert "validity/2023/" not in changed
    assert {"validity/2021/", "validity/2020/", "validity/2019/"} <= changed


@pytest.fixture
def served(made: Mapping[str, BeautifulSoup], tmp_path: Path) -> Iterator[str]:
    """The address of these pages."""
    files = {f"{path}index.html": str(page).encode() for path, page in made.items()}
    files |= {file.path: file.content for file in assets((PROJECT / "static",), site_of(ALL).gazette.colours)}
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    with server_of(tmp_path) as address:
        yield f"{address}/validity"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab on 15 August 2023."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.clock.set_fixed_time("2023-08-15T04:00:00Z")
    yield page
    context.close()


def groups(tab: Tab) -> dict[str, list[str]]:
    """What a reader sees in each group."""
    call = """() => Object.fromEntries([...document.querySelectorAll("[data-group]:not([hidden])")].map((each) =>
      [each.dataset.group, [...each.querySelectorAll("tbody tr")].map((row) => `${row.dataset.day} ${row.dataset.kind}`)]))"""
    found: dict[str, list[str]] = tab.evaluate(call)
    return found


def at(tab: Tab, path: str, on: str = "") -> None:
    """Wait for a page, with a day in its address."""
    tab.wait_for_url(re.compile(rf"/{path}(index\.html)?{f'[?]day={on}' if on else ''}$"))


def said(tab: Tab) -> str:
    return tab.locator("[data-days-sum]").inner_text()


def test_the_first_page_sorts_by_today_and_says_within_which_days(tab: Tab, served: str) -> None:
    tab.goto(f"{served}/index.html")
    assert groups(tab)["rest"] == ["2030-12-31 until", "2023-12-31 until", "2023-05-01 from"]
    assert said(tab).startswith("按2023年8月15日算，在2023年及以后的日期里：将要施行或废止0项，")


def test_a_day_of_another_page_is_not_answered_here_and_its_page_answers(tab: Tab, served: str) -> None:
    tab.goto(f"{served}/index.html")
    tab.fill("#day", "2020-12-20")
    assert said(tab) == "2020年12月20日的情况不在这一页，请看2020年。"
    assert groups(tab) == {"rest": ["2030-12-31 until", "2023-12-31 until", "2023-05-01 from"]}
    assert tab.locator("#rest").inner_text() == "2023—2030年的日期 3项"
    tab.click("[data-days-sum] a")
    at(tab, "validity/2020/", "2020-12-20")
    assert groups(tab) == {
        "coming": ["2021-01-15 repealed", "2021-01-15 from"],
        "soon": ["2021-01-31 until"],
        "expired": ["2020-02-15 until"],
        "repealed": [],
        "rest": ["2020-06-01 from"],
    }
    assert said(tab).startswith(
        "按2020年12月20日算，在2020年1月1日至2021年3月31日的日期里：将要施行或废止2项，90天内到期1项，"
    )


def test_rows_of_the_next_year_show_only_while_they_lie_ahead(tab: Tab, served: str) -> None:
    tab.goto(f"{served}/2020/index.html?day=2020-12-20")
    tab.fill("#day", "2020-06-01")
    assert groups(tab)["soon"] == []
    assert groups(tab)["rest"] == ["2020-06-01 from"]
    tab.fill("#day", "2020-12-31")
    assert groups(tab)["soon"] == ["2021-01-31 until"]


@pytest.mark.parametrize(
    ("on", "year"),
    [("1999-05-01", "2019"), ("2022-07-01", "2021"), ("2019-12-31", "2019")],
    ids=["before all", "in a year without days", "the last of a year"],
)
def test_an_address_with_a_day_leads_to_the_page_that_answers(tab: Tab, served: str, on: str, year: str) -> None:
    tab.goto(f"{served}/index.html?day={on}")
    at(tab, f"validity/{year}/", on)
    assert "soon" in groups(tab)
    assert tab.locator("#day").input_value() == on


def test_the_page_of_a_year_stands_unsorted_until_a_day_is_asked_for(tab: Tab, served: str) -> None:
    tab.goto(f"{served}/2020/index.html")
    assert groups(tab) == {"rest": ["2020-06-01 from", "2020-02-15 until"]}
    assert (said(tab), tab.locator("#day").input_value()) == ("", "")
    tab.fill("#day", "2020-07-01")
    assert groups(tab)["expired"] == ["2020-02-15 until"]


def test_from_the_page_of_a_year_every_day_is_one_link_away(tab: Tab, served: str) -> None:
    for on, page in (("2024-02-01", "validity/"), ("2019-04-01", "validity/2019/")):
        tab.goto(f"{served}/2020/index.html?day={on}")
        assert (
            said(tab)
            == f"{'2024年2月1日' if page == 'validity/' else '2019年4月1日'}的情况不在这一页，请看有这一天的页。"
        )
        tab.click("[data-days-sum] a")
        at(tab, page, on)
        assert "soon" in groups(tab)


def test_the_way_back_to_today(tab: Tab, served: str) -> None:
    tab.goto(f"{served}/2020/index.html?day=2020-07-01")
    tab.get_by_role("link", name="看今天的情况").click()
    at(tab, "validity/")
    assert said(tab).startswith("按2023年8月15日算")
