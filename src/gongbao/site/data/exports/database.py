"""One SQLite file with every dataset, the texts and what finds words in them; the same archive gives the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from gongbao import numbers
from gongbao.errors import SiteError
from gongbao.site.context import Site
from gongbao.site.data.exports import statements
from gongbao.site.data.exports.datasets import EXPORTED
from gongbao.site.data.exports.datasette import described
from gongbao.site.data.exports.texts import Texts
from gongbao.site.data.exports.writing import replacing
from gongbao.site.data.holdings import RECORDS
from gongbao.site.data.packages import encoded
from gongbao.site.data.schema import Cell, Column, Dataset

OURS = int.from_bytes(b"gbao")  # tells these files from other databases
FORMAT = 1
MORE = {
    "records": (
        Column("number_code", "字号代码", description="发文字号的 ASCII 写法，如 yzf-2023-5；印出的或推断的。"),
        Column(
            "text", "全文", description="标题、发文字号和正文，不带标记，表格在原处；末尾有一个换行。", required=True
        ),
    )
}
OLDEST = (3, 34)  # knows groups of three characters
MANY = 500  # rows
_AT = 68  # where a database says whose it is
_SETTINGS = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA application_id = {OURS};
PRAGMA user_version = {FORMAT};
"""


def write_database(site: Site, target: Path) -> int:
    """Write the database to `target` and the words Datasette shows beside it; how many records there are."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise SiteError(f"这里的 SQLite 是 {sqlite3.sqlite_version}，导出要 3.34 以上。请换一个较新的 Python。")
    beside = target.with_name(f"{target.name}.metadata.json")
    with replacing(target, _is_ours) as finished, replacing(beside, _is_description) as description:
        description.write_bytes(encoded(described(site, target.stem, MORE)))
        draft = finished.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as database:
                _fill(database, site)
                # A copy without what the making left behind: free pages, and the order they were taken in.
                database.execute("VACUUM INTO ?", (str(finished),))
        finally:
            draft.unlink(missing_ok=True)
    return len(site.library.records)


def _fill(database: sqlite3.Connection, site: Site) -> None:
    database.executescript(_SETTINGS)
    database.execute("BEGIN")
    datasets = {dataset.name: dataset for dataset in EXPORTED}
    for statement in statements.tables(datasets, MORE):
        database.execute(statement)
    for name, dataset in datasets.items():
        columns = len(dataset.columns) + len(MORE.get(name, ()))
        database.executemany(statements.insert(name, columns), _rows(site, dataset))
    database.execute("COMMIT")
    # Rows were put in one after the other, so they are numbered 1, 2, 3 … here and in the copy, and the index fits both.
    database.executescript(statements.SEARCH + statements.FILL + statements.VIEWS)


def _rows(site: Site, dataset: Dataset) -> Iterator[tuple[Cell, ...]]:
    names = [column.name for column in dataset.columns]
    rows = (tuple(_cell(getattr(row, name)) for name in names) for row in _passing(site, dataset))
    if dataset is not RECORDS:
        yield from rows
        return
    texts = Texts(site)
    for row, id_ in zip(rows, site.library.records, strict=True):
        yield (*row, *_text(site, texts, id_))


def _passing(site: Site, dataset: Dataset) -> Iterator[object]:
    """The rows of a dataset; the texts that were divided to find their anchors are let go from time to time."""
    for place, row in enumerate(dataset.rows(site)):
        if place % MANY == 0:
            vars(site).pop("bodies", None)
        yield row


def _text(site: Site, texts: Texts, id_: str) -> tuple[str | None, str]:
    record, work = site.library.records[id_], site.graph.work_of(id_)
    number = work.number if work else None
    code = numbers.encode(number, site.gazette.codes) if number else None
    lines = (record.title, str(number or ""), texts.whole(record))
    # The line feed at the end lets the last two characters, too, begin a group of three.
    return code, "\n".join(line for line in lines if line) + "\n"


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # half a character from a broken source
    return value.isoformat() if isinstance(value, date) else value


def _is_ours(head: bytes) -> bool:
    return not head or (head.startswith(b"SQLite format 3\0") and head[_AT : _AT + 4] == OURS.to_bytes(4, "big"))


def _is_description(head: bytes) -> bool:
    return head.startswith(b'{\n "title"')
