"""Charts: only numbers are drawn, only where they belong together, and the same table gives the same drawing."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from table_archive import FLOOD, ISSUE, WORKS, rendered, site, soup, table

from gongbao.model import Doubt, Span, Table
from gongbao.site.charts import Chart, chart
from gongbao.site.charts.lines import BOTTOM, TOP
from gongbao.site.charts.shapes import Plot
from gongbao.site.quantities import Quantity, quantity
from gongbao.site.table_sheet import sheet

YEARS = """
领域 | 序号 | 指标 | 2022年 | 2023年 | 2025年
幼有善育 | 1 | 托位数（个） | 3.69 | 3.80 | 5.50
 | 2 | 失业率（%） | 4.7 | <5 | <5
 | 3 | 覆盖人数（万人） | 423 | 全覆盖 | 全覆盖
"""
PLACES = """
序号 | 事项 | 全市任务 | 青石区 | 龙潭县 | 云东市 | 其他 | 牵头单位
1 | 停车位（个） | 600 | 100 | 200 | 300 | / | 市建设局
2 | 学校 | 9 | 1 | / | 2 | 3 | 市教育局
"""
DOUBT = (Doubt(9, "疑为错位"),)


def drawn(of: str | Table) -> Chart:
    found = chart(sheet(table(of) if isinstance(of, str) else of))
    assert found is not None
    return found


def texts(plot: Plot, look: str) -> list[str]:
    return [text.text for text in plot.drawing.texts if text.look == look]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,200", Quantity(Decimal(1200))),
        ("３．５％", Quantity(Decimal("3.5"), "", "%")),
        ("≤9.50", Quantity(Decimal("9.50"), "≤")),
        ("90%以上", Quantity(Decimal(90), "≥", "%")),
        ("35亿美元", Quantity(Decimal(35), "", "亿美元")),
        ("全覆盖", None),
        ("增长6%", None),
        ("约30", None),
        ("5—8", None),
        ("2023年3月", None),
        ("—", None),
        ("1,20", None),
        ("0573-82521234", None),
    ],
)
def test_what_is_a_number(text: str, found: Quantity | None) -> None:
    assert quantity(text) == found


def test_years_across_are_a_line_for_each_indicator() -> None:
    found = drawn(YEARS)
    assert found.kind == "lines"
    assert [(plot.group, plot.label, plot.note) for plot in found.plots] == [
        ("幼有善育", "托位数", "单位：个"),
        ("", "失业率", "单位：%"),
        ("", "覆盖人数", "单位：万人"),
    ]
    assert texts(found.plots[0], "value") == ["3.69", "5.50"]
    assert texts(found.plots[0], "year") == ["2022年", "2025年"]
    assert "不从零起" in "".join(found.remarks)


def test_years_stand_as_far_apart_as_they_are() -> None:
    first, second, last = (float(dot.x) for dot in drawn(YEARS).plots[0].drawing.dots)
    assert second - first == pytest.approx((last - first) / 3, abs=0.2)


def test_the_scale_is_the_row_s_own() -> None:
    dots = drawn(YEARS).plots[0].drawing.dots
    assert (float(dots[0].y), float(dots[-1].y)) == (BOTTOM, TOP)


def test_a_bound_is_an_open_mark_and_said() -> None:
    found = drawn(YEARS)
    plot = found.plots[1]
    assert [dot.look for dot in plot.drawing.dots] == ["dot", "dot open", "dot open"]
    assert [stroke.look for stroke in plot.drawing.strokes].count("arrow") == 2
    assert {stroke.look for stroke in plot.drawing.strokes if stroke.look.startswith("line")} == {"line open"}
    assert "空心点" in "".join(found.remarks)
    assert plot.said == "2022年4.7，2023年<5，2025年<5。"


def test_a_year_without_a_value_breaks_the_line() -> None:
    plot = drawn("指标 | 2021年 | 2022年 | 2023年 | 2024年\n人口（人） | 1 | 2 | — | 4").plots[0]
    assert len(plot.drawing.dots) == 3
    assert [stroke.look for stroke in plot.drawing.strokes].count("line") == 1
    assert texts(plot, "words") == []


def test_words_are_written_and_never_plotted() -> None:
    plot = drawn(YEARS).plots[2]
    assert len(plot.drawing.dots) == 1
    assert texts(plot, "words") == ["全覆盖"]


@pytest.mark.parametrize(
    "text",
    [
        "指标 | 2022年 | 2022年\n甲 | 1 | 2",  # one year twice
        "指标 | 2022年 | “十四五”末\n甲 | 1 | 2",  # not a year
        "指标 | 2023年目标\n总值 | 增长6%左右\n就业 | 3万人\n涨幅 | 3%以内",  # words
        "指标 | 2022年 | 2023年\n甲 | 是 | 否\n乙 | 有 | 无\n丙 | 1 | 2",  # most rows are words
        "序号 | 题目\n1 | 甲\n2 | 乙\n3 | 丙",  # only serial numbers
        "姓名 | 联系电话\n甲 | 82521234\n乙 | 82521235\n丙 | 82521236",  # numbers that name
        "指标 | 目标\n总值（亿元） | 100\n增速（%） | 6\n人口（万人） | 30",  # of different units
        "指标 | 单位 | 目标\n总值 | 亿元 | 100\n增速 | % | 6\n人口 | 万人 | 30",
        "项目 | 数量\n甲 | 3个\n乙 | 5亩\n丙 | 6",
        "项目 | 增减\n甲 | -3\n乙 | 5\n丙 | 6",  # bars do not go below zero
        "项目 | 数量\n甲 | 5\n乙 | 5\n丙 | 5",  # nothing to see
        "项目 | 数量\n甲 | 5\n乙 | 7",  # too few
        "项目 | 数量\n甲 | 5\n甲 | 7\n甲 | 9",  # rows without a name of their own
        "项目 | 开工\n甲 | 2023.10\n乙 | 2023.11\n丙 | 2023.12",  # days
    ],
)
def test_no_chart_where_it_would_mislead(text: str) -> None:
    assert chart(sheet(table(text))) is None


def test_a_year_table_with_doubts_is_not_drawn() -> None:
    assert chart(sheet(table(YEARS, warnings=DOUBT))) is None


def test_places_across_are_bars_for_each_row() -> None:
    found = drawn(PLACES)
    assert [(plot.label, plot.note) for plot in found.plots] == [
        ("停车位", "全市任务：600，单位：个"),
        ("学校", "全市任务：9"),
    ]
    plot = found.plots[1]
    assert texts(plot, "name") == ["青石区", "龙潭县", "云东市", "其他"]
    assert len(plot.drawing.bars) == 3
    assert texts(plot, "words") == ["/"]
    assert float(plot.drawing.bars[1].width) == pytest.approx(2 * float(plot.drawing.bars[0].width), abs=0.2)


def test_a_row_that_does_not_add_up_is_left_out_where_the_table_is_in_doubt() -> None:
    found = drawn(table(PLACES, warnings=DOUBT))
    assert [plot.label for plot in found.plots] == ["停车位"]
    assert "另有1行未画" in "".join(found.remarks)


def test_a_category_that_may_be_of_other_rows_is_in_no_title_of_a_table_in_doubt() -> None:
    text = "类别 | 事项 | 全市任务 | 青石区 | 龙潭县 | 云东市\n八、社区 | 学校 | 6 | 1 | 2 | 3\n | 食堂 | 9 | 2 | 3 | 4"
    spans = (Span(1, 1, 2, 1),)
    assert [plot.group for plot in drawn(table(text, spans=spans)).plots] == ["八、社区", "八、社区"]
    doubtful = drawn(table(text, spans=spans, warnings=DOUBT)).plots
    assert [(plot.group, plot.label) for plot in doubtful] == [("", "学校"), ("", "食堂")]


def test_places_without_a_sum_are_not_drawn_in_doubt() -> None:
    text = "事项 | 青石区 | 龙潭县 | 云东市\n学校 | 1 | 2 | 3"
    assert chart(sheet(table(text))) is not None
    assert chart(sheet(table(text, warnings=DOUBT))) is None


def test_amounts_are_bars_from_zero_without_the_total() -> None:
    found = drawn(WORKS)
    assert [(plot.label, plot.note) for plot in found.plots] == [("总投资", "单位：万元"), ("今年计划", "单位：万元")]
    widths = [float(bar.width) for bar in found.plots[0].drawing.bars]
    assert widths[1] / widths[0] == pytest.approx(860 / 3200, abs=0.005)
    assert "合计" not in found.plots[0].said
    assert "与合计相符" in "".join(found.remarks)


def test_amounts_in_doubt_that_miss_their_total_are_not_drawn() -> None:
    text = "项目 | 面积（亩）\n甲 | 5\n乙 | 7\n丙 | 9\n合计 | 22"
    assert chart(sheet(table(text))) is not None
    assert chart(sheet(table(text, warnings=DOUBT))) is None


def test_the_drawing_is_an_image_with_a_name_and_a_description(tmp_path: Path) -> None:
    years = table(YEARS)
    page = soup(rendered(site(tmp_path, (ISSUE, FLOOD, years)))["tables/yzf-2024-5-table-1/"])
    images = page.select("svg[role=img]")
    assert len(images) == 3
    for image in images:
        named = str(image["aria-labelledby"]).split()
        assert [one.name for one in page.find_all(id=named)] == ["title", "desc"]
    assert "图由表中数字绘制" in page.get_text()
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.select("[style]")


def test_coordinates_are_round(tmp_path: Path) -> None:
    made = rendered(site(tmp_path, (ISSUE, FLOOD, table(YEARS))))["tables/yzf-2024-5-table-1/"].decode()
    svg = "".join(re.findall(r"<svg.*?</svg>", made, re.DOTALL))
    assert re.search(r"\d\.\d\d", re.sub(r">[^<]*<", "><", svg)) is None
