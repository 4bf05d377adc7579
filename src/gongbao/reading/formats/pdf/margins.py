"""What stands at the edge of page after page: running heads, which go, and page numbers, which become page marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongbao.reading.formats.pdf.pieces import Page, Row, joined
from gongbao.reading.lines import PAGE

_OFTEN = 3  # pages that print the same at their edge
_NEAR = 6  # points by which it may stand higher or lower
_EDGE = 2  # rows at the top and at the bottom that are looked at

# Matches "12", "·12·", "— １２ —", "3/8", "第 3 页 共 8 页"; near miss "12.5", "2023年".
_BARE = re.compile(
    r"[-—–―·•\s\u3000]*(?:第\s?)?(\d{1,4})(?:\s?[/／]\s?\d{1,4}|\s?页(?:\s?[,，]?\s?共\s?\d{1,4}\s?页)?)?[-—–―·•\s\u3000]*"
)
# The page number beside a running head: "云州市人民政府公报　12"; near miss "附件1".
_BESIDE = re.compile(r"^[-—·]?\d{1,4}[-—·]?\u3000+|\u3000+[-—·]?\d{1,4}[-—·]?$")
# Matches "2023年第4期", which tells what issue this is; near miss "第一期工程".
_ISSUE = re.compile(r"第?\s?[\d、]{1,7}\s?期|总第")
# Labels that pages may begin with again and again without being running heads.
_LABEL = re.compile(r"^(?:附\s*[件表录]|续表|表\s?\d)")


@dataclass(frozen=True)
class Margins:
    """The pages without what their edges repeat, and the running heads that were left out."""

    pages: tuple[Page, ...]
    heads: tuple[str, ...]


def without_margins(pages: Sequence[Page]) -> Margins:
    """The pages with their running heads gone and their page numbers set apart."""
    offset = _offset(pages)
    numbered = [_numbered(page, offset) for page in pages]
    heads = _heads(numbered)
    seen: set[str] = set()
    kept = []
    for page in numbered:
        own = {row for row in _edges(page) if _repeats(row, page, heads)}
        first = {row for row in own if _ISSUE.search(_words(row)) and _words(row) not in seen}
        seen |= {_words(row) for row in own}
        kept.append(replace(page, rows=tuple(row for row in page.rows if row not in own or row in first)))
    return Margins(tuple(kept), tuple(sorted(seen)))


def _edges(page: Page) -> list[Row]:
    rows = page.rows
    return [*rows[:_EDGE], *rows[max(_EDGE, len(rows) - _EDGE) :]]


def _words(row: Row) -> str:
    """A running head without the page number beside it."""
    return _BESIDE.sub("", joined(row).text)


def _offset(pages: Sequence[Page]) -> int | None:
    """How far the printed page numbers run ahead of the sheets, where at least two sheets agree."""
    votes = Counter(
        int(found[1]) - page.number for page in pages for row in _outermost(page) if (found := _bare(row)) is not None
    )
    best = min(votes, key=lambda offset: (-votes[offset], abs(offset)), default=None)
    return best if best is not None and votes[best] >= 2 else None


def _outermost(page: Page) -> Iterator[Row]:
    if page.rows:
        yield page.rows[-1]
        yield page.rows[0]


def _bare(row: Row) -> re.Match[str] | None:
    return _BARE.fullmatch("".join(piece.text for piece in row))


def _numbered(page: Page, offset: int | None) -> Page:
    """The page with its printed number set apart: one in dashes is one anywhere, a bare one where it goes on."""
    for row in _outermost(page):
        found = _bare(row)
        if found is None:
            continue
        if PAGE.match(joined(row).text) or (offset is not None and int(found[1]) == page.number + offset):
            rest = tuple(one for one in page.rows if one is not row)
            return replace(page, rows=rest, foot=f"— {int(found[1])} —")
    return page


def _heads(pages: Sequence[Page]) -> Mapping[str, float]:
    """The running heads and how far down they stand."""
    body = _body_size(pages)
    places: dict[str, list[tuple[int, float]]] = {}
    for page in pages:
        for row in _edges(page):
            text = _words(row)
            if len(text) > 1 and not _LABEL.match(text) and row[0].size <= 1.05 * body:
                places.setdefault(text, []).append((page.number, row[0].y))
    return {text: found[0][1] for text, found in places.items() if _is_running(found)}


def _is_running(found: Sequence[tuple[int, float]]) -> bool:
    """Often, at one height, and on every third page or more of those it runs over."""
    level = [page for page, y in found if abs(y - found[0][1]) <= _NEAR]
    return len(level) >= _OFTEN and 3 * len(level) >= level[-1] - level[0] + 1


def _repeats(row: Row, page: Page, heads: Mapping[str, float]) -> bool:
    height = heads.get(_words(row))
    return height is not None and abs(row[0].y - height) <= _NEAR


def _body_size(pages: Sequence[Page]) -> float:
    """The size most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            for piece in row:
                sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0)
