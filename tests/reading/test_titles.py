"""Titles: which lines print one, whether two spell the same, and which spelling is the best attested."""

from __future__ import annotations

import pytest

from gongbao.model import SourceText, TextLine, TitleVariant
from gongbao.reading.lines import Line, read_lines
from gongbao.reading.titles import alike, best_attested, complete, joined, likeness, spelled_at


def lines(text: str) -> list[Line]:
    raw = [TextLine(at, line.replace("⇥", "\t")) for at, line in enumerate(text.split("\n"), 1)]
    return read_lines(SourceText("text", "utf-8", tuple(raw), len(raw)))


TITLE = "云州市人民政府关于印发云州市河道管理办法的通知"


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (TITLE, TITLE, True),
        (TITLE, "云州市人民政府　关于印发《云州市河道管理办法》的 通知", True),
        (TITLE, "云州巿人民政府关于印发云州市河道管理办法的通知", True),
        (TITLE, "云州市人民政府关于印发云州市河道管办法的通知", True),
        (TITLE, "云州市人民政府关于印发云州市渡口安全监督办法的通知", False),
        (TITLE, "云州市河道管理办法", False),
        ("云州市2023年重点工作安排", "云州市2025年重点工作安排", False),
        ("云州市２０２３年重点工作安排", "云州市2023年重点工作安排", True),
        ("云州市重点工作安排（2021—2025年）", "云州市重点工作安排（2021-2025年）", True),
        (TITLE, "", False),
        ("", "", True),
    ],
)
def test_two_spellings_of_one_title(one: str, other: str, want: bool) -> None:
    assert alike(one, other) is want
    assert alike(other, one) is want


def test_likeness_is_a_share() -> None:
    assert likeness(TITLE, TITLE) == 1.0
    assert likeness(TITLE, "海棠县林业碳汇") == 0.0
    assert 0.88 < likeness(TITLE, TITLE.replace("河道", "何道")) < 1.0


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"{TITLE}\n正文", 1),
        ("云州市人民政府关于印发\n云州市河道管理办法的通知\n正文", 2),
        ("云州市人民政府\n\n关于印发云州市河道管理办法\n的通知\n正文", 4),
        ("云 州 市 人 民 政 府\n关于印发云州市河道管理办法的通知\n各县（市、区）人民政府：", 2),
        ("云州巿人民政府关于印发\n云州市河道管理办法的通知\n正文", 2),
        ("云州市人民政府关于印发\n名称⇥数量\n云州市河道管理办法的通知", None),
        ("云\n州\n市\n人民政府关于印发\n云州市河道管理办法的通知", None),
        ("正文不是标题。", None),
        ("", None),
    ],
)
def test_the_lines_that_print_a_title(text: str, after: int | None) -> None:
    assert spelled_at(lines(text), 0, TITLE) == after


def test_figures_decide_where_a_title_is_printed() -> None:
    assert spelled_at(lines("云州市2023年重点工作安排"), 0, "云州市2025年重点工作安排") is None


def test_the_lines_are_read_from_where_they_are_told() -> None:
    assert spelled_at(lines(f"通知\n{TITLE}\n正文"), 1, TITLE) == 2


def test_joined_leaves_out_blanks_and_breaks() -> None:
    assert joined(lines("云州市人民政府\n\n　关于印发\n办法的 通知")) == "云州市人民政府关于印发办法的通知"


@pytest.mark.parametrize(
    ("title", "want"),
    [
        (TITLE, True),
        ("关于表彰先进的决定", True),
        ("云州市人民政府关于印发云州市河道管理", False),
        ("河道管理办法的通知", False),
        ("云州市人民政府关于加快发展的若干意见（试行）", True),
    ],
)
def test_a_complete_title_has_a_head_and_an_end(title: str, want: bool) -> None:
    assert complete(title) is want


CUT = TITLE.replace("管理", "")
OTHER = TITLE.replace("办法", "方法")


@pytest.mark.parametrize(
    ("texts", "want"),
    [
        ([TITLE], TITLE),
        ([CUT, TITLE], TITLE),
        ([CUT, CUT, TITLE], TITLE),  # what lost letters never wins, however often
        ([OTHER, TITLE, TITLE], TITLE),  # else the most often met
        ([OTHER, TITLE], OTHER),  # else the first
        ([f"{TITLE[:7]} {TITLE[7:]}", TITLE], f"{TITLE[:7]} {TITLE[7:]}"),  # spaces make no other spelling
    ],
)
def test_the_best_attested_spelling(texts: list[str], want: str) -> None:
    origins = ("heading", "toc", "catalogue")
    assert best_attested([TitleVariant(text, origins[at]) for at, text in enumerate(texts)]) == want
