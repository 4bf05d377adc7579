"""Rows that are told by a digest: a view that holds them is told apart without anybody looking at them."""

from __future__ import annotations

from collections.abc import Sequence

from gongbao.site.fetched import Fetched, chosen
from gongbao.site.parts import digest


def never() -> Sequence[str]:
    raise AssertionError


def test_a_digest_takes_in_the_digest_of_the_rows_and_not_the_rows() -> None:
    assert digest(Fetched(b"1", never)) == digest(Fetched(b"1", never)) != digest(Fetched(b"2", never))


def test_how_many_they_are_may_be_known_before() -> None:
    assert len(Fetched(b"1", never, 3)) == 3
    assert len(Fetched(b"1", lambda: ("甲", "乙"))) == 2


def test_the_rows_are_fetched_once() -> None:
    asked: list[int] = []
    rows = Fetched(b"1", lambda: asked.append(1) or ("甲", "乙"))  # type: ignore[func-returns-value]
    assert [*rows, rows[0], *rows[1:]] == ["甲", "乙", "甲", "乙"]
    assert asked == [1]


def test_of_rows_to_be_fetched_some_are_chosen_when_they_are_looked_at() -> None:
    assert digest(chosen(Fetched(b"1", never), b"a", bool)) != digest(chosen(Fetched(b"1", never), b"b", bool))
    assert list(chosen(Fetched(b"1", lambda: ("甲", "")), b"", bool)) == ["甲"]
    assert chosen(("甲", ""), b"", bool) == ("甲",)
