"""附件: what a decree announces and what stands printed."""

from __future__ import annotations

import pytest

from gongbao.model import Attachment, SourceText, TextLine
from gongbao.reading.facts.attachments import announced, completed, printed
from gongbao.reading.lines import Line, read_lines


def lines(text: str) -> list[Line]:
    """The lines of a text; ⇥ stands for a tab."""
    raw = [TextLine(at, line.replace("⇥", "\t")) for at, line in enumerate(text.split("\n"), 1)]
    return read_lines(SourceText("text", "utf-8", tuple(raw), len(raw)))


def listed(text: str) -> list[tuple[str, str, bool]]:
    found = announced(lines(text))
    return [(one.label, one.title, one.omitted) for one in found.items] if found else []


SIGNATURE = "\n\n云州市人民政府\n2024年5月20日"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("附件：云州市河道名录", [("附件", "云州市河道名录", False)]),
        ("附件:云州市河道名录(略)", [("附件", "云州市河道名录", True)]),
        ("附：云州市河道名录", [("附件", "云州市河道名录", False)]),
        ("附件：云州市河道名录（此件略）", [("附件", "云州市河道名录", True)]),
        (
            "附件：1．河道名录\n2．责任分工表（略）\n3．流程图",
            [("附件1", "河道名录", False), ("附件2", "责任分工表", True), ("附件3", "流程图", False)],
        ),
        ("附件：1．河道名录\n\n　　　2．责任分工表", [("附件1", "河道名录", False), ("附件2", "责任分工表", False)]),
        ("附件：一、河道名录\n二、责任分工表", [("附件1", "河道名录", False), ("附件2", "责任分工表", False)]),
        ("附件：1.河道名录 2.责任分工表", [("附件1", "河道名录", False), ("附件2", "责任分工表", False)]),
        ("附件：1.河道名录；\n2.责任分工表。", [("附件1", "河道名录", False), ("附件2", "责任分工表", False)]),
        (
            "附件：1.2024年度河道名录\n2.2025年度河道名录",
            [("附件1", "2024年度河道名录", False), ("附件2", "2025年度河道名录", False)],
        ),
    ],
)
def test_the_list_of_attachments(text: str, want: list[tuple[str, str, bool]]) -> None:
    assert listed(text + SIGNATURE) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "附件：1．云州市防汛防台抗旱应急\n预案责任分解表（略）\n2．流程图",
            ["云州市防汛防台抗旱应急预案责任分解表", "流程图"],
        ),
        (
            "附件：1．云州市防汛防台抗旱应急\n预案责任分解表\n2．流程图",
            ["云州市防汛防台抗旱应急预案责任分解表", "流程图"],
        ),
        ("附件：云州市防汛防台抗旱应急预案责任\n分解表（略）", ["云州市防汛防台抗旱应急预案责任分解表"]),
        (
            "附件：1．流程图\n2．云州市防汛防台抗旱应急\n预案责任分解表",
            ["流程图", "云州市防汛防台抗旱应急预案责任分解表"],
        ),
    ],
)
def test_a_title_cut_by_a_line_break_is_whole(text: str, want: list[str]) -> None:
    assert [title for _, title, _ in listed(text + SIGNATURE)] == want


@pytest.mark.parametrize(
    "text",
    [
        "附件所列项目由各县（市、区）组织实施。",
        "附件1\n河道名录",
        "附件：以下材料由申请人提交。",
        "详见附件：河道名录",
        "附件：⇥河道名录",
    ],
)
def test_what_is_no_list_of_attachments(text: str) -> None:
    assert announced(lines(text)) is None


def test_the_list_ends_at_notes_and_signature_and_knows_its_lines() -> None:
    found = announced(lines("正文。\n\n附件：1．河道名录\n2．流程图\n（附件可在市政府网站下载）\n云州市人民政府"))
    assert found
    assert (found.first, found.last, found.starts) == (2, 3, frozenset({2, 3}))
    cut = announced(lines("附件：1．云州市防汛防台抗旱应急\n预案责任分解表\n2．流程图"))
    assert cut
    assert cut.starts == frozenset({0, 2})


def parts(text: str, *titles: tuple[str, str]) -> list[tuple[str, str]]:
    known = [Attachment(label, title, False) for label, title in titles]
    return [(part.label, part.title) for part in printed(lines(text), known)]


@pytest.mark.parametrize(
    ("label", "want"),
    [
        ("附件1", "附件1"),
        ("附件 1", "附件1"),
        ("附件１：", "附件1"),
        ("附件一", "附件1"),
        ("附1", "附件1"),
        ("附件", "附件"),
        ("附表2", "附件2"),
    ],
)
def test_a_printed_attachment_begins_with_its_label(label: str, want: str) -> None:
    assert parts(f"{label}\n\n云州市河道名录\n序号⇥名称") == [(want, "云州市河道名录")]


def test_a_printed_title_runs_over_lines() -> None:
    wanted = "云州市防汛防台抗旱应急预案责任分解表"
    text = "附件1\n云州市防汛防台抗旱应急预案\n责任分解表\n一、防汛"
    assert parts(text, ("附件1", wanted)) == [("附件1", wanted)]
    table = "附件1\n云州市防汛防台抗旱应急预案\n责任分解表\n单位⇥任务"
    assert parts(table) == [("附件1", wanted)]  # nobody announced it; the table ends it


@pytest.mark.parametrize(
    "text", ["附件1⇥河道名录", "附件1所列河道", "附件1", "附件1\n" + "长句" * 40 + "。", "附件1\n序号⇥名称"]
)
def test_what_is_no_printed_attachment(text: str) -> None:
    assert parts(text) == []


def test_announced_and_printed_are_one_and_the_unannounced_is_added() -> None:
    text = "附件1\n河道名录\n序号⇥名称\n附件2\n流程图\n甲⇥乙"
    known = announced(lines("附件：1．河道名录"))
    assert known
    found = completed(known.items, printed(lines(text), known.items))
    assert [(one.label, one.title) for one in found] == [("附件1", "河道名录"), ("附件2", "流程图")]


def test_an_unnumbered_attachment_becomes_the_first_of_several() -> None:
    found = completed([Attachment("附件", "河道名录", True)], printed(lines("附件2\n流程图\n甲⇥乙"), ()))
    assert [(one.label, one.title, one.omitted) for one in found] == [
        ("附件1", "河道名录", True),
        ("附件2", "流程图", False),
    ]
