"""Tables that give each of a few named things a number: a bar for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongbao.site.charts import bars
from gongbao.site.charts.bars import Measure
from gongbao.site.charts.rows import unit_note, units_column
from gongbao.site.charts.shapes import Chart, Plot
from gongbao.site.quantities import is_blank, quantity, with_unit
from gongbao.site.table_columns import Column
from gongbao.site.table_sheet import Sheet

FEWEST, MOST = 3, 40
MOST_COLUMNS = 4
_NAMES = re.compile(
    r"""
    # numbers that name and do not measure: 联系电话, 邮编, 项目代码, 年份, 页码, 排名; not: 土地面积（亩）
    电话 | 手机 | 传真 | 邮编 | 邮政编码 | 编码 | 代码 | 编号 | 文号 | 证号 | 账号 | 年份 | 年度 | 页码 | 页次 | 名次 | 排名 | 序 | 期号 | 楼号
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class _Series:
    """A column of one unit, and what it gives each row."""

    column: Column
    unit: str
    measures: tuple[Measure, ...]


def chart(sheet: Sheet) -> Chart | None:
    """The chart of a table with one or a few columns of amounts; None where they could be of different things."""
    if sheet.head is None or not FEWEST <= sheet.kinds.count("data") <= MOST or _mixed(sheet, sheet.head):
        return None
    numbers = [at for at, column in enumerate(sheet.columns) if column.kind == "number"]
    found = [series for at in numbers if (series := _series(sheet, at))]
    if not found or len(numbers) > MOST_COLUMNS:
        return None
    return Chart("bars", tuple(_plot(series) for series in found), tuple(_remarks(sheet, len(numbers) - len(found))))


def _mixed(sheet: Sheet, head: int) -> bool:
    """Whether the rows say that they are of different units, or are themselves groups of others."""
    units = units_column(sheet)
    if units is not None and len({row[units] for row in sheet.full if row[units]}) > 1:
        return True
    return len({with_unit(row[head])[1] for row, kind in _rows(sheet) if kind == "data"}) > 1


def _rows(sheet: Sheet) -> Iterator[tuple[Sequence[str], str]]:
    return zip(sheet.full, sheet.kinds, strict=True)


def _series(sheet: Sheet, at: int) -> _Series | None:
    column = sheet.columns[at]
    if _NAMES.search(column.name) or sheet.head is None:
        return None
    data = [row for row, kind in _rows(sheet) if kind == "data"]
    measures = tuple(Measure(row[sheet.head], row[at], quantity(row[at])) for row in data)
    units = {each.amount.unit for each in measures if each.amount}
    if len(units) > 1 or not _is_told(measures) or (sheet.table.warnings and not _adds_up(sheet, measures)):
        return None
    return _Series(column, column.unit or next(iter(units)) or sheet.unit, measures)


def _is_told(measures: Sequence[Measure]) -> bool:
    """Whether nearly all have a number that is not negative, and not all the same one."""
    amounts = [each.amount for each in measures if each.amount]
    words = [each for each in measures if not each.amount and not is_blank(each.text)]
    few = len(amounts) < FEWEST or 10 * len(words) > len(measures)
    return not few and all(each.number >= 0 for each in amounts) and len({each.number for each in amounts}) > 1


def _adds_up(sheet: Sheet, measures: Sequence[Measure]) -> bool:
    """Whether a total row of the table holds the sum; where its cell stands is what may be in doubt."""
    total = sum((each.amount.number for each in measures if each.amount), Decimal(0))
    cells = [cell for row, kind in _rows(sheet) if kind == "total" for cell in row]
    return any(amount.number == total for cell in cells if (amount := quantity(cell)))


def _plot(series: _Series) -> Plot:
    said = "，".join(f"{each.label}{each.text}" for each in series.measures if each.text)
    label = with_unit(series.column.name)[0]
    return Plot("", label, unit_note(series.unit), f"{said}。", bars.drawing(series.measures))


def _remarks(sheet: Sheet, missing: int) -> Iterator[str]:
    yield "条从零起，条后的数字照表。"
    if "total" in sheet.kinds:
        yield "合计不画。"
    if sheet.table.warnings:
        yield "本表有存疑之处，所画各项之和与合计相符。"
    if missing:
        yield f"另有{missing}列数字未画。"
