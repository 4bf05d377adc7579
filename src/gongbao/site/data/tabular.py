"""tables/<id>.csv: the tables of the archive, each with the columns the gazette printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gongbao.model import Table
from gongbao.site.context import Site
from gongbao.site.data.schema import Column
from gongbao.site.data.sheets import Sheet
from gongbao.site.tables import columns_of, csv_of

FOLDER = "tables/"


def tabular(site: Site) -> Iterator[Sheet]:
    """A sheet for each table, in the order of the ids."""
    for record in site.library.records.values():
        if isinstance(record, Table):
            yield _sheet(site, record)


def _sheet(site: Site, table: Table) -> Sheet:
    content = csv_of(site, table)
    return Sheet(
        name=f"{FOLDER}{table.id}",
        title=table.caption or table.title,
        description="；".join((f"{table.title}，单元格照原文", *table.notes)).rstrip("。") + "。",
        columns=tuple(Column(name, name) for name in columns_of(site, table)),
        content=content,
        rows=_rows(content),
        page=site.urls.table(table.id),
    )


def _rows(content: bytes) -> int:
    """How many rows stand under the line of names."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return max(0, sum(1 for _ in csv.reader(text)) - 1)
