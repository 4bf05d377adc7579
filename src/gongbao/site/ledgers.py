"""The number series: all of them, the years of each, and the ledger of a year with every serial in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.fetched import Fetched
from gongbao.site.gathered import plain_digest
from gongbao.site.page import File, Link, Page
from gongbao.site.serials import Cell, Count, Known, Serials, State

# Of the small picture of a year: how wide a serial is, how long a run of unseen ones, and how high each state stands.
STEP, RUN = 9, 45
HEIGHTS: dict[State, int] = {"printed": 14, "listed": 9, "cited": 5, "unseen": 1}
STRIP_HEIGHT = 16


@dataclass(frozen=True)
class Shape:
    """All bars of one state in the small picture of a year, as an SVG path."""

    state: State
    path: str


@dataclass(frozen=True)
class Strip:
    """The small picture of a year: the height of a bar tells the state."""

    text: str
    width: int
    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class YearOfSeries:
    """A year of a series: its name, where its ledger is, how far it counts, what is known of it."""

    name: str
    path: str
    highest: int
    counts: tuple[Count, ...]
    strip: Strip
    known: Fetched[Known]


@dataclass(frozen=True)
class SeriesView:
    """A series: who issues it, and its years."""

    name: str
    path: str
    issuer: str
    own: bool
    years: tuple[YearOfSeries, ...]
    printed: int
    known: int
    feeds: tuple[Link, ...]

    @property
    def span(self) -> str:
        """From the first year to the last."""
        names = [year.name for year in self.years]
        return f"{names[-1].removesuffix('年')}—{names[0]}" if len(names) > 1 else "".join(names)


@dataclass(frozen=True)
class SeriesIndex:
    """All series."""

    own: tuple[SeriesView, ...]
    others: tuple[SeriesView, ...]


@dataclass(frozen=True)
class LedgerView:
    """The ledger of a series in a year."""

    heading: str
    issuer: str
    highest: str
    cells: Sequence[Cell]
    counts: tuple[Count, ...]
    known: Sequence[Known]
    before: Link | None
    after: Link | None


def pages(site: Site) -> Iterator[Page | File]:
    """The index of the series, a page for each, and a ledger for each of its years."""
    serials = Serials.of(site)
    series = tuple(_series(site, serials, name) for name in serials.series())
    yield _index(series)
    for each in series:
        yield _series_page(each)
        for place in range(len(each.years)):
            yield _ledger_page(site, serials, each, place)


def year_name(year: int | None) -> str:
    """A year of a series; an order is counted through all years.

    >>> year_name(2023), year_name(None)
    ('2023年', '不分年份')
    """
    return f"{year}年" if year else "不分年份"


def _index(series: tuple[SeriesView, ...]) -> Page:
    view = SeriesIndex(tuple(each for each in series if each.own), tuple(each for each in series if not each.own))
    names = "、".join(each.name for each in view.own[:6])
    description = f"按发文字号查找文件：{names}等系列，逐年列出每一个号是否收录。" if names else "按发文字号查找文件。"
    return Page(urls.SERIES, "series_index.html", "文号", view, "series", description, styles=("lists",))


def _series(site: Site, serials: Serials, name: str) -> SeriesView:
    years = tuple(_year(site, serials, name, year) for year in serials.years(name))
    printed = sum(count.count for year in years for count in year.counts if count.state == "printed")
    known = sum(count.count for year in years for count in year.counts if count.state != "unseen")
    issuer = site.gazette.issuer_of(name) or _issuer(site, name)
    path = site.urls.series(name)
    feeds = tuple(Link(text, site.urls.feed(path, kind)) for text, kind in (("Atom", "atom"), ("JSON Feed", "json")))
    return SeriesView(name, path, issuer, name in site.gazette.codes, years, printed, known, feeds)


def _issuer(site: Site, series: str) -> str:
    """Who issues a series nobody described, when all its decrees say the same."""
    met = {work.issuer for work in site.works if work.number and work.number.series == series}
    return next(iter(met)) or "" if len(met) == 1 else ""


def _year(site: Site, serials: Serials, series: str, year: int | None) -> YearOfSeries:
    counts, known = serials.counts(series, year), serials.known(series, year)
    highest = known[-1].number.serial
    spoken = "，".join(f"{count.word}{count.count}个" for count in counts if count.count)
    text = f"{series}{year_name(year)}第1至{highest}号：{spoken}"
    mark = plain_digest(
        [text, [(each.number.serial, each.state, each.title, each.path, str(each.day)) for each in known]]
    )
    strip = site.memory.of("strip", mark, lambda: _strip(serials.cells(series, year), text))
    held = Fetched(mark, lambda: known, len(known))
    return YearOfSeries(year_name(year), site.urls.ledger(series, year), highest, counts, strip, held)


def _strip(cells: tuple[Cell, ...], text: str) -> Strip:
    paths: dict[State, str] = {}
    x = 0
    for cell in cells:
        width = STEP if cell.serial == cell.last else RUN
        bar = f"M{x} {STRIP_HEIGHT}v-{HEIGHTS[cell.state]}h{width - 2}v{HEIGHTS[cell.state]}z"
        paths[cell.state] = paths.get(cell.state, "") + bar
        x += width
    return Strip(text, x, STRIP_HEIGHT, tuple(Shape(state, paths[state]) for state in HEIGHTS if state in paths))


def _series_page(series: SeriesView) -> Page:
    issuer = f"{series.issuer}的" if series.issuer else ""
    description = f"{issuer}发文字号系列“{series.name}”：逐年列出已收录 {series.printed} 件文件的文号。"
    crumbs = (Link("文号", urls.SERIES),)
    styles = ("ledger", "lists")
    return Page(
        series.path, "series.html", series.name, series, "series", description, crumbs, styles, feeds=series.feeds
    )


def _ledger_page(site: Site, serials: Serials, series: SeriesView, place: int) -> Page:
    year = serials.years(series.name)[place]
    shown = series.years[place]
    heading = f"{series.name}〔{year}〕文号一览" if year else f"{series.name}文号一览"
    view = LedgerView(
        heading=heading,
        issuer=series.issuer,
        highest=str(shown.known[-1].number),
        cells=Fetched(shown.known.mark, partial(serials.cells, series.name, year)),
        counts=shown.counts,
        known=shown.known,
        before=_turn(series.years, place + 1),
        after=_turn(series.years, place - 1),
    )
    printed = shown.counts[0].count
    description = f"{series.name}{shown.name}第1至{shown.highest}号逐号列出：{printed} 件有全文，其余注明只列目录、只被提及或未见。"
    crumbs = (Link("文号", urls.SERIES), Link(series.name, series.path))
    return Page(shown.path, "ledger.html", heading, view, "ledger", description, crumbs, ("ledger", "lists"))


def _turn(years: tuple[YearOfSeries, ...], place: int) -> Link | None:
    return Link(years[place].name, years[place].path) if 0 <= place < len(years) else None
