"""An address that a record had before, written into its file; nothing else a person wrote there is touched."""

from __future__ import annotations

from dataclasses import replace

import yaml

from gongbao.archive.frontmatter import dump, load
from gongbao.archive.shape import LAST
from gongbao.archive.spots import Spots
from gongbao.errors import ArchiveError
from gongbao.model import Record

KEY = "aliases"


def with_alias(text: str, path: str, alias: str) -> str:
    """The text of a record's file with one more old address.

    ArchiveError when the file is no record, or when its fields are written so that a person must do it.
    """
    before = load(text, path)
    wanted = replace(before, aliases=(*before.aliases, alias))
    made = dump(wanted) if text == dump(before) else _edited(text, len(before.aliases), alias)
    if not _says(made, path, wanted):
        raise ArchiveError(
            f"{path}: 这个文件开头的字段不是通常的写法，程序没有改动它。请自己在 {KEY} 里写上 {alias}，原来的网址才打得开。"
        )
    return made


def _says(text: str, path: str, wanted: Record) -> bool:
    try:
        return load(text, path) == wanted
    except ArchiveError:
        return False


def _edited(text: str, count: int, alias: str) -> str:
    """The text, which has so many addresses, with one more where a person would write it."""
    spots, lines = Spots.of(text), text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    item = yaml.safe_dump([alias], allow_unicode=True, width=2**31).rstrip()
    if KEY not in spots.keys:
        place = min(spots.keys[name] for name in LAST[LAST.index(KEY) + 1 :] if name in spots.keys) - 1
        lines[place:place] = [f"{KEY}:{end}", f"{item}{end}"]
        return "\n".join(lines)
    key = spots.keys[KEY]
    last = spots.line(KEY, count - 1) if count else key
    written = lines[last - 1]
    if last > key:
        lines.insert(last, f"{written[: len(written) - len(written.lstrip())]}{item}{end}")
    else:  # aliases: [yzf/2022/1/]
        before, _, after = written.rpartition("]")
        lines[key - 1] = f"{before}{', ' if count else ''}{item.removeprefix('- ')}]{after}"
    return "\n".join(lines)
