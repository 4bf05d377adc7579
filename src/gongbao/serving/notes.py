"""What is to be looked at in a source's records: doubts of the reader, contents against bodies, checks, lines of nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongbao.model import Lines, Record
from gongbao.problems import Problem
from gongbao.serving.blocks import Block, Page
from gongbao.site.accounts import Account, Run

DOUBTS, CONTENTS, CHECKS, LINES = "读原文时没有把握", "目录与正文", "其他检查", "行的归属"
GROUPS = (CONTENTS, DOUBTS, LINES, CHECKS)
WORDS = {"error": "错误", "warning": "警告", "note": "提示"}
_FAMILIES = (("doubt-toc", CONTENTS), ("toc-", CONTENTS), ("catalogue-", CONTENTS), ("doubt-", DOUBTS))


@dataclass(frozen=True)
class Note:
    """Something to look at: how bad it is, what it is, its line in the file, and where that is in the source."""

    group: str
    severity: str
    message: str
    cure: str
    path: str  # as messages name it; empty where no file says it
    place: int
    line: int | None
    record: str
    block: int | None  # which block of the record


def of_problems(
    problems: Sequence[Problem], pages: Mapping[str, Page], blocks: Mapping[str, Sequence[Block]]
) -> Iterator[Note]:
    """The findings about some files; `pages` and `blocks` are those of the records by the paths of their files."""
    for each in problems:
        page = pages.get(each.path)
        if page is not None:
            at, line = _where(each.line, page, blocks[page.record.id])
            told = (each.severity, _plain(each.message), each.hint, each.path, each.line)
            yield Note(_group(each.code), *told, line, page.record.id, at)


def of_lines(account: Account) -> Iterator[Note]:
    """Lines that nobody owns, or more than one."""
    for run in account.faults:
        yield Note(LINES, "warning", _fault(run), _mend(run), "", 0, run.first, "", None)


def _fault(run: Run) -> str:
    span = f"第{run.first}–{run.last}行" if run.last > run.first else f"第{run.first}行"
    if not run.owners:
        return f"{span}没有归属：不在任何一条记录里，也不是刊头、目录这样的部分。"
    return f"{span}归属不止一处：{'、'.join(owner.key for owner in run.owners)}。"


def _mend(run: Run) -> str:
    if run.owners:
        return "这几条记录的 source 里，lines 只留一条包含这一行。"
    return "看它属于前后哪一条记录：补进那条记录的正文，并把 source 的 lines 改到包含这一行。"


def _group(code: str) -> str:
    return next((group for start, group in _FAMILIES if code.startswith(start)), CHECKS)


def _plain(message: str) -> str:
    """A message without the line it begins with: that is told by the link beside it."""
    head, mark, rest = message.partition("行：")
    return rest if mark and head.removeprefix("来源第").isdigit() else message


def _where(place: int, page: Page, blocks: Sequence[Block]) -> tuple[int | None, int | None]:
    """The block a line of a file is about, and the line of the source."""
    line = _told(page, place)
    if line is not None:
        found = _narrowest(blocks, lambda block: block.lines, line)
        return (found if found is not None else 0), line
    found = _narrowest(blocks, lambda block: (block.place, block.end), place)
    at = found if found is not None else 0
    lines = blocks[at].lines
    return at, lines[0] if lines else None


def _told(page: Page, place: int) -> int | None:
    """The line of the source a doubt names, of the doubt that stands on a line of the file."""
    record: Record = page.record
    for at, doubt in enumerate(record.warnings):
        if page.spots.line("warnings", at) <= place <= page.spots.line("warnings", at, "what"):
            return doubt.line
    return None


def _narrowest(blocks: Sequence[Block], span: object, line: int) -> int | None:
    assert callable(span)
    held: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        lines: Lines | None = span(block)
        if lines and lines[0] <= line <= lines[1] and block.kind != "head":
            held.append((lines[1] - lines[0], at))
    return min(held)[1] if held else None
