"""Rows to CSV: RFC 4180, UTF-8 without a byte order mark, the text of every cell exactly as it is."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.data.schema import Cell, Column, Dataset, Group, Reference
from gongbao.site.laid import Piece, Place, laid, note
from gongbao.site.once import once
from gongbao.site.page import File
from gongbao.site.parts import Former, joined

LINE_END = "\r\n"  # as RFC 4180 has it


@dataclass(frozen=True)
class Sheet:
    """A finished CSV with what describes it; `name` is its path below its folder without the ending."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    content: bytes
    rows: int
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    page: str = ""  # where the same stands on the site
    folder: str = urls.DATA
    known: tuple[int, str] | None = None  # the size and the hash, where the content itself is not at hand

    @property
    def file_name(self) -> str:
        """Its path below its folder."""
        return f"{self.name}.csv"

    @property
    def path(self) -> str:
        """Its path in the site."""
        return self.folder + self.file_name

    @property
    def file(self) -> File:
        """The file itself."""
        return File(self.path, self.content)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.known[0] if self.known else len(self.content)

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return self.known[1] if self.known else hashlib.sha256(self.content).hexdigest()

    @property
    def told(self) -> Sheet:
        """The same without its content."""
        return replace(self, content=b"", known=(self.size, self.sha256))


def basis_of(site: Site, dataset: Dataset) -> bytes:
    """What the CSV of a dataset is made of."""
    return joined((dataset.name.encode(), *(each.basis for each in _groups(site, dataset))))


def _groups(site: Site, dataset: Dataset) -> Sequence[Group]:
    known = _known(site)
    if dataset.name not in known:
        known[dataset.name] = tuple(dataset.groups(site))
    return known[dataset.name]


@once
def _known(_: Site) -> dict[str, Sequence[Group]]:
    return {}  # filled as they are asked for


def told_of(site: Site, dataset: Dataset) -> Sheet:
    """The CSV of a dataset without its content, which need not be made to be spoken of."""
    return site.memory.of("dataset", basis_of(site, dataset), lambda: sheet(site, dataset).told)


def files_of(site: Site, dataset: Dataset, former: Former | None = None) -> Iterator[File]:
    """The CSV of a dataset; rows that did not change are taken from the file that the last build left."""
    made = sheet(site, dataset, former)
    site.memory.of("dataset", basis_of(site, dataset), lambda: made.told)
    yield made.file


def note_of(site: Site, dataset: Dataset) -> bytes:
    """What is to be noted of the CSV of a dataset when it was made."""
    return note(site, _path(dataset))


def _path(dataset: Dataset) -> str:
    return f"{urls.DATA}{dataset.name}.csv"


def sheet(site: Site, dataset: Dataset, former: Former | None = None) -> Sheet:
    """The CSV of a dataset."""
    names = [column.name for column in dataset.columns]
    made = partial(_lines, names)
    pieces = (Piece(each.basis, partial(made, each.make)) for each in _groups(site, dataset))
    found = laid(site, Place(_path(dataset), written(names, [])), pieces, former)
    return Sheet(
        name=dataset.name,
        title=dataset.title,
        description=dataset.description,
        columns=dataset.columns,
        content=found.file.content,
        rows=found.rows,
        key=dataset.key,
        references=dataset.references,
    )


def _lines(names: Sequence[str], make: Callable[[], Iterable[object]]) -> tuple[bytes, int]:
    """The lines of some rows, and how many rows they are."""
    rows = [[getattr(row, name) for name in names] for row in make()]
    return _csv(rows), len(rows)


def written(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a CSV: a line of names, then the rows.

    >>> written(["id", "printed"], [["yzf-2023-5", True], ['说"明", 二', None]]).decode().split(LINE_END)
    ['id,printed', 'yzf-2023-5,true', '"说""明"", 二",', '']
    """
    return _csv([names]) + _csv(rows)


def _csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=LINE_END).writerows([_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _text(cell: Cell) -> str:
    """A cell as text: dates as 2023-03-01, yes and no as true and false, nothing for what is not known."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
