"""Markdown that shows exactly what the source says, and in which no text acts as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongbao.reading import markup

EXTENSIONS = ["tables", "fenced_code", "footnotes", "attr_list", "def_list", "abbr", "md_in_html"]


class Page(HTMLParser):
    """The text of a page and the elements it is made of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.targets += [f"{value}" if name == "href" else f"{name}={value}" for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append("!--")


def rendered(source: str, extensions: tuple[str, ...] = ()) -> Page:
    page = Page()
    page.feed(markdown.markdown(source, extensions=list(extensions)))
    page.close()
    return page


TEXTS = (
    "云州市人民政府关于加强绿化工作的通知",
    "# 不是标题", "###### 也不是", "> 不是引文", "- 不是列表", "+ 不是列表", "* 不是列表", "1. 不是列表", "12) 不是列表", "1.", "- ",
    "=====", "-----", "***", "* * *", "___", "~~~", "```", "| 甲 | 乙 |", ": 定义", "[^1]: 脚注", "[甲]: http://a.cn/", "*[甲]: 乙",
    "**粗** *斜* __粗__ _斜_ `码` ``码``", "甲_乙_丙", "a_b_c", "_甲_乙", "\\* 反斜线 \\", "![图](a.png) [链](b.html)", "[甲][乙] [甲]",
    "<script>alert(1)</script>", "<b>粗", "</b>", "<!-- 注 -->", "<?php ?>", "<5万元", "5<6且7>6", "a<b>c", "<云州市>", "<a href=\"x\">",
    "&lt;b&gt; &amp; &#42; &nbsp; &", "AT&T；R&D", "（一）甲。", "1．甲", "2024年*注", "*注：略", "甲*乙*丙", "“引号”…——", "$x$", "PM₂.₅", "{: .x}", "甲{: onclick=a}",
    "!!! note", "[TOC]", "bgs@yunzhou.gov.cn", "<bgs@yunzhou.gov.cn>", "甲\\", "\\(", "\\[", "4*5*6", "[", "]", "](", "![", "`", "``", "<", ">", "&", "&#",
)  # fmt: skip


@pytest.mark.parametrize("extensions", [(), tuple(EXTENSIONS)], ids=["plain", "extended"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_paragraph_shows_exactly_the_text(text: str, extensions: tuple[str, ...]) -> None:
    page = rendered(markup.escape(text), extensions)
    assert page.text.strip() == text.strip()
    assert (page.elements, page.targets) == (["p"], [])


SPECIALS = st.text(alphabet="*_`[]()<>#+-.!\\|~=:&;{}/?'\"12ab甲乙。，\u3000 ^$@x", min_size=1, max_size=30).map(
    str.strip
)


@given(SPECIALS.filter(lambda text: bool(text) and "://" not in text and "  " not in text))
@example("&#1")
def test_any_text_is_shown_and_nothing_else(text: str) -> None:
    page = rendered(markup.escape(text))
    assert page.text.strip() == text
    assert page.elements == ["p"]


@given(SPECIALS.filter(lambda text: bool(text) and "://" not in text and "  " not in text), st.integers(1, 6))
@example("推进C#", 2)
@example("甲 ##", 2)
@example("\\#", 1)
@example("\\\\##", 2)
def test_a_heading_shows_exactly_the_text(text: str, level: int) -> None:
    page = rendered(markup.heading(level, text))
    assert page.text.strip() == text
    assert page.elements == [f"h{level}"]


HOSTILE = st.lists(
    st.sampled_from(
        ["<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=a>", "<!--", "-->", "javascript:", "[a](javascript:b)", "<http://a.cn/", ">", "\"", "'", "http://a.cn/", "`", "\\", "*", "_", "&lt;", "<", "\n", "甲", " "]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(HOSTILE)
@example("http://a.cn/[a](javascript:b)")
@example("<http://a.cn/[a](javascript:b)")
@example("http://a.cn/![a](x)")
def test_no_element_comes_out_of_hostile_text(text: str) -> None:
    page = rendered(markup.escape(text.replace("\n", " ").strip()))
    assert set(page.elements) <= {"p", "a"}
    assert all(re.match(r"(?:https?|ftp)://", target) for target in page.targets)


@pytest.mark.parametrize(("level", "mark"), [(0, "# "), (1, "# "), (4, "#### "), (6, "###### "), (9, "###### ")])
def test_heading_levels(level: int, mark: str) -> None:
    assert markup.heading(level, "总则") == mark + "总则"


@pytest.mark.parametrize(
    "text", ["公示见<https://www.yunzhou.gov.cn/a_b?c=1&d=2>。", "见<http://yunzhou.gov.cn/*/_x_>"]
)
def test_a_web_address_in_angle_brackets_stays_a_link(text: str) -> None:
    page = rendered(markup.escape(text))
    assert page.targets == [text[text.index("<") + 1 : text.index(">")]]


@pytest.mark.parametrize(
    "text", ["公示见http://www.yunzhou.gov.cn/a_b_c/x*y。", "登录https://yunzhou.gov.cn/_a_/b（网址）查询"]
)
def test_a_bare_address_shows_as_printed(text: str) -> None:
    assert rendered(markup.escape(text)).text == text


@pytest.mark.parametrize("name", ["云州市清单", "清单[1]", "清单*（试行）*", "<b>清单", "甲_乙_丙", "a](b", "`清单`"])
def test_the_place_of_a_table_is_one_link(name: str) -> None:
    page = rendered(markup.link(name, "yzf-2024-5-table-1.md"))
    assert page.elements == ["p", "a"]
    assert page.targets == ["yzf-2024-5-table-1.md"]
    assert page.text == name
