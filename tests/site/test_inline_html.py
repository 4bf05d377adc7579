"""The inside of a block: one that holds nothing but text is written without a tree, and comes out the same."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.linking import Mention, Target
from gongbao.outline import marker
from gongbao.site.bodies.inline import Inline
from gongbao.site.bodies.pieces import Piece

ORGAN = "市教育局"
MARKS = st.sampled_from(["（一）", "1．", "第三条", "一、", ORGAN, "。", "&", "<b>", '"', " ", "\u3000", "\n", "云州"])


def found(text: str) -> tuple[Mention, ...]:
    starts = [at for at in range(len(text)) if text.startswith(ORGAN, at)]
    return tuple(Mention(at, at + len(ORGAN), "department", department=ORGAN) for at in starts)


def inline() -> Inline:
    return Inline(found, lambda mention: f'../a"&b/{mention.department}', lambda id_: None)


def piece(text: str, kind: str) -> Piece:
    element = Element("p")
    element.text = text
    return Piece(kind, element, text, marker(" ".join(text.split())))


@given(
    st.lists(MARKS | st.text(max_size=3), max_size=10).map("".join),
    st.sampled_from(["paragraph", "item", "article", "heading", "signature"]),
)
def test_text_alone_is_written_as_the_tree_would_be(text: str, kind: str) -> None:
    assert inline().html(piece(text, kind)) == inline()._of_tree(piece(text, kind))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "（一）公告。由市教育局听证",
            '<span class="run-in">（一）公告。</span>由<a class="organ" href="x">市教育局</a>听证',
        ),
        ("（一）市教育局公告", '<span class="marker">（一）</span><a class="organ" href="x">市教育局</a>公告'),
        ("（一）公告。", '<span class="marker">（一）</span>公告。'),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
    ],
)
def test_what_is_set_off_and_linked(text: str, html: str) -> None:
    assert Inline(found, lambda mention: "x", lambda id_: None).html(piece(text, "item")) == html


def test_a_citation_looks_like_one() -> None:
    mention = Mention(0, 4, "citation", Target("work", "yzf-2023-5"))
    told = Inline(lambda text: (mention,), lambda each: "y", lambda id_: None).html(piece("《办法》", "paragraph"))
    assert told == '<a class="cite" href="y">《办法》</a>'
