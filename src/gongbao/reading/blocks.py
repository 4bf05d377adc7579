"""Blocks: the lines of a record put together again into headings, paragraphs and tables.

A page or a column cuts a sentence anywhere. Whether two lines are one paragraph is read from both ends: what the first
leaves open, what the second begins, and what their neighbours of the same rank look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongbao import outline
from gongbao.model import Doubt
from gongbao.reading import tables, titles, words
from gongbao.reading.lines import Kind, Line

LEAD = 36  # a sentence that serves as a heading is at most so long
COLUMN = 15  # a line that a column cuts is at least so long; shorter lines were meant to end
# Matches "副主任：王某", "清洁运输：指…"; near miss "现将名单公布如下：" (nothing after it).
LABELLED = re.compile(r"^[^，。；、：]{1,24}：.")
LAST_WORDS = re.compile(r"(?:单位|牵头|负责|部门|略|下同|同|期限|起|止|人|次|）)）$")


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, title, table … with the source lines it was made of."""

    kind: str  # heading | para | title | label | signature | table | note | imprint
    text: str
    lines: tuple[Line, ...]
    level: int = 0
    doubts: tuple[Doubt, ...] = ()
    marker: outline.Marker | None = None
    grid: tables.GridTable | None = None

    @property
    def first(self) -> int:
        """The first source line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """The last source line."""
        return self.lines[-1].number


@dataclass(frozen=True)
class Known:
    """What the frame of the record already told: titles to look for, and lines with a role of their own."""

    titles: tuple[str, ...] = ()
    roles: Mapping[int, str] = field(default_factory=dict)  # index of a line → signature | imprint


def build(lines: Sequence[Line], known: Known) -> list[Block]:
    """The blocks of a record's lines, in order; every filled line is in exactly one."""
    pieces = list(_pieces(lines, known))
    styles = _styles(pieces)
    joined: list[Block] = []
    ends: list[int] = []  # for each block, the piece it ends with
    for at, piece in enumerate(pieces):
        if joined and _belongs(pieces, (ends[-1], at), (joined[-1], styles)):
            joined[-1] = _join(joined[-1], piece)
            ends[-1] = at
            continue
        joined.append(piece)
        ends.append(at)
    return [_headed(block, joined[at + 1] if at + 1 < len(joined) else None, styles) for at, block in enumerate(joined)]


def _pieces(lines: Sequence[Line], known: Known) -> Iterator[Block]:
    regions = {region.first: region for region in tables.find_regions([line.source for line in lines])}
    index = 0
    while index < len(lines):
        region = regions.get(index)
        if region and not any(at in known.roles for at in range(region.first, region.last + 1)):
            members = tuple(
                line for line in lines[region.first : region.last + 1] if not line.blank or line.source.text
            )
            grid = tables.read_table([line.source for line in members])
            yield Block("table", "", tuple(line for line in members if not line.blank), grid=grid, doubts=grid.doubts)
            index = region.last + 1
            continue
        line = lines[index]
        if line.blank or line.kind in (Kind.RULE, Kind.PAGE):
            index += 1
            continue
        after = _known_title(lines, index, known)
        if after:
            members = tuple(one for one in lines[index:after] if not one.blank)
            yield Block("title", titles.joined(members), members, level=1)
            index = after
            continue
        yield _piece(line, known.roles.get(index))
        index += 1


def _known_title(lines: Sequence[Line], index: int, known: Known) -> int | None:
    if lines[index].kind not in (Kind.TEXT, Kind.MARKED) or index in known.roles or len(lines[index].text) > 80:
        return None
    ends = (titles.spelled_at(lines, index, title) for title in known.titles)
    return max((end for end in ends if end and not any(at in known.roles for at in range(index, end))), default=None)


def _piece(line: Line, role: str | None) -> Block:
    text = line.text.replace("\t", "　") if line.kind is Kind.ROW else line.text
    if role:
        return Block(role, text, (line,))
    if line.marker and line.kind is Kind.MARKED:
        return Block("para", line.marker.text + line.marker.rest, (line,), marker=line.marker)
    if words.LABELS.match(text):
        return Block("label", text, (line,))
    return Block("para", text, (line,))


# --- joining -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Styles:
    """How the siblings of each marked piece (known by its first line) are set."""

    set_as: Mapping[int, str]  # bare | lead | run | sentence
    with_organs: frozenset[int]  # most siblings end in （责任单位：…）

    def get(self, first: int) -> str:
        """The style of most siblings, or nothing."""
        return self.set_as.get(first, "")


def _styles(pieces: Sequence[Block]) -> Styles:
    """For each marked piece how most of its siblings (same rank, same parent) are set."""
    groups = _siblings(pieces)
    organs = _organs(pieces)
    set_as = {piece.first: _majority(group, piece) for group in groups for piece in group}
    with_organs = {
        piece.first for group in groups for piece in group
        if 2 * sum(other.first in organs for other in group if other is not piece) > len(group) - 1
    }  # fmt: skip
    return Styles(set_as, frozenset(with_organs))


def _organs(pieces: Sequence[Block]) -> set[int]:
    """The marked pieces that name the organs responsible, at their own end or in what follows unmarked."""
    current, found = -1, set()
    for piece in pieces:
        current = piece.first if piece.marker is not None else current
        if RESPONSIBLE_END.search(piece.text):
            found.add(current)
    return found


def _siblings(pieces: Sequence[Block]) -> list[list[Block]]:
    groups: dict[tuple[int, str], list[Block]] = {}
    parents: list[tuple[int, int]] = []  # (level, number of the piece)
    for at, piece in enumerate(pieces):
        if piece.kind in ("title", "table"):
            parents = [(1, at)]
        if piece.marker is None:
            continue
        level = piece.marker.level or 4
        parents = [parent for parent in parents if parent[0] < level]
        groups.setdefault((parents[-1][1] if parents else -1, piece.marker.kind), []).append(piece)
        parents.append((level, at))
    return list(groups.values())


def _majority(group: Sequence[Block], piece: Block) -> str:
    votes = [_style(other.text) for other in group if other is not piece]
    return max(sorted(set(votes)), key=votes.count) if votes else ""


def _style(text: str) -> str:
    """How a marked line is set: a bare heading, a lead sentence alone or run in before its text, or plain sentences."""
    body = text.rstrip("”’")
    if not re.search(r"[。；！？]", body):
        return "sentence" if body.endswith(("）", "：")) and len(body) > 30 else "bare"
    if body.endswith("。") and body.count("。") == 1 and len(body) <= LEAD:
        return "lead"
    return "run" if 0 < body.find("。") < LEAD else "sentence"


def _belongs(pieces: Sequence[Block], at: tuple[int, int], state: tuple[Block, Styles]) -> bool:
    """Does the piece at[1] continue the block that ends with the piece at[0]?"""
    block, styles = state
    piece = pieces[at[1]]
    if block.kind == piece.kind == "imprint":
        return block.text.endswith(("，", "、"))
    if block.kind not in ("para", "label") or piece.kind not in ("para", "label") or piece.text in ("", "　"):
        return False
    tail, head = block.lines[-1], piece.lines[0]
    if Kind.ROW in (tail.kind, head.kind) or (head.headed and not words.open_brackets(block.text)):
        return False
    if repeated(block.text, piece.text):
        return True
    if words.open_brackets(block.text) and len(block.text) < 4000:
        return piece.marker is None or piece.marker.level > 3
    if piece.marker is not None or piece.kind == "label":
        return False
    if LABELLED.match(piece.text) and LABELLED.match(block.text) and block.kind != "label":
        return False
    following = pieces[at[1] + 1] if at[1] + 1 < len(pieces) else None
    return _continues(block, piece, following, styles)


def _continues(block: Block, piece: Block, following: Block | None, styles: Styles) -> bool:
    tail = block.lines[-1]
    if _wrapped(tail, piece.lines[0]):
        return True
    if block.text[-1] in words.TERMINAL or LAST_WORDS.search(block.text):
        return _unfinished_item(block, piece, styles)
    if tail.hard and piece.text.endswith("。") and block.kind != "label":
        return False
    if block.marker is not None and _style(block.text) == "bare":
        return _cut_heading(block, piece, following, styles)
    if tail.headed:
        return _fragment(piece, following) and len(block.text) >= COLUMN
    if block.kind == "label":
        return len(block.text) >= COLUMN and (
            not words.is_organ(block.text.split("：")[-1].split("、")[-1]) or _fragment(piece, following)
        )
    return len(tail.text) >= COLUMN


def _wrapped(tail: Line, head: Line) -> bool:
    """Lines of one column width set one below the other: a wrap, even after a full stop."""
    return head.number == tail.number + 1 and 18 <= len(tail.text) <= 26 and len(head.text) <= 26 and not tail.hard


def _cut_heading(block: Block, piece: Block, following: Block | None, styles: Styles) -> bool:
    """A marked line without any stop: a heading, or a sentence that the column cut?"""
    style = styles.get(block.first)
    if style in ("sentence", "lead", "run"):
        return True
    if _fragment(piece, following) and len(block.text) >= COLUMN:
        return True
    return not style and len(block.text) >= COLUMN + 3 and "，" in block.text


def _fragment(piece: Block, following: Block | None) -> bool:
    """The end of a heading: short, no stop, and the text itself comes after it."""
    short = len(piece.text) <= 20 and not re.search(r"[，。；：！？]", piece.text)
    return (
        short
        and following is not None
        and following.kind in ("para", "label")
        and len(following.text) > len(piece.text)
    )


def _unfinished_item(block: Block, piece: Block, styles: Styles) -> bool:
    """An item that ends in a full stop and still lacks what its siblings have: text after the lead, or its organs."""
    if block.marker is None or not block.text.endswith("。"):
        return False
    style = styles.get(block.first)
    if style == "run" and _style(block.text) == "lead":
        return True
    return block.first in styles.with_organs and bool(RESPONSIBLE_END.search(piece.text))


# Matches "…（责任单位：市教育局、市财政局）"; near miss "（试行）".
RESPONSIBLE_END = re.compile(
    r"（(?:责任|牵头|配合|主办|承办)(?:单位|部门)：[^（）]{2,300}(?:（[^（）]{1,30}）[^（）]{0,300}){0,5}）。?$"
)


def repeated(text: str, piece: str) -> bool:
    """True when a short fragment is printed a second time at the break: `…市司法局` and again `局`."""
    return len(piece) <= 4 and len(text) > 8 and text.endswith(piece) and not words.open_brackets(text)


def _join(block: Block, piece: Block) -> Block:
    if repeated(block.text, piece.text):
        doubt = Doubt(piece.first, f"“{piece.text}”与上一行末尾重复，疑为换栏时重印，正文只留一处。")
        return replace(block, lines=block.lines + piece.lines, doubts=(*block.doubts, doubt))
    shared = _overlap(block.text, piece.text)
    doubts = block.doubts
    if shared:
        doubts = (*doubts, Doubt(piece.first, f"“{shared}”在换行处印了两次，正文只留一处。"))
    space = " " if re.search(r"[A-Za-z]$", block.text) and re.match(r"[A-Za-z]", piece.text) else ""
    return replace(
        block, text=block.text + space + piece.text[len(shared) :], lines=block.lines + piece.lines, doubts=doubts
    )


def _overlap(text: str, piece: str) -> str:
    """What the break printed on both sides: four letters or more, or the head of a label (…（责 ｜ 责任单位：…）."""
    found = re.search(r"（([责牵配][任头合]?[单部]?)$", text)
    if found and words.LABELS.match(piece) and piece.startswith(found[1]):
        return found[1]
    return next((piece[:n] for n in range(min(12, len(piece), len(text)), 3, -1) if text.endswith(piece[:n])), "")


# --- headings ------------------------------------------------------------------------------------------------------


def _headed(block: Block, following: Block | None, styles: Styles) -> Block:
    """A marked block becomes a heading when it is bare, or a lead sentence set above its text."""
    marker = block.marker
    if marker is None or block.kind != "para" or marker.kind == "article":
        return block
    style = _style(block.text)
    if marker.kind in ("part", "chapter", "section"):
        return replace(block, kind="heading", level=marker.level)
    lead = style == "lead" and styles.get(block.first) in ("lead", "bare", "") and following is not None
    above = following is not None and (following.kind in ("para", "table", "label") or following.kind == "heading")
    deeper = following is not None and following.marker is not None and following.marker.level <= marker.level
    if (style == "bare" and (above or not deeper)) or (
        lead and following is not None and following.marker is None and following.kind == "para"
    ):
        bare_list = style == "bare" and deeper and marker.level >= 4
        return block if bare_list else replace(block, kind="heading", level=marker.level)
    return block
