"""Differences: what two printings of one decree do not have in common, paragraph by paragraph and letter by letter."""

from __future__ import annotations

import difflib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gongbao.linking.provenance import ascending, likeness, pairs
from gongbao.typography import fold

Part = tuple[Literal["same", "added", "removed"], str]
Text = tuple[str, str]  # a paragraph and its letters
Pair = tuple[int, int]
HEAD = 6  # letters by which a paragraph is known that the other printing breaks
LOOK = 16  # paragraphs that one is compared with, on either side of where it should stand
ALIKE = 0.5  # share of letter pairs that two versions of a paragraph have in common
LONGEST = 2_000_000  # letters of one paragraph times letters of the other that are compared one by one
# Matches "## 一、总体要求"; near miss "\\# 3", "#标签".
HEADING = re.compile(r"^#{1,6}[ \t]+")
# Matches "[附表1](jzf-2023-5-table-1.md)"; near miss "\\[2023\\](5)".
LINK = re.compile(r"(?<!\\)\[(?P<text>(?:\\.|[^\\\[\]])*)\]\((?P<target>[^()\s]*)\)")
# Matches "\#", "\."; near miss "\云".
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Matches "<http://www.yunzhou.gov.cn/a>"; near miss "<云州市若干政策>".
ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")
# Matches "12.5", "GDP", "云", "（云": what a reader takes in as one, with the brackets that open before it.
UNIT = re.compile(r"[（(《〈“‘「【〔\[]*(?:[0-9０-９]+(?:\.[0-9]+)*|[A-Za-z]+|.)", re.DOTALL)


@dataclass(frozen=True)
class Difference:
    """A paragraph of two printings: the same but for punctuation, changed, or only in one of them.

    `parts` are the runs of letters of a changed paragraph; those of the others are one run or empty.
    """

    op: Literal["same", "changed", "added", "removed"]
    before: str
    after: str
    parts: tuple[Part, ...] = ()


def compare(one: str, other: str) -> tuple[Difference, ...]:
    """Two bodies (Markdown), in the order of both; every paragraph of each stands in exactly one difference.

    Where the one printing breaks a paragraph that the other does not, that is no difference: the pieces are taken
    together, a line each.
    """
    first, second = ([(text, fold(text)) for text in paragraphs(body) if fold(text)] for body in (one, other))
    before, after = _regrouped(first, second), _regrouped(second, first)
    return tuple(_merged(before, after, _pairs(before, after)))


def paragraphs(body: str) -> tuple[str, ...]:
    r"""The plain text of the blocks of a body: no heading marks, no escapes, the words of a link without its target.

    >>> paragraphs("# 云政发\n\n3\\. 附件\\[1\\] &lt;表&gt;\n\n[附表1](yzf-2023-5-table-1.md)")
    ('云政发', '3. 附件[1] <表>', '附表1')
    """
    blocks = re.split(r"\n[ \t]*\n", body.replace("\r\n", "\n"))
    return tuple(text for block in blocks if (text := _plain(block.strip())))


def _plain(block: str) -> str:
    text = ADDRESS.sub(r"\1", LINK.sub(lambda found: found["text"], HEADING.sub("", block)))
    return html.unescape(ESCAPE.sub(r"\1", text)).strip()


def _regrouped(texts: Sequence[Text], others: Sequence[Text]) -> list[Text]:
    """The paragraphs, those taken together that make up exactly one paragraph of the other printing."""
    whole = {key[:HEAD]: key for _, key in reversed(others)}
    found: list[Text] = []
    at = 0
    while at < len(texts):
        count = _pieces(texts, at, whole.get(texts[at][1][:HEAD], ""))
        group = texts[at : at + count]
        found.append(("\n".join(text for text, _ in group), "".join(key for _, key in group)))
        at += count
    return found


def _pieces(texts: Sequence[Text], at: int, wanted: str) -> int:
    """How many paragraphs from a place on make up the wanted letters; 1 when none do."""
    letters, count = "", 0
    while len(letters) < len(wanted) and at + count < len(texts) and wanted.startswith(letters):
        letters += texts[at + count][1]
        count += 1
    return count if letters == wanted and count else 1


def _merged(before: Sequence[Text], after: Sequence[Text], pairs: Iterable[Pair]) -> Iterator[Difference]:
    """The pairs, and between them what only the one printing has, then what only the other has."""
    at, to = 0, 0
    for left, right in (*pairs, (len(before), len(after))):
        yield from (Difference("removed", text, "", (("removed", text),)) for text, _ in before[at:left])
        yield from (Difference("added", "", text, (("added", text),)) for text, _ in after[to:right])
        if left < len(before):
            yield _difference(before[left], after[right])
        at, to = left + 1, right + 1


def _difference(before: Text, after: Text) -> Difference:
    if before[1] == after[1]:
        return Difference("same", before[0], after[0], (("same", after[0]),))
    return Difference("changed", before[0], after[0], tuple(_letters(before[0], after[0])))


def _pairs(before: Sequence[Text], after: Sequence[Text]) -> list[Pair]:
    """Which paragraph of the one is which of the other, ascending on both sides: the equal ones, then the alike."""
    sure = _equal(before, after)
    found: list[Pair] = []
    start = (0, 0)
    for pair in (*sure, (len(before), len(after))):
        found += _between(before, after, (start, pair))
        found += [pair] if pair[0] < len(before) else []
        start = (pair[0] + 1, pair[1] + 1)
    return found


def _equal(before: Sequence[Text], after: Sequence[Text]) -> list[Pair]:
    """The paragraphs that stand once on either side with the same letters."""
    once = [{key for key, count in Counter(key for _, key in side).items() if count == 1} for side in (before, after)]
    place = {key: at for at, (_, key) in enumerate(after) if key in once[1]}
    pairs = [(at, place[key]) for at, (_, key) in enumerate(before) if key in once[0] and key in place]
    return [pairs[index] for index in ascending([right for _, right in pairs])]


def _between(before: Sequence[Text], after: Sequence[Text], bounds: tuple[Pair, Pair]) -> list[Pair]:
    """The pairs between two sure ones: each is the best match of the other, near where it should stand."""
    (left, right), (left_end, right_end) = bounds
    if left >= left_end or right >= right_end:
        return []
    rows, columns = range(left, left_end), range(right, right_end)
    grams = [{at: pairs(side[at][1]) for at in span} for side, span in ((before, rows), (after, columns))]
    scores: dict[Pair, tuple[float, int]] = {}
    for row in rows:
        middle = right + (row - left) * len(columns) // len(rows)
        for column in range(max(right, middle - LOOK), min(right_end, middle + LOOK + 1)):
            score = likeness(grams[0][row], grams[1][column])
            if score >= ALIKE:
                scores[row, column] = (score, -abs(column - middle))
    return _mutual(scores)


def _mutual(scores: dict[Pair, tuple[float, int]]) -> list[Pair]:
    """The pairs of which neither side has a better one, without those that cross."""
    best: list[dict[int, Pair]] = [{}, {}]
    for pair in sorted(scores, key=lambda each: (scores[each], each)):
        for side in (0, 1):
            best[side][pair[side]] = pair
    pairs = sorted(pair for pair in best[0].values() if best[1][pair[1]] == pair)
    return [pairs[index] for index in ascending([right for _, right in pairs])]


def _letters(before: str, after: str) -> Iterator[Part]:
    """The runs of a changed paragraph; a run that is the same is given as the other printing has it."""
    old, new = _units(before), _units(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    middle = _runs(old[head : len(old) - tail], new[head : len(new) - tail])
    runs: list[Part] = [("same", _text(new[:head])), *middle, ("same", _text(new[len(new) - tail :]))]
    for op, group in groupby((run for run in runs if run[1]), key=lambda run: run[0]):
        yield op, "".join(text for _, text in group)


def _units(text: str) -> list[Text]:
    """Figures, Latin words and single characters, each with the punctuation behind it."""
    units: list[Text] = []
    for found in UNIT.finditer(text):
        key = fold(found[0])
        if key or not units:
            units.append((found[0], key))  # punctuation and spaces go with what is before them
        else:
            units[-1] = (units[-1][0] + found[0], units[-1][1])
    return units


def _shared(old: Sequence[Text], new: Sequence[Text]) -> int:
    """How many units both begin with."""
    differs = (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one[1] != other[1])
    return next(differs, min(len(old), len(new)))


def _runs(old: Sequence[Text], new: Sequence[Text]) -> Iterator[Part]:
    if len(old) * len(new) > LONGEST:
        yield from (("removed", _text(old)), ("added", _text(new)))
        return
    matcher = difflib.SequenceMatcher(None, [key for _, key in old], [key for _, key in new], autojunk=False)
    for op, start, end, begin, stop in matcher.get_opcodes():
        if op == "equal":
            yield "same", _text(new[begin:stop])
        else:
            yield from (("removed", _text(old[start:end])), ("added", _text(new[begin:stop])))


def _text(units: Sequence[Text]) -> str:
    return "".join(text for text, _ in units)
