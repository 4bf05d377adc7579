"""Which documents fit and how well: the formula and the rules of lunr; the twin of static/js/search/score.js.

A document's weight for a term in a field is rounded to thousandths, as lunr rounds it, so sums are whole numbers and
the order of equals never hangs on how a machine adds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongbao.search.fields import BOOSTS, FIELDS
from gongbao.search.part import Posting

_K1, _B = 1.2, 0.75

Lists = Mapping[str, Sequence[Posting]]  # of one term, by field, documents numbered through all segments


@dataclass(frozen=True)
class Hit:
    """A document and its score."""

    document: int
    score: float


@dataclass(frozen=True)
class Clause:
    """A term a query holds, in one field or (None) in any; it must be there, or it may."""

    term: str
    field: str | None = None
    required: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it is looked for in."""
        return (self.field,) if self.field else FIELDS


@dataclass(frozen=True)
class Corpus:
    """What the formula asks of all documents: how many, the sum of lengths by field, and the length of each."""

    documents: int
    totals: Mapping[str, int]
    length: Callable[[str, int], int]
    lists: Callable[[str], Lists]


def hits(corpus: Corpus, clauses: Iterable[Clause]) -> list[Hit]:
    """The documents that hold every required term (or, without one, any term), the best first, of equals the newest."""
    asked = tuple(dict.fromkeys(clauses))
    if any(each.required and not corpus.lists(each.term) for each in asked):
        return []
    present = [each for each in asked if corpus.lists(each.term)]
    allowed = _allowed(corpus, present)
    sums: dict[int, dict[str, int]] = {}
    for term, field in dict.fromkeys((each.term, field) for each in present for field in each.fields):
        for document, weight in _weights(corpus, term, field):
            if allowed is None or document in allowed:
                of = sums.setdefault(document, dict.fromkeys(FIELDS, 0))
                of[field] += weight * _times(present, term, field)
    norms = {field: _norm(present, field) for field in FIELDS}
    return sorted(_ranked(sums, norms), key=lambda hit: (-hit.score, -hit.document))


def holding(corpus: Corpus, phrase: Iterable[Clause]) -> set[int]:
    """The documents that hold every term of a phrase."""
    return _allowed(corpus, list(phrase)) or set()


def _times(present: Sequence[Clause], term: str, field: str) -> int:
    """A term asked twice, alone and in a field, counts twice there."""
    return sum(1 for each in present if each.term == term and field in each.fields)


def _allowed(corpus: Corpus, clauses: Sequence[Clause]) -> set[int] | None:
    """The documents with every required term; None where no term is required."""
    allowed: set[int] | None = None
    for each in clauses:
        if each.required:
            lists = corpus.lists(each.term)
            found = {posting.document for field in each.fields for posting in lists.get(field, ())}
            allowed = found if allowed is None else allowed & found
    return allowed


def _weights(corpus: Corpus, term: str, field: str) -> Iterable[tuple[int, int]]:
    lists = corpus.lists(term)
    having = sum(map(len, lists.values()))
    idf = math.log(1 + abs((corpus.documents - having + 0.5) / (having + 0.5)))
    average = corpus.totals[field] / corpus.documents
    for posting in lists.get(field, ()):
        tf, length = posting.count, corpus.length(field, posting.document)
        weight = idf * ((_K1 + 1) * tf) / (_K1 * (1 - _B + _B * (length / average)) + tf)
        yield posting.document, round(round(weight * BOOSTS[field], 3) * 1000)


def _norm(present: Sequence[Clause], field: str) -> float:
    """The length of the query's vector in a field."""
    asked = [each.term for each in present if field in each.fields]
    return math.sqrt(sum(asked.count(term) ** 2 for term in dict.fromkeys(asked)))


def _ranked(sums: Mapping[int, Mapping[str, int]], norms: Mapping[str, float]) -> Iterable[Hit]:
    """The scores; one division where all fields are asked the same, so that equal sums are equal scores."""
    different = len({norm for norm in norms.values() if norm}) > 1
    norm = max(norms.values())
    for document, of in sums.items():
        if different:
            score = sum(of[field] / norms[field] for field in FIELDS if norms[field])
        else:
            score = sum(of.values()) / norm
        yield Hit(document, score / 1000)
