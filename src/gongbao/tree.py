"""A YAML document as a small tree that knows its lines: no aliases, no deep nests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
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
TagOf = Callable[[str, tuple[bool, bool]], str]  # what YAML takes a value for, as it is written


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
    return _unreadable(first_line + (mark.line if mark else 0))


def _unreadable(line: int) -> TreeError:
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


def grow(events: Iterable[Any], first_line: int, tag_of: TagOf) -> Node:
    """The tree of the events of a YAML parser; the YAML begins on `first_line` of its file.

    Made of events, not of what YAML composes: libyaml's composer overruns the C stack on a long row of brackets.
    """
    nests = [_Nest("", first_line)]  # from the outermost in
    documents = 0
    for event in events:
        name = type(event).__name__  # the classes belong to the YAML package, which only two modules import
        line = first_line + event.start_mark.line
        if name == "ScalarEvent":
            tag = event.tag if event.tag not in (None, "!") else tag_of(event.value, event.implicit)
            nests[-1].nodes.append(Scalar(event.value, tag.rpartition(":")[2], line))
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            nests.append(_Nest(name, line))
            _refuse_deep(nests)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            done = nests.pop()
            nests[-1].nodes.append(done.node())
        elif name == "AliasEvent":
            hint = "请把内容原样写出来，不用 & 和 *。"
            raise TreeError(Complaint("yaml-alias", line, "YAML 里用了别名。", hint))
        elif name == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise _unreadable(line)
    return nests[0].nodes[0] if nests[0].nodes else Scalar("", "null", first_line)


@dataclass
class _Nest:
    """A table or a list whose end was not met yet."""

    start: str
    line: int
    nodes: list[Node] = field(default_factory=list)

    def node(self) -> Node:
        return Listing(tuple(self.nodes), self.line) if self.start == "SequenceStartEvent" else self._table()

    def _table(self) -> Table:
        names, values = self.nodes[::2], self.nodes[1::2]
        for name in names:
            if not isinstance(name, Scalar):
                raise TreeError(Complaint("yaml-key", name.line, "字段名不是文字。", "请改为“字段名: 值”的写法。"))
        return Table(tuple(zip(names, values, strict=True)), self.line)  # type: ignore[arg-type]


def _refuse_deep(nests: Sequence[_Nest]) -> None:
    if len(nests) >= LIMIT_DEPTH:
        hint = f"最多 {LIMIT_DEPTH} 层，请检查括号和缩进。"
        raise TreeError(Complaint("yaml-deep", nests[-1].line, "YAML 嵌套过深。", hint))
