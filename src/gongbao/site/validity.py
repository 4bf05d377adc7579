"""The pages of days: what takes effect, ends and is repealed, by date; which of it lies ahead is for the reader's day.

The browser's half is static/js/validity.js. Without it every row stands there, newest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongbao.site import urls, yearly
from gongbao.site.context import Site
from gongbao.site.day_years import days
from gongbao.site.days import Row
from gongbao.site.fetched import chosen
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
    """A page, and the first of the days it answers for; the last of several answers for all days before, too."""

    link: Link
    since: str


@dataclass(frozen=True)
class Sorting:
    """What the browser sorts by the reader's day, and of a divided list which page answers for which day."""

    groups: tuple[Group, ...]
    heading: str  # over all rows of the page
    years: tuple[Year[Row], ...]
    within: str = ""  # the days that were looked at for an answer, in words
    since: str = ""  # the first day the page answers for; empty where it answers for all before
    until: str = ""  # the first day it no longer answers for; empty where it answers for all to come
    coming: Sequence[Row] = ()  # rows of the days after this page's own that an answer needs
    terms: tuple[Term, ...] = ()  # other pages, the newest first

    @property
    def count(self) -> int:
        """How many rows the page has."""
        return sum(len(year.rows) for year in self.years)


@dataclass(frozen=True)
class Unknown:
    """What has no day: how many there are, and those that stand on the page; where they do not, the page they stand on."""

    count: int
    rows: Sequence[Row]
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
    dated, undated = _dated(site, found.dated), yearly.divided(UNDATED_PAGE, found.undated)
    apart = _apart(dated, undated)
    unknown = Unknown(undated.total, () if apart else found.unknown, Link(UNKNOWN, UNDATED_PAGE) if apart else None)
    yield _newest(site, dated, unknown, found.without)
    yield from (_older(site, dated, place) for place, _ in dated.apart)
    if apart:
        yield _undated(site, undated)
        yield from (_undated_year(site, undated, place) for place, _ in undated.apart)


def _dated(site: Site, found: Mapping[str, Sequence[Row]]) -> Yearly[Row]:
    """The rows with a day by year: that of the last thing printed, and what lies ahead of it, never stand apart."""
    every = yearly.divided(urls.VALIDITY, found)
    told = [each.published for each in site.issues] + [work.signed for work in site.works]
    last = max((each.year for each in told if each), default=0)
    ahead = sum(int(year.name) >= last for year in every.all)
    return replace(every, shown=max(every.shown, ahead))


def _apart(dated: Yearly[Row], undated: Yearly[Row]) -> bool:
    """Whether what has no day stands on a page of its own: where it is long, or the first page would be with it."""
    together = undated.total + sum(len(year.rows) for year in dated.here)
    return bool(undated.total and together > yearly.LONG and (dated.older or undated.total > yearly.LONG))


def _newest(site: Site, dated: Yearly[Row], unknown: Unknown, without: int) -> Page:
    view = ValidityView(_whole(dated), unknown, without, dated.told("项"), dated.entries)
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
    view = YearView(f"{TITLE}：{year.title}", year.title, _part(dated, place), *dated.beside(place))
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


def _whole(dated: Yearly[Row]) -> Sorting:
    """What is sorted on the first page: it leads on to the others for the days before its own."""
    if not dated.older:
        return Sorting(_groups(), "全部日期", dated.here)
    oldest = dated.here[-1]
    return Sorting(
        _groups(),
        f"{dated.span}的日期",
        dated.here,
        within=f"{oldest.title}及以后",
        since=_first(oldest),
        terms=tuple(Term(dated.link(place), _first(dated.all[place])) for place, _ in dated.apart),
    )


def _part(dated: Yearly[Row], place: int) -> Sorting:
    """What is sorted on the page of an older year. It answers for the days until the next year that has any begins.

    For these it looks ninety days ahead. For all others it leads to the first page, which knows all years.
    """
    year, newer = dated.all[place], dated.all[place - 1]
    end = date(int(newer.name), *_SOON)
    return Sorting(
        _groups(),
        f"{year.title}的日期",
        (year,),
        within=f"{day(date(int(year.name), 1, 1))}至{day(end)}",
        since=_first(year) if place + 1 < len(dated.all) else "",
        until=_first(newer),
        coming=chosen(newer.rows, str(end).encode(), lambda row: row.day is not None and row.day <= end),
        terms=(Term(Link("有这一天的页", urls.VALIDITY), ""),),
    )


def _groups() -> tuple[Group, ...]:
    return tuple(Group(key, *told) for key, told in GROUPS.items())


def _first(year: Year[Row]) -> str:
    return f"{year.name}-01-01"


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
