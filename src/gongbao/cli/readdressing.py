"""Records whose page has another address: the one readers know is written into their files, and leads on for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from gongbao import archive
from gongbao.building.compare import Moved, VanishedError
from gongbao.building.engine import Outcome, build_site
from gongbao.building.order import Order
from gongbao.typography import visible


def built(order: Order, library: archive.Library) -> Outcome:
    """Build a site; old addresses that nothing would lead on from are kept first, unless others would be gone as well."""
    try:
        return build_site(replace(order, guarded=True), library)
    except VanishedError as error:
        if order.guarded and not error.found.only_moved:
            raise
        for sentence in keep(order.content, error.found.moved):
            print(sentence)
    return build_site(order)


def keep(content: Path, moved: Sequence[Moved]) -> list[str]:
    """Write the old addresses, all or none, and say so; ArchiveError where a person must do it."""
    with archive.lock(content):
        texts: dict[PurePosixPath, str] = {}
        for each in moved:
            path = PurePosixPath(each.file.partition("/")[2])  # without the name of the folder
            text = texts[path] if path in texts else (content / path).read_bytes().decode("utf-8")
            texts[path] = archive.with_alias(text, each.file, each.before)
        archive.apply(content, archive.Change({path: text.encode("utf-8") for path, text in texts.items()}))
    return [_told(each) for each in moved]


def _told(each: Moved) -> str:
    return (
        f"{visible(each.name)}的网页换了地址，现在是 {visible(each.now)}；"
        f"已在 {each.file} 里写上 aliases: {visible(each.before)}，原来的网址照样打得开。"
    )
