"""The account of a source: which record, or which part of the issue itself, owns each of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongbao.model import Issue, Lines, Record, Table

BREAK = "break"
PAGE = "page"
FURNITURE: Mapping[str, str] = {
    "masthead": "刊头",
    "contents": "目录",
    "toc": "目录",
    "colophon": "版权页",
    BREAK: "页间标记",
    PAGE: "网页自身",
}
_BREAK = re.compile(
    r"""
    # "— 12 —", "- 3 -", "第 5 页", "---", "***"; not: "12" (a count), "-1", "第5条"
    \s* (?: [-—–―·]{1,2} \s? \d{1,4} \s? [-—–―·]{1,2} | 第 \s? \d{1,4} \s? 页 (?: \s? 共 \s? \d{1,4} \s? 页 )?
        | -{3,} | \*{3,} | _{3,} ) \s*
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Owner:
    """Who owns a line: a record by its id, or a part of the issue by its name."""

    kind: Literal["record", "furniture"]
    key: str


@dataclass(frozen=True)
class Run:
    """Neighbouring lines that have the same owners; blank lines go with what is before them."""

    first: int
    last: int
    owners: tuple[Owner, ...]


@dataclass(frozen=True)
class Account:
    """All lines of a source in runs; how many are not blank, and how many of those have exactly one owner."""

    runs: tuple[Run, ...]
    lines: int
    written: int
    owned: int

    @property
    def faults(self) -> tuple[Run, ...]:
        """The runs that nobody owns, or more than one."""
        return tuple(run for run in self.runs if len(run.owners) != 1)


def counted(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a source as people count them: what follows the last line break is a line only if it is written on."""
    return lines[:-1] if lines and not lines[-1] else lines


def account(lines: Sequence[str], records: Iterable[Record], web: bool = False) -> Account:
    """The account of a source. A table owns its lines, the record it stands in the rest of its own.

    Page marks that no record owns belong to the issue; of a web page, everything around the records is the page's.
    """
    claims = _claims(tuple(records))
    owners = {number: claims.get(number) or _own(text, web) for number, text in enumerate(lines, 1) if text.strip()}
    once = sum(len(each) == 1 for each in owners.values())
    return Account(tuple(_runs(owners, len(lines))), len(lines), len(owners), once)


def is_web(file: str) -> bool:
    """Whether a source is a web page; the archive names them so."""
    return file.lower().endswith((".html", ".htm"))


def file_path(name: str) -> str:
    """Where the site hands out a source as it was received: always as plain text, so that no browser runs it.

    >>> file_path("2023-04.txt"), file_path("yzf-2023-5.html")
    ('sources/2023-04.txt', 'sources/yzf-2023-5.html.txt')
    """
    return f"sources/{name}" if name.endswith(".txt") else f"sources/{name}.txt"


def _own(text: str, web: bool) -> tuple[Owner, ...]:
    if web:
        return (Owner("furniture", PAGE),)
    return (Owner("furniture", BREAK),) if _BREAK.fullmatch(text) else ()


def _claims(records: Sequence[Record]) -> dict[int, tuple[Owner, ...]]:
    claims: dict[int, tuple[Owner, ...]] = {}
    for owner, lines in _holdings(records):
        for number in _span(lines):
            claims[number] = (*claims.get(number, ()), owner)
    tables: dict[int, list[Table]] = {}
    for table in (record for record in records if isinstance(record, Table)):
        for number in _span(table.source.lines):
            tables.setdefault(number, []).append(table)
    return claims | {number: _with_tables(claims.get(number, ()), held) for number, held in tables.items()}


def _holdings(records: Sequence[Record]) -> Iterator[tuple[Owner, Lines]]:
    for record in records:
        if isinstance(record, Issue):
            yield from ((Owner("furniture", name), lines) for name, lines in sorted(record.furniture.items()))
        elif not isinstance(record, Table):
            yield Owner("record", record.id), record.source.lines


def _with_tables(owners: tuple[Owner, ...], tables: Sequence[Table]) -> tuple[Owner, ...]:
    """A table owns its line; a line that holds several (a page without line breaks) stays with the record they are in."""
    homes = {Owner("record", table.belongs_to) for table in tables}
    if len(tables) > 1 and homes == set(owners):
        return owners
    rest = tuple(owner for owner in owners if owner not in homes)
    return (*rest, *(Owner("record", table.id) for table in tables))


def _span(lines: Lines) -> range:
    return range(lines[0], lines[1] + 1)


def _runs(owners: Mapping[int, tuple[Owner, ...]], last: int) -> Iterator[Run]:
    """Every line in a run; the first run begins at the first line that is written on."""
    numbers = sorted(owners)
    starts = [
        at for at, before in zip(numbers, (None, *numbers), strict=False) if owners[at] != owners.get(before or 0)
    ]
    starts = sorted({*starts, *numbers[:1]})
    for start, after in zip(starts, (*starts[1:], last + 1)[: len(starts)], strict=True):
        yield Run(start, after - 1, owners[start])
