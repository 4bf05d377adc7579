"""The Markdown of content/: what an archivist writes is shown, and nothing in it acts."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from gongbao.site.dialect import Dialect, inner_html, record_of, text_of

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[点我](javascript:alert(1))",
    "[点我](JaVaScRiPt:alert(1))",
    "[点我](data:text/html,<script>alert(1)</script>)",
    "![图](https://elsewhere.example/a.png)",
    "[点我](//elsewhere.example/)",
    "<div onclick=alert(1)>云州</div>",
    "[1]: javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "`<script>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


def page(body: str) -> BeautifulSoup:
    """The blocks of a body as a browser would read them."""
    return BeautifulSoup("".join(f"<p>{inner_html(each)}</p>" for each in Dialect().blocks(body)), "html.parser")


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_in_a_body_acts(body: str) -> None:
    found = page(body)
    assert not found.find_all(["script", "img", "svg", "div", "iframe"])
    assert all(str(link["href"]).startswith(("https://", "#")) for link in found.find_all("a"))
    assert not [name for tag in found.find_all(True) for name in tag.attrs if name.startswith("on")]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[点我](javascript:alert(1))", "点我（javascript:alert(1)）"),
        ("浓度&lt;5，A&amp;lt;B", "浓度<5，A&lt;B"),
        ("`a<b`", "a<b"),
        (r"1\. 不是列表 \*星号\*", "1. 不是列表 *星号*"),
        ("[1]: 云州", "[1]: 云州"),
        ("邮箱<bgs@yunzhou.gov.cn>", "邮箱<bgs@yunzhou.gov.cn>"),
    ],
)
def test_the_text_is_shown_as_it_is(body: str, shown: str) -> None:
    assert page(body).get_text() == shown


def test_good_links_stay() -> None:
    found = page("见[网页](https://www.yunzhou.gov.cn/a?b=1&c=2)和<http://yunzhou.gov.cn>，[表](yzf-2023-5-table-1.md)")
    assert [link["href"] for link in found.find_all("a")] == [
        "https://www.yunzhou.gov.cn/a?b=1&c=2",
        "http://yunzhou.gov.cn",
        "yzf-2023-5-table-1.md",
    ]


@pytest.mark.parametrize(
    ("href", "id_"),
    [("yzf-2023-5.md", "yzf-2023-5"), ("../2023-04/a-table-1.md", "a-table-1"), ("index.html", None), ("a.md?x", None)],
)
def test_links_to_records(href: str, id_: str | None) -> None:
    assert record_of(href) == id_


@given(st.text(alphabet="ab<>&\"'()[]!`*_#\\;:/-=| \n云州", max_size=60))
def test_any_text_is_harmless_and_parses(body: str) -> None:
    for block in Dialect().blocks(body):
        text_of(block)
        html = BeautifulSoup(inner_html(block), "html.parser")
        assert not html.find_all(["script", "img", "svg"])


def test_who_asks_for_blocks_may_change_them() -> None:
    dialect, body = Dialect(), "# 云州\n\n[表](a.md) *甲*"
    first = [inner_html(each) for each in dialect.shared(body)]
    for block in dialect.blocks(body):
        block.text = "乙"
        block.clear()
    assert [inner_html(each) for each in dialect.blocks(body)] == first
    assert [inner_html(each) for each in dialect.shared(body)] == first
