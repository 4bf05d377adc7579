"""The ledger: every line of a source has one owner, and where not, it says so."""

from __future__ import annotations

import pytest

from gongbao.cli.ledger import Owned, faults, lines, spread
from gongbao.gazette import Gazette
from gongbao.model import Decree, Issue, Lines, Other, Record, SourceRef, SourceText, Table, TextLine
from gongbao.reading import reader


def source(text: str, furniture: tuple[int, ...] = ()) -> SourceText:
    found = tuple(TextLine(number, line) for number, line in enumerate(text.split("\n"), 1))
    return SourceText("text", "utf-8", found, len(found), furniture=furniture)


def ref(first: int, last: int) -> SourceRef:
    return SourceRef("2024-05.txt", (first, last))


def decree(name: str, place: Lines) -> Decree:
    return Decree(name, "关于绿化的通知", ref(*place))


def table(owner: str, place: Lines) -> Table:
    return Table(f"{owner}-table-1", "清单", ref(*place), belongs_to=owner)


ISSUE = Issue(
    "2024-05", "云州市人民政府公报", ref(1, 6), furniture={"masthead": (1, 1), "contents": (2, 3), "colophon": (6, 6)}
)


@pytest.mark.parametrize(
    ("text", "records", "runs"),
    [
        ("甲\n乙", [decree("a", (1, 2))], [Owned(1, 2, ("a",))]),
        ("甲\n\n乙\n", [decree("a", (1, 3))], [Owned(1, 3, ("a",))]),
        ("甲\n乙", [decree("a", (1, 1))], [Owned(1, 1, ("a",)), Owned(2, 2, ())]),
        ("甲\n乙", [decree("a", (1, 2)), decree("b", (2, 2))], [Owned(1, 1, ("a",)), Owned(2, 2, ("a", "b"))]),
        ("甲\n— 3 —\n乙", [decree("a", (1, 1)), decree("b", (3, 3))], [Owned(1, 1, ("a",)), Owned(2, 2, ("rule",)), Owned(3, 3, ("b",))]),
        ("甲\n第 3 页\n乙", [decree("a", (1, 1)), decree("b", (3, 3))], [Owned(1, 1, ("a",)), Owned(2, 2, ("rule",)), Owned(3, 3, ("b",))]),
        ("甲\n清\t单\n乙", [decree("a", (1, 3)), table("a", (2, 2))], [Owned(1, 1, ("a",)), Owned(2, 2, ("a-table-1",)), Owned(3, 3, ("a",))]),
        ("甲\n乙", [decree("a", (1, 1)), table("b", (1, 1))], [Owned(1, 1, ("a", "b-table-1")), Owned(2, 2, ())]),
        (
            "公报\n目录\n通知……1\n通知\n正文\n主办：办公室",
            [ISSUE, decree("a", (4, 5))],
            [Owned(1, 1, ("masthead",)), Owned(2, 3, ("contents",)), Owned(4, 5, ("a",)), Owned(6, 6, ("colophon",))],
        ),
    ],
)  # fmt: skip
def test_spread(text: str, records: list[Record], runs: list[Owned]) -> None:
    assert spread(source(text), records) == runs


def test_the_furniture_of_a_page_has_the_page_for_owner() -> None:
    found = spread(source("首页\n甲\n乙\n版权所有", (1, 4)), [decree("a", (2, 3))])
    assert found == [Owned(1, 1, ("page",)), Owned(2, 3, ("a",)), Owned(4, 4, ("page",))]
    assert faults(found) == []


def test_faults_are_lines_of_nobody_and_of_several() -> None:
    found = spread(source("甲\n乙\n丙"), [decree("a", (1, 2)), Other("b", "乙", ref(2, 2))])
    assert faults(found) == [Owned(2, 2, ("a", "b")), Owned(3, 3, ())]
    said = list(lines(found))
    assert "应当恰有一个归属" not in said[0]
    assert "应当恰有一个归属" in said[1]
    assert "无主" in said[2]


def test_the_ledger_speaks_chinese() -> None:
    said = "\n".join(lines([Owned(1, 3, ("masthead",)), Owned(4, 9, ("contents",)), Owned(10, 12, ("yzf-2024-5",))]))
    for word in ("报头", "目录", "yzf-2024-5", "10–12"):
        assert word in said


def test_an_issue_read_has_no_faults() -> None:
    text = (
        "云州市人民政府公报\n2024年第5期\n\n目　录\n关于加强城市绿化工作的通知（云政发〔2024〕5号）……1\n关于柳溪河禁渔的通告……3\n\n"
        "云州市人民政府\n关于加强城市绿化工作的通知\n云政发〔2024〕5号\n各县（市、区）人民政府：\n现将有关事项通知如下。\n"
        "序号\t工程\t投资\n1\t青石河\t30\n2\t龙潭\t40\n云州市人民政府\n2024年5月10日\n\n— 2 —\n\n"
        "关于柳溪河禁渔的通告\n柳溪河自即日起禁渔。\n2024年5月11日\n\n主　办：云州市人民政府办公室\n地　址：云州市青石路1号\n"
    )
    reading = reader.read(text.encode(), "2024-05.txt", Gazette.default())
    runs = spread(reading.source, reading.records)
    assert faults(runs) == []
    assert sum(run.owners == ("masthead",) for run in runs) == 1
