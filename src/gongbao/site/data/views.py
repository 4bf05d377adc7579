"""What the pages of the data show: files to take with their sizes, datasets with their columns, tables."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.site.data.packages import DESCRIPTION_OF
from gongbao.site.data.schema import Column
from gongbao.site.data.sheets import Sheet
from gongbao.site.page import File, Link

_TYPES = {"string": "文字", "integer": "整数", "boolean": "是否", "date": "日期"}
_KIB = 1024


@dataclass(frozen=True)
class Download:
    """A file to take, and what is in it."""

    link: Link
    size: str
    what: str


@dataclass(frozen=True)
class ColumnView:
    """A column as the page explains it."""

    name: str
    title: str
    type: str
    what: str


@dataclass(frozen=True)
class SheetView:
    """A dataset as the page explains it."""

    anchor: str
    title: str
    what: str
    file: Link
    description: Link
    rows: str
    size: str
    key: str
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True)
class TableView:
    """A table as the page lists it."""

    page: Link
    file: Link
    rows: str
    columns: str
    size: str


def size_of(count: int) -> str:
    """A size as people say it, in units of 1024.

    >>> size_of(900), size_of(12_600), size_of(3_400_000)
    ('900 B', '12.3 KB', '3.2 MB')
    """
    if count < _KIB:
        return f"{count} B"
    amount, unit = (count / _KIB, "KB") if count < _KIB**2 else (count / _KIB**2, "MB")
    return f"{amount:.1f} {unit}"


def download(file: File, what: str) -> Download:
    """A file to take, with what is in it."""
    return Download(Link(posixpath.basename(file.path), file.path), size_of(len(file.content)), what)


def sheet_view(sheet: Sheet) -> SheetView:
    """A dataset, explained."""
    return SheetView(
        anchor=sheet.name,
        title=sheet.title,
        what=sheet.description,
        file=Link(sheet.file_name, sheet.path),
        description=Link("CSVW 说明", DESCRIPTION_OF.format(sheet.path)),
        rows=f"{sheet.rows:,}",
        size=size_of(sheet.size),
        key="、".join(sheet.key),
        columns=tuple(_columns(sheet)),
    )


def _columns(sheet: Sheet) -> Iterator[ColumnView]:
    targets = {each.column: f"{each.dataset}.{each.target}" for each in sheet.references}
    for column in sheet.columns:
        yield ColumnView(column.name, column.title, _type(column), _what(column, targets.get(column.name)))


def _type(column: Column) -> str:
    return _TYPES[column.type] if column.required else f"{_TYPES[column.type]}，可空"


def _what(column: Column, target: str | None) -> str:
    return f"{column.description}对应 {target}。" if target else column.description


def table_view(sheet: Sheet) -> TableView:
    """A table in the list of tables."""
    return TableView(
        page=Link(sheet.title, sheet.page),
        file=Link("CSV", sheet.path, sheet.file_name),
        rows=f"{sheet.rows:,}",
        columns=str(len(sheet.columns)),
        size=size_of(sheet.size),
    )
