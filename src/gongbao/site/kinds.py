"""The decrees by their 文种, and the lists of what else the gazette prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.linking import Work
from gongbao.model import Appointments, Catalogue, Interpretation, InterpretationCatalogue, Record, Table
from gongbao.site import rows, urls
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.page import File, Link, Page
from gongbao.site.rows import Row, Rows

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
class KindView:
    """All documents of a kind, newest first, under their years."""

    name: str
    path: str
    total: int
    years: tuple[Rows, ...]
    newest: str


@dataclass(frozen=True)
class KindsView:
    """The 文种, and the other ways in."""

    doctypes: tuple[KindView, ...]
    others: tuple[KindView, ...]
    ways: tuple[Link, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The list of kinds, and a page for each."""
    doctypes, others = _doctypes(site), _others(site)
    ways = []
    if any(isinstance(record, Appointments) for record in site.library.records.values()):
        ways.append(Link("任免人员索引", urls.APPOINTMENTS, "按姓名和单位查找"))
    if any(isinstance(record, Table) for record in site.library.records.values()):
        ways.append(Link("表格", urls.TABLES, "公报里的全部表格"))
    names = "、".join(view.name for view in doctypes[:8])
    description = f"按文种查看文件：{names}；另有政策解读、人事任免和发文目录。" if names else "按文种查看文件。"
    view = KindsView(doctypes, others, tuple(ways))
    yield Page(urls.KINDS, "kinds.html", "文种", view, "kinds", description, styles=("lists",))
    for each in (*doctypes, *others):
        yield _page(each)


def basis(site: Site) -> bytes:
    """What they show: the decrees as rows with their 文种, and the other records as rows."""
    records = site.library.records.values()
    others = [(each.kind, *rows.plain(rows.of_record(site, each))) for each in records if isinstance(each, _OTHERS)]
    tables = any(isinstance(each, Table) for each in records)
    return plain_digest([[_doctype(work) for work in site.works], rows.told(site), others, tables])


def _doctype(work: Work) -> str:
    return next((each.doctype for each in work.printings if each.doctype), UNNAMED)


def _doctypes(site: Site) -> tuple[KindView, ...]:
    """The 文种, the most frequent first; names that share an address share a page."""
    named: dict[str, list[Row]] = {}
    for work in site.works:
        named.setdefault(_doctype(work), []).append(rows.of_work(site, work))
    held: dict[str, dict[str, list[Row]]] = {}
    for name, found in named.items():
        held.setdefault(site.urls.doctype(name), {})[name] = found
    views = [_view("、".join(sorted(names)), path, _merged(names)) for path, names in held.items()]
    return tuple(sorted(views, key=lambda view: (view.name == UNNAMED, -view.total, view.path)))


def _others(site: Site) -> tuple[KindView, ...]:
    views = []
    for kind, name in OTHERS:
        found = [rows.of_record(site, record) for record in site.library.records.values() if type(record) is kind]
        if found:
            views.append(_view(name, site.urls.doctype(name), found))
    return tuple(views)


def _merged(names: dict[str, list[Row]]) -> list[Row]:
    return [row for name in sorted(names) for row in names[name]]


def _view(name: str, path: str, found: list[Row]) -> KindView:
    ordered = sorted(found, key=lambda row: row.day.toordinal() if row.day else 0, reverse=True)
    return KindView(name, path, len(ordered), rows.by_year(ordered), ordered[0].title)


def _page(view: KindView) -> Page:
    span = f"，最新一件是《{view.newest}》" if view.newest else ""
    description = f"公报所刊的“{view.name}”共 {view.total} 件{span}。"
    return Page(
        view.path, "kind.html", f"文种：{view.name}", view, "kind", description, (Link("文种", urls.KINDS),), ("lists",)
    )
