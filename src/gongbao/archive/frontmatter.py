"""A record and its file: YAML front matter between `---` lines, then Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import yaml

from gongbao.archive.shape import CLASS_OF, SCHEMA, FlowList, FlowTable, plain
from gongbao.errors import ArchiveError
from gongbao.model import Record
from gongbao.problems import Problem
from gongbao.tree import (
    LIMIT_BYTES,
    Complaint,
    Node,
    Scalar,
    Table,
    TreeError,
    broken,
    grow,
    shortened,
    too_large,
)
from gongbao.typed import ABSENT, Reader

FENCE = "---"
FIRST_LINE = 2  # of the file: line 1 is the fence
ID = re.compile(r"[a-z0-9][a-z0-9-]*")

# Line breaks YAML would fold, and breaks it knows that others do not: only double quotes keep them as they are.
BREAKS = re.compile("[\r\n\x85\u2028\u2029]")

# Both read the same; the one in C is some ten times faster where it was built.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG_OF: Any = partial(yaml.SafeLoader("").resolve, yaml.ScalarNode)


class _Dumper(yaml.SafeDumper):
    """Always the Python emitter: libyaml breaks lines and escapes differently, and bytes must not depend on it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if BREAKS.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _flow_list(dumper: yaml.SafeDumper, value: FlowList) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


def _flow_table(dumper: yaml.SafeDumper, value: FlowTable) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(FlowList, _flow_list)
_Dumper.add_representer(FlowTable, _flow_table)


def dump(record: Record) -> str:
    """The text of a record's file; the same record gives the same text."""
    head = yaml.dump(
        plain(record), Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=2**31
    )
    tail = f"\n{record.body}\n" if record.body else ""
    return f"{FENCE}\n{head}{FENCE}\n{tail}"


def load(text: str, path: str) -> Record:
    """The record of a file's text; ArchiveError with every finding when it cannot be taken as it stands."""
    record, problems = examine(text, path)
    if record is None or problems:
        raise ArchiveError("\n".join(str(problem) for problem in problems))
    return record


def examine(text: str, path: str) -> tuple[Record | None, list[Problem]]:
    """The record as far as it can be read, and all that is wrong with its front matter, by line."""
    try:
        record, complaints = _read(text)
    except TreeError as error:
        record, complaints = None, [error.complaint]
    complaints = shortened(complaints)
    return record, [Problem(each.code, "error", path, each.line, each.message, each.hint) for each in complaints]


def _read(text: str) -> tuple[Record | None, list[Complaint]]:
    head, body = split(text)
    root = _tree(head)
    kind = _kind(root)
    rest = Table(tuple(entry for entry in root.entries if entry[0] is not kind[0]), root.line)
    reader = Reader(SCHEMA)
    record: Any = reader.record(CLASS_OF[kind[1].text], rest, "")
    reader.complaints.extend(_bad_ids(root))
    return (None if record is ABSENT else replace(record, body=body)), reader.complaints


def split(text: str) -> tuple[str, str]:
    """Front matter and body of a file's text; TreeError where the fences are not as they should be."""
    if len(text) > LIMIT_BYTES:
        raise too_large()
    text = text.removeprefix("\ufeff")
    if text.startswith(f"{FENCE}\r\n"):  # an editor on Windows turned every line
        text = text.replace("\r\n", "\n")
    opening, _, rest = text.partition("\n")
    if opening.rstrip() != FENCE:
        raise TreeError(Complaint("front-matter-missing", 1, "文件开头没有“---”一行。", "请在第一行写上“---”。"))
    closing = re.search(r"^---[ \t]*(?:\n|\Z)", rest, re.MULTILINE)
    if closing is None:
        raise TreeError(
            Complaint("front-matter-open", 1, "开头的“---”之后找不到结尾的“---”。", "请在各字段之后补上一行“---”。")
        )
    return rest[: closing.start()], rest[closing.end() :].removeprefix("\n").removesuffix("\n")


def grown(text: str, line: int) -> Node:
    """The tree of some YAML that begins on a line of its file; TreeError or a YAMLError where it is none."""
    return grow(yaml.parse(text, Loader=LOADER), line, TAG_OF)


def _tree(head: str) -> Table:
    odd = yaml.reader.Reader.NON_PRINTABLE.search(head)
    if odd:
        line = FIRST_LINE + head.count("\n", 0, odd.start())
        raise TreeError(Complaint("yaml-control", line, "这一行里有看不见的控制字符。", "请删去后重新输入这一行。"))
    try:
        root = grown(head, FIRST_LINE)
    except yaml.YAMLError as error:
        raise broken(error, FIRST_LINE) from error
    if not isinstance(root, Table):
        raise TreeError(
            Complaint("front-matter-empty", 1, "两行“---”之间没有字段。", "请写上 kind、id、title 等字段。")
        )
    return root


def _kind(root: Table) -> tuple[Scalar, Scalar]:
    hint = f"请写其中之一：{'、'.join(CLASS_OF)}。"
    for name, value in root.entries:
        if name.text != "kind":
            continue
        if isinstance(value, Scalar) and value.text in CLASS_OF:
            return name, value
        shown = f"“{value.text}”" if isinstance(value, Scalar) else ""
        raise TreeError(Complaint("kind-unknown", name.line, f"不认识的种类 kind{shown}。", hint))
    raise TreeError(Complaint("kind-missing", FIRST_LINE, "缺少字段“kind”。", hint))


def _bad_ids(root: Table) -> list[Complaint]:
    values = [value for name, value in root.entries if name.text in ("id", "issue")]
    hint = "编号只用小写字母、数字和连字符，以字母或数字开头。"
    return [
        Complaint("id-malformed", value.line, f"编号“{value.text}”不能用作文件名。", hint)
        for value in values
        if isinstance(value, Scalar) and value.tag == "str" and not ID.fullmatch(value.text)
    ]


def as_json(record: Record) -> dict[str, Any]:
    """A record as JSON takes it: its front matter, dates as text, and its body."""
    return {**_as_json(plain(record)), "body": record.body}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
