"""What `add` says: counts, the contents held against the bodies, doubts, and what became of the files."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from gongbao.archive import Change, Merge
from gongbao.cli.intake import Taken
from gongbao.cli.report import of_problems, of_source
from gongbao.model import (
    Appointment,
    Appointments,
    Decree,
    Doubt,
    Issue,
    Record,
    SourceRef,
    Table,
    TitleVariant,
    TocEntry,
)
from gongbao.problems import Problem

SOURCE = SourceRef("2024-05.txt", (10, 20))
GREENING = "云州市人民政府关于加强城市绿化工作的通知"
DECREE = Decree("yzf-2024-5", GREENING, SOURCE, number="云政发〔2024〕5号")


def issue(*toc: TocEntry) -> Issue:
    return Issue("2024-05", "云州市人民政府公报2024年第5期", SourceRef("2024-05.txt", (1, 90)), serial=(96,), published=date(2024, 6, 15), toc=toc)  # fmt: skip


def entry(title: str, record: str | None, page: int | None = 3) -> TocEntry:
    return TocEntry("市政府文件", title, None, page, record)


def merge(**paths: tuple[PurePosixPath, ...]) -> Merge:
    kinds = ("kept", "updated", "created", "unchanged", "dropped", "absent")
    return Merge(Change({}, frozenset()), **{kind: paths.get(kind, ()) for kind in kinds})


def said(*records: Record, made: Merge | None = None, known: bool = False) -> str:
    return "\n".join(of_source(Taken("给定.txt", "2024-05.txt", known, records, made or merge())))


def test_what_the_source_is() -> None:
    text = said(issue(entry(GREENING, "yzf-2024-5")), DECREE)
    for words in (
        "给定.txt → content/sources/2024-05.txt",
        "云州市人民政府公报2024年第5期",
        "总第96期",
        "2024-06-15",
        "文件1",
    ):
        assert words in text
    alone = said(DECREE)
    assert "单独一份文件" in alone
    assert "云政发〔2024〕5号" in alone


def test_counts() -> None:
    people = Appointments(
        "2024-05-appointments", "人事任免", SOURCE, entries=(Appointment("appoint", "王小明", ("局长",), None, 12),) * 3
    )
    text = said(issue(), DECREE, Table("t", "清单", SOURCE), Table("u", "清单", SOURCE), people)
    assert "文件1、人事任免1、表格2（任免3人次）" in text
    assert "这一期没有目录" in text


def test_an_entry_that_matches() -> None:
    text = said(issue(entry(GREENING, "yzf-2024-5")), DECREE)
    assert "目录1条，正文对上1条" in text
    assert "✓ 第3页" in text
    for wrong in ("≠", "✗", "拿不准"):
        assert wrong not in text


def test_typesetting_makes_no_difference() -> None:
    assert "≠" not in said(issue(entry("云州市人民政府 关于加强“城市绿化”工作的通知", "yzf-2024-5")), DECREE)


def test_an_entry_whose_title_differs() -> None:
    record = Decree(
        "yzf-2024-5", GREENING, SOURCE, title_variants=(TitleVariant("云州市人民政府关于加强绿化工作的通知", "toc"),)
    )
    text = said(issue(entry("云州市人民政府关于加强绿化工作的通知", "yzf-2024-5")), record)
    assert "≠ 第3页" in text
    assert f"采用的标题：{GREENING}" in text
    assert "toc作" not in text


@pytest.mark.parametrize(
    ("origin", "words"), [("heading", "正文标题作"), ("catalogue", "发文目录作"), ("yzf-2024-5-p2", "yzf-2024-5-p2作")]
)
def test_the_other_spellings_are_named(origin: str, words: str) -> None:
    record = Decree("yzf-2024-5", GREENING, SOURCE, title_variants=(TitleVariant("关于加强绿花工作的通知", origin),))
    text = said(issue(entry(GREENING, "yzf-2024-5")), record)
    assert "≠" in text
    assert f"{words}：关于加强绿花工作的通知" in text


@pytest.mark.parametrize("record", [None, "yzf-2024-404"])
def test_listed_but_no_body(record: str | None) -> None:
    text = said(issue(entry("关于柳溪河禁渔的通告", record), entry(GREENING, "yzf-2024-5")), DECREE)
    assert "✗ 有目无文：关于柳溪河禁渔的通告（第3页）" in text
    assert "目录2条，正文对上1条" in text


def test_an_entry_without_page() -> None:
    assert "无页码" in said(issue(entry(GREENING, "yzf-2024-5", None)), DECREE)


def test_a_body_that_is_not_listed() -> None:
    text = said(
        issue(entry(GREENING, "yzf-2024-5")),
        DECREE,
        Decree("yzf-2024-6", "关于禁渔的通告", SOURCE),
        Table("t", "清单", SOURCE),
    )
    assert "✗ 有文无目：关于禁渔的通告（yzf-2024-6，第10行起）" in text
    assert text.count("有文无目") == 1


def test_doubts_are_counted_and_placed_in_order() -> None:
    record = Decree(
        "yzf-2024-5", GREENING, SOURCE, warnings=(Doubt(19, "日期存疑。"), Doubt(12, "“局”重复\x1b[31m。\n"))
    )
    text = said(issue(entry(GREENING, "yzf-2024-5")), record)
    assert "拿不准的地方有2处" in text
    assert text.index("第12行") < text.index("第19行")
    assert "\x1b" not in text


def test_a_hostile_file_name_does_not_reach_the_terminal() -> None:
    text = "\n".join(of_source(Taken("给\x1b[2J定\u202e.txt", "2024-05.txt", False, (DECREE,), merge())))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_what_became_of_the_files() -> None:
    path = PurePosixPath("issues/2024-05/yzf-2024-5.md")
    made = merge(created=(path,), kept=(path,), absent=(path,), dropped=(path,))
    text = said(issue(), DECREE, made=made)
    assert "新写1个文件，改写0个，未变0个" in text
    for words in ("有人工修改，原样保留", "yzf-2024-5.md.reading", "已被人工删除", "已移走"):
        assert words in text


def test_another_printing() -> None:
    record = Decree(
        "yzf-2024-5-p2",
        GREENING,
        SOURCE,
        printing_of="yzf-2024-5",
        number_inferred="云政发〔2024〕5号",
        number_basis="标题相同",
    )
    assert "yzf-2024-5-p2 是 yzf-2024-5 的另一种刊本（推定文号云政发〔2024〕5号：标题相同）" in said(record)
    assert "另一种刊本" not in said(record, known=True)


def test_problems() -> None:
    error = Problem("date-unreadable", "error", "content/decrees/a.md", 7, "日期不是日期。", "请改。")
    warning = Problem("number-year", "warning", "content/decrees/a.md", 8, "年份：[甲]不同。", "请改。")
    found = list(of_problems([error, error, warning]))
    assert found[:2] == [str(error)] * 2
    assert found[2] == "content/decrees/a.md:8: 警告 [number-year] 年份：[甲]不同。请改。"
    assert found[3] == "共3处：错误2，警告1。"
    assert list(of_problems([])) == []
