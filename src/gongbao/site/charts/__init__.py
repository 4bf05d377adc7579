"""Charts of the tables whose numbers can be seen; none where a drawing would say more than the table does."""

from gongbao.site.charts.draw import chart
from gongbao.site.charts.shapes import Chart

__all__ = ["Chart", "chart"]
