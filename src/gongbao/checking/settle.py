"""What a person has looked at and found right: it is said in the record's own file, and not said again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongbao.checking.registry import CODES
from gongbao.checking.stock import Finding
from gongbao.model import Record

KEY = "acknowledged"


def unsettled(record: Record, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a record that nobody acknowledged, and the acknowledgements that are about nothing."""
    told = acknowledged(record)
    idle = dict.fromkeys(told)
    for each in found:
        names = {each.code, f"{each.code} {each.about}"}
        if CODES[each.code].severity == "error" or names.isdisjoint(told):
            yield each
        else:
            for name in names:
                idle.pop(name, None)
    for name in idle:
        message = f"acknowledged 里的“{name}”没有对应的问题。"
        yield Finding(record.id, "acknowledged-idle", message, (KEY, told.index(name)))


def acknowledged(record: Record) -> tuple[str, ...]:
    """The codes a person wrote into a record, each alone or with what it is about: `number-year`, `toc-unlisted a-1`."""
    told: tuple[str, ...] = getattr(record, KEY, ())
    return told
