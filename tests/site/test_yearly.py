"""A long list is divided by year: the newest years stay, each row stands on one page, and nobody loses the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.site import yearly
from gongbao.site.page import Link
from gongbao.site.yearly import Yearly

YEARS = st.lists(st.none() | st.integers(1995, 2026), max_size=40)


@pytest.fixture(scope="module", autouse=True)
def _short() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yearly, "LONG", 5)
        yield


def of(*years: int | None) -> Yearly[tuple[int, int | None]]:
    """A list with a row for each of some years."""
    return yearly.yearly("list/", enumerate(years), lambda row: row[1])


def test_a_list_of_no_more_than_a_page_is_not_divided() -> None:
    made = of(2024, None, 2020, 2024, 2021)
    assert [year.name for year in made.here] == ["2024", "2021", "2020", "undated"]
    assert (made.older, made.entries, made.told("件"), made.apart) == ((), (), "", ())
    assert of().here == ()


def test_the_newest_years_that_fit_stay_and_the_others_have_pages() -> None:
    made = of(*[2026] * 2, *[2025] * 3, *[2023] * 1234, None)
    assert made.told("件") == "共1,240件，这里是2025—2026年的5件；其他年份各有一页。"
    assert made.apart == ((2, "2023"), (3, "undated"))
    assert [(entry.link.text, entry.link.path, entry.count, entry.anchor) for entry in made.entries] == [
        ("2026年", "list/#y2026", "2", ""),
        ("2025年", "list/#y2025", "3", ""),
        ("2023年", "list/2023/", "1,234", "y2023"),
        ("日期不明", "list/undated/", "1", "undated"),
    ]


def test_the_newest_year_stays_however_long_it_is() -> None:
    made = of(*[2026] * 9, 2025)
    assert made.told("张") == "共10张，这里是2026年的9张；其他年份各有一页。"


def test_each_year_leads_to_the_years_beside_it_wherever_they_stand() -> None:
    made = of(*[2026] * 5, 2025, 2024)
    assert made.beside(1) == (Link("2024年", "list/2024/"), Link("2026年", "list/#y2026"))
    assert made.beside(2) == (None, Link("2025年", "list/2025/"))


@given(YEARS)
def test_every_row_stands_in_one_year_in_the_order_it_was_given(years: list[int | None]) -> None:
    made = of(*years)
    assert sorted(row[0] for year in made.all for row in year.rows) == list(range(len(years)))
    assert all(list(year.rows) == sorted(year.rows) for year in made.all)
    assert {str(row[1] or "undated") for year in made.all for row in year.rows} == {year.name for year in made.all}


@given(YEARS)
def test_the_first_page_holds_no_more_than_a_page_or_one_year(years: list[int | None]) -> None:
    made = of(*years)
    assert len(list(made.rows)) <= 5 or len(made.here) == 1
    assert bool(made.here) == bool(years)
