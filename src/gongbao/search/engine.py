"""A search from the query to the results; the twin of static/js/search/engine.js."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gongbao.numbers import Number
from gongbao.search.closest import Closest, holds
from gongbao.search.facets import Row
from gongbao.search.index import Index
from gongbao.search.query import Filter, Phrase, Query, parse, years
from gongbao.search.register import Entry
from gongbao.search.score import Clause, Hit, hits, holding
from gongbao.search.spelling import Reading, Speller
from gongbao.search.tokens import fold

NEAREST = 6
PAGE = 10  # hits whose texts are looked at in any case


@dataclass(frozen=True)
class Results:
    """What was found.

    `numbered` are the documents that bear the number the query names, newest first; `near` the next numbers of the
    same series and year where there is none. `left_out` are the words that not every hit holds, when no document
    holds all of them. `mentioned` is the number, where it is all of the query: then the query is the number as it is
    printed, and the hits may name it.
    """

    query: Query
    readings: tuple[Reading, ...] = ()
    numbered: tuple[int, ...] = ()
    near: tuple[Entry, ...] = ()
    hits: tuple[Hit, ...] = ()
    left_out: tuple[str, ...] = ()
    mentioned: Number | None = None

    @property
    def direct(self) -> int | None:
        """The one document that a query which is nothing but a number leads to."""
        sure = any(each.whole and each.sure and each.serial for each in self.readings)
        return self.numbered[0] if sure and len(self.numbered) == 1 else None


class Engine:
    """Searches an index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def search(self, text: str, as_words: bool = False) -> Results:
        """Everything a query finds, the best first; `as_words` where it shall not be read as a number."""
        query = parse(text)
        if query.empty:
            return Results(query)
        readings = () if as_words else self.speller.readings(query.text)
        number = _whole(readings)
        if number:
            query = replace(parse(f'"{number}"'), text=query.text)
        sifted = _Sieve(self.index, query).fits
        numbered = tuple(each for each in self._numbered(readings) if sifted(each))
        near = () if numbered else self._near(readings)
        found, left_out = self._texts(query, any(each.whole and each.complete for each in readings))
        banned = self._banned(query.excluded)
        kept = tuple(hit for hit in found if hit.document not in banned and sifted(hit.document))
        return Results(query, readings, numbered, near, kept, left_out, number)

    def settled(self, results: Results) -> Results:
        """What is left of the hits of a long phrase when the first texts are looked at.

        If one of them does not hold it, hits of a page are all looked at, and more are searched for all its terms.
        """
        if results.mentioned or results.left_out or not any(phrase.more for phrase in results.query.phrases):
            return results
        first = results.hits[:PAGE]
        holding_it = tuple(hit for hit in first if holds(self.index.fragment(hit.document), results.query))
        if len(holding_it) == len(first):
            return results
        if len(results.hits) <= PAGE:
            return replace(results, hits=holding_it)
        whole = (replace(each, terms=each.terms + each.more, more=()) for each in results.query.phrases)
        kept = {hit.document for hit in results.hits}
        found, _ = self._texts(replace(results.query, phrases=tuple(whole)), numbered=True)
        return replace(results, hits=tuple(hit for hit in found if hit.document in kept))

    def closest(self, results: Results) -> Closest:
        """What gives the hits by how close they come; those of a number only if they name it, and not the number's own."""
        number = results.mentioned is not None
        own = set(results.numbered) if number else set()
        hits = (hit for hit in results.hits if hit.document not in own)
        return Closest(self.index.fragment, results.query, hits, number)

    @cached_property
    def speller(self) -> Speller:
        """What reads numbers."""
        return Speller(dict(self.index.manifest["series"]))

    def _numbered(self, readings: Iterable[Reading]) -> list[int]:
        """The documents of the numbers a text names, in the order it names them, of one reading the newest first."""
        found: list[Entry] = []
        for reading in readings:
            fitting = (each for each in self.index.numbers if reading.sure and _fits(each, reading))
            found += sorted(fitting, key=lambda each: (each.year, each.serial, each.document), reverse=True)
        return list(dict.fromkeys(entry.document for entry in found))

    def _near(self, readings: Iterable[Reading]) -> tuple[Entry, ...]:
        """The nearest serials of the same series and year."""
        for reading in readings:
            serial = reading.serial
            if reading.series and serial:
                same = [each for each in self.index.numbers if _same_year(each, reading)]
                return tuple(
                    sorted(same, key=lambda each: (abs(each.serial - serial), -each.year, each.serial))[:NEAREST]
                )
        return ()

    def _texts(self, query: Query, numbered: bool) -> tuple[list[Hit], tuple[str, ...]]:
        """The hits of all words; where there are none, those of most words, and the words they lack.

        A query that is a number is not loosened: half of a number is another number.
        """
        if not query.phrases:
            return [Hit(document, 0.0) for document in reversed(range(self.index.documents))], ()
        found = hits(self.index.corpus, [clause for phrase in query.phrases for clause in _clauses(phrase)])
        return (found, ()) if found or numbered else self._some(query.phrases)

    def _some(self, phrases: Sequence[Phrase]) -> tuple[list[Hit], tuple[str, ...]]:
        holders = {phrase: holding(self.index.corpus, _clauses(phrase)) for phrase in phrases}
        known = [phrase for phrase in phrases if holders[phrase]]
        while len(known) > 1 and not set.intersection(*(holders[phrase] for phrase in known)):
            known.remove(min(known, key=lambda phrase: (len(phrase.terms), -known.index(phrase))))
        if known:
            found = hits(self.index.corpus, [clause for phrase in known for clause in _clauses(phrase)])
            return found, tuple(phrase.text for phrase in phrases if phrase not in known)
        return self._any(phrases), tuple(phrase.text for phrase in phrases)

    def _any(self, phrases: Sequence[Phrase]) -> list[Hit]:
        """The documents that hold at least half as many of the terms as the one that holds most."""
        clauses = [Clause(each.term, each.field, False) for phrase in phrases for each in _clauses(phrase)]
        counts: dict[int, int] = {}
        for clause in dict.fromkeys(clauses):
            for document in holding(self.index.corpus, [Clause(clause.term, clause.field)]):
                counts[document] = counts.get(document, 0) + 1
        most = max(counts.values(), default=0)
        return [hit for hit in hits(self.index.corpus, clauses) if 2 * counts[hit.document] >= most]

    def _banned(self, phrases: Iterable[Phrase]) -> set[int]:
        return {each for phrase in phrases for each in holding(self.index.corpus, _clauses(phrase))}


def _whole(readings: Iterable[Reading]) -> Number | None:
    """The number that is all of a query."""
    for each in readings:
        if each.whole and each.sure and each.series and each.year and each.serial:
            return Number(each.series, each.year, each.serial)
    return None


def _clauses(phrase: Phrase) -> list[Clause]:
    return [Clause(term, phrase.field) for term in phrase.terms]


def _fits(entry: Entry, reading: Reading) -> bool:
    return (
        reading.series in (None, entry.series)
        and reading.year in (None, entry.year)
        and reading.serial in (None, entry.serial)
    )


def _same_year(entry: Entry, reading: Reading) -> bool:
    return entry.series == reading.series and reading.year in (None, entry.year)


class _Sieve:
    """The filters of a query."""

    def __init__(self, index: Index, query: Query) -> None:
        self._index = index
        self._tests = [self._test(each) for each in query.filters]

    def fits(self, document: int) -> bool:
        """Tell whether a document passes every filter."""
        return not self._tests or all(test(self._index.facets[document]) for test in self._tests)

    def _test(self, asked: Filter) -> Callable[[Row], bool]:
        if asked.name == "year":
            span = years(asked.value) or (0, 0)
            return lambda row: (span[0] <= row.year <= span[1]) is not asked.excluded
        wanted = self._meant(asked)
        return lambda row: bool(wanted.intersection(_values(row, asked.name))) is not asked.excluded

    def _meant(self, asked: Filter) -> set[str]:
        """The values a filter means: the one it names, or all that hold what it says."""
        known = {value: value for row in self._index.facets for value in _values(row, asked.name)}
        named = self._index.manifest["kinds"] if asked.name == "kind" else {}
        aliases = self._index.aliases.get(asked.name, {})
        called = {label: value for value, label in named.items()} | dict(aliases) | known
        wanted = fold(asked.value)
        exact = {value for name, value in called.items() if fold(name) == wanted}
        return exact or {value for name, value in called.items() if wanted and wanted in fold(name)}


def _values(row: Row, name: str) -> tuple[str, ...]:
    if name == "department":
        return row.departments
    value: str = getattr(row, name)
    return (value,) if value else ()
