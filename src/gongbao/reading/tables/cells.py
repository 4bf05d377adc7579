"""What a single cell of a table is: a number, a label, a marker, a total; and its text made clean."""

from __future__ import annotations

import re

from gongbao.model import TextLine
from gongbao.outline import marker
from gongbao.typography import clean_title, fold, normalise

Cells = tuple[str, ...]

# 3.69 | <5 | ≤9.50 | 1,200 | 88% | -3 | 2022    not: 6%左右, 2022年, 3万人, 5—8
_NUMERIC = re.compile(r"^ [<>≤≥＜＞~约]? \s* [-+−]? \d [\d,.]* \s* [%‰％]? $", re.VERBOSE)

# / | - | — | … | ／    not: 无, —甲
_PLACEHOLDER = re.compile(r"^ [/／\-—–－…·*]+ $", re.VERBOSE)

# 总计 | 合 计 | 小计：    not: 总计划, 合计人数
_TOTAL = re.compile(r"^ (?: 总 | 合 | 小 | 共 ) \s* 计 \s* [:：]? $", re.VERBOSE)

# 甲政发〔2023〕5 号 | 甲政办发[2023]13号    not: 第5号, 2023年
_DOCUMENT = re.compile(r"[〔\[（(] \s* \d{4} \s* [〕\]）)] \s* \d+ \s* 号 $", re.VERBOSE)

# a label set in two or three letters with spaces between: 总 计, 题　目    not: 甲区 乙集团, 南 100
_SPACED = re.compile(r"^ [\u4e00-\u9fff] (?: \s+ [\u4e00-\u9fff] ){1,5} $", re.VERBOSE)

_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕"}
_SAME = str.maketrans("()", "（）")
_SERIAL = frozenset({"序号", "序", "编号", "No"})


def clean_cell(text: str) -> str:
    """The text of a cell without what only typesetting put there."""
    text = text.strip()
    if not text:
        return ""
    return clean_title(text) if _SPACED.match(text) else normalise(text).strip()


def clean_head(text: str) -> str:
    """The text of a header cell: names of columns have no spaces inside."""
    return clean_title(text.strip()) if text.strip() else ""


def key(text: str) -> str:
    """What two spellings of one cell share; never empty for a cell that is not."""
    return fold(text) or "".join(text.split())


def is_numeric(text: str) -> bool:
    """Whether a cell holds nothing but a number."""
    return _NUMERIC.match(text.strip()) is not None


def is_placeholder(text: str) -> bool:
    """Whether a cell holds only a stroke that says: nothing here."""
    return _PLACEHOLDER.match(text.strip()) is not None


def is_group(text: str) -> bool:
    """Whether a text begins with a marker of the upper levels (一、, （一）)."""
    found = marker(text)
    return found is not None and found.kind in ("one", "two") and bool(found.rest)


def is_total(text: str) -> bool:
    """Whether a cell says 总计, 合计 or 小计 and nothing else."""
    return _TOTAL.match(text.strip()) is not None


def is_document(text: str) -> bool:
    """Whether a cell ends with a document number."""
    return _DOCUMENT.search(text.strip()) is not None


def is_serial(text: str) -> bool:
    """Whether the name of a column says that it counts the rows."""
    return "".join(text.split()) in _SERIAL


def missing_closer(text: str) -> str | None:
    """The bracket that a text leaves open, as the one that would close it; None where all are closed."""
    text = text.translate(_SAME)
    for opening, closing in _PAIRS.items():
        if text.count(opening) > text.count(closing):
            return closing
    return None


def closes(text: str, closer: str) -> bool:
    """Whether a text holds the bracket another one is missing."""
    return closer in text.translate(_SAME)


def join_text(first: str, second: str) -> str:
    """Two pieces of one text; a space only between two Latin words."""
    latin = first[-1:].isascii() and first[-1:].isalnum() and second[:1].isascii() and second[:1].isalpha()
    return f"{first}{' ' if latin else ''}{second}"


def filled(cells: Cells) -> list[int]:
    """The places of the cells that are not blank."""
    return [place for place, cell in enumerate(cells) if cell]


def trimmed(cells: Cells) -> Cells:
    """The cells without the blank ones at the end."""
    places = filled(cells)
    return cells[: places[-1] + 1] if places else ()


def tab_cells(line: TextLine) -> Cells:
    """The cells of a line of text, cut at its tabs."""
    return tuple(cell.strip() for cell in line.text.split("\t"))


def is_single(line: TextLine) -> bool:
    """Whether a line holds one cell behind one leading tab, as pasted web pages have it."""
    return line.cells is None and line.text.startswith("\t") and line.text.count("\t") == 1
