"""Provenance: which lines of its source each block of a text was read from."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from gongbao.typography import fold

Range = tuple[int, int]
HEAD = 12  # letters that tell one block from another, at its beginning or its end
SHORT = 5  # a block of fewer letters stands anywhere in prose; it counts only as a line of its own
REACH = 40_000  # letters looked through for one block
NEAR = 24  # lines at either end of a gap that a block is compared with
ALIKE = 0.6  # share of letter pairs that a corrected block and its lines have in common
SURE = 0.95  # with so much in common there is no need to look further
FURNITURE = 120  # letters of page furniture that may stand inside a block cut by a page
# Matches "</p>", "</TD >"; near miss "</年>", "< /p>". One of them makes the source a web page.
CLOSING = re.compile(r"</(?:p|div|span|t[dr]|body|html|h\d)\s*>", re.IGNORECASE)
# Matches '<p class="a">', "</p>", "<!-- x -->", a whole script; near miss "<5", "<云州市若干政策>".
TAG = re.compile(
    r"""
    <!-- .*? --> | <(?P<code>script|style)\b .*? </(?P=code)\s*> | </?[a-z!?][^<>]*>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class _Source:
    """The letters of a source without its lines, and where each line begins among them."""

    letters: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> _Source:
        folded = [fold(line) for line in lines]
        return cls("".join(folded), tuple(accumulate(map(len, folded), initial=0)))

    def line(self, place: int) -> int:
        """The line (from 0) that holds a letter; blank lines begin where the next line does, so the last one counts."""
        return bisect_right(self.starts, place) - 1

    def begins(self, place: int) -> bool:
        """Tell whether a line begins, or the last one ends, at a place."""
        at = bisect_left(self.starts, place)
        return at < len(self.starts) and self.starts[at] == place


Finder = Callable[[_Source, str, Range], Range | None]


def lines_of(blocks: Sequence[str], source: Sequence[str], span: Range) -> tuple[Range | None, ...]:
    """The first and last line (from 1) of each block; None for a block that cannot be found, or has no letters.

    `blocks` are plain texts in the order of the source, `source` is all its lines, `span` the record's own lines.
    The ranges lie within `span` and ascend; two blocks printed on one line share it.

    >>> lines_of(["一、总体要求", "坚持以人为本。"], ["云州市公报", "一、 总体要求", "坚持以", "- 3 -", "人为本。"], (2, 5))
    ((2, 2), (3, 5))
    """
    first = max(1, span[0])
    text = _Source.of(_readable(tuple(source))[first - 1 : span[1]])
    places = _located([fold(block) for block in blocks], text)
    return tuple(place and (first + text.line(place[0]), first + text.line(place[1] - 1)) for place in places)


def ascending(values: Sequence[int]) -> tuple[int, ...]:
    """The indices of a longest strictly ascending selection of the values.

    >>> ascending([5, 1, 9, 2, 3])
    (1, 3, 4)
    """
    tails: list[int] = []  # the smallest value that ends a selection of each length
    ends: list[int] = []  # and its index
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length:] = [value, *tails[length + 1 :]] if length < len(tails) else [value]
        ends[length : length + 1] = [index]
    return tuple(reversed(tuple(_back(before, ends[-1] if ends else -1))))


def pairs(letters: str) -> frozenset[str]:
    """The neighbouring letters of a text, by which two texts are compared."""
    return frozenset(map("".join, pairwise(letters)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of pairs of letters that two texts have in common, from 0 to 1.

    >>> likeness(pairs("云州市公报"), pairs("云州市政府公报"))
    0.6
    """
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _back(before: Sequence[int], index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = before[index]


@lru_cache(maxsize=4)  # the records of a source come one after another
def _readable(source: tuple[str, ...]) -> Sequence[str]:
    """The lines as a reader sees them: a web page without its tags, line for line."""
    text = "\n".join(line.replace("\n", " ") for line in source)
    if not CLOSING.search(text):
        return source
    return [html.unescape(line) for line in TAG.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")]


def _located(blocks: Sequence[str], text: _Source) -> list[Range | None]:
    """Where each block stands among the letters: the sure ones first, and the others between them."""
    places = _anchors(blocks, text)
    for finder in (_whole, _line, _ends, _similar):
        end = len(text.letters)
        following = list(_following(places, end))
        cursor = 0
        for at, block in enumerate(blocks):
            place = places[at]
            if place is None and block:
                place = places[at] = finder(text, block, (cursor, following[at]))
            cursor = place[1] if place else cursor
    return places


def _following(places: Sequence[Range | None], end: int) -> Iterator[int]:
    """For each block where the next block that was found begins."""
    begins = []
    for place in reversed(places):
        begins.append(end)
        end = place[0] if place else end
    return reversed(begins)


def _anchors(blocks: Sequence[str], text: _Source) -> list[Range | None]:
    """The blocks that can stand in one place only: their first letters begin one block and one line."""
    heads = Counter(block[:HEAD] for block in blocks if len(block) >= HEAD)
    begins: dict[str, list[int]] = {}
    for start in sorted(set(text.starts)):
        begins.setdefault(text.letters[start : start + HEAD], []).append(start)
    sure = [
        (at, begins[block[:HEAD]][0])
        for at, block in enumerate(blocks)
        if heads[block[:HEAD]] == 1
        and len(begins.get(block[:HEAD], ())) == 1
        and text.letters.startswith(block, begins[block[:HEAD]][0])
    ]
    places: list[Range | None] = [None] * len(blocks)
    for index in ascending([start for _, start in sure]):
        at, start = sure[index]
        places[at] = (start, start + len(blocks[at]))
    return places


def _whole(text: _Source, block: str, within: Range) -> Range | None:
    """A block of some length, letter for letter; it may begin inside a line."""
    if len(block) < SHORT:
        return None
    low, high = within[0], min(within[1], within[0] + REACH)
    nearest = start = text.letters.find(block, low, high)
    for _ in range(NEAR):  # the place where a line begins is the better one
        if start < 0 or start == low or text.begins(start):
            break
        start = text.letters.find(block, start + 1, high)
    start = start if start >= 0 and (start == low or text.begins(start)) else nearest
    return (start, start + len(block)) if start >= 0 else None


def _line(text: _Source, block: str, within: Range) -> Range | None:
    """A short block: it begins with a line, or right behind the block before, and ends with a line."""
    if len(block) >= SHORT:
        return None
    low, high = within[0], min(within[1], within[0] + REACH)
    start = text.letters.find(block, low, high)
    while start >= 0:
        if (start == low or text.begins(start)) and text.begins(start + len(block)):
            return (start, start + len(block))
        start = text.letters.find(block, start + 1, high)
    return None


def _ends(text: _Source, block: str, within: Range) -> Range | None:
    """A block with page furniture or a correction inside: its first letters, and its last about where they should be."""
    if len(block) < HEAD:
        return None
    low, high = within[0], min(within[1], within[0] + REACH)
    start = text.letters.find(block[:HEAD], low, high)
    if start >= 0:
        size = len(block)
        reach = min(high, start + size + size // 4 + FURNITURE)
        tail = text.letters.find(block[-HEAD:], start + max(HEAD, size - size // 4) - HEAD, reach)
        return (start, tail + HEAD) if tail >= 0 else None
    return None


def _similar(text: _Source, block: str, within: Range) -> Range | None:
    """The run of whole lines most like the block, when it is like enough; near either end of where it may stand."""
    if len(block) < SHORT:
        return None
    wanted = pairs(block)
    best, most = None, 0.0
    for start in _near(text, within):
        end = _line_end(text, start + len(block), (start, within[1]))
        score = likeness(wanted, pairs(text.letters[start:end]))
        if score > most:
            best, most = (start, end), score
        elif most >= SURE:
            break
    return best if most >= ALIKE else None


def _near(text: _Source, within: Range) -> list[int]:
    """Where lines begin, near the beginning and the end of a range (a long table may lie between)."""
    first, last = bisect_left(text.starts, within[0]), bisect_left(text.starts, within[1])
    lines = {*range(first, min(last, first + NEAR)), *range(max(first, last - NEAR), last)}
    return sorted({text.starts[line] for line in lines})


def _line_end(text: _Source, place: int, within: Range) -> int:
    """The end of a line that is nearest to a place, behind the one bound and at most the other."""
    at = bisect_left(text.starts, place)
    ends = [end for end in text.starts[max(0, at - 1) : at + 1] if within[0] < end <= within[1]]
    return min(ends, key=lambda end: (abs(end - place), end), default=within[1])
