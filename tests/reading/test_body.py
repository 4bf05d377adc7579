"""Blocks to Markdown: links in the place of tables, and what goes with a table into its own file."""

from __future__ import annotations

import pytest

from gongbao.reading.blocks import Known, build
from gongbao.reading.body import Body, Owner, texts, write
from gongbao.reading.formats.text import read_text
from gongbao.reading.lines import read_lines

OWNER = Owner("yzf-2024-5", "云州市人民政府关于防汛工作的通知", "2024-05.txt", "2024-05")
SENTENCE = "各地各部门要高度重视防汛抗旱工作，压实责任，确保人民群众生命财产安全。"
ROWS = "序号\t工程名称\t总投资\n1\t青石河堤防加固\t3200\n2\t龙潭水库除险加固\t860\n"


def body(text: str, titles: tuple[str, ...] = ()) -> Body:
    return write(build(read_lines(read_text(text, "utf-8")), Known(titles)), OWNER)


def paragraphs(text: str, titles: tuple[str, ...] = ()) -> list[str]:
    return body(text, titles).markdown.split("\n\n")


def test_a_text_without_tables() -> None:
    found = body(f"一、总体要求\n\n{SENTENCE}\n\n1．近期目标\n{SENTENCE}\n")
    assert found.markdown == f"## 一、总体要求\n\n{SENTENCE}\n\n#### 1．近期目标\n\n{SENTENCE}"
    assert found.tables == ()


def test_the_heading_as_printed_comes_first() -> None:
    owner = Owner("yzf-2024-5", "好题", "2024-05.txt", None, "云州市*通知*")
    found = write(build(read_lines(read_text(SENTENCE, "utf-8")), Known()), owner)
    assert found.markdown == f"# 云州市\\*通知\\*\n\n{SENTENCE}"


def test_a_table_is_a_link_and_a_file() -> None:
    found = body(f"{SENTENCE}\n\n{ROWS}\n{SENTENCE}\n")
    assert found.markdown.split("\n\n")[1] == "[表1](yzf-2024-5-table-1.md)"
    (table,) = found.tables
    assert (table.id, table.belongs_to, table.issue) == ("yzf-2024-5-table-1", "yzf-2024-5", "2024-05")
    assert table.columns == ("序号", "工程名称", "总投资")
    assert (table.rows, table.caption, table.source.lines) == (2, None, (3, 5))
    assert table.title
    assert "青石河堤防加固" in table.body


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("表1 重点防汛工程清单", "重点防汛工程清单"),
        ("表一　重点防汛工程清单", "重点防汛工程清单"),
        ("附表2：重点防汛工程清单", "重点防汛工程清单"),
        ("## 表1 重点防汛工程清单", "重点防汛工程清单"),
    ],
)
def test_a_caption_goes_with_the_table(line: str, caption: str) -> None:
    found = body(f"{SENTENCE}\n\n{line}\n{ROWS}")
    (table,) = found.tables
    assert table.caption == caption
    assert table.source.lines == (3, 6)
    link = found.markdown.split("\n\n")[1]
    assert len(found.markdown.split("\n\n")) == 2
    assert caption in link
    assert link.endswith("(yzf-2024-5-table-1.md)")


def test_a_title_above_a_table_is_its_caption_and_stays_a_heading() -> None:
    found = body(f"{SENTENCE}\n\n重点防汛工程清单\n\n{ROWS}", ("重点防汛工程清单",))
    assert found.markdown.split("\n\n")[1:] == ["# 重点防汛工程清单", "[重点防汛工程清单](yzf-2024-5-table-1.md)"]
    assert found.tables[0].caption == "重点防汛工程清单"


@pytest.mark.parametrize("unit", ["单位：万元", "（单位：亿元、%）", "计量单位：公顷"])
def test_a_unit_goes_with_the_table(unit: str) -> None:
    found = body(f"{SENTENCE}\n\n表1 工程清单\n{unit}\n{ROWS}")
    assert found.tables[0].notes == (unit,)
    assert found.tables[0].source.lines == (3, 7)
    assert unit not in found.markdown


def test_notes_go_with_the_table() -> None:
    found = body(f"{ROWS}注：1．投资按当年价格计算。\n2．龙潭水库含溢洪道改建。\n\n{SENTENCE}\n")
    assert found.tables[0].notes == ("注：1．投资按当年价格计算。", "2．龙潭水库含溢洪道改建。")
    assert found.tables[0].source.lines == (1, 5)
    assert found.markdown.split("\n\n") == ["[表1](yzf-2024-5-table-1.md)", SENTENCE]


@pytest.mark.parametrize(
    "line", ["责任单位：市水利局", "现将重点工程列表如下：", "表1列出了各项工程。", "单位负责人：李文渊。"]
)
def test_what_stands_above_a_table_and_is_not_its_own(line: str) -> None:
    found = body(f"{SENTENCE}\n\n{line}\n\n{ROWS}")
    assert line in found.markdown
    assert found.tables[0].caption is None


def test_tables_are_numbered_in_order() -> None:
    found = body(f"表1 甲清单\n{ROWS}\n{SENTENCE}\n\n表2 乙清单\n{ROWS}")
    assert [(table.id, table.caption) for table in found.tables] == [
        ("yzf-2024-5-table-1", "甲清单"),
        ("yzf-2024-5-table-2", "乙清单"),
    ]
    assert len(found.sheets) == 2


def test_everything_a_body_says() -> None:
    said = texts(body(f"{SENTENCE}\n\n单位：万元\n{ROWS}"))
    assert said[0] == SENTENCE
    assert {"青石河堤防加固", "860", "单位：万元"} <= set(said)


def test_markup_of_the_source_does_not_act() -> None:
    assert paragraphs("*见*`码`与<b>加粗\n") == ["\\*见\\*\\`码\\`与&lt;b>加粗"]


def test_passages_have_their_source_lines() -> None:
    found = body(f"一、总体要求\n\n{SENTENCE}\n")
    assert [(passage.line, passage.text) for passage in found.passages] == [(1, "一、总体要求"), (3, SENTENCE)]


def test_a_cell_of_a_broken_font_is_repaired_too() -> None:
    (table,) = body(ROWS.replace("青石河堤防加固", "青石河堤防加固\ua3ac扩建")).tables
    assert "青石河堤防加固，扩建" in table.body
