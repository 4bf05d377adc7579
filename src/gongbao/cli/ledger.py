"""The ledger of a source: who owns each of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.model import Issue, Lines, Record, SourceText, Table
from gongbao.reading.lines import PAGE, RULE

FURNITURE = {"masthead": "报头", "contents": "目录", "colophon": "版权页", "page": "网页", "rule": "页间"}


@dataclass(frozen=True)
class Owned:
    """A run of lines with the owners it has: exactly one, if all is well."""

    first: int
    last: int
    owners: tuple[str, ...]


def spread(source: SourceText, records: Sequence[Record]) -> list[Owned]:
    """Each non-blank line of a source with its owners, neighbours of one owner together.

    A table owns its lines; the record it stands in owns the rest. Page marks between records are the issue's.
    """
    owners = _owners(records)
    page = set(source.furniture)
    runs: list[Owned] = []
    for number in sorted({line.number for line in source.lines if line.text.strip()} | page):
        names = owners.get(number, ()) or (("page",) if number in page else _page_mark(source, number))
        if runs and runs[-1].owners == names:
            runs[-1] = Owned(runs[-1].first, number, names)
        else:
            runs.append(Owned(number, number, names))
    return runs


def _owners(records: Sequence[Record]) -> dict[int, tuple[str, ...]]:
    owners: dict[int, tuple[str, ...]] = {}
    for record in records:
        if isinstance(record, Issue):
            for name, lines in record.furniture.items():
                _claim(owners, name, lines)
        elif not isinstance(record, Table):
            _claim(owners, record.id, record.source.lines)
    tables: dict[int, list[Table]] = {}
    for table in (record for record in records if isinstance(record, Table)):
        for number in range(table.source.lines[0], table.source.lines[1] + 1):
            tables.setdefault(number, []).append(table)
    for number, held in tables.items():
        owners[number] = _with_tables(owners.get(number, ()), held)
    return owners


def _claim(owners: dict[int, tuple[str, ...]], name: str, lines: Lines) -> None:
    for number in range(lines[0], lines[1] + 1):
        owners[number] = (*owners.get(number, ()), name)


def _with_tables(owners: tuple[str, ...], tables: Sequence[Table]) -> tuple[str, ...]:
    """A table owns its line; a line that holds several (a page without line breaks) stays with the record they are in."""
    if len(tables) > 1 and {table.belongs_to for table in tables} == set(owners):
        return owners
    rest = tuple(owner for owner in owners if owner not in {table.belongs_to for table in tables})
    return (*rest, *(table.id for table in tables))


def _page_mark(source: SourceText, number: int) -> tuple[str, ...]:
    text = next((line.text for line in source.lines if line.number == number), "")
    return ("rule",) if PAGE.match(text) or RULE.match(text) else ()


def lines(runs: Sequence[Owned], leaves: Sequence[int] = ()) -> Iterator[str]:
    """The ledger as text: ranges and owners, the pages of the document they stand on, and what is wrong with it."""
    for run in runs:
        names = "、".join(FURNITURE.get(owner, owner) for owner in run.owners) or "无主"
        mark = "" if len(run.owners) == 1 else "　← 应当恰有一个归属"
        yield f"{run.first:>6}–{run.last:<6} {_leaf(run, leaves)}{names}{mark}"


def _leaf(run: Owned, leaves: Sequence[int]) -> str:
    if not leaves:
        return ""
    first, last = leaves[run.first - 1], leaves[run.last - 1]
    return f"原件第{first}–{last}页　" if last > first else f"原件第{first}页　"


def faults(runs: Sequence[Owned]) -> list[Owned]:
    """The runs that nobody owns, or more than one."""
    return [run for run in runs if len(run.owners) != 1]
