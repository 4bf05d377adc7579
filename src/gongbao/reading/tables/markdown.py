"""One table as Markdown, and back: what was written is what is read again, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Cells = tuple[str, ...]

# &amp; | &#60; | &#x3c;    not: R&D 经费, & 号
_ENTITY = re.compile(r"& (?= (?: [A-Za-z][A-Za-z0-9]* | \#[0-9]+ | \#[xX][0-9A-Fa-f]+ ) ; )", re.VERBOSE)

# <b> | </td> | <!-- | <?xml    not: <5, < 3%
_TAG = re.compile(r"< (?= [A-Za-z/!?] )", re.VERBOSE)

# \| and \\ and the two entities the writer makes    not: \n, &nbsp;
_ESCAPED = re.compile(r"\\ (?P<char> [\\|] ) | & (?P<name> lt | amp ) ;", re.VERBOSE)

# the bar between two cells    not: a bar behind a backslash
_PART = re.compile(r"(?: \\. | [^\\|] )*", re.VERBOSE | re.DOTALL)

# every character that str.splitlines or an editor takes for the end of a line
_BREAK = re.compile(r"\r\n | [\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]", re.VERBOSE)

_NAMED = {"lt": "<", "amp": "&"}


def to_markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as Markdown; every row has as many cells as there are columns. A line break in a cell is a space."""
    lines = [_line(columns), "|" + " --- |" * len(columns)]
    lines.extend(_line(row) for row in rows)
    return "\n".join(lines) + "\n"


def from_markdown(text: str) -> tuple[Cells, tuple[Cells, ...]]:
    """The columns and rows of a Markdown table; ValueError where the text is none."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not is_rule(lines[1]):
        raise ValueError("这段文字不是 Markdown 表格：第二行应为 | --- |。")
    columns = split_cells(lines[0])
    return columns, tuple(split_cells(line) for line in lines[2:])


def split_cells(line: str) -> Cells:
    """The cells of one line of a Markdown table, unescaped and trimmed."""
    inner = line.strip().removeprefix("|")
    parts: list[str] = []
    position = 0
    while position <= len(inner):
        found = _PART.match(inner, position)
        end = found.end() if found else len(inner)
        end = len(inner) if end < len(inner) and inner[end] != "|" else end
        parts.append(inner[position:end])
        position = end + 1
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(_unescape(part.strip()) for part in parts)


def is_rule(line: str) -> bool:
    """Whether a line is the rule under a Markdown table's header."""
    cells = line.strip().strip("|").split("|")
    return "-" in line and all(re.fullmatch(r":?-+:?", cell.strip()) for cell in cells)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_escape(cell) for cell in cells) + " |"


def _escape(cell: str) -> str:
    text = _BREAK.sub(" ", cell).strip()
    text = text.replace("\\", "\\\\").replace("|", "\\|")
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))


def _unescape(cell: str) -> str:
    return _ESCAPED.sub(lambda found: found["char"] or _NAMED[found["name"]], cell)
