"""What a record looks like in front matter: the order of its keys, their names, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from typing import Any

from gongbao.model import (
    KIND_OF,
    Appointment,
    Citation,
    Effective,
    Listed,
    Record,
    Repeal,
    Revision,
    SourceRef,
    TitleVariant,
    TocEntry,
)
from gongbao.model import Table as TableRecord
from gongbao.typed import Key, Schema

CLASS_OF: dict[str, type[Record]] = {kind: cls for cls, kind in KIND_OF.items()}

FIRST = ("id", "title", "title_variants", "issue", "section", "page")
LAST = ("aliases", "changes", "acknowledged", "source", "warnings")

SCHEMA = Schema(
    renamed={TitleVariant: {"origin": "from"}, Effective: {"start": "from"}, Revision: {"day": "date"}},
    outside=frozenset({"body"}),
    labels={
        "signed": "成文日期",
        "printed_on": "印发日期",
        "published": "出版日期",
        "changes.date": "订正日期",
        "effective.from": "施行日期",
        "effective.until": "失效日期",
    },
)

# Where null is an answer (nobody named, no body found) and not the lack of one.
NULL_SPEAKS: dict[type, frozenset[str]] = {
    Effective: frozenset({"start", "until"}),
    Repeal: frozenset({"number", "title"}),
    Citation: frozenset({"number", "title"}),
    Appointment: frozenset({"person"}),
    Listed: frozenset({"number"}),
    TocEntry: frozenset({"section", "number", "page", "record"}),
    TableRecord: frozenset({"caption"}),
}


class FlowList(list[Any]):
    """A list written on one line: [241, 242]."""


class FlowTable(dict[str, Any]):
    """A mapping written on one line: {file: a.txt, lines: [1, 9]}."""


def plain(record: Record) -> dict[str, Any]:
    """The front matter of a record as plain lists and dicts, in the order of the contract."""
    return {"kind": record.kind, **_fields(record, _ordered(record.kind))}


@cache
def _ordered(kind: str) -> tuple[Key, ...]:
    keys = SCHEMA.keys(CLASS_OF[kind])
    by_name = {key.name: key for key in keys}
    own = tuple(key for key in keys if key.name not in FIRST + LAST)
    return tuple(by_name[name] for name in FIRST) + own + tuple(by_name[name] for name in LAST if name in by_name)


def _fields(value: Any, keys: tuple[Key, ...]) -> dict[str, Any]:
    told = [(key, getattr(value, key.name)) for key in keys]
    return {key.key: _value(each) for key, each in told if _is_written(type(value), key, each)}


def _is_written(owner: type, key: Key, value: Any) -> bool:
    if value is None:
        return key.name in NULL_SPEAKS.get(owner, ())
    # Counts and yes-or-no are answers even when they are 0 or false.
    return key.hint in (int, bool) or value != key.implied


def _value(value: Any) -> Any:
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        items = [each if isinstance(each, _PLAIN) else _value(each) for each in value]
        return FlowList(items) if items and all(isinstance(each, int) for each in items) else items
    if is_dataclass(value):
        return _nested(value)
    assert isinstance(value, Mapping)
    return {key: _value(each) for key, each in value.items()}


_PLAIN = (str, int, date)


def _nested(value: Any) -> dict[str, Any]:
    keys = SCHEMA.keys(type(value))
    table = _fields(value, keys)
    on_one_line = isinstance(value, SourceRef) or all(key.hint is int for key in keys)
    return FlowTable(table) if on_one_line else table
