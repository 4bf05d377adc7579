"""Every dataset of an export: those of /data/, and the tables the gazette printed with their rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from gongbao.model import Table
from gongbao.site.context import Site
from gongbao.site.data.pages import DATASETS
from gongbao.site.data.schema import Dataset, Group, Reference, Told, columns_of
from gongbao.site.data.sheets import Sheet
from gongbao.site.data.tabular import FOLDER, tabular
from gongbao.site.data.whereabouts import address_of
from gongbao.site.gathered import plain_digest


@dataclass(frozen=True)
class TableRow:
    """A table the gazette printed."""

    id: Annotated[str, Told("编号", "表格的记录编号。")]
    record: Annotated[str | None, Told("所属记录", "表格所在的记录。")]
    title: Annotated[str, Told("标题", "表题；没有表题的，是所在文件的标题和第几个表。")]
    columns: Annotated[str, Told("列", "各列的名称，JSON 数组，照原文；重名的列在后面加 _2。")]
    rows: Annotated[int, Told("行数", "有几行，见 table_rows。")]
    notes: Annotated[str | None, Told("附注", "表下的注，每条一行。")]
    address: Annotated[str, Told("网址", "表格的页面；网站地址未定时，是从网站根目录起的路径。")]


@dataclass(frozen=True)
class LineRow:
    """A row of a table the gazette printed."""

    table_id: Annotated[str, Told("表格", "所属的表格。")]
    row: Annotated[int, Told("行序号", "在表中排第几行，从 1 数起。")]
    cells: Annotated[str, Told("单元格", "JSON 对象：列名对应照原文的单元格文字；列名见 tables.columns。")]


def _tables(site: Site) -> Iterator[Group]:
    for sheet in tabular(site):
        yield _group(sheet, partial(_table, site, sheet))


def _group(sheet: Sheet, make: Callable[[], Sequence[object]]) -> Group:
    return Group(plain_digest([sheet.name, sheet.sha256]), make)


def _table(site: Site, sheet: Sheet) -> list[TableRow]:
    table = site.library.records[sheet.name.removeprefix(FOLDER)]
    assert isinstance(table, Table)
    row = TableRow(
        id=table.id,
        record=table.belongs_to or None,
        title=table.caption or table.title,
        columns=_json([column.name for column in sheet.columns]),
        rows=sheet.rows,
        notes="\n".join(table.notes) or None,
        address=address_of(site, sheet.page),
    )
    return [row]


def _lines(site: Site) -> Iterator[Group]:
    for sheet in tabular(site):
        yield _group(sheet, partial(_lines_of, sheet))


def _lines_of(sheet: Sheet) -> list[LineRow]:
    names, *rows = csv.reader(io.StringIO(sheet.content.decode(), newline=""))
    table = sheet.name.removeprefix(FOLDER)
    told = (_json(dict(zip(names, cells, strict=True))) for cells in rows)
    return [LineRow(table, place, cells) for place, cells in enumerate(told, 1)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


TABLES = Dataset(
    name="tables",
    title="表格",
    description="公报印出的表格一个一行，列名和行在这里和 table_rows。",
    columns=columns_of(TableRow),
    key=("id",),
    references=(Reference("id", "records", "id"), Reference("record", "records", "id")),
    groups=_tables,
)

LINES = Dataset(
    name="table_rows",
    title="表格的行",
    description="公报印出的表格，每行一行，单元格照原文。",
    columns=columns_of(LineRow),
    key=("table_id", "row"),
    references=(Reference("table_id", "tables", "id"),),
    groups=_lines,
)

EXPORTED: tuple[Dataset, ...] = (*DATASETS, TABLES, LINES)
