"""tables/<id>.csv: the tables of the archive, each with the columns the gazette printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gongbao.model import Table
from gongbao.site.context import Site
from gongbao.site.data.packages import resource
from gongbao.site.data.schema import Column
from gongbao.site.data.sheets import Sheet, written
from gongbao.site.data.views import TableView, table_view
from gongbao.site.data.volumes import Volume, whole
from gongbao.site.gathered import Piece, gathered, gathered_apart, shelf_of
from gongbao.site.parts import joined
from gongbao.site.tables import columns_of, csv_of

FOLDER = "tables/"


@dataclass(frozen=True)
class Told:
    """How the page of the data lists a sheet, and how a Data Package speaks of it."""

    view: TableView
    resource: str


def tabular(site: Site, volume: Volume | None = None) -> Iterator[Sheet]:
    """A sheet for each table of a volume, or of the archive, in the order of the ids."""
    yield from gathered_apart(site, "sheet", _pieces(site, volume or whole(site)))


def told_of(site: Site, volume: Volume) -> Iterator[Told]:
    """What is told of each of these sheets, which need not be at hand for it."""
    pieces = (Piece(each.shelf, each.basis, partial(_told, site, each)) for each in _pieces(site, volume))
    yield from gathered(site, "sheet/view", pieces)


def basis_of(site: Site, volume: Volume) -> bytes:
    """What the sheets of a volume are made of."""
    return joined((volume.folder.encode(), *(each.basis for each in _pieces(site, volume))))


def _pieces(site: Site, volume: Volume) -> Iterator[Piece[Sheet]]:
    folder = volume.folder
    for each in volume.tables:
        basis = joined((site.basis.record(each), folder.encode()))
        yield Piece(shelf_of(each.id), basis, partial(_sheet, site, each, folder))


def _told(site: Site, piece: Piece[Sheet]) -> Told:
    made = site.memory.of("sheet", piece.basis, piece.make)
    return Told(table_view(made), resource(made))


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
