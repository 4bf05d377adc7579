"""A tree read into dataclasses: the type hints say what is allowed, everything else is a complaint with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from gongbao.tree import Complaint, Listing, Node, Scalar, Table

Names = Mapping[type, Mapping[str, str]]

ABSENT: Final = object()  # no value could be read; a complaint says why

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")

_WORDS: dict[str, str] = {
    "str": "文字",
    "int": "数字",
    "float": "数字",
    "bool": "真假值",
    "null": "空值",
    "timestamp": "日期",
}
_WANTED: dict[str, tuple[str, str]] = {
    "int": ("整数", "请改为一个整数，不加引号。"),
    "bool": ("真假值", "请改为 true 或 false。"),
    "list": ("列表", "请改为列表，每项一行，以“- ”开头。"),
    "table": ("一组字段", "请改为“字段名: 值”的写法。"),
}


@dataclass(frozen=True)
class Key:
    """One field of a dataclass: its name, its key in the file, its type, and its value where the key is absent."""

    name: str
    key: str
    hint: Any
    implied: Any  # ABSENT: the key must be there


@dataclass(frozen=True)
class Schema:
    """How dataclasses stand in files: keys that differ from their field, fields that are no keys, words for people."""

    renamed: Names = field(default_factory=dict)
    outside: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    _cache: dict[type, tuple[Key, ...]] = field(default_factory=dict, repr=False, compare=False)

    def keys(self, cls: type) -> tuple[Key, ...]:
        """The keys of a dataclass in the order of its fields."""
        if cls not in self._cache:
            hints = get_type_hints(cls)
            wanted = [each for each in fields(cls) if each.name not in self.outside]
            self._cache[cls] = tuple(self._key(cls, each, hints[each.name]) for each in wanted)
        return self._cache[cls]

    def _key(self, cls: type, each: Field[Any], hint: Any) -> Key:
        return Key(each.name, self.renamed.get(cls, {}).get(each.name, each.name), hint, _implied(each, hint))


def _implied(each: Field[Any], hint: Any) -> Any:
    if each.default is not MISSING:
        return each.default
    if each.default_factory is not MISSING:
        return each.default_factory()
    if is_optional(hint):
        return None
    return () if get_args(hint)[1:] == (...,) else ABSENT


def is_optional(hint: Any) -> bool:
    """Whether a type hint allows None."""
    return get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)


def unknown(name: Scalar, known: Iterable[str]) -> Complaint:
    """The complaint about a key nobody knows, with the known key it most resembles."""
    near = difflib.get_close_matches(name.text, sorted(known), n=1)
    if near:
        return Complaint("field-unknown", name.line, f"未知的字段“{name.text}”，", f"是否要写“{near[0]}”？")
    return Complaint("field-unknown", name.line, f"未知的字段“{name.text}”。", "请改名或删去。")


class Reader:
    """Reads nodes into values and collects what it could not take."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.complaints: list[Complaint] = []

    def read(self, hint: Any, node: Node, where: str) -> Any:
        """The value of a node under a type hint, or ABSENT with a complaint; `where` names it in messages."""
        if is_optional(hint):
            return self._optional(hint, node, where)
        if is_dataclass(hint) and isinstance(hint, type):
            return self.record(hint, node, where)
        origin = get_origin(hint)
        if origin is tuple:
            return self._tuple(get_args(hint), node, where)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(get_args(hint)[1], node, where)
        return _SCALARS[hint](self, node, where)

    def record(self, cls: type, node: Node, where: str) -> Any:
        """An instance of a dataclass; fields that cannot be read take their implied value, ABSENT if there is none."""
        if not isinstance(node, Table):
            return self._wrong("table", node, where)
        keys = self._schema.keys(cls)
        given = self._given(node, {key.key for key in keys})
        values = {key.name: self._field(key, given, (where, node.line)) for key in keys}
        return ABSENT if ABSENT in values.values() else cls(**values)

    def _field(self, key: Key, given: Mapping[str, Node], place: tuple[str, int]) -> Any:
        where, line = place
        if key.key not in given:
            if key.implied is ABSENT:
                inside = f"“{where}”里" if where else ""
                self._complain("field-missing", line, f"{inside}缺少字段“{key.key}”。", "请补上这一项。")
            return key.implied
        value = self.read(key.hint, given[key.key], f"{where}.{key.key}" if where else key.key)
        return key.implied if value is ABSENT else value

    def _given(self, node: Table, known: set[str]) -> dict[str, Node]:
        given = self._entries(node)
        for name, _ in node.entries:
            if name.text not in known:
                self.complaints.append(unknown(name, known))
        return given

    def _entries(self, node: Table) -> dict[str, Node]:
        given: dict[str, Node] = {}
        for name, value in node.entries:
            if name.text in given:
                self._complain("field-duplicate", name.line, f"字段“{name.text}”写了两次。", "请只留一处。")
            given.setdefault(name.text, value)
        return given

    def _optional(self, hint: Any, node: Node, where: str) -> Any:
        if isinstance(node, Scalar) and node.tag == "null":
            return None
        (inner,) = (arg for arg in get_args(hint) if arg is not NoneType)
        return self.read(inner, node, where)

    def _tuple(self, args: tuple[Any, ...], node: Node, where: str) -> Any:
        if not isinstance(node, Listing):
            return self._wrong("list", node, where)
        fixed = args[1:] != (...,)
        if fixed and len(node.items) != len(args):
            message = f"“{where}”应有 {len(args)} 项，这里有 {len(node.items)} 项。"
            return self._complain("field-type", node.line, message, "请补全或删去多余的项。")
        hints = args if fixed else args[:1] * len(node.items)
        values = [self.read(hint, item, where) for hint, item in zip(hints, node.items, strict=True)]
        if fixed:
            return ABSENT if ABSENT in values else tuple(values)
        return tuple(value for value in values if value is not ABSENT)

    def _mapping(self, hint: Any, node: Node, where: str) -> Any:
        if not isinstance(node, Table):
            return self._wrong("table", node, where)
        given = self._entries(node)
        values = {key: self.read(hint, value, f"{where}.{key}") for key, value in given.items()}
        return {key: value for key, value in values.items() if value is not ABSENT}

    def text(self, node: Node, where: str) -> Any:
        """A string; a bare number or date is refused, because YAML would have changed it (04 → 4)."""
        if isinstance(node, Scalar) and node.tag == "str":
            return node.text
        if isinstance(node, Scalar) and node.tag != "null":
            message = f"“{where}”应是文字，不加引号的“{node.text}”会被当作{_word(node)}。"
            return self._complain("field-type", node.line, message, f"请加上引号：'{node.text}'。")
        message = f"“{where}”应是文字，这里是{_word(node)}。"
        return self._complain("field-type", node.line, message, "请写上文字，或删去这一项。")

    def whole(self, node: Node, where: str) -> Any:
        """A whole number in plain decimal digits."""
        if isinstance(node, Scalar) and node.tag == "int" and WHOLE.fullmatch(node.text):
            return int(node.text)
        return self._wrong("int", node, where)

    def truth(self, node: Node, where: str) -> Any:
        """true or false, nothing else."""
        if isinstance(node, Scalar) and node.tag == "bool" and node.text in ("true", "false"):
            return node.text == "true"
        return self._wrong("bool", node, where)

    def day(self, node: Node, where: str) -> Any:
        """An ISO date, with or without quotes."""
        if isinstance(node, Scalar) and ISO_DATE.fullmatch(node.text):
            try:
                return date.fromisoformat(node.text)
            except ValueError:
                pass
        label = self._schema.labels.get(where, f"“{where}”的值")
        shown = f"“{node.text}”" if isinstance(node, Scalar) else _word(node)
        return self._complain("date-unreadable", node.line, f"{label}{shown}不是日期。", "请改为 YYYY-MM-DD。")

    def _wrong(self, wanted: str, node: Node, where: str) -> object:
        name, hint = _WANTED[wanted]
        subject = f"“{where}”" if where else "这里"
        shown = f"“{node.text}”" if isinstance(node, Scalar) and node.text else ""
        return self._complain("field-type", node.line, f"{subject}应是{name}，读到的是{_word(node)}{shown}。", hint)

    def _complain(self, code: str, line: int, message: str, hint: str) -> object:
        self.complaints.append(Complaint(code, line, message, hint))
        return ABSENT


_SCALARS = {str: Reader.text, int: Reader.whole, bool: Reader.truth, date: Reader.day}


def _word(node: Node) -> str:
    if isinstance(node, Scalar):
        return _WORDS.get(node.tag, "别的值")
    return "列表" if isinstance(node, Listing) else "一组字段"
