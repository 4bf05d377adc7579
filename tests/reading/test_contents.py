"""目录: the table of contents of an issue, in the ways gazettes set it."""

from __future__ import annotations

import pytest

from gongbao.gazette import Gazette, Section
from gongbao.reading.contents import Contents, Entry, find
from gongbao.reading.formats.text import read_text
from gongbao.reading.lines import read_lines

GAZETTE = Gazette("云州市人民政府公报", sections=(Section("县区来稿", "other"), Section("市政府文件", "decree")))


def contents(text: str) -> Contents | None:
    return find(read_lines(read_text(text, "utf-8")), GAZETTE)


def entries(text: str) -> tuple[Entry, ...]:
    found = contents("目　录\n" + text)
    assert found is not None
    return found.entries


def test_an_entry_wrapped_over_lines_is_one() -> None:
    (first, second) = entries(
        "云州市人民政府办公室关于印发云州市老旧小区加装\n电梯补助办法的通知（云政办发〔2024〕7\n号）……………7\n关于禁渔的通告………12\n"
    )
    assert first == Entry(
        None, "云州市人民政府办公室关于印发云州市老旧小区加装电梯补助办法的通知", "云政办发〔2024〕7号", 7, 2, 4
    )
    assert (second.title, second.page, second.first, second.last) == ("关于禁渔的通告", 12, 5, 5)


@pytest.mark.parametrize(
    "end",
    [
        "……………12",
        "............12",
        "．．．．．．12",
        "（12）",
        "(12)",
        "…………（12）",
        " (12)",
        "\t12",
        "······ 12",
        "⋯⋯⋯12",
        "——————12",
    ],
)
def test_pages_in_every_setting(end: str) -> None:
    (entry,) = entries(f"云州市人民政府关于加强绿化工作的通知{end}")
    assert (entry.title, entry.page) == ("云州市人民政府关于加强绿化工作的通知", 12)


@pytest.mark.parametrize("number", ["云政发〔2024〕5号", "云政发[2024]5号", "云政发【2024】5号", "云政发（2024）5号", "云政发(2024)第5号", "云政发〔2024] 5 号"])  # fmt: skip
@pytest.mark.parametrize("brackets", ["（{}）", "({})", "（{})"])
def test_numbers_in_all_brackets(number: str, brackets: str) -> None:
    (entry,) = entries(f"云州市人民政府关于加强绿化工作的通知{brackets.format(number)}……3")
    assert (entry.title, entry.number, entry.page) == ("云州市人民政府关于加强绿化工作的通知", "云政发〔2024〕5号", 3)


def test_brackets_of_a_title_are_no_number() -> None:
    (entry,) = entries("云州市人才引进办法（试行）……3")
    assert (entry.title, entry.number) == ("云州市人才引进办法（试行）", None)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("【市政府文件】", "市政府文件"),
        ("〖政策解读〗", "政策解读"),
        ("[部门文件]", "部门文件"),
        ("◆市政府文件", "市政府文件"),
        ("★ 政策解读", "政策解读"),
        ("市政府规章", "市政府规章"),
        ("部门文件", "部门文件"),
        ("县区来稿", "县区来稿"),  # known by the gazette alone
        ("## 领导讲话", "领导讲话"),
    ],
)
def test_sections(heading: str, name: str) -> None:
    found = entries(f"{heading}\n云州市人民政府关于加强绿化工作的通知……3\n关于禁渔的通告……5\n")
    assert [entry.section for entry in found] == [name, name]
    assert found[0].title == "云州市人民政府关于加强绿化工作的通知"


def test_a_new_section_ends_the_one_before() -> None:
    found = entries("【市政府文件】\n关于绿化的通知……3\n【部门文件】\n关于粮食的通知……5\n")
    assert [(entry.section, entry.title) for entry in found] == [
        ("市政府文件", "关于绿化的通知"),
        ("部门文件", "关于粮食的通知"),
    ]


def test_a_boxed_section_with_a_page_is_an_entry_of_itself() -> None:
    found = entries("【市政府文件】\n关于绿化的通知……3\n【人事任免】（2024年5月份）……9\n2024年5月市政府发文目录……11\n")
    assert [(entry.section, entry.page) for entry in found] == [("市政府文件", 3), ("人事任免", 9), (None, 11)]
    assert "人事任免" in found[1].title


def test_entries_without_page_end_the_contents() -> None:
    text = """云州市人民政府公报
目录
关于绿化的通知……3
关于禁渔的通告……5

云州市人民政府
关于绿化的通知
云政发〔2024〕5号
各县（市、区）人民政府：
为了加强绿化，现通知如下。
"""
    found = contents(text)
    assert found is not None
    assert (found.first, found.last) == (1, 3)
    assert len(found.entries) == 2


def test_a_bullet_is_no_part_of_a_title() -> None:
    assert entries("- 关于绿化的通知……3\n* 关于禁渔的通告……5\n")[0].title == "关于绿化的通知"


@pytest.mark.parametrize(
    "heading", ["目录", "目　录", "目 次", "本期目录", "CONTENTS", "目录 CONTENTS", "## 目录", "目錄"]
)
def test_headings(heading: str) -> None:
    assert contents(f"{heading}\n关于绿化的通知……3\n") is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于绿化的通知……3\n",
        "2024年5月份市政府发文目录\n关于绿化的通知（云政发〔2024〕5号）……3\n",
        "政策解读目录\n《云州市办法》政策解读……3\n",
        "行政许可目录管理办法\n第一条　为了规范目录……3\n",
        "目录\n一、总则\n二、附则\n第一条　为了加强管理，制定本办法。\n",
    ],
)
def test_no_contents(text: str) -> None:
    assert contents(text) is None
