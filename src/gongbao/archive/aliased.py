"""An address that a record had before, written into its file; nothing else a person wrote there is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import yaml

from gongbao.archive.frontmatter import dump, grown, load, split
from gongbao.archive.shape import LAST
from gongbao.errors import ArchiveError
from gongbao.tree import Listing, Node, Table

KEY = "aliases"


def with_alias(text: str, path: str, alias: str) -> str:
    """The text of a record's file with one more old address.

    ArchiveError when the file is no record, or when its fields are written so that a person must do it.
    """
    before = load(text, path)
    wanted = replace(before, aliases=(*before.aliases, alias))
    made = dump(wanted) if text == dump(before) else _edited(text, alias)
    if not _says(made, path, wanted):
        raise ArchiveError(
            f"{path}: 这个文件开头的字段不是通常的写法，程序没有改动它。请自己在 {KEY} 里写上 {alias}，原来的网址才打得开。"
        )
    return made


def _says(text: str, path: str, wanted: object) -> bool:
    try:
        return load(text, path) == wanted
    except ArchiveError:
        return False


def _edited(text: str, alias: str) -> str:
    """The text with the address where a person would write it."""
    head, _ = split(text)
    root = grown(head, 1)  # the fence is line 0
    assert isinstance(root, Table)
    known: dict[str, tuple[int, Node]] = {name.text: (name.line, node) for name, node in root.entries}
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    item = yaml.safe_dump([alias], allow_unicode=True, width=2**31).rstrip()
    if KEY not in known:
        later = [known[name][0] for name in LAST[LAST.index(KEY) + 1 :] if name in known]
        lines[min(later) : min(later)] = [f"{KEY}:{end}", f"{item}{end}"]
        return "\n".join(lines)
    line, listing = known[KEY]
    items: Sequence[Node] = listing.items if isinstance(listing, Listing) else ()
    if items and items[0].line > line:
        last = lines[items[-1].line]
        lines.insert(items[-1].line + 1, f"{last[: len(last) - len(last.lstrip())]}{item}{end}")
    else:  # aliases: [yzf/2022/1/]
        before, _, after = lines[line].rpartition("]")
        lines[line] = f"{before}{', ' if items else ''}{item.removeprefix('- ')}]{after}"
    return "\n".join(lines)
