"""The pages of days: what takes effect, ends and is repealed, by date; which of it lies ahead is for the reader's day.

The browser's half is static/js/validity.js. Without it every row stands there, newest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongbao.site import urls, yearly
from gongbao.site.context import Site
from gongbao.site.days import Row, days
from gongbao.site.page import File, Link, Page
from gongbao.site.render import day
from gongbao.site.yearly import UNDATED, Entry, Year, Yearly

TITLE = "时效"
UNKNOWN = "没有写明是哪一天"
UNDATED_PAGE = f"{urls.VALIDITY}{UNDATED}/"

# What the browser sorts the rows into, in this order: the name of the group and what it holds.
GROUPS = {
    "coming": ("将要施行或废止", "写明的日子还没有到。"),
    "soon": ("90天内到期", "写明的有效期将在90天内（含当天）结束。"),
    "expired": ("已过写明的有效期", "写明的最后一天已经过去。"),
    "repealed": ("已被写明废止", "后来的文件写明废止，日子已到。"),
}
_SOON = (3, 31)  # the last day within 90 days of 31 December


@dataclass(frozen=True)
class Group:
    """A group the browser fills; empty and hidden until it does."""

    key: str
    title: str
    meaning: str


@dataclass(frozen=True)
class Term:
    """A page, and the first of the days it answers for."""

    link: Link
    since: date
    here: bool


@dataclass(frozen=True)
class Sorting:
    """What the browser sorts by the reader's day, and of a divided list which page answers for which day."""

    groups: tuple[Group, ...]
    heading: str  # over all rows of the page
    years: tuple[Year[Row], ...]
    within: str = ""  # the days that were looked at for an answer, in words
    coming: tuple[Row, ...] = ()  # rows of the days after this page's own that an answer needs
    terms: tuple[Term, ...] = ()  # of all pages, the newest first

    @property
    def count(self) -> int:
        """How many rows the page has."""
        return sum(len(year.rows) for year in self.years)


@dataclass(frozen=True)
class Unknown:
    """What has no day: how many there are, and those that stand on the page; where they do not, the page they stand on."""

    count: int
    rows: tuple[Row, ...]
    link: Link | None


@dataclass(frozen=True)
class ValidityView:
    """The page of days; of very many those of the newest years, with a way to the others."""

    sorting: Sorting
    unknown: Unknown
    without: int  # decrees that say nothing of it
    here: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class YearView:
    """The days of an older year."""

    title: str
    year: str
    sorting: Sorting
    before: Link | None
    after: Link | None


@dataclass(frozen=True)
class UndatedView:
    """What has no day, by the years of the texts that say it."""

    title: str
    count: int
    years: tuple[Year[Row], ...]
    here: str
    entries: tuple[Entry, ...]
    before: Link | None = None
    after: Link | None = None


def pages(site: Site) -> Iterator[Page | File]:
    """The page of days, those of older years, and those of what has no day; each is told by what it shows."""
    found = days(site)
    dated = _dated(site, found.dated)
    undated = yearly.yearly(UNDATED_PAGE, found.undated, lambda row: row.written)
    together = sum(1 for _ in dated.rows) + undated.total
    apart = together > yearly.LONG and bool(dated.older or undated.total > yearly.LONG)
    unknown = Unknown(undated.total, () if apart else found.undated, Link(UNKNOWN, UNDATED_PAGE) if apart else None)
    yield _newest(site, dated, unknown, found.without)
    yield from (_older(site, dated, place) for place, _ in dated.apart)
    if apart:
        yield _undated(site, undated)
        yield from (_undated_year(site, undated, place) for place, _ in undated.apart)


def _dated(site: Site, rows: tuple[Row, ...]) -> Yearly[Row]:
    """The rows with a day by year: that of the last thing printed, and what lies ahead of it, never stand apart."""
    every = yearly.yearly(urls.VALIDITY, rows, lambda row: row.day.year if row.day else None)
    told = [each.published for each in site.issues] + [work.signed for work in site.works]
    last = max((each.year for each in told if each), default=0)
    ahead = sum(int(year.name) >= last for year in every.all)
    return replace(every, shown=max(every.shown, ahead))


def _newest(site: Site, dated: Yearly[Row], unknown: Unknown, without: int) -> Page:
    sorting = _sorting(dated, None)
    view = ValidityView(sorting, unknown, without, dated.told("项"), dated.entries)
    return Page(
        urls.VALIDITY,
        "validity.html",
        TITLE,
        view,
        "validity",
        description=f"{site.gazette.name}所刊文件的施行日期、有效期和废止，按日期排列，共{dated.total:,}项，每项附原句。",
        styles=("validity", "yearly") if dated.older else ("validity",),
        scripts=("validity",),
    )


def _older(site: Site, dated: Yearly[Row], place: int) -> Page:
    year = dated.all[place]
    view = YearView(f"{TITLE}：{year.title}", year.title, _sorting(dated, place), *dated.beside(place))
    return Page(
        dated.path(place),
        "validity_year.html",
        view.title,
        view,
        "validity",
        description=f"{site.gazette.name}所刊文件写明在{year.title}施行、到期或废止的{len(year.rows):,}项，每项附原句。",
        crumbs=(Link(TITLE, urls.VALIDITY),),
        styles=("lists", "validity"),
        scripts=("validity",),
    )


def _sorting(dated: Yearly[Row], place: int | None) -> Sorting:
    """What is sorted on the page of an older year, or on the first."""
    groups = tuple(Group(key, *told) for key, told in GROUPS.items())
    if not dated.older:
        return Sorting(groups, "全部日期", dated.here)
    terms = tuple(_terms(dated, place))
    if place is None:
        return Sorting(groups, f"{dated.span}的日期", dated.here, terms[0].link.text, (), terms)
    next_ = dated.all[place - 1]
    end = date(int(next_.name), *_SOON)
    coming = tuple(row for row in next_.rows if row.day and row.day <= end)
    year = dated.all[place]
    within = f"{day(_first(year))}至{day(end)}"
    return Sorting(groups, f"{year.title}的日期", (year,), within, coming, terms)


def _terms(dated: Yearly[Row], place: int | None) -> Iterator[Term]:
    """All pages of days; one answers for the days from its first until the next begins, or for ever."""
    oldest = dated.here[-1]
    yield Term(Link(f"{oldest.title}及以后", urls.VALIDITY), _first(oldest), place is None)
    for each, _ in dated.apart:
        yield Term(dated.link(each), _first(dated.all[each]), each == place)


def _first(year: Year[Row]) -> date:
    return date(int(year.name), 1, 1)


def _undated(site: Site, undated: Yearly[Row]) -> Page:
    view = UndatedView(f"{TITLE}：{UNKNOWN}", undated.total, undated.here, undated.told("项"), undated.entries)
    return _page_undated(site, UNDATED_PAGE, view, (Link(TITLE, urls.VALIDITY),))


def _undated_year(site: Site, undated: Yearly[Row], place: int) -> Page:
    year = undated.all[place]
    title = f"{TITLE}：{UNKNOWN}（{year.title}的文件）"
    view = UndatedView(title, len(year.rows), (year,), "", (), *undated.beside(place))
    crumbs = (Link(TITLE, urls.VALIDITY), Link(UNKNOWN, UNDATED_PAGE))
    return _page_undated(site, undated.path(place), view, crumbs)


def _page_undated(site: Site, path: str, view: UndatedView, crumbs: tuple[Link, ...]) -> Page:
    title = view.title.removeprefix(f"{TITLE}：")
    return Page(
        path,
        "validity_undated.html",
        view.title,
        view,
        "validity",
        description=f"{site.gazette.name}所刊文件的施行和废止中{title}的{view.count:,}项，按文件的年份排列，每项附原句。",
        crumbs=crumbs,
        styles=("lists", "validity", "yearly") if view.entries else ("lists", "validity"),
    )
