"""A source and what was read of it in one table: the rows follow the source, and what belongs together stands in one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongbao.model import Lines
from gongbao.serving.blocks import Block
from gongbao.site.accounts import FURNITURE, Account, Run


@dataclass(frozen=True)
class Row:
    """Lines of the source, and the blocks that were read from them; either may be missing."""

    lines: Lines | None
    blocks: tuple[Block, ...]
    label: str = ""  # of lines without a block: the part of the issue they are


def rows(blocks: Sequence[Block], account: Account) -> Iterator[Row]:
    """Every line of the source in a row, in order; blank lines go with what stands before them."""
    at = 1
    parts = _parts(account)
    for row in _joined(_placed(blocks)):
        first, last = row.lines or (at, at - 1)
        yield from _between(parts, (at, first - 1))
        first = max(first, at)
        last = _blank_after(parts, max(last, first - 1), account.lines)
        yield replace(row, lines=(first, last) if first <= last else None)
        at = max(at, last + 1)
    yield from _between(parts, (at, account.lines))


def _placed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks by their lines; one without any stands behind the one before it. A head reaches to what follows it."""
    keyed, last = [], 0
    for order, block in enumerate(blocks):
        last = block.lines[0] if block.lines else last
        keyed.append((last, block.kind != "head", order, block))
    return [block for *_, block in sorted(keyed, key=lambda each: each[:3])]


def _joined(blocks: Sequence[Block]) -> Iterator[Row]:
    """Blocks that share lines in one row."""
    held: list[Block] = []
    lines: Lines | None = None
    for block in blocks:
        apart = block.lines and lines and block.lines[0] > lines[1]
        if held and (apart or (block.lines and not lines)):
            yield Row(lines, tuple(held))
            held, lines = [], None
        held.append(block)
        if block.lines:
            lines = (min(lines[0], block.lines[0]), max(lines[1], block.lines[1])) if lines else block.lines
    if held:
        yield Row(lines, tuple(held))


def _parts(account: Account) -> Mapping[int, str]:
    """Of each line that is written on, what it is called where nothing was read from it."""
    return {number: _name(run) for run in account.runs for number in range(run.first, run.last + 1)}


def _name(run: Run) -> str:
    if not run.owners:
        return "无主：没有一条记录收了这几行"
    owner = run.owners[0]
    return FURNITURE.get(owner.key, owner.key) if owner.kind == "furniture" else "正文里没有"


def _between(parts: Mapping[int, str], span: Lines) -> Iterator[Row]:
    """The lines no block was read from, a row for each kind of them."""
    for label, numbers in groupby(range(span[0], span[1] + 1), key=lambda number: parts.get(number, "")):
        each = list(numbers)
        yield Row((each[0], each[-1]), (), label)


def _blank_after(parts: Mapping[int, str], line: int, last: int) -> int:
    return line
