"""A source and what was read of it in one table: the rows follow the source, and what belongs together stands in one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongbao.model import Lines
from gongbao.serving.blocks import Block
from gongbao.site.accounts import FURNITURE, Account, Run

NOBODY = "没有归属"


@dataclass(frozen=True)
class Row:
    """Lines of the source, and the blocks that were read from them; either may be missing."""

    lines: Lines | None
    blocks: tuple[Block, ...]
    label: str = ""  # of lines without a block: the part of the issue they are


def rows(blocks: Sequence[Block], names: Mapping[int, str], texts: Sequence[str]) -> Iterator[Row]:
    """Every line of the source in a row, in order; blank lines go with what stands before them.

    `names` tell of each line what it is called where nothing was read from it.
    """
    at = 1
    for row in _joined(_placed(blocks, texts)):
        first, last = row.lines or (at, at - 1)
        yield from _between(names, (at, min(first, len(texts) + 1) - 1), texts)
        at = _written(texts, max(at, min(last, len(texts)) + 1))
        yield replace(row, lines=(first, at - 1) if first < at else None)
    yield from _between(names, (at, len(texts)), texts)


def _placed(blocks: Sequence[Block], texts: Sequence[str]) -> list[Block]:
    """The blocks by their lines; one without any stands behind the one before it."""
    begins = _beginnings(blocks)
    keyed, last = [], 0
    for order, each in enumerate(blocks):
        block = each
        if block.kind == "head" and block.lines:  # it reaches to the first line that something else was read from
            first = block.lines[0]
            block = replace(block, lines=(first, max(first, begins.get(block.record, first + 1) - 1)))
        if block.lines:
            block = replace(block, lines=_on_text(texts, block.lines))
        last = block.lines[0] if block.lines else last
        keyed.append((last, block.kind != "head", order, block))
    return [block for *_, block in sorted(keyed, key=lambda each: each[:3])]


def _on_text(texts: Sequence[str], lines: Lines) -> Lines:
    """Lines that begin with one that is written on: a blank one belongs to what stands before it."""
    first = min(lines[0], len(texts))
    while first > 1 and not texts[first - 1].strip():
        first -= 1
    return first, max(first, min(lines[1], len(texts)))


def _beginnings(blocks: Sequence[Block]) -> dict[str, int]:
    found: dict[str, int] = {}
    for block in blocks:
        if block.kind != "head" and block.lines:
            found[block.record] = min(block.lines[0], found.get(block.record, block.lines[0]))
    return found


def _joined(blocks: Sequence[Block]) -> Iterator[Row]:
    """Blocks that share lines in one row."""
    held: list[Block] = []
    lines: Lines | None = None
    for block in blocks:
        if held and block.lines and (lines is None or block.lines[0] > lines[1]):
            yield Row(lines, tuple(held))
            held, lines = [], None
        held.append(block)
        if block.lines:
            lines = (min(lines[0], block.lines[0]), max(lines[1], block.lines[1])) if lines else block.lines
    if held:
        yield Row(lines, tuple(held))


def names_of(account: Account, fields: Mapping[int, str]) -> Mapping[int, str]:
    """Of each line, what it is called: a part of the issue, a field of its record, or nobody's; blank ones as before."""
    names: dict[int, str] = {}
    for run in account.runs:
        name = _name(run)
        for number in range(run.first, run.last + 1):
            name = fields.get(number, name)
            names[number] = name
    return names


def _name(run: Run) -> str:
    if not run.owners:
        return NOBODY
    owner = run.owners[0]
    return FURNITURE.get(owner.key, owner.key) if owner.kind == "furniture" else ""


def _between(names: Mapping[int, str], span: Lines, texts: Sequence[str]) -> Iterator[Row]:
    """The lines no block was read from, a row for each kind of them."""
    numbers = range(span[0], span[1] + 1)
    for label, group in groupby(numbers, key=lambda number: names.get(number, "")):
        each = list(group)
        blank = not any(texts[number - 1].strip() for number in each)
        yield Row((each[0], each[-1]), (), "" if blank else label)


def _written(texts: Sequence[str], line: int) -> int:
    """The first line from one on that is written on; the one behind the last where none is."""
    while line <= len(texts) and not texts[line - 1].strip():
        line += 1
    return line
