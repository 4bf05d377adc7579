"""The body of a table's record, which is one Markdown table, as plain text cells."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from gongbao.model import Table

Cells = tuple[str, ...]

# Matches what stands between two bars; near miss: a bar behind a backslash, which belongs to its cell.
_PART = re.compile(r"[^\\|]* (?: \\. [^\\|]* )*", re.VERBOSE | re.DOTALL)

# Matches "\|" and "\\"; near miss "\n", which the archive writes for a backslash and an n only as "\\n".
_ESCAPED = re.compile(
    r"""
    \\ (?P<char> [\\|] )
    | (?P<entity> & (?: [A-Za-z][A-Za-z0-9]{1,31} | \#[0-9]{1,7} | \#[xX][0-9A-Fa-f]{1,6} ) ; )
    """,
    re.VERBOSE,
)

# Matches ":---:" and "-"; near miss "—", "/".
_RULE = re.compile(r":?-+:?")


@dataclass(frozen=True)
class Cellular:
    """Names of columns and rows of cells; every row is as long as the header."""

    header: Cells
    rows: tuple[Cells, ...]


@lru_cache(maxsize=32)  # a table's page and its files ask one after the other
def read(table: Table) -> Cellular:
    """The cells of a table; a line that is wider than the header widens it, so that nothing is lost."""
    lines = [split(line) for line in table.body.split("\n") if line.strip()]
    headed = len(lines) > 1 and all(_RULE.fullmatch(cell) for cell in lines[1])
    header, rows = (lines[0], lines[2:]) if headed else (table.columns, lines)
    width = max((len(cells) for cells in (header, *rows)), default=0)
    return Cellular(_padded(header, width), tuple(_padded(row, width) for row in rows))


def split(line: str) -> Cells:
    r"""The cells of one line, without what Markdown needs around them.

    >>> split(r"| 甲\|乙 |  | R&amp;D; &lt;5 |")
    ('甲|乙', '', 'R&D; <5')
    """
    inner = line.strip().removeprefix("|")
    parts: list[str] = []
    position = 0
    while position <= len(inner):
        found = _PART.match(inner, position)
        end = max(found.end() if found else position, position)
        if end < len(inner) and inner[end] != "|":  # a backslash that ends the line
            end = len(inner)
        parts.append(inner[position:end])
        position = end + 1
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(_plain(part.strip()) for part in parts)


def _plain(cell: str) -> str:
    if "\\" not in cell and "&" not in cell:
        return cell
    return _ESCAPED.sub(lambda found: found["char"] or html.unescape(found["entity"]), cell)


def _padded(cells: Cells, width: int) -> Cells:
    return (*cells, *([""] * (width - len(cells))))
