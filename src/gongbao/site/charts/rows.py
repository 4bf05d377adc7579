"""What a row of a table is called in a drawing, and of what its numbers are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.site.quantities import is_unit, with_unit
from gongbao.site.table_sheet import Sheet

# Matches 单位, 计量单位; near miss 责任单位.
_UNITS = re.compile(r"(?: 计量 )? 单位", re.VERBOSE)


@dataclass(frozen=True)
class Named:
    """The name of a row, what it belongs to, and its unit."""

    group: str
    label: str
    unit: str


def named(sheet: Sheet, row: Sequence[str]) -> Named | None:
    """The name of a row from the words before its numbers; None for a row without any."""
    units = units_column(sheet)
    words = [row[at] for at in sheet.labels if at != units and row[at]]
    texts = list(dict.fromkeys(words)) or [cell for cell in row[:2] if cell][:1]
    if not texts:
        return None
    label, unit = with_unit(texts[-1])
    told = row[units] if units is not None and is_unit(row[units]) else ""
    # 八、温暖社区项目 holds for the rows below by a guess; in a table with doubts it may be the wrong one.
    group = "" if sheet.table.warnings else " · ".join(texts[:-1])
    return Named(group, label, unit or told or sheet.unit)


def unit_note(unit: str) -> str:
    """How a drawing tells its unit; nothing where there is none."""
    return f"单位：{unit}" if unit else ""


def units_column(sheet: Sheet) -> int | None:
    """The column that gives each row its unit."""
    return next((at for at, column in enumerate(sheet.columns) if _UNITS.fullmatch(column.name)), None)
