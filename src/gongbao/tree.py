"""A YAML document as a small tree that knows its lines: no aliases, no deep nests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

LIMIT_BYTES = 5_000_000
LIMIT_DEPTH = 20
MOST_COMPLAINTS = 100  # that are listed of one file


@dataclass(frozen=True)
class Scalar:
    """A single value: its text as written, and what YAML takes it for (str, int, bool, null, timestamp …)."""

    text: str
    tag: str
    line: int


@dataclass(frozen=True)
class Listing:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Table:
    """Keys and their nodes, in the order of the file; a key may stand twice, `typed` complains of it."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Listing | Table


@dataclass(frozen=True)
class Complaint:
    """Something in a document that cannot be taken as it stands, without the name of the file."""

    code: str
    line: int
    message: str
    hint: str = ""


class TreeError(Exception):
    """The document as a whole cannot be read."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.message)
        self.complaint = complaint


def broken(error: Exception, first_line: int) -> TreeError:
    """The error of a YAML package as a sentence: what it says in English differs from version to version."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = first_line + (mark.line if mark else 0)
    hint = "请对照上下几行，看冒号后是否有空格、引号是否成对、缩进是否对齐。"
    return TreeError(Complaint("yaml-broken", line, "YAML 写法有误，读不下去。", hint))


def too_large() -> TreeError:
    """The sentence for a document nobody wrote by hand."""
    hint = f"一份文件最多 {LIMIT_BYTES // 1_000_000} MB，请拆开或检查来源。"
    return TreeError(Complaint("too-large", 1, "文件过大。", hint))


def shortened(complaints: Iterable[Complaint]) -> list[Complaint]:
    """The complaints by line; of a great many, as a ruined file gives, the first and how many more there are, under the code of the next."""
    found = sorted(complaints, key=lambda each: each.line)
    if len(found) <= MOST_COMPLAINTS:
        return found
    kept, rest = found[:MOST_COMPLAINTS], found[MOST_COMPLAINTS:]
    return [*kept, Complaint(rest[0].code, rest[0].line, f"以下还有{len(rest)}处问题。", "请先改正上面各处。")]


def guard(events: Iterable[Any], first_line: int) -> None:
    """Refuse aliases and deep nests in a stream of YAML events, before anything recursive sees them.

    Composing first would be too late: libyaml's composer overruns the C stack on a long row of brackets.
    """
    depth = 0
    for event in events:
        name = type(event).__name__  # the classes belong to the YAML package, which only two modules import
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if name == "AliasEvent":
            hint = "请把内容原样写出来，不用 & 和 *。"
            raise TreeError(Complaint("yaml-alias", first_line + event.start_mark.line, "YAML 里用了别名。", hint))
        if depth > LIMIT_DEPTH:
            hint = f"最多 {LIMIT_DEPTH} 层，请检查括号和缩进。"
            raise TreeError(Complaint("yaml-deep", first_line + event.start_mark.line, "YAML 嵌套过深。", hint))


def grow(raw: Any, first_line: int) -> Node:
    """The tree under a node that YAML composed and `guard` let pass; the YAML begins on `first_line` of its file."""
    if raw is None:
        return Scalar("", "null", first_line)
    line = first_line + raw.start_mark.line
    if raw.id == "scalar":
        return Scalar(raw.value, raw.tag.rpartition(":")[2], line)
    if raw.id == "sequence":
        return Listing(tuple(grow(item, first_line) for item in raw.value), line)
    return Table(tuple(_entries(raw, first_line)), line)


def _entries(raw: Any, first_line: int) -> Iterator[tuple[Scalar, Node]]:
    for key, value in raw.value:
        name = grow(key, first_line)
        if not isinstance(name, Scalar):
            raise TreeError(Complaint("yaml-key", name.line, "字段名不是文字。", "请改为“字段名: 值”的写法。"))
        yield name, grow(value, first_line)
