"""Tables: regions among lines, grids out of regions, Markdown out of grids and back."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.model import Span, TextLine
from gongbao.reading.tables import (
    GridTable,
    Region,
    caption_line,
    find_regions,
    from_markdown,
    note_line,
    read_table,
    to_markdown,
)


def lines(text: str) -> list[TextLine]:
    """The lines of a text; ⇥ stands for a tab."""
    return [TextLine(number, line.replace("⇥", "\t")) for number, line in enumerate(text.split("\n"), 1)]


def table(text: str) -> GridTable:
    """The only table of a text."""
    source = lines(text)
    (region,) = find_regions(source)
    return read_table(source[region.first : region.last + 1])


def places(text: str) -> list[tuple[int, int]]:
    """The 1-based first and last lines of the tables of a text."""
    return [(region.first + 1, region.last + 1) for region in find_regions(lines(text))]


def cells(grid: GridTable) -> list[tuple[str, ...]]:
    return [row.cells for row in grid.rows]


def doubts(grid: GridTable) -> list[str]:
    return [doubt.what for doubt in grid.doubts]


TASKS = """序号⇥工作任务⇥责任单位
1⇥新增托位300个。⇥市卫健委
2⇥建成公园2座。⇥

序号⇥工作任务⇥责任单位
3⇥改造管网。⇥市建设局"""

PASTED = """⇥序号
⇥地块名称
⇥四至范围

（以红线为准）
⇥公共利

益类型

⇥1
⇥城北

1号地块
⇥东至甲路
⇥旧城区

改建

⇥2
⇥城南地块
⇥东至乙路
⇥

⇥总  计
⇥62.10
⇥"""

TARGETS = """⇥指标名称
⇥2023年目标

⇥一、综合发展

⇥1.生产总值
⇥增长6%

⇥2.家庭收入
⇥

⇥二、质量效益

⇥3.投资
⇥增长10%"""

TWO_LEVELS = """序号⇥分类⇥名称⇥⇥任务分解⇥⇥⇥牵头单位
⇥⇥⇥⇥全市目标⇥东区⇥西区⇥
1⇥一、托育项目⇥新增托位⇥机构⇥10⇥6⇥4⇥市卫健委
⇥⇥⇥托位⇥300⇥200⇥100⇥
2⇥二、学校项目⇥新建学校⇥学校⇥2⇥1⇥1⇥市教育局"""


# --- regions -------------------------------------------------------------------------------------------------------


def test_a_page_break_with_its_repeated_header_does_not_end_a_table() -> None:
    assert places("前言\n\n" + TASKS + "\n\n后记") == [(3, 8)]


def test_cells_on_lines_of_their_own_are_one_table() -> None:
    assert places("附件2\n征收计划表\n\n" + PASTED + "\n\n注：略") == [(4, 29)]


def test_the_imprint_is_no_part_of_a_table() -> None:
    imprint = "⇥\n⇥抄送：市委各部门，\n⇥\n\n⇥\n⇥市法院。\n\n⇥某市人民政府办公室\n⇥2023年3月22日印发"
    assert places(TARGETS + "\n\n\n" + imprint) == [(1, 15)]
    assert places(imprint) == []
    assert places("甲⇥乙\n1⇥2\n某市人民政府办公室⇥2023年3月22日印发") == [(1, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "各县⇥请遵照执行，并将执行情况按时报送。",
        "⇥各县人民政府：现将办法印发给你们。\n⇥请认真贯彻执行。",
        "⇥第一段的文字。\n\n⇥第二段的文字。",
        "一、⇥总体要求\n二、⇥主要目标\n三、⇥保障措施",
        "（一）⇥加强领导。\n（二）⇥强化考核。",
        "某市人民政府⇥2023年3月2日",
    ],
)
def test_prose_with_tabs_is_no_table(text: str) -> None:
    assert places(text) == []


def test_a_catalogue_is_a_region() -> None:
    text = "甲政发〔2023〕5 号⇥关于印发推进方案（2023—\n\n⇥2027年）的通知\n甲政发〔2023〕6 号⇥关于普查的通知"
    assert places(text) == [(1, 4)]
    grid = table(text)
    assert [row[1] for row in cells(grid)] == ["关于印发推进方案（2023—2027年）的通知", "关于普查的通知"]
    assert grid.columns == ("第1列", "第2列")
    assert doubts(grid) == ["该表没有表头，列名为代拟"]


def test_captions_units_and_notes_stand_outside() -> None:
    assert places("⇥表1 主要指标\n⇥⇥单位：万元\n指标⇥数值\n甲⇥1\n⇥注：按可比价计算") == [(3, 4)]


def test_another_header_behind_a_gap_begins_another_table() -> None:
    assert places("序号⇥题目\n1⇥甲\n\n序号⇥地块⇥面积\n1⇥乙⇥2") == [(1, 2), (4, 5)]
    assert places("⇥序号\n⇥题目\n\n⇥1\n⇥甲\n\n⇥序号\n⇥地块\n⇥面积\n\n⇥1\n⇥乙\n⇥3") == [(1, 5), (7, 13)]


def test_markdown_tables_of_a_scan_are_regions() -> None:
    text = "前言\n| 序号 | 题 目 |\n|---|:---:|\n| 1 | 甲\\|乙 |\n\n| 序号 | 题目 |\n|---|---|\n| 2 | 丙 |\n后记"
    assert places(text) == [(2, 8)]
    grid = table(text)
    assert (grid.columns, cells(grid)) == (("序号", "题目"), [("1", "甲|乙"), ("2", "丙")])
    assert grid.continued


def test_an_empty_region_is_never_found() -> None:
    assert find_regions([]) == []
    assert find_regions(lines("⇥\n⇥\n\n⇥")) == []
    assert read_table([]).columns == ()


# --- grids ---------------------------------------------------------------------------------------------------------


def test_repeated_headers_are_dropped_and_told() -> None:
    grid = table(TASKS)
    assert (grid.data_rows, grid.continued, grid.doubts) == (3, True, ())
    assert grid.columns == ("序号", "工作任务", "责任单位")


def test_a_damaged_repeat_is_dropped_and_doubted() -> None:
    text = (
        TWO_LEVELS
        + "\n\n序号⇥分类⇥名称⇥任务分解⇥⇥⇥牵头单位⇥\n⇥⇥⇥全市目标⇥东区⇥西区⇥其他\n3⇥三、路⇥修路⇥里程⇥9⇥5⇥4⇥市交通局"
    )
    grid = table(text)
    assert (grid.data_rows, grid.continued) == (4, True)
    assert any("“任务分解”“牵头单位”不在原来的列" in what for what in doubts(grid))
    assert any("多出“其他”" in what for what in doubts(grid))


def test_a_header_of_two_levels_gives_leaf_columns() -> None:
    grid = table(TWO_LEVELS)
    assert grid.columns == ("序号", "分类", "名称", "名称（2）", "全市目标", "东区", "西区", "牵头单位")
    assert grid.parents == ("任务分解（第5—7列）",)
    assert grid.data_rows == 3


def test_leaves_of_one_name_take_the_name_above() -> None:
    grid = table("指标⇥甲市⇥⇥乙市⇥\n⇥2022年⇥2023年⇥2022年⇥2023年\n人口⇥1⇥2⇥3⇥4")
    assert grid.columns == ("指标", "甲市／2022年", "甲市／2023年", "乙市／2022年", "乙市／2023年")
    assert grid.parents == ()


def test_a_first_row_of_data_is_no_second_header() -> None:
    grid = table("领域⇥⇥目标\n⇥托位⇥300\n教育⇥学位⇥900")
    assert (grid.columns, grid.data_rows) == (("领域", "领域（2）", "目标"), 2)


def test_numbers_alone_are_no_header() -> None:
    grid = table("1⇥甲\n2⇥乙\n3⇥丙")
    assert (grid.columns, grid.data_rows) == (("第1列", "第2列"), 3)
    assert table("2022年⇥2023年\n1⇥2").columns == ("2022年", "2023年")


def test_cells_on_lines_of_their_own_are_put_together() -> None:
    grid = table(PASTED)
    assert grid.columns == ("序号", "地块名称", "四至范围（以红线为准）", "公共利益类型")
    assert cells(grid)[0] == ("1", "城北1号地块", "东至甲路", "旧城区改建")
    assert [row.kind for row in grid.rows] == ["data", "data", "total"]
    assert cells(grid)[2][:2] == ("总计", "62.10")
    assert "该行只有3格，少于4列，缺的是哪一格须核对" in doubts(grid)


def test_blank_lines_may_be_left_out_by_the_caller() -> None:
    assert read_table([line for line in lines(PASTED) if line.text]) == read_table(lines(PASTED))


def test_group_rows_are_not_data() -> None:
    grid = table(TARGETS)
    assert [row.kind for row in grid.rows] == ["group", "data", "data", "group", "data"]
    assert grid.data_rows == 3
    assert grid.spans == (Span(1, 1, 1, 2), Span(4, 1, 1, 2))
    assert cells(grid)[2] == ("2.家庭收入", "")


def test_a_group_line_without_tabs_stays_in_its_table() -> None:
    grid = table("指标⇥目标\n一、综合发展\n生产总值⇥6%\n（二）效益⇥\n投资⇥10%\n合 计⇥2")
    assert [row.kind for row in grid.rows] == ["group", "data", "group", "data", "total"]
    assert cells(grid)[4] == ("合计", "2")


def test_labels_that_span_rows_are_told_and_not_written() -> None:
    grid = table("领域⇥指标⇥2023年\n幼育⇥托位⇥1\n⇥占比⇥2\n学优⇥学位⇥3\n⇥入学⇥4\n⇥毕业⇥5\n总计⇥⇥15")
    assert grid.spans == (Span(1, 1, 2, 1), Span(3, 1, 3, 1))
    assert cells(grid)[1][0] == ""


def test_a_lone_blank_and_a_blank_remark_span_nothing() -> None:
    assert table("序号⇥题目⇥单位\n1⇥甲⇥甲局\n2⇥乙⇥\n3⇥丙⇥丙局").spans == ()
    assert table("序号⇥题目⇥备注\n1⇥甲⇥新\n2⇥乙⇥\n3⇥丙⇥\n4⇥丁⇥").spans == ()


def test_a_row_with_a_cell_too_many_loses_a_blank_one() -> None:
    grid = table("序号⇥名称⇥数量\n1⇥甲⇥3\n2⇥⇥乙⇥4\n3⇥丙⇥5⇥6\n4⇥丁⇥7\n5⇥戊⇥8")
    assert cells(grid)[1:3] == [("2", "乙", "4"), ("3", "丙", "5、6")]
    assert doubts(grid) == [
        "该行多出1格，已去掉其前的1个空格，各格所属的列须核对",
        "该行多出1格，已并入末格，各格所属的列须核对",
    ]


def test_a_row_that_lost_cells_is_padded_and_doubted() -> None:
    grid = table("名称⇥甲区⇥乙区⇥丙区\n路⇥1⇥2⇥3\n桥⇥4\n河⇥5⇥6⇥7")
    assert cells(grid)[1] == ("桥", "4", "", "")
    assert doubts(grid) == ["该行只有2格，少于4列，缺的是哪一格须核对"]


def test_a_word_among_numbers_is_doubted_where_cells_were_lost() -> None:
    rows = "\n".join(f"{n}⇥任务{n}⇥单位⇥{n}0" for n in range(1, 7))
    grid = table(f"序号⇥任务⇥机构⇥数量\n{rows}\n充电桩⇥⇥⇥500")
    assert "“充电桩”在“序号”一列，疑为错位" in doubts(grid)
    full = table(f"序号⇥任务⇥机构⇥数量\n{rows}\n7⇥任务⇥单位⇥全覆盖")
    assert full.doubts == ()


def test_a_serial_number_that_is_missing_is_doubted() -> None:
    assert doubts(table("序号⇥题目\n1⇥甲\n3⇥丙")) == ["“序号”由1跳到3，其间的序号或行疑已缺失"]


def test_html_rows_use_their_real_spans() -> None:
    source = [
        TextLine(1, "", ("领域", "目标"), ((2, 1), (1, 2))),
        TextLine(2, "", ("甲区", "乙区"), ((1, 1), (1, 1))),
        TextLine(3, "", ("教育", "1", "2"), ((2, 1), (1, 1), (1, 1))),
        TextLine(4, "", ("3", "4"), ((1, 1), (1, 1))),
        TextLine(5, "", ("二、效益",), ((1, 3),)),
        TextLine(6, "", ("合计", "4", "6"), ((1, 1), (1, 1), (1, 1))),
    ]
    assert find_regions(source) == [Region(0, 5)]
    grid = read_table(source)
    assert grid.columns == ("领域", "甲区", "乙区")
    assert [row.kind for row in grid.rows] == ["data", "data", "group", "total"]
    assert cells(grid)[1] == ("", "3", "4")
    assert grid.spans == (Span(1, 1, 2, 1), Span(3, 1, 1, 3))


# --- Markdown ------------------------------------------------------------------------------------------------------


def test_a_table_as_markdown() -> None:
    text = to_markdown(("指标", "值"), [("a|b\\c", "<5"), ("R&D &lt; <b>", "上\n下")])
    assert text == "| 指标 | 值 |\n| --- | --- |\n| a\\|b\\\\c | <5 |\n| R&D &amp;lt; &lt;b> | 上 下 |\n"


def test_what_is_no_markdown_table_is_refused() -> None:
    with pytest.raises(ValueError, match="不是 Markdown 表格"):
        from_markdown("| 甲 |\n| 乙 |")


_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_MARKS = st.text("|\\&<>/;#-: ltamp0a甲", max_size=12)
_CELL = (_MARKS | st.text(max_size=8)).map(lambda text: "".join(c for c in text if c not in _BREAKS).strip())


@given(st.data())
def test_markdown_round_trip(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 4))
    row = st.tuples(*[_CELL] * width)
    columns, rows = data.draw(row), tuple(data.draw(st.lists(row, max_size=4)))
    assert from_markdown(to_markdown(columns, rows)) == (columns, rows)


# --- nothing is lost -----------------------------------------------------------------------------------------------


def letters(text: str) -> Counter[str]:
    folded = unicodedata.normalize("NFKC", text)
    return Counter(char for char in folded if unicodedata.category(char)[0] in "LN")


_WORD = st.text("甲乙丙丁一二三、（）《》号期 ", max_size=6) | st.sampled_from(
    ["1", "12", "3.5", "总 计", "一、项", "序号"]
)
_LINE = st.lists(_WORD, min_size=1, max_size=5).map("\t".join) | _WORD.map(lambda word: "\t" + word) | st.just("")


@given(st.lists(_LINE, max_size=14))
def test_no_letter_of_a_region_is_lost(text: list[str]) -> None:
    source = [TextLine(number, line) for number, line in enumerate(text, 1)]
    for region in find_regions(source):
        members = source[region.first : region.last + 1]
        grid = read_table(members)
        held = [*grid.columns, *grid.parents, *(cell for row in grid.rows for cell in row.cells)]
        kept = letters("".join([*held, *doubts(grid)]))
        given_letters = letters("".join(line.text for line in members))
        assert given_letters.keys() <= kept.keys()
        if not grid.continued:
            assert given_letters <= kept


@given(st.lists(_LINE, max_size=20))
def test_regions_are_in_order_and_begin_and_end_with_text(text: list[str]) -> None:
    source = [TextLine(number, line) for number, line in enumerate(text, 1)]
    before = -1
    for region in find_regions(source):
        assert before < region.first < region.last < len(source)
        before = region.last
        assert source[region.first].text.strip() or "\t" in source[region.first].text


# --- captions and notes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("表 某市公共服务主要目标", "某市公共服务主要目标"),
        ("表1 主要指标", "主要指标"),
        ("表一：任务分解", "任务分解"),
        ("附表1 项目清单", "项目清单"),
        ("表2-1主要指标", "主要指标"),
        ("表彰先进集体", None),
        ("表1列出了各项指标。", None),
        ("表现突出的单位", None),
        ("附件1", None),
    ],
)
def test_caption_lines(text: str, name: str | None) -> None:
    assert caption_line(text) == name


@pytest.mark.parametrize("text", ["注：甲", "注1:乙", "备注：丙", "说明：丁", "资料来源：戊", "※ 己"])
def test_note_lines(text: str) -> None:
    assert note_line(text)


@pytest.mark.parametrize("text", ["注册资本：甲", "说明会安排", "主要目标", ""])
def test_lines_that_are_no_notes(text: str) -> None:
    assert not note_line(text)
