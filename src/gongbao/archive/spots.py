"""Where the fields of a record and the lines of its body stand in its file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import yaml

from gongbao.archive.frontmatter import FENCE, FIRST_LINE, grown, split
from gongbao.archive.places import inside
from gongbao.errors import ArchiveError
from gongbao.tree import Listing, Node, Scalar, Table, TreeError

Step = str | int

_KEY = re.compile(
    r"""
    # toc:, 'title': a; not: - title: a,   title: a, # title:
    (?P<quote> ['"]? ) (?P<key> [A-Za-z_][\w-]* ) (?P=quote) \s* : (?: \s | \Z )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Spots:
    """The lines of one file, counted from 1. Only the field that is asked for is taken apart."""

    head: Sequence[str]  # the lines of the front matter
    keys: Mapping[str, int]  # the lines of its keys
    body: int  # the line the body begins on
    _grown: dict[str, Node] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> Spots:
        """The lines of a text that was read as a record before; TreeError for any other."""
        head = split(text)[0].split("\n")[:-1]
        closing = FIRST_LINE + len(head)
        lines = text.split("\n")
        blank = len(lines) > closing and not lines[closing].strip("\r")
        found = ((_KEY.match(line), number) for number, line in enumerate(head, FIRST_LINE))
        return cls(head, {key["key"]: number for key, number in found if key}, closing + 1 + blank)

    def line(self, *steps: Step) -> int:
        """The line of a field: of its key, or of an item of a list (from 0); of what is nearest if it is not there."""
        if not steps or steps[0] not in self.keys:
            return FIRST_LINE
        key = str(steps[0])
        line = self.keys[key]
        node = self._node(key) if steps[1:] else None
        for step in steps[1:]:
            found = _step(node, step)
            if found is None:
                return line
            node, line = found
        return line

    def _node(self, key: str) -> Node:
        if key not in self._grown:
            first = self.keys[key]
            after = min((line for line in self.keys.values() if line > first), default=FIRST_LINE + len(self.head))
            text = "\n".join(self.head[first - FIRST_LINE : after - FIRST_LINE])
            self._grown[key] = _value(text, first)
        return self._grown[key]


NOWHERE = Spots((), {}, 1)


def spots(root: Path, path: PurePosixPath) -> Spots:
    """The lines of a file below content/; nothing is known of one that cannot be read."""
    try:
        text = inside(root, path).read_bytes().decode()
        return Spots.of(text) if text.lstrip("\ufeff").startswith(FENCE) else NOWHERE
    except (ArchiveError, OSError, TreeError, UnicodeDecodeError):
        return NOWHERE


def _value(text: str, line: int) -> Node:
    """The value of the one field of a text; nothing where the field was cut in an odd place."""
    try:
        root = grown(text, line)
    except (TreeError, yaml.YAMLError):
        return Scalar("", "null", line)
    return root.entries[0][1] if isinstance(root, Table) else root


def _step(node: Node | None, step: Step) -> tuple[Node, int] | None:
    if isinstance(node, Table):
        return next(((value, name.line) for name, value in node.entries if name.text == step), None)
    if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
        item = node.items[step]
        return item, item.line if isinstance(item, Scalar) else _first(item)
    return None


def _first(item: Table | Listing) -> int:
    """The line an item begins on: of a table in a list, the one of its first key."""
    return item.entries[0][0].line if isinstance(item, Table) and item.entries else item.line
