"""Tables with places or organs across: for each row a bar for every one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongbao.site.charts import bars
from gongbao.site.charts.bars import Measure
from gongbao.site.charts.rows import Named, named, unit_note
from gongbao.site.charts.shapes import Chart, Plot
from gongbao.site.quantities import Quantity, is_blank, quantity
from gongbao.site.table_sheet import Sheet

MOST_ROWS = 40
_PLACE = re.compile(
    r"""
    # 海棠县, 城东街道, 经济开发区（港区）, 市水利局, 云投集团; not: 单位, 指标, 其他, 牵头单位
    .{1,24} (?: [省市县区旗镇乡村州盟局委办] | 街道 | 集团 | 公司 | 中心 ) (?: [（(] [^（）()]{1,12} [）)] )?
    """,
    re.VERBOSE,
)
_OTHER = re.compile(
    r"""
    # 其他, 其它地区; not: 其他说明
    其 [他它] (?: 地区 | 单位 )?
    """,
    re.VERBOSE,
)
_WHOLE = re.compile(
    r"""
    # 合计, 全市目标任务, 全县总数; not: 全称, 计划
    (?: [合总共] 计 | 总数 | 总量 | 全 [省市州县区] ) .{0,6}
    """,
    re.VERBOSE,
)
# Matches 全市, 全县; near miss 云州市: they are the sum of the others, and no place of their own.
_ALL = re.compile(r"全 [省市州县区]", re.VERBOSE)


@dataclass(frozen=True)
class _Across:
    places: tuple[int, ...]
    whole: int | None  # the column of the sums


def chart(sheet: Sheet) -> Chart | None:
    """The chart of a table with places across; of a table with doubts only rows whose numbers add up to their sum."""
    across = _across(sheet)
    rows = [row for row, kind in zip(sheet.full, sheet.kinds, strict=True) if kind == "data"]
    doubtful = bool(sheet.table.warnings)
    if len(across.places) < 3 or (doubtful and across.whole is None):
        return None
    sound = [row for row in rows if _is_sound(row, across, doubtful)]
    drawn = [(name, row) for row in sound if (name := named(sheet, row))]
    if not drawn or len(drawn) > MOST_ROWS:
        return None
    plots = tuple(_plot(name, row, (sheet, across)) for name, row in drawn)
    return Chart("bars", plots, tuple(_remarks(doubtful, len(rows) - len(plots))))


def _across(sheet: Sheet) -> _Across:
    names = [column.name.strip() for column in sheet.columns]
    amounts = [at for at in range(len(names)) if at not in sheet.labels]
    whole = next((at for at in amounts if _WHOLE.fullmatch(names[at])), None)
    places = [at for at in amounts if _is_place(sheet, at) and at != whole]
    if places and places[-1] + 1 < len(names) and _OTHER.fullmatch(names[places[-1] + 1]):
        places.append(places[-1] + 1)
    return _Across(tuple(places), whole)


def _is_place(sheet: Sheet, at: int) -> bool:
    column = sheet.columns[at]
    return column.kind == "number" and bool(_PLACE.fullmatch(column.name)) and not _ALL.match(column.name)


def _is_sound(row: Sequence[str], across: _Across, doubtful: bool) -> bool:
    """Whether a row has at least two numbers, none below zero, of one unit, and its sum is right if that is asked."""
    amounts = [amount for at in across.places if (amount := quantity(row[at]))]
    if len(amounts) < 2 or any(each.number < 0 for each in amounts) or not any(each.number for each in amounts):
        return False
    if len({each.unit for each in amounts}) > 1:
        return False
    return not doubtful or _adds_up(amounts, [row[at] for at in across.places], row[across.whole or 0])


def _adds_up(amounts: Sequence[Quantity], cells: Sequence[str], whole: str) -> bool:
    total = quantity(whole)
    plain = all(quantity(cell) or is_blank(cell) for cell in cells) and not any(each.bound for each in amounts)
    return plain and total is not None and sum((each.number for each in amounts), Decimal(0)) == total.number


def _plot(name: Named, row: Sequence[str], of: tuple[Sheet, _Across]) -> Plot:
    sheet, across = of
    measures = [Measure(sheet.columns[at].name, row[at], quantity(row[at])) for at in across.places]
    said = "，".join(f"{each.label}{each.text}" for each in measures if each.text)
    return Plot(name.group, name.label, _note(name, row, of), f"{said}。", bars.drawing(measures))


def _note(name: Named, row: Sequence[str], of: tuple[Sheet, _Across]) -> str:
    """The unit and the sum of a row, as far as they are told."""
    sheet, across = of
    whole = f"{sheet.columns[across.whole].name}：{row[across.whole]}" if across.whole is not None else ""
    return "，".join(text for text in (whole, unit_note(name.unit)) if text)


def _remarks(doubtful: bool, missing: int) -> Iterator[str]:
    yield "每幅小图各有自己的比例，从零起；条后的数字照表。"
    if doubtful and missing:
        yield f"本表有存疑之处，只画各项之和与总数相符的行，另有{missing}行未画。"
    elif missing:
        yield f"另有{missing}行没有可画的数字，只在表中。"
