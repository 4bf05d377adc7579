"""What the columns of a table hold: numbers that count rows, amounts, days, items of an outline, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gongbao.outline import marker
from gongbao.site.quantities import is_blank, quantity, with_unit

Kind = Literal["serial", "number", "date", "order", "text"]

# Matches 序号, No., 项次; near miss 编号规则, 证书编号.
_SERIAL = re.compile(r"序 号? | 编号 | 项次 | 行次 | [Nn][Oo][.．]? | №", re.VERBOSE)

_DAY = re.compile(
    r"""
    # 2023.10, 2023年3月, 2024-05-01, 2025年12月底前, 2025年底; not: 2023, 10.5, 2023.10—2024.6
    (?P<year> (?: 19 | 20 ) [0-9]{2} ) \s?
    (?: [.．年/-] \s? (?P<month> 1[0-2] | 0?[1-9] ) (?: (?: [.．/-] | 月 ) \s? (?P<day> 3[01] | [12][0-9] | 0?[1-9] ) 日? | 月 )?
    |   年 )
    (?: 底 | 初 | 末 )? 前?
    """,
    re.VERBOSE,
)
_ENOUGH = 0.6  # of the cells that say something must be numbers in a column of numbers


@dataclass(frozen=True)
class Column:
    """A column: its name as printed, what it holds, the unit its name gives, how long its texts are."""

    name: str
    kind: Kind
    unit: str = ""
    longest: int = 0
    usual: float = 0.0  # mean length of the cells that say something


def columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns of a table; group rows should be left out of the rows."""
    return tuple(_column(name, [row[place] for row in rows]) for place, name in enumerate(header))


def key(column: Column, text: str) -> str:
    """By what a cell is sorted among numbers or days, as a decimal number; empty where words decide or nothing is said."""
    if column.kind == "text" or is_blank(text):
        return ""
    if column.kind == "date":
        return _day_key(text)
    if column.kind == "order":
        found = marker(text)
        return found.ordinal.replace("-", ".") if found else ""
    amount = quantity(text) if column.kind in ("number", "serial") else None
    return format(amount.size.normalize(), "f") if amount else ""


def _column(name: str, cells: Sequence[str]) -> Column:
    told = [cell for cell in cells if not is_blank(cell)]
    lengths = [len(cell) for cell in told]
    usual = round(sum(lengths) / len(lengths), 1) if lengths else 0.0
    return Column(name, _kind(name, told), with_unit(name)[1], max(lengths, default=0), usual)


def _kind(name: str, told: Sequence[str]) -> Kind:
    if _SERIAL.fullmatch("".join(name.split())):
        return "serial"
    if not told:
        return "text"
    if all(_DAY.fullmatch(cell) for cell in told):
        return "date"
    if sum(quantity(cell) is not None for cell in told) >= _ENOUGH * len(told):
        return "number"
    return "order" if _ordered(told) else "text"


def _ordered(told: Sequence[str]) -> bool:
    """Whether all cells open with a marker of one sort, and no two with the same."""
    marks = [marker(cell) for cell in told]
    kinds = {mark.kind for mark in marks if mark}
    ordinals = [mark.ordinal for mark in marks if mark]
    return None not in marks and len(kinds) == 1 and len(ordinals) > 1 and len(set(ordinals)) == len(ordinals)


def _day_key(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found:
        return ""
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    end = 99 if re.search(r"[底末]前?\Z", text) else 0
    return f"{found['year']}{month or end:02}{day or end:02}"
