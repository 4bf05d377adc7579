"""The decrees by their 文种, and the lists of what else the gazette prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongbao.linking import Work
from gongbao.model import Appointments, Catalogue, Interpretation, InterpretationCatalogue, Record, Table
from gongbao.site import rows, urls
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.once import once
from gongbao.site.page import File, Link, Page
from gongbao.site.rows import NO_DAY, Plain, Row, Rows
from gongbao.site.yearly import Entry, Yearly, yearly

UNNAMED = "未注明文种"

# Kinds of records that are no decrees; each has a list of its own beside the lists of the 文种.
OTHERS: tuple[tuple[type[Record], str], ...] = (
    (Interpretation, "政策解读"),
    (Appointments, "人事任免"),
    (Catalogue, "发文目录"),
    (InterpretationCatalogue, "政策解读目录"),
)
_OTHERS = tuple(kind for kind, _ in OTHERS)


@dataclass(frozen=True)
class Kind:
    """All documents of a kind, newest first, by year."""

    name: str
    years: Yearly[Plain]

    @property
    def newest(self) -> str:
        """The title of the newest."""
        return self.years.all[0].rows[0][0]


@dataclass(frozen=True)
class Card:
    """A kind in the list of kinds."""

    name: str
    path: str
    total: str
    newest: str


@dataclass(frozen=True)
class KindsView:
    """The 文种, and the other ways in."""

    doctypes: tuple[Card, ...]
    others: tuple[Card, ...]
    ways: tuple[Link, ...]


@dataclass(frozen=True)
class KindView:
    """The page of a kind: its documents under their years, and of very many the newest, with a way to every year."""

    name: str
    total: str
    years: tuple[Rows, ...]
    here: str  # which of them stand here, where not all do
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class YearView:
    """The documents of a kind in an older year."""

    title: str
    total: str
    rows: tuple[Row, ...]
    before: Link | None
    after: Link | None


def pages(site: Site) -> Iterator[Page | File]:
    """The list of kinds, and for each its page and those of its older years."""
    yield from list_pages(site)
    for kind in kinds(site):
        yield from pages_of(kind)
        for place, _ in kind.years.apart:
            yield from year_pages(kind, place)


def list_pages(site: Site) -> Iterator[Page]:
    """The list of kinds."""
    doctypes, others = (tuple(map(_card, found)) for found in (_doctypes(site), _others(site)))
    names = "、".join(card.name for card in doctypes[:8])
    description = f"按文种查看文件：{names}；另有政策解读、人事任免和发文目录。" if names else "按文种查看文件。"
    view = KindsView(doctypes, others, tuple(_ways(site)))
    yield Page(urls.KINDS, "kinds.html", "文种", view, "kinds", description, styles=("lists",))


def list_basis(site: Site) -> bytes:
    """What that list shows: of each kind the count and the newest."""
    cards = [(each.name, each.years.base, each.years.total, each.newest) for each in kinds(site)]
    return plain_digest([cards, len(_doctypes(site)), [link.path for link in _ways(site)]])


def kinds(site: Site) -> tuple[Kind, ...]:
    """The 文种, the most frequent first, and what else the gazette prints."""
    return *_doctypes(site), *_others(site)


def pages_of(kind: Kind) -> Iterator[Page]:
    """The page of a kind."""
    years = kind.years
    shown = rows.by_year(map(rows.shown, years.rows))
    view = KindView(kind.name, f"{years.total:,}", shown, years.told("件"), years.entries)
    span = f"，最新一件是《{kind.newest}》" if kind.newest else ""
    description = f"公报所刊的“{kind.name}”共 {view.total} 件{span}。"
    styles = ("lists", "yearly") if view.entries else ("lists",)
    crumbs = (Link("文种", urls.KINDS),)
    yield Page(years.base, "kind.html", f"文种：{kind.name}", view, "kind", description, crumbs, styles)


def basis_of(kind: Kind) -> bytes:
    """What that page shows: the rows that stand there, and the counts of the other years."""
    return plain_digest([kind.name, kind.years.base, list(kind.years.rows), kind.years.counts])


def year_pages(kind: Kind, place: int) -> Iterator[Page]:
    """The page of an older year of a kind."""
    year = kind.years.all[place]
    total = f"{len(year.rows):,}"
    view = YearView(f"{kind.name}：{year.title}", total, tuple(map(rows.shown, year.rows)), *kind.years.beside(place))
    description = f"公报所刊的“{kind.name}”，{year.title}的 {total} 件，按日期从新到旧排列。"
    yield Page(
        kind.years.path(place),
        "kind_year.html",
        f"文种：{view.title}",
        view,
        "kind",
        description,
        crumbs=(Link("文种", urls.KINDS), Link(kind.name, kind.years.base)),
        styles=("lists",),
    )


def year_basis(kind: Kind, place: int) -> bytes:
    """What that page shows: the rows of the year, and the links to the years beside it."""
    beside = [link and link.path for link in kind.years.beside(place)]
    return plain_digest([kind.name, kind.years.path(place), kind.years.all[place].rows, beside])


def _ways(site: Site) -> Iterator[Link]:
    records = site.library.records.values()
    if any(isinstance(record, Appointments) for record in records):
        yield Link("任免人员索引", urls.APPOINTMENTS, "按姓名和单位查找")
    if any(isinstance(record, Table) for record in records):
        yield Link("表格", urls.TABLES, "公报里的全部表格")


def _doctype(work: Work) -> str:
    return next((each.doctype for each in work.printings if each.doctype), UNNAMED)


@once
def _doctypes(site: Site) -> tuple[Kind, ...]:
    """The 文种, the most frequent first; names that share an address share a page."""
    named: dict[str, list[Plain]] = {}
    for work, row in zip(site.works, rows.told(site), strict=True):
        named.setdefault(_doctype(work), []).append(row)
    held: dict[str, dict[str, list[Plain]]] = {}
    for name, found in named.items():
        held.setdefault(site.urls.doctype(name), {})[name] = found
    every = (_kind("、".join(sorted(names)), path, _merged(names)) for path, names in held.items())
    return tuple(sorted(every, key=lambda kind: (kind.name == UNNAMED, -kind.years.total, kind.years.base)))


@once
def _others(site: Site) -> tuple[Kind, ...]:
    found: dict[type[Record], list[Plain]] = {}
    for record in site.library.records.values():
        if isinstance(record, _OTHERS):
            found.setdefault(type(record), []).append(rows.plain(rows.of_record(site, record)))
    return tuple(_kind(name, site.urls.doctype(name), found[kind]) for kind, name in OTHERS if kind in found)


def _merged(names: Mapping[str, list[Plain]]) -> list[Plain]:
    return [row for name in sorted(names) for row in names[name]]


def _kind(name: str, path: str, found: Iterable[Plain]) -> Kind:
    return Kind(name, yearly(path, sorted(found, key=_age, reverse=True), _year))


def _age(row: Plain) -> str:
    """The day as it is ordered by; a row without one is older than all."""
    return row[2] if row[2] != NO_DAY else ""


def _year(row: Plain) -> int | None:
    return int(row[2][:4]) if row[2] != NO_DAY else None


def _card(kind: Kind) -> Card:
    return Card(kind.name, kind.years.base, f"{kind.years.total:,}", kind.newest)
