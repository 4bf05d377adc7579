"""A table on a page of its own, with its chart and its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongbao.model import Record, Table
from gongbao.site import linked_data, table_data, urls
from gongbao.site.charts import Chart, chart
from gongbao.site.context import Site
from gongbao.site.page import File, Link, Page
from gongbao.site.table_columns import Column
from gongbao.site.table_grid import Grid, grid
from gongbao.site.table_sheet import sheet
from gongbao.typography import fold

CSV, JSON = "table.csv", "table.json"


@dataclass(frozen=True)
class Doubtful:
    """What the reader of the source was unsure of, and the line."""

    text: str
    place: Link


@dataclass(frozen=True)
class TableView:
    """A table as its page and the text it belongs to show it."""

    id: str
    title: str
    caption: str  # as printed, empty where none is
    headed: bool  # the text it stands in has a heading of the same words right above it
    unit: str
    size: str
    grid: Grid
    notes: tuple[str, ...]
    doubts: tuple[Doubtful, ...]
    chart: Chart | None
    page: Link
    home: Link  # its place in the text it belongs to
    source: Link
    continued: bool
    downloads: tuple[Link, ...]


def pages_of(site: Site, table: Table) -> Iterator[Page | File]:
    """The page of one table, and its files."""
    yield _page(site, table)
    yield File(csv_path(site, table), csv_of(site, table))
    yield File(f"{site.urls.table(table.id)}{JSON}", table_data.to_json(table))


def view(site: Site, table: Table) -> TableView:
    """A table with all that is shown of it."""
    read = sheet(table)
    path = site.urls.table(table.id)
    first, last = table.source.lines
    lines = f"第{first}—{last}行" if last > first else f"第{first}行"
    return TableView(
        id=table.id,
        title=table.title,
        caption=table.caption or "",
        headed=_is_headed(site, table),
        unit=read.unit,
        size=size(table),
        grid=grid(read),
        notes=read.notes,
        doubts=tuple(_doubts(site, table)),
        chart=chart(read),
        page=Link("单看此表", path),
        home=home(site, table),
        source=Link(f"{table.source.file} {lines}", site.urls.source(table.source.file, first)),
        continued=table.continued,
        downloads=(Link("CSV", path + CSV, "text/csv"), Link("JSON", path + JSON, "application/json")),
    )


def csv_of(site: Site, table: Table) -> bytes:
    """The table as the CSV that lies beside its page."""
    return table_data.to_csv(table)


def csv_path(site: Site, table: Table) -> str:
    """Where that CSV lies."""
    return site.urls.table(table.id) + CSV


def columns_of(site: Site, table: Table) -> tuple[Column, ...]:
    """The columns of the CSV, with what each of them holds."""
    return sheet(table).columns


def size(table: Table) -> str:
    """The rows with data and the columns; rows that only head a group are told apart."""
    read = sheet(table)
    groups = read.kinds.count("group")
    headed = f"（另有{groups}行分组标题）" if groups else ""
    return f"{len(read.kinds) - groups}行{headed} × {len(read.columns)}列"


def _doubts(site: Site, table: Table) -> Iterator[Doubtful]:
    for doubt in table.warnings:
        yield Doubtful(doubt.what, Link(f"第{doubt.line}行", site.urls.source(table.source.file, doubt.line)))


def _owner(site: Site, table: Table) -> Record | None:
    return site.library.records.get(table.belongs_to)


def _is_headed(site: Site, table: Table) -> bool:
    owner = _owner(site, table)
    lines = [line for line in owner.body.split("\n") if line.strip()] if owner else []
    above = next((before for before, line in pairwise(lines) if line.rstrip().endswith(f"({table.id}.md)")), "")
    return above.startswith("#") and fold(above.lstrip("# ")) == fold(table.caption or "")


def home(site: Site, table: Table) -> Link:
    """The place of a table in its text, with the number of that text."""
    owner = _owner(site, table)
    if owner is None:
        return Link(table.belongs_to, "")
    work = site.graph.work_of(owner.id)
    number = str(work.number or "") if work else ""
    return Link(owner.title, f"{site.urls.record(owner)}#{table.id}", number)


def _page(site: Site, table: Table) -> Page:
    shown = view(site, table)
    return Page(
        path=shown.page.path,
        template="table.html",
        title=table.title,
        view=shown,
        kind="table",
        description=_description(shown, sheet(table).columns),
        crumbs=(Link("表格", urls.TABLES),),
        styles=("table",),
        scripts=("table",),
        linked_data=linked_data.of_table(site, table, tuple((link.note, link.path) for link in shown.downloads)),
        alternates=tuple((link.note, link.path) for link in shown.downloads),
    )


def _description(shown: TableView, columns: Iterable[Column]) -> str:
    names = [column.name for column in columns]
    told = "、".join(names[:6]) + ("等" if len(names) > 6 else "")
    home = f"《{shown.home.text}》" + (f"（{shown.home.note}）" if shown.home.note else "")
    return f"“{shown.title}”，{shown.size}，列有{told}，见{home}。可以排序、筛选，可下载CSV和JSON。"
