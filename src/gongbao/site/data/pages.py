"""/data/: the page that lists and explains the datasets, and the files it speaks of."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.data.bundle import SITE_ZIP, markdown
from gongbao.site.data.duties import APPOINTMENTS, TASKS
from gongbao.site.data.forms import archive
from gongbao.site.data.holdings import ISSUES, RECORDS
from gongbao.site.data.manifest import manifest
from gongbao.site.data.packages import DESCRIPTION_OF, RIGHTS, descriptions, package
from gongbao.site.data.relations import CATALOGUE, CITATIONS
from gongbao.site.data.schema import Column, Dataset
from gongbao.site.data.sheets import Sheet, sheet
from gongbao.site.data.tabular import tabular
from gongbao.site.page import File, Link, Page

DATASETS: tuple[Dataset, ...] = (RECORDS, ISSUES, CITATIONS, CATALOGUE, APPOINTMENTS, TASKS)

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


@dataclass(frozen=True)
class View:
    """What the page shows."""

    rights: str
    whole: tuple[Download, ...]
    sheets: tuple[SheetView, ...]
    tables: tuple[TableView, ...]
    about: tuple[Download, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The page, the datasets, and what describes them."""
    sheets = [sheet(each, each.rows(site)) for each in DATASETS]
    tables = list(tabular(site))
    whole = archive(site)
    hashes, sums = manifest(site)
    texts = markdown(site, sums)
    described = package(site, [*sheets, *tables], whole)
    view = View(
        rights=RIGHTS,
        whole=tuple(_whole(whole, texts)),
        sheets=tuple(map(_sheet_view, sheets)),
        tables=tuple(map(_table_view, tables)),
        about=tuple(_about(described, hashes, sums)),
    )
    yield _page(site, view)
    yield from (each.file for each in (*sheets, *tables))
    yield from descriptions([*sheets, *tables])
    yield from (whole, texts, described, hashes, sums)


def size_of(count: int) -> str:
    """A size as people say it, in units of 1024.

    >>> size_of(900), size_of(12_600), size_of(3_400_000)
    ('900 B', '12.3 KB', '3.2 MB')
    """
    if count < _KIB:
        return f"{count} B"
    amount, unit = (count / _KIB, "KB") if count < _KIB**2 else (count / _KIB**2, "MB")
    return f"{amount:.1f} {unit}"


def _page(site: Site, view: View) -> Page:
    name = site.gazette.name or "政府公报"
    return Page(
        urls.DATA,
        "data.html",
        "数据下载",
        view,
        "data",
        description=f"下载{name}的全部文本和数据：记录、引用、发文目录、人事任免、任务分工、表格，逐列说明，附散列值。",
        styles=("data",),
        alternates=(("application/json", f"{urls.DATA}datapackage.json"),),
    )


def _whole(lines: File, texts: File) -> Iterator[Download]:
    yield Download(
        Link("site.zip", SITE_ZIP),
        "",
        "整个网站。解压后打开 site/index.html 就能离线阅读；查找、排序和按当天算的时效要放到网页服务器上才有。",
    )
    yield _download(texts, "每条记录的 Markdown、gazette.yml 和全部来源原文，与 content/ 中的文件逐字节相同。")
    yield _download(
        lines,
        "每条记录一行 JSON，按编号排列：字段、正文、程序的推断（concluded）和网址。记录页面上的 JSON 也是这个样子。",
    )


def _about(described: File, hashes: File, sums: File) -> Iterator[Download]:
    yield _download(
        described, "Frictionless Data Package：全部数据集的列、类型、主键、外键、大小和散列值，供程序读取。"
    )
    yield _download(hashes, "每个来源和记录文件的 SHA-256，逐期相连：改动任何一个旧文件，其后各期的散列值都会不同。")
    yield _download(sums, "同样的散列值，可用 sha256sum --check 核对解压后的 markdown.zip。")


def _download(file: File, what: str) -> Download:
    return Download(Link(posixpath.basename(file.path), file.path), size_of(len(file.content)), what)


def _sheet_view(sheet: Sheet) -> SheetView:
    return SheetView(
        anchor=sheet.name,
        title=sheet.title,
        what=sheet.description,
        file=Link(sheet.file_name, sheet.path),
        description=Link("CSVW 说明", DESCRIPTION_OF.format(sheet.path)),
        rows=f"{sheet.rows:,}",
        size=size_of(len(sheet.content)),
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


def _table_view(sheet: Sheet) -> TableView:
    return TableView(
        page=Link(sheet.title, sheet.page),
        file=Link("CSV", sheet.path, sheet.file_name),
        rows=f"{sheet.rows:,}",
        columns=str(len(sheet.columns)),
        size=size_of(len(sheet.content)),
    )
