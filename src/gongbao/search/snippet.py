"""The best place of a text for a query, with its marks as ranges; the twin of static/js/search/snippet.js."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from gongbao.search.documents import Passage
from gongbao.search.fragments import Fragment
from gongbao.search.query import Query
from gongbao.search.tokens import Unit, units

WINDOW = 120  # characters of an excerpt
LEAD = 24  # characters before its first mark
_STOPS = frozenset("，。；：！？、｜,;:!?")

Run = tuple[str, ...]  # units that stand together


@dataclass(frozen=True)
class Mark:
    """Characters that were looked for; `exact` when all of a run stand there together."""

    start: int
    end: int
    exact: bool
    run: int


@dataclass(frozen=True)
class Snippet:
    """An excerpt: where it stands, its text, the marks in it, and whether the paragraph goes on before and behind."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    anchor: str = ""
    page: str = ""
    heading: str = ""
    exact: bool = False
    before: bool = False
    behind: bool = False


def runs(query: Query, title: bool = False) -> list[Run]:
    """What a text is searched for: the words, parted where punctuation parts them.

    Words asked for in one field only are searched for in the title or nowhere.
    """
    found: dict[Run, None] = {}
    for phrase in query.phrases:
        if phrase.field in (None, "title" if title else "body"):
            for _, group in groupby(units(phrase.text), key=lambda unit: unit.group):
                found[tuple(unit.text for unit in group)] = None
    return list(found)


def marks(text: str, wanted: Sequence[Run]) -> tuple[Mark, ...]:
    """Where the runs stand in a text; of a run that nowhere stands whole, its pairs."""
    found = units(text)
    marked = [mark for place, run in enumerate(wanted) for mark in _of_run(found, run, place)]
    return tuple(sorted(marked, key=lambda mark: (mark.start, mark.end)))


def joined(found: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """Marks as ranges that do not touch."""
    ranges: list[tuple[int, int]] = []
    for mark in found:
        if ranges and mark.start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], mark.end))
        else:
            ranges.append((mark.start, mark.end))
    return tuple(ranges)


def closeness(fragment: Fragment, query: Query) -> int:
    """How a document has the words: 0 all of them in its title, 1 each somewhere as it was typed, 2 scattered."""
    wanted = runs(query)
    if not wanted:
        return 1
    titles = [marks(text, wanted) for text in (fragment.title, *fragment.names, fragment.number)]
    if any(_whole(found, wanted) for found in titles):
        return 0
    missing = set(range(len(wanted))) - {mark.run for found in titles for mark in found if mark.exact}
    for passage in fragment.passages:
        if not missing:
            break
        missing -= {mark.run for mark in marks(passage.text, wanted) if mark.exact}
    return 2 if missing else 1


def snippet(fragment: Fragment, query: Query) -> Snippet:
    """The excerpt that shows the words best; the beginning of the text where they stand in the title only."""
    wanted = runs(query)
    best, best_value, heading, opening = None, 0, "", None
    for passage in fragment.passages:
        if passage.heading:
            heading = passage.text
        found = marks(passage.text, wanted) if wanted else ()
        value = _value(found, wanted)
        if value > best_value:
            best, best_value = (passage, found, heading), value
        if opening is None and not passage.heading:
            opening = (passage, (), "")
    chosen = best or opening
    return _excerpt(*chosen, whole=_whole(chosen[1], wanted)) if chosen else Snippet("")


def _excerpt(passage: Passage, found: Sequence[Mark], heading: str, *, whole: bool) -> Snippet:
    start, end = _window(passage.text, found)
    inside = [mark for mark in found if start <= mark.start and mark.end <= end]
    return Snippet(
        text=passage.text[start:end],
        marks=tuple((one - start, other - start) for one, other in joined(inside)),
        anchor=passage.anchor,
        page=passage.page,
        heading="" if passage.heading else heading,
        exact=whole,
        before=start > 0,
        behind=end < len(passage.text),
    )


def _of_run(found: Sequence[Unit], run: Run, place: int) -> Iterator[Mark]:
    whole = list(_standing(found, run))
    for start, end in whole:
        yield Mark(start, end, True, place)
    if not whole and len(run) > 1:
        for pair in dict.fromkeys(pairwise(run)):
            for start, end in _standing(found, pair):
                yield Mark(start, end, False, place)


def _standing(found: Sequence[Unit], run: Run) -> Iterator[tuple[int, int]]:
    size = len(run)
    for at in range(len(found) - size + 1):
        last = found[at + size - 1]
        same = found[at].text == run[0] and last.group == found[at].group
        if same and all(found[at + step].text == run[step] for step in range(1, size)):
            yield found[at].start, last.end


def _whole(found: Iterable[Mark], wanted: Sequence[Run]) -> bool:
    return len({mark.run for mark in found if mark.exact}) == len(wanted) > 0


def _value(found: Iterable[Mark], wanted: Sequence[Run]) -> int:
    """Whole runs count four times their length, pairs by how many there are of a run."""
    found = list(found)
    whole = {mark.run for mark in found if mark.exact}
    pairs = {(mark.run, mark.start) for mark in found if mark.run not in whole}
    return sum(4 * len(wanted[run]) for run in whole) + min(len(pairs), 3)


def _window(text: str, found: Sequence[Mark]) -> tuple[int, int]:
    """The stretch of a paragraph with the most marks, from the beginning of a clause if one is near."""
    if len(text) <= WINDOW:
        return 0, len(text)
    starts = [max(0, min(mark.start - LEAD, len(text) - WINDOW)) for mark in found] or [0]
    start = max(dict.fromkeys(starts), key=lambda start: _weight(found, start))
    first = min((mark.start for mark in found if mark.start >= start), default=start)
    clause = next((at for at in range(start, first) if start and text[at - 1] in _STOPS), start)
    return clause, min(len(text), clause + WINDOW)


def _weight(found: Iterable[Mark], start: int) -> int:
    inside = [mark for mark in found if start <= mark.start and mark.end <= start + WINDOW]
    return 8 * len({mark.run for mark in inside if mark.exact}) + len(inside)
