"""Lines: what each is by its form alone, and what of its typesetting is taken away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao import typography
from gongbao.model import TextLine
from gongbao.reading.formats.text import read_text
from gongbao.reading.lines import Kind, Line, extent, filled, number_of, read_line, read_lines, repaired, strip_markup


def line(text: str) -> Line:
    return read_line(TextLine(1, text))


NUMBERS = (
    "云政发〔2024〕5号", "云政发[2024]5号", "云政发【2024】5号", "云政发（2024）5号", "云政发(2024)第5号", "云政发〔2024】 5 号",
    "云政发﹝2024﹞5号", "（云政发〔2024〕5号）", "(云政发[2024]5号)", "　　云政办发〔２０２４〕１２号　", "## 云政办发〔2024〕12号",
    "**云政发〔2024〕5号**", "云政发〔二〇二四〕五号", "云州市人民政府令第12号",
)  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_alone_is_a_number_line(text: str) -> None:
    assert line(text).kind is Kind.NUMBER
    assert number_of(line(text).text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "根据云政发〔2024〕5号文件精神，",
        "云州市人民政府关于加强绿化工作的通知（云政发〔2024〕5号）",
        "（2024—2028年）",
        "云政发〔2024〕号",
        "第12号",
        "地铁(2023)5号线",
    ],
)
def test_a_number_inside_a_line_is_none(text: str) -> None:
    assert line(text).kind is not Kind.NUMBER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.BLANK),
        (" 　 ", Kind.BLANK),
        ("\u200b", Kind.BLANK),
        ("---", Kind.RULE),
        ("***", Kind.RULE),
        ("________", Kind.RULE),
        ("— 12 —", Kind.PAGE),
        ("- 3 -", Kind.PAGE),
        ("·7·", Kind.PAGE),
        ("第 5 页", Kind.PAGE),
        ("第5页 共30页", Kind.PAGE),
        ("12", Kind.TEXT),
        ("2024", Kind.TEXT),
        ("2024年5月10日", Kind.DATE),
        ("二〇二四年五月十日", Kind.DATE),
        ("二O二四年五月十日", Kind.DATE),
        ("２０２４ 年 5 月 10 日", Kind.DATE),
        ("2024年5月10日起施行", Kind.TEXT),
        ("2024年13月40日", Kind.TEXT),
        ("一、总体要求", Kind.MARKED),
        ("（一）主要目标", Kind.MARKED),
        ("1. 深入推进", Kind.MARKED),
        ("（1）建立台账", Kind.MARKED),
        ("①建立台账", Kind.MARKED),
        ("第二章　建设与保护", Kind.MARKED),
        ("第5条建设路", Kind.MARKED),
        ("一是明确责任。", Kind.TEXT),
        ("1.6万亩良田", Kind.TEXT),
        ("第三条规定的职责", Kind.TEXT),
        ("云州市人民政府", Kind.TEXT),
        ("序号\t名称", Kind.ROW),
        ("附件\t", Kind.TEXT),
        ("-1-2-", Kind.TEXT),
        ("-5℃", Kind.TEXT),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert line(text).kind is kind


def test_a_row_of_a_web_page_is_a_row_without_tabs() -> None:
    assert read_line(TextLine(1, "序号 名称", ("序号", "名称"))).kind is Kind.ROW


@pytest.mark.parametrize(
    ("text", "clean", "hashes"),
    [
        ("## 一、总体要求", "一、总体要求", 2),
        ("######## （一）目标", "（一）目标", 8),
        ("- 关于某事的通知", "关于某事的通知", 0),
        ("· 关于某事的通知", "关于某事的通知", 0),
        ("**2024**年，**全市**上下", "2024年，全市上下", 0),
        ("2**3是八", "2**3是八", 0),
        ("#1机组", "#1机组", 0),
        ("- 5 -℃", "5 -℃", 0),
    ],
)
def test_marks_of_markdown_go(text: str, clean: str, hashes: int) -> None:
    assert strip_markup(text) == (clean, hashes)


def test_a_heading_of_the_source_is_only_a_hint() -> None:
    assert line("### 云州市人民政府").headed
    assert not line("云州市人民政府").headed


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("副主任:陈云飞 市司法局", "副主任：陈云飞　市司法局"),
        ("朱斌  市建设局", "朱斌　市建设局"),
        ("于燕华(兼) 云州经济开发区管委会", "于燕华（兼）　云州经济开发区管委会"),
        ("目 录", "目录"),
        ("云州市人民政府 2024年5月10日", "云州市人民政府2024年5月10日"),
        ("到 2025 年,实现 5 %", "到2025年，实现5%"),
    ],
)
def test_spaces_that_mean_something_stay(text: str, clean: str) -> None:
    assert line(text).text == clean


@pytest.mark.parametrize("text", ["附件 云州市名录", "第一章 总则"])
def test_a_label_is_no_person(text: str) -> None:
    assert "　" not in line(text).text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("各地\ua3ac各部门\ua1a3", "各地，各部门。"),
        ("各地\ua3ac各部门\ua3ae", "各地，各部门。"),  # the point of such fonts is the full stop
        ("\ua1b6云州市办法\ua1b7", "《云州市办法》"),
        ("责任单位\ua3ba市水利局", "责任单位：市水利局"),
        ("\ua3ac", "\ua3ac"),  # no Chinese beside it: it may be Yi indeed
    ],
)
def test_punctuation_of_a_broken_font_is_repaired(text: str, clean: str) -> None:
    assert line(text).text == clean


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("第三条 规定本市绿化范围。", "第三条", "规定本市绿化范围。"),
        ("第三条　规定本市绿化范围。", "第三条", "规定本市绿化范围。"),
        ("第三条之一　鼓励单位参与。", "第三条之一", "鼓励单位参与。"),
        ("1. 深入推进", "1．", "深入推进"),
        ("(十一) 强化考核", "（十一）", "强化考核"),
    ],
)
def test_the_marker_and_what_follows(text: str, marker: str, rest: str) -> None:
    found = line(text).marker
    assert found is not None
    assert (found.text, found.rest) == (marker, rest)


def test_a_hard_break_is_noted() -> None:
    assert line("云州市人民政府  ").hard
    assert line("云州市人民政府  \r").hard
    assert not line("云州市人民政府 ").hard


def test_extent_is_that_of_the_filled_lines() -> None:
    found = read_lines(read_text("\n云州市\n\n公报\n\n", "utf-8"))
    assert [one.text for one in filled(found)] == ["云州市", "公报"]
    assert extent(found) == (2, 4)
    with pytest.raises(ValueError, match="filled"):
        extent(found[:1])


@given(st.text(alphabet="云政发令（）()〔〕[]0123年月日号第一二、.．条章#*-_ 　。，：ab\ua3ac", max_size=40))
def test_reading_a_line_loses_no_letter(text: str) -> None:
    assert typography.fold(line(text).text) == typography.fold(repaired(text))
