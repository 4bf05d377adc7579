"""tables/<id>.csv: the tables of the archive, each with the columns the gazette printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial

from gongbao.model import Table
from gongbao.site.context import Site
from gongbao.site.data.schema import Column
from gongbao.site.data.sheets import Sheet, written
from gongbao.site.data.volumes import Volume, whole
from gongbao.site.gathered import Piece, gathered_apart, shelf_of
from gongbao.site.parts import joined
from gongbao.site.tables import columns_of, csv_of

FOLDER = "tables/"


def tabular(site: Site, volume: Volume | None = None) -> Iterator[Sheet]:
    """A sheet for each table of a volume, or of the archive, in the order of the ids."""
    held = volume or whole(site)
    place = held.folder.encode()
    pieces = (
        Piece(shelf_of(each.id), joined((site.basis.record(each), place)), partial(_sheet, site, each, held.folder))
        for each in held.tables
    )
    yield from gathered_apart(site, "sheet", pieces)


def _sheet(site: Site, table: Table, folder: str) -> Sheet:
    printed, *rows = csv.reader(io.StringIO(csv_of(site, table).decode("utf-8-sig"), newline=""))
    units = [column.unit for column in columns_of(site, table)]
    names = distinct(printed)
    told = zip(names, printed, units, strict=True)
    return Sheet(
        name=f"{FOLDER}{table.id}",
        title=table.caption or table.title,
        description="；".join((f"{table.title}，单元格照原文", *table.notes)).rstrip("。") + "。",
        columns=tuple(
            Column(name, title or name, description=f"以{unit}计。" if unit else "") for name, title, unit in told
        ),
        content=written(names, rows),
        rows=len(rows),
        page=site.urls.table(table.id),
        folder=folder,
    )


def distinct(printed: Sequence[str]) -> list[str]:
    """Names by which a program can tell columns apart: as printed, the second 金额 is 金额_2, one without a name column_3.

    >>> distinct(["序号", "金额", "", "金额"])
    ['序号', '金额', 'column_3', '金额_2']
    """
    names: list[str] = []
    for place, name in enumerate(printed, 1):
        plain = name or f"column_{place}"
        others = (f"{plain}_{number}" for number in range(2, len(printed) + 2))
        names.append(plain if plain not in names else next(each for each in others if each not in names))
    return names
