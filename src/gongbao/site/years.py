"""The decrees by the year and month they were signed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongbao.linking import Work
from gongbao.model import Issue
from gongbao.site import rows, urls
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.once import once
from gongbao.site.page import File, Link, Page
from gongbao.site.rows import Plain, Row


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


@dataclass(frozen=True)
class _Held:
    """What is known of a year: its decrees, newest first, each with its row, and its issues, oldest first."""

    decrees: tuple[tuple[Work, Plain], ...]
    issues: tuple[Issue, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The list of years, and a page for each."""
    yield from list_pages(site)
    for year in names(site):
        yield from pages_of(site, year)


def names(site: Site) -> tuple[int, ...]:
    """Every year that has a page, the newest first."""
    return tuple(sorted((year for year in _held(site) if year), reverse=True))


def list_pages(site: Site) -> Iterator[Page]:
    """The list of years."""
    years = _held(site)
    entries = tuple(_entry(site, year) for year in names(site))
    undated = years[None].decrees if None in years else ()
    view = YearsView(entries, tuple(rows.shown(row) for _, row in undated))
    description = f"按成文年份和月份查看 {sum(entry.total for entry in entries)} 件文件。"
    yield Page(urls.YEARS, "years.html", "年份", view, "years", description, styles=("lists",))


def list_basis(site: Site) -> bytes:
    """What that list shows: of each year how much there is of what, and the decrees of none."""
    years = _held(site)
    undated = [row for _, row in years[None].decrees] if None in years else []
    counts = [
        (year, site.urls.year(year), len(years[year].issues), len(years[year].decrees), _counts(years[year]))
        for year in names(site)
    ]
    return plain_digest([counts, undated])


def pages_of(site: Site, year: int) -> Iterator[Page]:
    """The page of a year."""
    held = _held(site)[year]
    before, after = _beside(site, year)
    view = YearView(
        year=year,
        total=len(held.decrees),
        months=_months(held),
        undated=tuple(rows.shown(row) for work, row in held.decrees if not work.signed),
        issues=tuple(site.link(issue) for issue in held.issues),
        before=before,
        after=after,
    )
    title = f"{year}年文件"
    description = f"{year}年成文的 {view.total} 件文件，按月排列，并列出当年各期公报。"
    path = site.urls.year(year)
    yield Page(path, "year.html", title, view, "year", description, (Link("年份", urls.YEARS),), ("lists",))


def basis_of(site: Site, year: int) -> bytes:
    """What that page shows: the decrees as rows, the issues, the years beside it."""
    held = _held(site)[year]
    issues = [(each.title, site.urls.issue(each.id)) for each in held.issues]
    beside = [link and (link.text, link.path) for link in _beside(site, year)]
    return plain_digest([year, site.urls.year(year), [row for _, row in _in_order(held)], issues, beside])


@once
def _held(site: Site) -> Mapping[int | None, _Held]:
    """Of each year what there is: decrees by the day they were signed or else by their number, and issues."""
    found: dict[int | None, list[tuple[Work, Plain]]] = {}
    for work, row in zip(site.works, rows.told(site), strict=True):
        signed = work.signed
        found.setdefault(signed.year if signed else work.number.year if work.number else None, []).append((work, row))
    issues: dict[int | None, list[Issue]] = {}
    for issue in reversed(site.issues):
        year = issue.year or (issue.published.year if issue.published else None)
        if year:
            issues.setdefault(year, []).append(issue)
    return {year: _Held(tuple(found.get(year, ())), tuple(issues.get(year, ()))) for year in {**found, **issues}}


def _entry(site: Site, year: int) -> YearEntry:
    held = _held(site)[year]
    link = Link(f"{year}年", site.urls.year(year))
    return YearEntry(link, len(held.decrees), len(held.issues), _months(held))


def _months(held: _Held) -> tuple[Month, ...]:
    """All twelve, so that an address with a month always leads somewhere."""
    months: dict[int, list[Row]] = {}
    for work, row in _in_order(held):
        if work.signed:
            months.setdefault(work.signed.month, []).append(rows.shown(row))
    return tuple(Month(f"m{month:02}", f"{month}月", tuple(months.get(month, ()))) for month in range(1, 13))


def _counts(held: _Held) -> tuple[int, ...]:
    """How many decrees were signed in each month."""
    months = [work.signed.month for work, _ in held.decrees if work.signed]
    return tuple(months.count(month) for month in range(1, 13))


def _in_order(held: _Held) -> list[tuple[Work, Plain]]:
    """Within a month the days run forward, as the months do."""
    return sorted(held.decrees, key=lambda each: _day(each[0]))


def _day(work: Work) -> tuple[date, str, int, str]:
    number = work.number
    return (work.signed or date.min, number.series if number else "", number.serial if number else 0, work.id)


def _beside(site: Site, year: int) -> tuple[Link | None, Link | None]:
    """The pages of the years before and after one."""
    every = names(site)
    place = every.index(year)
    return _turn(site, every, place + 1), _turn(site, every, place - 1)


def _turn(site: Site, years: tuple[int, ...], place: int) -> Link | None:
    return Link(f"{years[place]}年", site.urls.year(years[place])) if 0 <= place < len(years) else None
