"""The list of all tables, under the issues they are printed in; a long one is divided by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby

from gongbao.model import Issue, Table
from gongbao.site import tables, urls
from gongbao.site.charts import chart
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.once import once
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import joined
from gongbao.site.table_sheet import sheet
from gongbao.site.yearly import Entry, Year, Yearly, yearly


@dataclass(frozen=True)
class Line:
    """A line of the list: the table, where it stands, what it is like."""

    link: Link
    home: Link
    size: str
    drawn: bool


@dataclass(frozen=True)
class Shelf:
    """The tables of an issue, or of what came without one."""

    link: Link
    entries: tuple[Line, ...]
    anchor: str = ""  # of its year, on the first shelf of that year in a list that is divided


@dataclass(frozen=True)
class Shelves:
    """The list, and where it is divided what of it stands here, with a way to every year."""

    count: int
    drawn: int
    shelves: tuple[Shelf, ...]
    here: str
    years: tuple[Entry, ...]


@dataclass(frozen=True)
class YearView:
    """The tables of an older year."""

    title: str
    count: str
    shelves: tuple[Shelf, ...]
    before: Link | None
    after: Link | None


def pages(site: Site) -> Iterator[Page | File]:
    """The list and its older years, and for each table its page and its files."""
    yield from list_pages(site)
    for place, _ in years(site).apart:
        yield from year_pages(site, place)
    for year in years(site).all:
        yield from chain.from_iterable(tables.pages_of(site, table) for table in year.rows)


@once
def years(site: Site) -> Yearly[Table]:
    """All tables by year."""
    held = (table for owner in sorted(site.tables) for table in site.tables[owner])
    return yearly(urls.TABLES, held, partial(_year, site))


def list_pages(site: Site) -> Iterator[Page]:
    """The list of all tables, or of those of the newest years."""
    every = years(site)
    shelves = tuple(_by_year(site, every.here)) if every.older else tuple(_shelves(site, every.rows))
    drawn = sum(line.drawn for shelf in shelves for line in shelf.entries)
    yield Page(
        path=urls.TABLES,
        template="tables.html",
        title="表格",
        view=Shelves(every.total, drawn, shelves, every.told("张"), every.entries),
        kind="tables",
        description=f"公报各文件中的{every.total:,}张表格，按期排列，每张都可以排序、筛选，并下载CSV和JSON。",
        styles=("table", "yearly") if every.older else ("table",),
        scripts=("table",),
    )


def list_basis(site: Site) -> bytes:
    """What that list shows: the tables that stand there, and the counts of the other years."""
    every = years(site)
    return joined((plain_digest(every.counts), _basis(site, tuple(every.rows))))


def year_pages(site: Site, place: int) -> Iterator[Page]:
    """The tables of an older year."""
    every = years(site)
    year = every.all[place]
    view = YearView(
        f"表格：{year.title}", f"{len(year.rows):,}", tuple(_shelves(site, year.rows)), *every.beside(place)
    )
    yield Page(
        path=every.path(place),
        template="tables_year.html",
        title=view.title,
        view=view,
        kind="tables",
        description=f"公报各文件中{year.title}的{view.count}张表格，按期排列，每张都可以排序、筛选，并下载CSV和JSON。",
        crumbs=(Link("表格", urls.TABLES),),
        styles=("lists", "table"),
        scripts=("table",),
    )


def year_basis(site: Site, place: int) -> bytes:
    """What that page shows: the tables of the year, and the links to the years beside it."""
    every = years(site)
    beside = [link and link.path for link in every.beside(place)]
    return joined((plain_digest([every.path(place), beside]), _basis(site, every.all[place].rows)))


def _basis(site: Site, shown: Sequence[Table]) -> bytes:
    """Of tables as lines of the list, and of what they stand in; nothing of what speaks of these."""
    owners = sorted({table.belongs_to for table in shown} & site.library.records.keys())
    numbers = [(owner, str(work.number)) for owner in owners if (work := site.graph.work_of(owner))]
    return joined((plain_digest(numbers), site.basis.alone(*(table.id for table in shown), *owners)))


def _by_year(site: Site, shown: Iterable[Year[Table]]) -> Iterator[Shelf]:
    for year in shown:
        first, *others = _shelves(site, year.rows)
        yield replace(first, anchor=year.anchor)
        yield from others


def _shelves(site: Site, shown: Iterable[Table]) -> Iterator[Shelf]:
    """The newest issue first, then what came without one, newest first too."""
    ordered = sorted(shown, key=partial(_place, site))
    for _, members in groupby(ordered, key=lambda table: _place(site, table)[:2]):
        held = list(members)
        yield Shelf(_shelf_link(site, held[0]), tuple(_line(site, table) for table in held))


def _place(site: Site, table: Table) -> tuple[int, str, tuple[int, int], str]:
    issue = _issue(site, table)
    if issue is None:
        year = _year_of_text(site, table)
        return (10_000_000 - year, f"y{year}", table.source.lines, table.id)
    day = issue.published.toordinal() if issue.published else 0
    return (-day, issue.id, table.source.lines, table.id)


def _year(site: Site, table: Table) -> int | None:
    """The year of the issue a table is printed in; of what came without one, that of its text."""
    issue = _issue(site, table)
    if issue is None:
        return _year_of_text(site, table) or None
    return issue.published.year if issue.published else issue.year


def _issue(site: Site, table: Table) -> Issue | None:
    issue = site.library.records.get(table.issue or "")
    return issue if isinstance(issue, Issue) else None


def _year_of_text(site: Site, table: Table) -> int:
    """The year of the text a table stands in, 0 where none is known."""
    work = site.graph.work_of(table.belongs_to)
    signed = work.signed if work else None
    return signed.year if signed else (work.number.year or 0) if work and work.number else 0


def _shelf_link(site: Site, table: Table) -> Link:
    issue = _issue(site, table)
    if issue:
        return Link(issue.title, site.urls.issue(issue.id))
    year = _year_of_text(site, table)
    return Link(f"{year}年单独收录的文件" if year else "单独收录的文件", "")


def _line(site: Site, table: Table) -> Line:
    size, drawn = site.memory.of("table", site.digest(table.id), lambda: _looks(table))
    return Line(Link(table.title, site.urls.table(table.id)), tables.home(site, table), size, drawn)


def _looks(table: Table) -> tuple[str, bool]:
    """The size of a table, and whether it is drawn."""
    return tables.size(table), chart(sheet(table)) is not None
