"""Texts taken apart many at once have the terms that one text has by the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import given, strategies
from small_index import HOSTILE, archive

from gongbao.search.postings import counted
from gongbao.search.tokens import terms
from gongbao.search.vocabulary import Vocabulary

ODD = (
    "",
    "。",
    ".",
    "5",
    ".5",
    "5.",
    "a.1.2.b..3",
    "ＰＭ２．５，５号",
    "①㎡",
    "é\u0301\u200b堰",
    "\U00020000五𠀀",
    "云州\n政府",
    "\ud800",
)
texts = strategies.lists(strategies.text("云州政5.aＡ①㎡，\u200b\n 〔𠀀é") | strategies.sampled_from(ODD), max_size=8)


def assert_as_alone(found: Sequence[str], unigrams: Sequence[bool]) -> None:
    vocabulary = Vocabulary()
    keys, bounds = vocabulary.terms(found, unigrams)
    assert len(bounds) == len(found) + 1
    for place, (text, every) in enumerate(zip(found, unigrams, strict=True)):
        own = keys[bounds[place] : bounds[place + 1]]
        assert Counter(vocabulary.strings(own)) == Counter(terms(text, every)), text
        assert (np.diff(own.astype(np.int64)) >= 0).all()


@given(found=texts, data=strategies.data())
def test_each_text_has_its_own_terms_whatever_stands_beside_it(found: list[str], data: strategies.DataObject) -> None:
    flags = strategies.lists(strategies.booleans(), min_size=len(found), max_size=len(found))
    assert_as_alone(found, data.draw(flags))


def test_odd_texts_and_those_of_a_gazette_are_taken_apart_by_the_rules() -> None:
    found = [*ODD, *HOSTILE, *(document.title_text for document in archive()), archive()[0].body_text, *ODD]
    for every in (True, False):
        assert_as_alone(found, [every] * len(found))


def test_terms_are_counted_by_document_and_field() -> None:
    vocabulary = Vocabulary()
    found = counted(vocabulary, [("云州", "", "云州云州，云州"), ("", "", ""), ("", "5号", "")])
    rows = zip(found.documents, found.fields, vocabulary.strings(found.keys), found.counts, strict=True)
    assert found.lengths.tolist() == [[3, 0, 4], [0, 0, 0], [0, 3, 0]]
    assert sorted(rows) == [
        (0, 0, "云", 1),
        (0, 0, "云州", 1),
        (0, 0, "州", 1),
        (0, 2, "云州", 3),
        (0, 2, "州云", 1),
        (2, 1, "5", 1),
        (2, 1, "5号", 1),
        (2, 1, "号", 1),
    ]


def test_no_text_has_no_terms() -> None:
    assert counted(Vocabulary(), []).keys.size == 0
