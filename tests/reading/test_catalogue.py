"""发文目录 and 政策解读目录: what a month's lists name, and whether the issue prints it."""

from __future__ import annotations

import pytest

from gongbao.model import SourceText, TextLine
from gongbao.reading.catalogue import documents, interpretations
from gongbao.reading.lines import Line, read_lines


def lines(text: str) -> list[Line]:
    raw = [TextLine(at, line.replace("⇥", "\t")) for at, line in enumerate(text.split("\n"), 1)]
    return read_lines(SourceText("text", "utf-8", tuple(raw), len(raw)))


def rows(text: str) -> list[tuple[str | None, str]]:
    return [(one.number, one.title) for one in documents(lines(text), ())]


TITLE = "云州市人民政府关于印发云州市河道管理办法的通知"


@pytest.mark.parametrize(
    "text",
    [
        f"云政发〔2024〕9号⇥{TITLE}",
        f"{TITLE}⇥云政发〔2024〕9号",
        f"1⇥云政发〔2024〕9号⇥{TITLE}⇥2024-05-20",
        f"云政发[2024]9号 {TITLE}",
        f"云政发〔2024〕9号{TITLE}",
        f"{TITLE}（云政发〔2024〕9号）",
        f"{TITLE} 云政发〔2024〕9号",
        f"1. {TITLE}（云政发〔2024〕9号）",
        f"12．云政发〔2024〕9号　{TITLE}",
        f"文号⇥标题\n云政发〔2024〕9号⇥{TITLE}",
        f"序号⇥文件标题⇥发文字号⇥发文日期\n1⇥{TITLE}⇥云政发〔2024〕9号⇥2024年5月20日",
        f"文号\n标题\n云政发〔2024〕9号⇥{TITLE}",
        f"云政发〔2024〕9号⇥{TITLE}\n\n— 48 —",
    ],
)
def test_a_row_names_a_document(text: str) -> None:
    assert rows(text) == [("云政发〔2024〕9号", TITLE)]


@pytest.mark.parametrize(
    "text",
    [
        "云政发〔2024〕9号⇥云州市人民政府关于印发云州市河道\n管理办法的通知",
        "云政发〔2024〕9号⇥云州市人民政府关于印发云州市河道\n\n⇥管理办法的通知",
        "云政发〔2024〕9号 云州市人民政府关于印发云州市河道\n管理办法的通知",
    ],
)
def test_a_title_cut_by_a_line_break_goes_on(text: str) -> None:
    follow = "\n云政发〔2024〕10号⇥云州市人民政府关于表彰先进的决定"
    assert rows(text + follow) == [
        ("云政发〔2024〕9号", TITLE),
        ("云政发〔2024〕10号", "云州市人民政府关于表彰先进的决定"),
    ]


def test_a_cut_inside_brackets_goes_on_though_it_could_end_there() -> None:
    assert rows("云政发〔2024〕9号⇥云州市人民政府关于废止《云州市渡口管理的通知\n》等文件的决定") == [
        ("云政发〔2024〕9号", "云州市人民政府关于废止《云州市渡口管理的通知》等文件的决定")
    ]


def test_a_document_without_number_is_listed() -> None:
    assert rows("⇥云州市人民政府关于王立新等职务任免的通知\n云政发〔2024〕9号⇥" + TITLE) == [
        (None, "云州市人民政府关于王立新等职务任免的通知"),
        ("云政发〔2024〕9号", TITLE),
    ]


def test_orders_are_numbered_too() -> None:
    assert rows("云州市人民政府令第88号⇥云州市餐饮油烟管理办法") == [
        ("云州市人民政府令第88号", "云州市餐饮油烟管理办法")
    ]


def test_words_around_the_list_are_no_documents() -> None:
    assert rows("2024年5月\n市政府文件\n云政发〔2024〕9号⇥" + TITLE) == [("云政发〔2024〕9号", TITLE)]


def test_listed_and_printed() -> None:
    text = f"云政发〔2024〕9号⇥{TITLE}\n云政发〔2024〕10号⇥云州市人民政府关于表彰先进的决定"
    assert [(one.number, one.printed) for one in documents(lines(text), {"云政发〔2024〕10号"})] == [
        ("云政发〔2024〕9号", False),
        ("云政发〔2024〕10号", True),
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "1．《云州市河道管理办法》政策解读\n2．《云州市节水方案》解读",
            ["《云州市河道管理办法》政策解读", "《云州市节水方案》解读"],
        ),
        ("关于《云州市河道\n管理办法》的政策解读", ["关于《云州市河道管理办法》的政策解读"]),
        (
            "一图读懂《云州市河道管理办法》\n《云州市节水方案》图解",
            ["一图读懂《云州市河道管理办法》", "《云州市节水方案》图解"],
        ),
        ("《云州市河道管理办法》\n政策解读", ["《云州市河道管理办法》政策解读"]),
    ],
)
def test_the_interpretations_of_a_month(text: str, want: list[str]) -> None:
    assert [one.title for one in interpretations(lines(text), ())] == want


def test_an_interpretation_is_printed_whatever_its_punctuation() -> None:
    (entry,) = interpretations(lines("《云州市河道管理办法》 政策解读"), ["《云州市河道管理办法》政策解读"])
    assert entry.printed
    (other,) = interpretations(lines("《云州市节水方案》政策解读"), ["《云州市河道管理办法》政策解读"])
    assert not other.printed
