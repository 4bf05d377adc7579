"""Blocks to Markdown: the body of a record, its tables set apart in files of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao import typography
from gongbao.model import Doubt, SourceRef, Table
from gongbao.reading import markup, tables
from gongbao.reading.blocks import Block
from gongbao.reading.facts.responsible import Passage, Sheet

# Matches "单位：万元", "（单位：亿元、%）", "计量单位：…": the line of units over a table.
UNIT = re.compile(r"^[（(]?(?:计量)?单位[：:][^。]{1,30}[）)]?$")


@dataclass(frozen=True)
class Owner:
    """The record a body belongs to."""

    id: str
    title: str
    source: str
    issue: str | None = None
    heading: str | None = None  # the heading as the source prints it; title is the best attested spelling


@dataclass(frozen=True)
class Body:
    """A record's Markdown, its tables, and its text as passages with their lines."""

    markdown: str
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    sheets: tuple[Sheet, ...]
    doubts: tuple[Doubt, ...]


def write(blocks: Sequence[Block], owner: Owner) -> Body:
    """The body of a record from its blocks."""
    paragraphs = [markup.heading(1, owner.heading)] if owner.heading else []
    found: list[Table] = []
    used = _used_by_tables(blocks)
    for at, block in enumerate(blocks):
        if block.grid is not None:
            table = _table(blocks, at, (owner, len(found) + 1))
            found.append(table)
            name = _link_text(blocks, at) or table.caption or f"表{len(found)}"
            paragraphs.append(markup.link(name, f"{table.id}.md"))
        elif at not in used:
            paragraphs.append(_paragraph(block))
    passages = tuple(Passage(block.first, block.text) for block in blocks if block.text and block.kind != "imprint")
    sheets = tuple(_sheet(block, table) for block, table in zip(_grids(blocks), found, strict=True))
    doubts = tuple(doubt for block in blocks if block.grid is None for doubt in block.doubts)
    return Body("\n\n".join(paragraphs), tuple(found), passages, sheets, doubts)


def _link_text(blocks: Sequence[Block], at: int) -> str | None:
    """The caption line as printed (表 …), which the link then stands for."""
    before, _ = _attendants(blocks, at)
    return next((blocks[i].text for i in before if _printed_caption(blocks[i])), None)


def _grids(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.grid is not None]


def _sheet(block: Block, table: Table) -> Sheet:
    rows = block.grid.rows if block.grid else ()
    return Sheet(table.columns, [(row.line, row.cells) for row in rows], table.notes, table.spans)


def _paragraph(block: Block) -> str:
    if block.kind == "title":
        return markup.heading(1, block.text)
    if block.kind == "heading":
        return markup.heading(block.level, block.text)
    return markup.escape(block.text)


def _used_by_tables(blocks: Sequence[Block]) -> set[int]:
    """The blocks that go into a table's file: caption, unit and notes."""
    used: set[int] = set()
    for at, block in enumerate(blocks):
        if block.grid is not None:
            before, after = _attendants(blocks, at)
            used.update(i for i in [*before, *after] if blocks[i].kind != "title")
    return used


def _attendants(blocks: Sequence[Block], at: int) -> tuple[list[int], list[int]]:
    """The indexes of what belongs to the table at `at`: above it (caption, unit) and below it (notes)."""
    before: list[int] = []
    for i in range(at - 1, max(-1, at - 3), -1):
        captions = blocks[i].kind == "title" or _printed_caption(blocks[i]) is not None
        if not captions and not UNIT.match(blocks[i].text):
            break
        before.append(i)
        if captions:
            break
    after: list[int] = []
    for i in range(at + 1, min(len(blocks), at + 8)):
        if not tables.note_line(blocks[i].text) and not (after and re.match(r"^\d[.．、]", blocks[i].text)):
            break
        after.append(i)
    return before, after


def _table(blocks: Sequence[Block], at: int, place: tuple[Owner, int]) -> Table:
    owner, number = place
    block, grid = blocks[at], blocks[at].grid
    if grid is None:
        raise ValueError("not a table")
    before, after = _attendants(blocks, at)
    caption = next((_caption(blocks[i]) for i in before if not UNIT.match(blocks[i].text)), None)
    notes = (*(blocks[i].text for i in [*(i for i in before if UNIT.match(blocks[i].text)), *after]), *grid.parents)
    own = [i for i in before if blocks[i].kind != "title"] + after
    lines = [line.number for line in block.lines] + [line.number for i in own for line in blocks[i].lines]
    return Table(
        id=f"{owner.id}-table-{number}",
        title=caption or f"{owner.title}　表{number}",
        source=SourceRef(owner.source, (min(lines), max(lines))),
        body=tables.to_markdown(grid.columns, [row.cells for row in grid.rows]),
        issue=owner.issue,
        warnings=grid.doubts,
        belongs_to=owner.id,
        caption=caption,
        columns=grid.columns,
        rows=grid.data_rows,
        continued=grid.continued,
        spans=grid.spans,
        notes=notes,
    )


def _caption(block: Block) -> str:
    return _printed_caption(block) or block.text


def _printed_caption(block: Block) -> str | None:
    """The name in a caption line; read from the source's own text, where a space still parts 表 from the name."""
    caption = tables.caption_line(block.lines[0].source.text.strip(" #*\t"))
    return typography.normalise(caption) if caption and len(block.lines) == 1 else None


def texts(body: Body) -> list[str]:
    """Everything a body says, paragraphs first, then its tables' cells and notes."""
    cells = [cell for sheet in body.sheets for _, row in sheet.rows for cell in row if cell]
    notes = [note for sheet in body.sheets for note in sheet.notes]
    return [passage.text for passage in body.passages] + cells + notes
