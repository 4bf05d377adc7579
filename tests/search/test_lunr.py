"""The parts put together are lunr's index: the same documents, the same scores, the same order."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import pytest
from lunr.builder import Builder
from lunr.query import QueryPresence
from small_index import archive, archive_index, index, many

from gongbao.search.engine import Engine
from gongbao.search.fields import BOOSTS, FIELDS
from gongbao.search.lengths import LENGTHS, length_code
from gongbao.search.query import parse
from gongbao.search.score import Clause, Hit, hits, holding
from gongbao.search.tokens import distinct, terms

DOCUMENTS = 60
PRESENCE = {True: QueryPresence.REQUIRED, False: QueryPresence.OPTIONAL}


@cache
def lunr_builder() -> Builder:
    """lunr's own builder over the same tokens, newest document first, with lengths in one byte."""
    builder = Builder()
    builder.ref("id")
    for field in FIELDS:
        builder.field(field, boost=BOOSTS[field])
    for place in reversed(range(DOCUMENTS)):
        document = archive()[place]
        builder.add(
            {
                "id": str(place),
                "title": terms(document.title_text, unigrams=True),
                "number": terms(document.number_text, unigrams=True),
                "body": terms(document.body_text),
            }
        )
    for reference, length in builder.field_lengths.items():
        builder.field_lengths[reference] = LENGTHS[length_code(length)]
    return builder


@cache
def lunr_index() -> Any:
    return lunr_builder().build()


@cache
def ours() -> Any:
    return index(archive()[:DOCUMENTS])


def by_lunr(clauses: list[Clause]) -> list[tuple[int, float]]:
    def ask(query: Any) -> None:
        for clause in clauses:
            query.term(clause.term, fields=list(clause.fields), presence=PRESENCE[clause.required])

    return [(int(each["ref"]), each["score"]) for each in lunr_index().query(callback=ask)]


def in_order(found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """lunr adds fractions, so scores that are equal differ by the sixteenth digit; here equals stand newest first."""
    return sorted(((document, round(score, 9)) for document, score in found), key=lambda each: (-each[1], -each[0]))


def pairs(found: list[Hit]) -> list[tuple[int, float]]:
    return [(hit.document, round(hit.score, 9)) for hit in found]


def test_every_term_stands_where_lunr_has_it() -> None:
    inverted = lunr_builder().inverted_index
    parts = sum(len(part.terms) for part in _all_parts())
    assert parts == len(inverted)
    for term, posting in inverted.items():
        lists = ours().lists(term)
        for field in FIELDS:
            mine = {str(each.document): each.count for each in lists.get(field, ())}
            assert mine == {
                ref: lunr_builder().field_term_frequencies[f"{field}/{ref}"][term] for ref in posting[field]
            }, term


def _all_parts() -> list[Any]:
    found = ours()
    for term in lunr_builder().inverted_index:
        found.lists(term)
    return list(found._parts.values())


@pytest.mark.parametrize("required", [True, False])
def test_phrases_score_as_in_lunr(required: bool) -> None:
    random = Random(3)
    compared = 0
    for _ in range(150):
        document = random.choice(archive()[:DOCUMENTS])
        text = random.choice([document.title_text, document.body_text or document.title_text])
        start = random.randrange(len(text))
        clauses = [Clause(term, None, required) for term in distinct(terms(text[start : start + random.randint(2, 9)]))]
        if clauses:
            expected = in_order(by_lunr(clauses))
            assert pairs(hits(ours().corpus, clauses)) == expected, clauses
            compared += len(expected)
    assert compared > 150


def test_what_a_query_asks_for_is_found_as_lunr_finds_it() -> None:
    """On the terms a query looks up, a few of a long phrase: the same documents, order and scores."""
    random, engine, long = Random(6), Engine(ours()), 0
    for _ in range(150):
        text = random.choice(archive()[:DOCUMENTS]).title
        start = random.randrange(len(text))
        piece = text[start : start + random.randint(2, 40)]
        phrases = parse(piece).phrases
        found = engine.search(piece, as_words=True)
        clauses = [Clause(term, phrase.field) for phrase in phrases for term in phrase.terms]
        if clauses and not found.left_out and not found.query.excluded:
            assert pairs(list(found.hits)) == in_order(by_lunr(clauses)), piece
            long += any(phrase.more for phrase in phrases)
    assert long > 30


def test_a_field_of_its_own_and_mixed_clauses_score_as_in_lunr() -> None:
    for clauses in (
        [Clause("通知", "title")],
        [Clause("通知", "title"), Clause("补偿"), Clause("安置", None, False)],
        [Clause("通知", "title"), Clause("通知")],
        [Clause("2023", "number"), Clause("工业", "body", False), Clause("没有")],
        [Clause("没有", None, False), Clause("工业", None, False)],
    ):
        assert pairs(hits(ours().corpus, clauses)) == in_order(by_lunr(clauses)), clauses


def test_a_word_left_out_takes_away_what_lunr_takes_away() -> None:
    def ask(query: Any) -> None:
        query.term("工业", presence=QueryPresence.REQUIRED)
        query.term("补偿", presence=QueryPresence.PROHIBITED)

    expected = {int(each["ref"]) for each in lunr_index().query(callback=ask)}
    banned = holding(ours().corpus, [Clause("补偿")])
    assert {hit.document for hit in hits(ours().corpus, [Clause("工业")])} - banned == expected
    assert banned


def test_whole_archive_and_many_short_texts_are_told_apart_by_length() -> None:
    """A word in a short text weighs more than in a long one."""
    found = index(many(60))
    best = hits(found.corpus, [Clause("通知")])
    assert best == sorted(best, key=lambda hit: (-hit.score, -hit.document))
    assert archive_index().documents == len(archive())
