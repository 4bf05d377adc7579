"""Hits put in order by their texts: words as they were typed before scattered ones; the twin of static/js/search/closest.js."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gongbao.search.fragments import Fragment
from gongbao.search.query import Phrase, Query
from gongbao.search.score import Hit
from gongbao.search.snippet import closeness
from gongbao.search.tokens import every_asked, terms

SCATTERED = 2
AHEAD = 2  # as many texts are looked at as are wanted, times this, before scattered ones are given
_FEWEST = 4  # texts of a further look


@dataclass(frozen=True)
class Judged:
    """A hit with its fragment: closeness 0 has the words in its title, 1 somewhere as they were typed, 2 scattered."""

    hit: Hit
    fragment: Fragment
    closeness: int


def holds(fragment: Fragment, query: Query) -> bool:
    """Tell whether a document has all pairs of the phrases of a query, wherever they stand."""
    return closeness(fragment, query) < SCATTERED or all(_has(fragment, phrase) for phrase in query.phrases)


def _has(fragment: Fragment, phrase: Phrase) -> bool:
    said = {
        "title": (fragment.title, *fragment.names),
        "number": (fragment.number, fragment.id.replace("-", " ")),
        "body": tuple(passage.text for passage in fragment.passages),
    }
    texts = said[phrase.field] if phrase.field else (text for each in said.values() for text in each)
    missing = set(every_asked(phrase.text))
    for text in texts:
        missing.difference_update(terms(text, unigrams=True))
    return not missing


class Closest:
    """Gives hits stretch by stretch; `strict` drops those that have the words scattered."""

    def __init__(self, fragment: Callable[[int], Fragment], query: Query, hits: Iterable[Hit], strict: bool) -> None:
        self._fragment = fragment
        self._query = query
        self._ahead = list(hits)
        self._strict = strict
        self._held: list[list[Judged]] = [[], [], []]

    def next(self, count: int) -> list[Judged]:
        """The next ones: those that are close as far as it looks ahead, then scattered ones in the order of the hits."""
        looked = 0
        while self._ahead and (lack := count - self._close) > 0 and looked < AHEAD * count:
            size = min(count, max(_FEWEST, 2 * lack)) if looked else count
            self._look(size)
            looked += size
        found = [judged for held in self._held for judged in held][:count]
        self._held = [[judged for judged in held if judged not in found] for held in self._held]
        return found

    @property
    def _close(self) -> int:
        return len(self._held[0]) + len(self._held[1])

    def _look(self, count: int) -> None:
        for hit in self._ahead[:count]:
            fragment = self._fragment(hit.document)
            judged = Judged(hit, fragment, closeness(fragment, self._query))
            if judged.closeness < SCATTERED or not self._strict:
                self._held[judged.closeness].append(judged)
        del self._ahead[:count]

    @property
    def left(self) -> list[Hit]:
        """The hits that were not given; of those that were not looked at nobody knows how close they are."""
        return [*(judged.hit for held in self._held for judged in held), *self._ahead]
