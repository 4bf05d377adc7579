"""Letters of a text: the same as its characters folded one by one, each with its place."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from gongbao.linking.letters import BREAK, PLAIN_NAME, Letters
from gongbao.typography import fold

MARKS = st.sampled_from(
    ["《集市办法》", "《", "》", "云", "州", "，", "２", "㎡", "é", "e\u0301", "A", "1", BREAK, "\n"]
)
TEXTS = st.lists(MARKS | st.text(max_size=3), max_size=15).map("".join)


@given(TEXTS, st.booleans())
def test_every_letter_stands_where_it_was_read(text: str, titles: bool) -> None:
    read = Letters.of(text, titles)
    pairs = [(each, at) for at, char in enumerate(read.read) for each in (BREAK if char == BREAK else fold(char))]
    assert read.letters == "".join(each for each, _ in pairs)
    assert read.places == tuple(at for _, at in pairs)


def test_a_title_is_a_gap_unless_it_is_asked_for() -> None:
    assert Letters.of("按《集市办法》公告").letters == f"按{BREAK * 6}公告"
    assert Letters.of("按《集市办法》公告", titles=True).letters == "按集市办法公告"


@given(TEXTS, st.text("云州公告", min_size=1, max_size=3))
def test_a_long_name_is_known_wherever_it_stands(text: str, key: str) -> None:
    long = (key * PLAIN_NAME)[: PLAIN_NAME + 1]
    read = Letters.of(f"{text}{long}", titles=True)
    assert read.names(long) == bool(re.search(long, read.letters))
