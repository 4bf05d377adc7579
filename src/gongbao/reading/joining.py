"""Joining: whether two lines are one paragraph that a page or a column cut.

It is read from both ends: what the first leaves open, what the second begins, and what their neighbours of the same
rank look like.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongbao.model import Doubt
from gongbao.reading import words
from gongbao.reading.lines import Kind, Line
from gongbao.reading.pieces import Block

PROSE = ("para", "label")
SLACK = 4  # half-width figures make lines of one column differ by so many places
# Matches "本办法自2024年6月1日起施行"; it begins a paragraph whatever stands above.
TAKES_EFFECT = re.compile(r"^本[^，。；]{1,20}[自从][^，。；]{2,24}起(?:正式|开始)?(?:施行|实施|执行)")
WINDOW = 1200  # how far back an open bracket is looked for
LEAD = 36  # a sentence that serves as a heading is at most so long
COLUMN = 15  # a line that a column cuts is at least so long; shorter lines were meant to end
# Lines that begin alike are entries of one list: "任命王某为…" and "免去李某的…", "5月17日，…" and "5月28日，…".
ENTRIES = (re.compile(r"^(?:任命|免去|聘任|解聘)[一-龥]"), re.compile(r"^\d{1,2}月\d{1,2}日"))
# Matches "《…规定》（云政发〔2012〕3号）": a whole entry of a list of documents.
DOCUMENT = re.compile(r"^《[^《》]{2,80}》(?:（[^（）]{2,40}）)?$")
# Matches "副主任：王某", "清洁运输：指…"; near miss "现将名单公布如下：" (nothing after it).
LABELLED = re.compile(r"^[^，。；、：]{1,24}：.")
LAST_WORDS = re.compile(r"(?:单位|牵头|负责|部门|略|下同|同|期限|起|止|人|次|）)）$")


@dataclass(frozen=True)
class Styles:
    """How the siblings of each marked piece (known by its first line) are set."""

    set_as: Mapping[int, str]  # bare | lead | run | sentence
    with_organs: frozenset[int]  # most siblings end in （责任单位：…）

    def get(self, first: int) -> str:
        """The style of most siblings, or nothing."""
        return self.set_as.get(first, "")


def read_styles(pieces: Sequence[Block]) -> Styles:
    """For each marked piece how most of its siblings (same rank, same parent) are set."""
    groups = _siblings(pieces)
    organs = _organs(pieces)
    set_as: dict[int, str] = {}
    with_organs: set[int] = set()
    for group in groups:
        own = [style(piece.text) for piece in group]
        votes, carrying = Counter(own), sum(piece.first in organs for piece in group)
        for piece, vote in zip(group, own, strict=True):
            set_as[piece.first] = _majority(votes, vote)
            if 2 * (carrying - (piece.first in organs)) > len(group) - 1:
                with_organs.add(piece.first)
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


def _majority(votes: Counter[str], own: str) -> str:
    """How most of the others are set; `own` is the one vote that does not count."""
    others = votes - Counter([own])
    return max(sorted(others), key=lambda set_: others[set_]) if others else ""


def style(text: str) -> str:
    """How a marked line is set: a bare heading, a lead sentence alone or run in before its text, or plain sentences."""
    body = re.sub(r"（[^（）]{2,60}）$", "", text).rstrip("”’")
    if not re.search(r"[。；！？]", body):
        return "sentence" if body.endswith(("）", "：")) and len(body) > 30 else "bare"
    if body.endswith("。") and body.count("。") == 1 and len(body) <= LEAD:
        return "lead"
    return "run" if 0 < body.find("。") < LEAD else "sentence"


def belongs(pieces: Sequence[Block], at: tuple[int, int], state: tuple[Block, Styles]) -> bool:
    """Does the piece at[1] continue the block that ends with the piece at[0]?"""
    block, styles = state
    piece = pieces[at[1]]
    if not (block.kind in PROSE and piece.kind in PROSE):
        more = piece.kind == "attachment-more"
        return more or (block.kind == piece.kind == "imprint" and block.text.endswith(("，", "、")))
    opened = words.open_brackets(block.text[-WINDOW:])
    if _apart(block, piece, opened):
        return False
    if opened or repeated(block.text, piece.text):
        return True
    following = pieces[at[1] + 1] if at[1] + 1 < len(pieces) else None
    return _continues(block, piece, following, styles)


def _apart(block: Block, piece: Block, opened: str) -> bool:
    """True when the piece begins something of its own, whatever the block left open."""
    tail, head = block.lines[-1], piece.lines[0]
    if Kind.ROW in (tail.kind, head.kind) or piece.text in ("", "　"):
        return True
    if opened:
        return piece.marker is not None and piece.marker.level <= 3
    if head.headed or piece.marker is not None or piece.kind == "label":
        return not repeated(block.text, piece.text)
    if TAKES_EFFECT.match(piece.text):
        return True
    if any(form.match(block.text) and form.match(piece.text) for form in ENTRIES) or _listed(block.text, piece.text):
        return True
    return bool(LABELLED.match(piece.text) and LABELLED.match(block.text)) and block.kind != "label"


def _listed(text: str, piece: str) -> bool:
    return bool(DOCUMENT.match(text)) and piece.startswith("《")


def _continues(block: Block, piece: Block, following: Block | None, styles: Styles) -> bool:
    tail = block.lines[-1]
    if block.text[-1] in words.TERMINAL or LAST_WORDS.search(block.text[-12:]) or _closed(block.text):
        return _unfinished_item(block, piece, styles)
    if block.marker is not None and style(block.text) == "bare":
        return _cut_heading(block, piece, following, styles)
    if tail.headed:
        return _fragment(piece, following) and len(block.text) >= COLUMN
    if block.kind == "label":
        return len(block.text) >= COLUMN and (not _ends_in_organ(block.text) or _fragment(piece, following))
    deliberate = tail.hard and piece.text.endswith("。")
    return len(tail.text) >= COLUMN and not deliberate


def _closed(text: str) -> bool:
    """True for a paragraph that a bracket closes: （责任单位：…）, or one opened right behind a full stop."""
    if not text.endswith("）"):
        return False
    depth = 0
    for at in range(len(text) - 1, max(-1, len(text) - WINDOW), -1):
        depth += (text[at] == "）") - (text[at] == "（")
        if depth == 0:
            return (
                at == 0
                or text[max(0, at - 1) : at] in ("。", "；", "！", "？")
                or bool(re.match(r"（[^：）]{2,8}(?:单位|部门)：", text[at:]))
            )
    return False


def _ends_in_organ(text: str) -> bool:
    return words.is_organ(re.split("[：、，]", text[-60:])[-1])


def _wrapped(tail: Line, head: Line, column: int | None) -> bool:
    """A line of full width with another right below it, where the text is set in a column: a wrap, even after a stop."""
    if column is None or head.number != tail.number + 1 or tail.hard:
        return False
    return abs(_width(tail) - column) <= SLACK


def unwrapped(pieces: Sequence[Block]) -> list[Block]:
    """The pieces with plain wraps undone, where the text is set in a column: what is left are real ends and cuts."""
    column = _column(pieces)
    joined: list[Block] = []
    for piece in pieces:
        plain = piece.kind == "para" and piece.marker is None and not piece.lines[0].headed
        before = joined[-1] if joined else None
        if plain and before and _goes_on(before, piece, column):
            joined[-1] = join(before, piece)
        else:
            joined.append(piece)
    return joined


def _goes_on(before: Block, piece: Block, column: int | None) -> bool:
    """A plain wrap; entries of a list, which begin alike, are none however wide they are."""
    entries = before.text[-1:] in ("；", "。") and before.text[:2] == piece.text[:2]
    return before.kind in PROSE and not entries and _wrapped(before.lines[-1], piece.lines[0], column)


def _width(line: Line) -> int:
    """How wide a line is set: a Chinese character takes two places."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line.source.text.strip())


def _column(pieces: Sequence[Block]) -> int | None:
    """The width of the column that the text is set in, when most lines with another right below are equally wide."""
    pairs = itertools.pairwise(pieces)
    widths = sorted(
        _width(one.lines[-1]) for one, other in pairs
        if one.kind in PROSE and other.kind in PROSE and other.lines[0].number == one.lines[-1].number + 1
    )  # fmt: skip
    if len(widths) < 4:
        return None
    middle = widths[len(widths) // 2]
    close = sum(abs(width - middle) <= SLACK for width in widths)
    return middle if 24 <= middle <= 120 and close >= 0.7 * len(widths) else None


def _cut_heading(block: Block, piece: Block, following: Block | None, styles: Styles) -> bool:
    """A marked line without any stop: a heading, or a sentence that the column cut?"""
    siblings = styles.get(block.first)
    if siblings in ("sentence", "lead", "run"):
        return True
    if _fragment(piece, following) and len(block.text) >= COLUMN:
        return True
    return not siblings and len(block.text) >= COLUMN + 3 and "，" in block.text


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
    if block.marker is None or not block.text.endswith(("。", "；")):
        return False
    siblings = styles.get(block.first)
    if siblings == "run" and style(block.text) == "lead":
        return True
    return block.first in styles.with_organs and bool(RESPONSIBLE_END.search(piece.text))


# Matches "…（责任单位：市教育局、市财政局）"; near miss "（试行）".
RESPONSIBLE_END = re.compile(
    r"（(?:责任|牵头|配合|主办|承办)(?:单位|部门)：[^（）]{2,300}(?:（[^（）]{1,30}）[^（）]{0,300}){0,5}）。?$"
)


def repeated(text: str, piece: str) -> bool:
    """True when a short fragment is printed a second time at the break: `…市司法局` and again `局`."""
    return len(piece) <= 4 and len(text) > 8 and text.endswith(piece) and not words.open_brackets(text[-WINDOW:])


def join(block: Block, piece: Block) -> Block:
    if repeated(block.text, piece.text):
        doubt = Doubt(piece.first, f"“{piece.text}”与上一行末尾重复，疑为换栏时重印，正文只留一处。")
        return replace(block, lines=block.lines + piece.lines, doubts=(*block.doubts, doubt))
    shared = _overlap(block.text, piece.text)
    doubts = block.doubts
    if shared:
        doubts = (*doubts, Doubt(piece.first, f"“{shared}”在换行处印了两次，正文只留一处。"))
    space = " " if re.search(r"[A-Za-z]$", block.text[-1:]) and re.match(r"[A-Za-z]", piece.text) else ""
    return replace(
        block, text=block.text + space + piece.text[len(shared) :], lines=block.lines + piece.lines, doubts=doubts
    )


def _overlap(text: str, piece: str) -> str:
    """What the break printed on both sides: four letters or more, or the head of a label (…（责 ｜ 责任单位：…）."""
    text = text[-16:]
    found = re.search(r"（([责牵配][任头合]?[单部]?)$", text)
    if found and words.LABELS.match(piece) and piece.startswith(found[1]):
        return found[1]
    return next((piece[:n] for n in range(min(12, len(piece), len(text)), 3, -1) if text.endswith(piece[:n])), "")
