"""Which chart a table has: years across, places across, or amounts of a few named things."""

from __future__ import annotations

from functools import lru_cache

from gongbao.site.charts import places, single, years
from gongbao.site.charts.shapes import Chart
from gongbao.site.table_sheet import Sheet


@lru_cache(maxsize=32)  # a table is shown in its text, and then on its own page
def chart(sheet: Sheet) -> Chart | None:
    """The chart of a table, or None."""
    return years.chart(sheet) or places.chart(sheet) or single.chart(sheet)
