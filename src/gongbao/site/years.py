"""The decrees by the year and month they were signed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongbao.linking import Work
from gongbao.model import Issue
from gongbao.site import rows, urls
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.page import File, Link, Page
from gongbao.site.rows import Row


@dataclass(frozen=True)
class Month:
    """A month of a year and its decrees."""

    anchor: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class YearView:
    """A year: its months, its decrees without a day, its issues, the years beside it."""

    year: int
    total: int
    months: tuple[Month, ...]
    undated: tuple[Row, ...]
    issues: tuple[Link, ...]
    before: Link | None
    after: Link | None


@dataclass(frozen=True)
class YearEntry:
    """A year in the list of years."""

    link: Link
    total: int
    issues: int
    months: tuple[Month, ...]


@dataclass(frozen=True)
class YearsView:
    """All years, and the decrees of which no year is known."""

    years: tuple[YearEntry, ...]
    undated: tuple[Row, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The list of years, and a page for each."""
    works = _by_year(site)
    issues = _issues(site)
    years = sorted({year for year in (*works, *issues) if year}, reverse=True)
    views = tuple(_year(site, years, place, (works, issues)) for place in range(len(years)))
    yield _index(site, views, works.get(None, ()))
    for view in views:
        yield _page(site, view)


def basis(site: Site) -> bytes:
    """What they show: the decrees as rows, and the issues."""
    issues = [(each.title, site.urls.issue(each.id), each.year, str(each.published)) for each in site.issues]
    return plain_digest([rows.told(site), issues])


def _by_year(site: Site) -> dict[int | None, tuple[Work, ...]]:
    """The decrees of each year: of the day they were signed, or else of their number."""
    years: dict[int | None, list[Work]] = {}
    for work in site.works:
        year = work.signed.year if work.signed else work.number.year if work.number else None
        years.setdefault(year, []).append(work)
    return {year: tuple(found) for year, found in years.items()}


def _issues(site: Site) -> dict[int, tuple[Issue, ...]]:
    years: dict[int, tuple[Issue, ...]] = {}
    for issue in reversed(site.issues):
        year = issue.year or (issue.published.year if issue.published else None)
        if year:
            years[year] = (*years.get(year, ()), issue)
    return years


_Found = tuple[dict[int | None, tuple[Work, ...]], dict[int, tuple[Issue, ...]]]


def _year(site: Site, years: list[int], place: int, found: _Found) -> YearView:
    works, issues = found
    year = years[place]
    own = works.get(year, ())
    return YearView(
        year=year,
        total=len(own),
        months=_months(site, own),
        undated=tuple(rows.of_work(site, work) for work in own if not work.signed),
        issues=tuple(site.link(issue) for issue in issues.get(year, ())),
        before=_turn(site, years, place + 1),
        after=_turn(site, years, place - 1),
    )


def _months(site: Site, works: tuple[Work, ...]) -> tuple[Month, ...]:
    """All twelve, so that an address with a month always leads somewhere."""
    held = _by_month(works)
    return tuple(
        Month(
            anchor=f"m{month:02}",
            name=f"{month}月",
            rows=tuple(rows.of_work(site, work) for work in held.get(month, ())),
        )
        for month in range(1, 13)
    )


def _by_month(works: tuple[Work, ...]) -> dict[int, list[Work]]:
    months: dict[int, list[Work]] = {}
    for work in works:
        if work.signed:
            months.setdefault(work.signed.month, []).append(work)
    return {month: sorted(held, key=_day) for month, held in months.items()}


def _day(work: Work) -> tuple[date, str, int, str]:
    """Within a month the days run forward, as the months do."""
    number = work.number
    return (work.signed or date.min, number.series if number else "", number.serial if number else 0, work.id)


def _turn(site: Site, years: list[int], place: int) -> Link | None:
    return Link(f"{years[place]}年", site.urls.year(years[place])) if 0 <= place < len(years) else None


def _page(site: Site, view: YearView) -> Page:
    title = f"{view.year}年文件"
    description = f"{view.year}年成文的 {view.total} 件文件，按月排列，并列出当年各期公报。"
    path = site.urls.year(view.year)
    return Page(path, "year.html", title, view, "year", description, (Link("年份", urls.YEARS),), ("lists",))


def _index(site: Site, views: tuple[YearView, ...], undated: tuple[Work, ...]) -> Page:
    entries = tuple(
        YearEntry(Link(f"{view.year}年", site.urls.year(view.year)), view.total, len(view.issues), view.months)
        for view in views
    )
    total = sum(view.total for view in views)
    view = YearsView(entries, tuple(rows.of_work(site, work) for work in undated))
    description = f"按成文年份和月份查看 {total} 件文件。"
    return Page(urls.YEARS, "years.html", "年份", view, "years", description, styles=("lists",))
