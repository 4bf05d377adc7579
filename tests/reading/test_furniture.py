"""Masthead and colophon: what they say of the issue, and where they end."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.reading.formats.text import read_text
from gongbao.reading.furniture import colophon_start, facts, is_furniture, looks_like_issue, masthead_end
from gongbao.reading.lines import Line, read_lines

BODY = "云州市人民政府关于绿化的通知\n云政发〔2024〕5号\n各县（市、区）人民政府：\n现将有关事项通知如下。\n"
LABELS = "主　办：云州市人民政府办公室\n地　址：云州市青石路1号\n电　话：0888—8220001\n"


def lines(text: str) -> list[Line]:
    return read_lines(read_text(text, "utf-8"))


@pytest.mark.parametrize(
    ("text", "year", "number", "serial"),
    [
        ("2024年第5期\n（总第96期）", 2024, "05", (96,)),
        ("2024年第05期（总第96期）", 2024, "05", (96,)),
        ("2024 年 第 5 期 (总第 96 期)", 2024, "05", (96,)),
        ("第5期（总第96期）", None, "05", (96,)),
        ("2024年\n第5期\n总第96期", 2024, "05", (96,)),
        ("2024年第7、8期（总第98、99期）", 2024, "07、08", (98, 99)),
        ("2024年第1-2期（总第92-93期）", 2024, "01、02", (92, 93)),
        ("2024年第1—2期（总第92—93期）", 2024, "01、02", (92, 93)),
        ("第1-2期", None, "01、02", ()),
        ("２０２４年第１２期（总第１０３期）", 2024, "12", (103,)),
        ("二〇二四年第五期", 2024, "05", ()),
        ("二○二四年\n第十二期", 2024, "12", ()),
        ("第3号（总号：1540）", None, "03", (1540,)),
        ("2024年第5期总第96期", 2024, "05", (96,)),
    ],
)
def test_year_number_and_serial(text: str, year: int | None, number: str, serial: tuple[int, ...]) -> None:
    found = facts(lines(text))
    assert (found.year, found.number, found.serial) == (year, number, serial)


@pytest.mark.parametrize(
    "text", ["2024年06月15日出版", "出版日期：2024年6月15日", "出版日期: 2024 年 6 月 15 日", "2024年6月15日出刊"]
)
def test_the_day_of_publication(text: str) -> None:
    found = facts(lines(text))
    assert found.published == date(2024, 6, 15)
    assert found.year == 2024


def test_name_and_labels() -> None:
    found = facts(lines("# 云州市人民政府公报\n" + LABELS + "准印证：云内准字第F031号\n"))
    assert found.name == "云州市人民政府公报"
    assert found.labels == {
        "主办": "云州市人民政府办公室",
        "地址": "云州市青石路1号",
        "电话": "0888—8220001",
        "准印证": "云内准字第F031号",
    }


@pytest.mark.parametrize(
    "text",
    [
        "第三期工程",
        "第3期工程已完工",
        "2024年4月25日",
        "电话会议：",
        "为做好出版工作，现通知如下：",
        "云州市人民政府",
        "2024年第5期任免名单",
    ],
)
def test_no_furniture(text: str) -> None:
    assert not is_furniture(lines(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "海棠县人民政府政报",
        "YUNZHOUSHI RENMIN ZHENGFU GONGBAO",
        "2024年第5期",
        "邮　编：000000",
        "---",
        "— 3 —",
        "2024",
    ],
)
def test_furniture(text: str) -> None:
    assert is_furniture(lines(text)[0])


def test_the_masthead_ends_where_a_text_begins() -> None:
    text = "云州市人民政府公报\nYUNZHOU GONGBAO\n\n2024年第5期\n\n" + BODY
    assert masthead_end(lines(text)) == 4


def test_a_colophon_under_the_masthead_is_of_the_masthead() -> None:
    text = "海棠县人民政府政报\n2024年第2期（总第57期）\n" + LABELS + "\n" + BODY
    assert masthead_end(lines(text)) == 5


def test_no_masthead() -> None:
    assert masthead_end(lines(BODY)) == 0


def test_the_colophon_at_the_end() -> None:
    text = BODY + "\n云州市人民政府公报\n" + LABELS + "出版日期：2024年6月15日\n"
    assert colophon_start(lines(text), 0) == 5


def test_a_contact_line_is_no_colophon() -> None:
    text = BODY + "电话：0888—8220001\n"
    assert colophon_start(lines(text), 0) == len(lines(text))


def test_the_colophon_does_not_begin_above_the_body() -> None:
    text = "云州市人民政府公报\n" + LABELS
    assert colophon_start(lines(text), 4) >= 4


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("云州市人民政府公报\n2024年第5期\n" + BODY, True),
        ("# 海棠县人民政府政报\n\n第2期（总第57期）\n" + BODY, True),
        ("云州市人民政府公报\n二〇二四年第五期\n", True),
        (BODY, False),
        ("云州市人民政府关于加快轨道交通第3期工程建设的通知\n云政发〔2024〕8号\n第3期工程\n" + BODY, False),
        ("云州市人民政府公报管理办法\n第一条　为了规范第3期以后的公报，制定本办法。\n", False),
        ("云州市统计局2023年国民经济和社会发展统计公报\n2024年3月1日\n一、综合\n", False),
        ("", False),
    ],
)
def test_looks_like_an_issue(text: str, right: bool) -> None:
    assert looks_like_issue(lines(text)) is right
