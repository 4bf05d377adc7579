"""A record written as front matter and read back; what a hand can break in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.archive.frontmatter import dump, examine, load
from gongbao.errors import ArchiveError
from gongbao.model import (
    KIND_OF,
    Appointment,
    Appointments,
    Catalogue,
    Citation,
    Decree,
    Doubt,
    Effective,
    Instrument,
    Issue,
    Listed,
    Record,
    SourceRef,
    Span,
    Table,
    TitleVariant,
    TocEntry,
)

NASTY = (
    "",
    " 前有空格",
    "后有空格 ",
    "冒号: 与 # 井号",
    "“引号”'单'\"双\"",
    "第一行\n---\n第三行",
    "---",
    "...",
    "- 列表",
    "? 问",
    "&锚 *别名",
    "null",
    "~",
    "yes",
    "是",
    "04",
    "1:30",
    "0x1f",
    "1e3",
    "2023-03-01",
    "=",
    "<<",
    "!标签",
    "%指令",
    "@\t`",
    "😀𠮷",
    "a\u2028b\u2029c\x85d",
    "\r\n回车\r",
    "\ufeff标记",
    "\x00\x07\x7f",
    "\u3000全角空格\xa0",
    "\U0010ffff\ufffe",
    "长" * 5000,
)
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)


def strategy(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type hint of the model."""
    if get_origin(hint) is UnionType:
        return st.one_of(*(strategy(arg) for arg in get_args(hint)))
    if get_origin(hint) is tuple:
        args = get_args(hint)
        if args[1:] == (...,):
            return st.lists(strategy(args[0]), max_size=3).map(tuple)
        return st.tuples(*(strategy(arg) for arg in args))
    if get_origin(hint) is Mapping:
        return st.dictionaries(TEXTS, strategy(get_args(hint)[1]), max_size=3)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return instances(hint)
    return {
        str: TEXTS,
        int: st.integers(-(10**12), 10**12),
        bool: st.booleans(),
        date: st.dates(),
        NoneType: st.none(),
    }[hint]


def instances(cls: type) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass of the model."""
    hints = get_type_hints(cls)
    parts = {each.name: strategy(hints[each.name]) for each in dataclasses.fields(cls)}
    if issubclass(cls, Record):
        parts |= {"id": IDS, "issue": st.none() | IDS}
    return st.builds(cls, **parts)


@pytest.mark.parametrize("cls", KIND_OF, ids=KIND_OF.values())
@given(data=st.data())
def test_a_record_comes_back_as_it_was(cls: type[Record], data: st.DataObject) -> None:
    record = data.draw(instances(cls))
    text = dump(record)
    assert load(text, "x.md") == record
    assert dump(load(text, "x.md")) == text
    assert load(text.encode().decode(), "x.md") == record


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_survives_as_title_and_body(text: str) -> None:
    record = Decree("jzf-2023-5", text, SourceRef("甲.txt", (1, 2)), body=text, addressee=text)
    assert load(dump(record), "x.md") == record


def test_the_file_of_a_decree() -> None:
    record = Decree(
        "jzf-2023-5",
        "关于印发若干措施的通知",
        SourceRef("2023年第4期.txt", (10, 80)),
        body="## 一、总体要求\n\n正文。",
        title_variants=(TitleVariant("若干措施", "toc"),),
        issue="2023-04",
        page=3,
        warnings=(Doubt(12, "日期可疑"),),
        number="甲政发〔2023〕5号",
        signed=date(2023, 3, 1),
        instruments=(Instrument("若干措施", "措施", "若干措施"),),
        effective=Effective(None, date(2025, 12, 31), "有效期至2025年12月31日。"),
        cites=(Citation(None, "意见"),),
        departments=("市财政局",),
    )
    assert dump(record) == (
        "---\nkind: decree\nid: jzf-2023-5\ntitle: 关于印发若干措施的通知\n"
        "title_variants:\n- text: 若干措施\n  from: toc\nissue: 2023-04\npage: 3\n"
        "number: 甲政发〔2023〕5号\nsigned: 2023-03-01\n"
        "instruments:\n- title: 若干措施\n  type: 措施\n  anchor: 若干措施\n"
        "effective:\n  from: null\n  until: 2025-12-31\n  basis: 有效期至2025年12月31日。\n  inferred: false\n"
        "cites:\n- number: null\n  title: 意见\ndepartments:\n- 市财政局\n"
        "source: {file: 2023年第4期.txt, lines: [10, 80]}\nwarnings:\n- line: 12\n  what: 日期可疑\n"
        "---\n\n## 一、总体要求\n\n正文。\n"
    )


def test_the_front_matter_of_an_issue_a_table_and_lists() -> None:
    source = SourceRef("a.txt", (1, 9))
    issue = Issue("2023-04", "第4期", source, number="04", serial=(241, 242), furniture={"masthead": (1, 3)})
    issue = dataclasses.replace(issue, toc=(TocEntry(None, "通知", None, None, None),))
    assert "number: '04'\nserial: [241, 242]\n" in dump(issue)
    assert "toc:\n- section: null\n  title: 通知\n  number: null\n  page: null\n  record: null\n" in dump(issue)
    assert "furniture:\n  masthead: [1, 3]\n" in dump(issue)
    table = dump(Table("a-table-1", "表", source, belongs_to="a", spans=(Span(1, 2, 3, 4),)))
    assert "belongs_to: a\ncaption: null\nrows: 0\ncontinued: false\nspans:\n- {row: 1, column: 2," in table
    assert "notes" not in table
    entry = Appointment("remove", None, ("市某局局长",), None, 7)
    assert "- action: remove\n  person: null\n  positions:\n  - 市某局局长\n  line: 7\n" in dump(
        Appointments("a", "人事任免", source, entries=(entry,))
    )
    assert "- number: null\n  title: 通知\n  printed: false\n" in dump(
        Catalogue("a", "发文目录", source, entries=(Listed(None, "通知", False),))
    )


GOOD = (
    "---\nkind: decree\nid: jzf-2023-5\ntitle: 通知\naddressee: 各县\nsigned: 2023-03-01\n"
    "source: {file: a.txt, lines: [1, 2]}\n---\n\n正文\n"
)
PATH = "content/issues/2023-04/jzf-2023-5.md"


def said(text: str) -> list[str]:
    """The findings of a text, as a person reads them."""
    return [str(problem).removeprefix(PATH) for problem in examine(text, PATH)[1]]


def test_a_good_file_has_nothing_to_say() -> None:
    record, problems = examine(GOOD, PATH)
    assert problems == []
    assert record is not None
    assert record.body == "正文"


BROKEN = [
    ("signed: 2023-03-01", "signed: 2023年13月1日", ":6: [date-unreadable] 成文日期“2023年13月1日”不是日期。"),
    ("signed: 2023-03-01", "signed: 2023-02-30", ":6: [date-unreadable] 成文日期“2023-02-30”不是日期。"),
    ("addressee:", "adressee:", ":5: [field-unknown] 未知的字段“adressee”，是否要写“addressee”？"),
    ("addressee: 各县", "相去甚远: 各县", ":5: [field-unknown] 未知的字段“相去甚远”。请改名或删去。"),
    ("addressee: 各县", "number: 04", ":5: [field-type] “number”应是文字，不加引号的“04”会被当作数字。"),
    ("addressee: 各县", "page: 三", ":5: [field-type] “page”应是整数，读到的是文字“三”。请改为一个整数，不加引号。"),
    ("addressee: 各县", "departments: 财政局", ":5: [field-type] “departments”应是列表，读到的是文字“财政局”。"),
    ("addressee: 各县", "title: 通知", ":5: [field-duplicate] 字段“title”写了两次。请只留一处。"),
    ("addressee: 各县", "cites: [{titel: 意见}]", ":5: [field-unknown] 未知的字段“titel”，是否要写“title”？"),
    ("addressee: 各县", "addressee: {各县: 1}", ":5: [field-type] “addressee”应是文字，这里是一组字段。"),
    ("[1, 2]", "[1]", ":7: [field-type] “source.lines”应有 2 项，这里有 1 项。请补全或删去多余的项。"),
    ("id: jzf-2023-5\n", "", ":2: [field-missing] 缺少字段“id”。请补上这一项。"),
    ("id: jzf-2023-5", "id: ../x", ":3: [id-malformed] 编号“../x”不能用作文件名。"),
    ("kind: decree", "kind: decre", ":2: [kind-unknown] 不认识的种类 kind“decre”。请写其中之一："),
    ("kind: decree\n", "", ":2: [kind-missing] 缺少字段“kind”。请写其中之一："),
    ("title: 通知", "title: [通知", ":5: [yaml-broken] YAML 写法有误，读不下去。"),
    ("title: 通知", "title: &a 通知\ncc: *a", ":5: [yaml-alias] YAML 里用了别名。"),
    ("title: 通知", f"title: {'[' * 300000}", ":4: [yaml-deep] YAML 嵌套过深。"),
    ("title: 通知", "title: 通\x07知", ":4: [yaml-control] 这一行里有看不见的控制字符。"),
    ("\n---\n\n正文", "\n\n正文", ":1: [front-matter-open] 开头的“---”之后找不到结尾的“---”。"),
    ("---\nkind", "kind", ":1: [front-matter-missing] 文件开头没有“---”一行。"),
    ("正文", "正" * 5_000_000, ":1: [too-large] 文件过大。"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN, ids=[each[2].split(" ")[1] for each in BROKEN])
def test_what_a_hand_can_break(old: str, new: str, sentence: str) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    assert any(each.startswith(sentence) for each in said(text)), said(text)
    with pytest.raises(ArchiveError, match=r"2023-04/jzf-2023-5\.md:\d+: \["):
        load(text, PATH)


def test_the_sentence_of_the_design() -> None:
    text = GOOD.replace("source:", "publicity: 此件公开发布\nsource:").replace(
        "signed: 2023-03-01", "signed: 2023年13月1日"
    )
    assert str(examine(text, PATH)[1][0]) == (
        f"{PATH}:6: [date-unreadable] 成文日期“2023年13月1日”不是日期。请改为 YYYY-MM-DD。"
    )


def test_one_bad_field_does_not_hide_the_others() -> None:
    record, problems = examine(GOOD.replace("signed: 2023-03-01", "signed: 明天\npage: x"), PATH)
    assert [problem.line for problem in problems] == [6, 7]
    assert record is not None
    assert record.title == "通知"


def test_empty_front_matter_is_refused() -> None:
    assert said("---\n---\n")[0].startswith(":1: [front-matter-empty]")
    assert said("")[0].startswith(":1: [front-matter-missing]")


def test_what_editors_do_to_files_is_accepted() -> None:
    wanted = load(GOOD, PATH)
    assert load("\ufeff" + GOOD, PATH) == wanted
    assert load(GOOD.replace("\n", "\r\n"), PATH) == wanted
    assert load(GOOD.removesuffix("\n"), PATH) == wanted
    assert load(GOOD.replace("2023-03-01", "'2023-03-01'"), PATH) == wanted


@given(st.text(max_size=80))
def test_examining_never_raises(text: str) -> None:
    examine(text, "x.md")
    examine(f"---\nkind: decree\n{text}\n---\n", "x.md")
