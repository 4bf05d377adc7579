"""Links that lead nowhere: in bodies, from interpretations, from spellings of a title, from old addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from gongbao.archive.places import inside
from gongbao.checking.stock import Finding, Stock, number_of, same_number
from gongbao.errors import ArchiveError
from gongbao.model import Decree, Interpretation, Interprets, Record

_LINK = re.compile(
    r"""
    # [表1](yzf-2023-5-table-1.md), ![图](a.png "题"); not: \[表1](a.md), [1](见附件), [一]（二）
    (?<! \\ ) \[ [^\]\n]* \] \( (?P<target> [!-'*-;=?-~]+ ) (?: \s+ "[^"\n]*" )? \)
    """,
    re.VERBOSE,
)
_ELSEWHERE = re.compile(
    r"""
    # https://example.cn, mailto:a@example.cn, //example.cn, #2.3; not: a.md, ../a.md
    [A-Za-z][A-Za-z0-9+.-]*: | // | \#
    """,
    re.VERBOSE,
)
_ORIGINS = ("heading", "toc", "catalogue")


def bodies(stock: Stock) -> Iterator[Finding]:
    """Links in running texts to files that are not there."""
    known = {path: id_ for id_, path in stock.library.paths.items()}
    for record in stock.records.values():
        if "](" not in record.body:
            continue
        for place, line in enumerate(record.body.split("\n")):
            for found in _LINK.finditer(line):
                target = found["target"]
                if not _ELSEWHERE.match(target) and not _leads(stock, record, target, known):
                    yield Finding(record.id, "link-broken", f"链接“{target}”没有去处。", body=place, about=target)


def explained(stock: Stock) -> Iterator[Finding]:
    """Interpretations of what is not there, or of another number than it bears."""
    for record in stock.records.values():
        if isinstance(record, Interpretation) and record.interprets and record.interprets.id:
            yield from _explained(stock, record, record.interprets)


def spellings(stock: Stock) -> Iterator[Finding]:
    """Spellings of a title that come from nowhere."""
    for record in stock.records.values():
        for place, each in enumerate(record.title_variants):
            if each.origin not in _ORIGINS and stock.lacks(each.origin, Record):
                message = f"题名异文“{each.text}”的出处“{each.origin}”不存在。"
                yield Finding(record.id, "variant-origin", message, ("title_variants", place, "from"))


def aliases(stock: Stock) -> Iterator[Finding]:
    """Old addresses that two records claim, or one record twice."""
    owners: dict[str, str] = {}
    for record in stock.records.values():
        for place, alias in enumerate(record.aliases):
            path = unquote(alias, errors="replace").strip("/")
            if path in owners:
                message = f"旧地址“{alias}”已写在“{owners[path]}”的 aliases 里。"
                yield Finding(record.id, "alias-duplicate", message, ("aliases", place))
            owners.setdefault(path, record.id)


def _explained(stock: Stock, record: Interpretation, told: Interprets) -> Iterator[Finding]:
    decree = stock.records.get(told.id or "")
    if stock.lacks(told.id or "", Decree):
        message = f"没有编号为“{told.id}”的文件可供解读。"
        yield Finding(record.id, "interprets-unknown", message, ("interprets", "id"))
    elif isinstance(decree, Decree):
        own = number_of(decree)
        if told.number and own and not same_number(told.number, own):
            message = f"所解读的文号写作{told.number}，“{decree.id}”的文号是{own}。"
            yield Finding(record.id, "interprets-number", message, ("interprets", "number"))


def _leads(stock: Stock, record: Record, target: str, known: dict[PurePosixPath, str]) -> bool:
    path = unquote(re.split(r"[#?]", target, maxsplit=1)[0], errors="replace")
    parts: list[str] = []
    for part in (*stock.library.path_of(record.id).parent.parts, *PurePosixPath(path).parts):
        if part == "..":
            if not parts:
                return False
            parts.pop()
        else:
            parts.append(part)
    place = PurePosixPath(*parts)
    if place in known:
        return True
    try:
        return inside(stock.library.root, place).is_file()
    except (ArchiveError, OSError, ValueError):
        return False
