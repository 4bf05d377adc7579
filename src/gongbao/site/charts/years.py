"""Tables with years across: a small line chart for each indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongbao.site.charts import lines
from gongbao.site.charts.lines import Point
from gongbao.site.charts.rows import Named, named, unit_note
from gongbao.site.charts.shapes import Chart, Plot
from gongbao.site.quantities import is_blank, quantity
from gongbao.site.table_sheet import Sheet

MOST_ROWS = 60
_BOUND = "空心点表示原表只给出上限或下限（如“<5”），箭头指向数值可能所在的一侧。"
_WORDS = "原表以文字代替数字的年份，照写文字，不画点。"
_SCALE = "每幅小图各有自己的纵轴，不从零起，只看走势，不比高低。"

_YEAR = re.compile(
    r"""
    # 2023年, 2023, 2025年目标, 2022年（实际）, 2027年底; not: 2023年增速（%）, “十四五”末, 2023年3月, 2021—2025年
    (?P<year> (?: 19 | 20 ) [0-9]{2} ) \s? (?: 年度? )? [底末]? \s?
    (?: [（(] (?P<note> 目标 | 计划 | 预计 | 预期 | 实际 | 完成 | 现状 | 基期 | 规划 ) [值数]? [）)]
      | (?: 目标 | 计划 | 预计 | 预期 | 实际 | 完成 | 现状 | 基期 | 规划 ) [值数]? )?
    """,
    re.VERBOSE,
)


def chart(sheet: Sheet) -> Chart | None:
    """The chart of a table with years across; None where it has none, or where most rows are no numbers."""
    years = _years(sheet)
    rows = [row for row, kind in zip(sheet.full, sheet.kinds, strict=True) if kind != "group"]
    if len(years) < 2 or not rows or len(rows) > MOST_ROWS or sheet.table.warnings:
        return None
    drawn = [(named(sheet, row), points) for row in rows if (points := _points(row, years))]
    plots = tuple(_plot(name, points) for name, points in drawn if name and _is_sound(name, points))
    if not any(_amounts(points) > 1 for _, points in drawn) or 2 * len(plots) < len(rows):
        return None
    return Chart("lines", plots, tuple(_remarks([points for _, points in drawn], len(rows) - len(plots))))


def _years(sheet: Sheet) -> tuple[tuple[int, int], ...]:
    """The years across and their columns, in the order of the years; none where a year comes twice."""
    found = [
        (int(match["year"]), at)
        for at, column in enumerate(sheet.columns)
        if (match := _YEAR.fullmatch(column.name.strip()))
    ]
    return tuple(sorted(found)) if len({year for year, _ in found}) == len(found) else ()


def _points(row: Sequence[str], years: Sequence[tuple[int, int]]) -> tuple[Point, ...]:
    """The points of a row, years that say nothing among them; none for a row without a number, or with one alone."""
    points = tuple(Point(year, row[at], quantity(row[at])) for year, at in years)
    told = sum(not is_blank(point.text) for point in points)
    return points if told > 1 and _amounts(points) else ()


def _amounts(points: Sequence[Point]) -> int:
    return sum(point.amount is not None for point in points)


def _is_sound(name: Named, points: Sequence[Point]) -> bool:
    """Whether all numbers of a row are of one unit."""
    return len({point.amount.unit or name.unit for point in points if point.amount}) == 1


def _plot(name: Named, points: Sequence[Point]) -> Plot:
    drawing = lines.drawing(points)
    unit = name.unit or next(point.amount.unit for point in points if point.amount)
    said = "，".join(f"{point.year}年{point.text}" for point in points if point.text)
    return Plot(name.group, name.label, unit_note(unit), f"{said}。", drawing)


def _remarks(rows: Sequence[Sequence[Point]], missing: int) -> Iterator[str]:
    yield _SCALE
    if any(point.amount and point.amount.bound for points in rows for point in points):
        yield _BOUND
    if any(not point.amount and not is_blank(point.text) for points in rows for point in points):
        yield _WORDS
    if missing:
        yield f"另有{missing}行没有可画的数字，只在表中。"
