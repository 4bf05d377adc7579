"""Giving what was read its lasting name: the source's place in content/ and the id of a decree that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongbao.model import Decree, Record, Table


def named(records: Sequence[Record], source: str, record_id: str | None = None) -> tuple[Record, ...]:
    """The records as read from `source`; with `record_id` the lone decree and its tables take that id."""
    placed = [replace(record, source=replace(record.source, file=source)) for record in records]
    main = placed[0]
    if record_id is None or not isinstance(main, Decree) or main.id == record_id:
        return tuple(placed)
    return tuple(_renamed(placed, main.id, record_id))


def _renamed(records: Sequence[Record], old: str, new: str) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Decree):
            tables = tuple(table.replace(old, new, 1) for table in record.tables)
            body = record.body.replace(f"]({old}-table-", f"]({new}-table-")
            yield replace(record, id=new, tables=tables, body=body)
        elif isinstance(record, Table):
            yield replace(record, id=record.id.replace(old, new, 1), belongs_to=new)
        else:
            yield record
