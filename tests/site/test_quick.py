"""The shortcuts around the Markdown package change nothing: the same HTML as the stock package, byte for byte."""

from __future__ import annotations

import html
import random
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor

from gongbao.archive import Library
from gongbao.site.dialect import HARMLESS, RECORD, Dialect, inner_html, outer_html, spoken

CONTENT = Path(__file__).resolve().parents[2] / "content"
ROUNDS = 24_000
SEED = 20230301
# What means something in Markdown, to one of its processors or to another beside it, and a little text.
MARKS = [
    *"`\\[]()<>&*_#-+=|!:;'\"{}~^",
    *(
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        " ",
        "  ",
        "   ",
        "    ",
        "        ",
        "\t",
        "  \n",
        "\r\n",
        "\u3000",
        "\xa0",
        "\u2028",
    ),
    *(
        "**",
        "__",
        "***",
        "``",
        "```",
        "---",
        "***\n",
        "===",
        "\n===\n",
        "\n---\n",
        "# ",
        "## ",
        "####### ",
        "\n#",
        "\n# ",
        "#\n",
    ),
    *("1. ", "2. ", "\n1. ", "\n2. ", "３. ", "- ", "\n- ", "\n* ", "\n+ ", "\n    - ", "> ", "\n> ", "\n>> ", ">\n"),
    *("| a | b |\n| --- | :-: |\n| 1 | 2 |", "\n| 云 |\n|---|\n", "|", "\n|", "-|-", "\\|", "`|`", "|:-", ":-:|"),
    *(
        "[云](",
        "](",
        ")",
        "[a](b.md)",
        "[a](javascript:b)",
        "<http://a.cn>",
        "(<b c>)",
        ' "题"',
        "[1]: a",
        "![a](b)",
        "[a][b]",
    ),
    *(
        "<b>",
        "</b>",
        "<!-- ",
        " -->",
        "<div>",
        "&lt;",
        "&amp;lt;",
        "&#96;",
        "&#2;",
        "&#x5b;",
        "&nbsp;",
        "&x;",
        "<bgs@yunzhou.gov.cn>",
    ),
    *(
        "\\*",
        "\\_",
        "\\`",
        "\\\\",
        "\\#",
        "1\\. ",
        "\\[",
        "\x02",
        "\x03",
        "\x02klzzwxh:0000\x03",
        "\x0242\x03",
        "klzzwxh:0001",
        "amp",
    ),
    *(
        "云",
        "州",
        "a",
        "b1",
        "一、总体要求",
        "第三条　为了",
        "（一）",
        "1．深入",
        "附件",
        "2023年3月1日",
        "云政发〔2023〕5号",
        "。",
    ),
]
ODD = [
    "",
    " ",
    "\n\n\n",
    "#",
    "##\n云",
    "# 云 #",
    "# 云#州",
    "# 云\\#",
    "#云\n州\n## 府",
    "云\n#州",
    "    # 云",
    " # 云",
    "#######七",
    "# \n\n#　",
    "云州\n---\n府",
    "云州\n=== \n府",
    "云州\n - 甲\n - 乙",
    "- 甲\n\n    # 乙\n丙\n\n    丁\n\n戊",
    "- 甲\n- # 乙\n丙",
    "1. 甲\n\n2023年\n\n3. 乙\n\n    乙之一\n\n\n丙",
    "4. 甲\n5. 乙",
    "* * 甲\n    * 乙",
    "> 甲\n乙\n\n> 丙\n\n丁",
    "云\n> 州",
    "    代码 <b> & `x`\n\n\n    更多\n正文\n\n    又",
    "| 甲 | 乙 |\n|---|:--:|\n| `a|b` | c\\|d |\n| 1 |",
    "| 甲 | 乙 |\n|---|---|\n| c\\|d | e |\n| c\\\\|d |",
    "|甲|\n|-|",
    "甲 | 乙\n- | -\n",
    "甲|乙\n州",
    "***",
    "云\n***\n州",
    "云 _州_ *府* **办_公_厅** *a **b* c** a_b_c _a*b_c*",
    "*甲\n\n乙* 丙*",
    "[甲*乙*](a.md '题') [丙](<d e> \"题\") [丁](#1) [戊](javascript:x) [己]( a.md )",
    "[[甲]](a.md) [乙][1]\n\n[1]: https://a.cn",
    "<http://a.cn/?a=1&b=2> <mailto:a@b.c> <a@b.c> <云> <script>x</script>",
    "&lt;b&gt; &amp;amp; &copy; &#x4e91; &nosuch; AT&T",
    "甲  \n乙  \n\n丙  ",
    "`a ``b` \\`c` \\\\`d`",
    "\\1 \\云 \\* \\",
    "云\r\n州\r\r府",
    "\ufeff# 云\x0b州\x1c府\u2028",
    "云\x02klzzwxh:0000\x03*州*",
    "\n" * 50 + "云" + " " * 50,
    "> " * 30 + "云",
    "*" * 40 + "云" + "*" * 40,
    "- " * 20 + "云",
]


class Stock:
    """The package as it comes, set to the dialect; what the dialect does to its trees is done here by its letter."""

    def __init__(self) -> None:
        self._markdown = spoken(Markdown)
        self._root: Element | None = None
        keep = Treeprocessor(self._markdown)
        keep.run = self._keep  # type: ignore[method-assign]
        self._markdown.treeprocessors.register(keep, "keep", -100)

    def _keep(self, root: Element) -> None:
        self._root = root

    def html(self, body: str) -> list[tuple[str, str]]:
        """The blocks of a body as HTML, each whole and its inside."""
        self._root = None
        self._markdown.reset()
        self._markdown.convert(body)
        blocks: list[Element] = list(self._root) if self._root is not None else []
        for element in (each for block in blocks for each in block.iter()):
            for child in element:
                _disarm(child)
        return [_written(block) for block in blocks]


def _disarm(child: Element) -> None:
    href = child.get("href", "")
    if child.tag == "a" and not HARMLESS.match(href) and not RECORD.match(href):
        child.tag, child.tail = "span", f"（{href}）{child.tail or ''}"
        child.attrib.clear()
    if child.tag == "code":
        child.text = html.unescape(child.text or "")
    for name in ("title", "style"):
        child.attrib.pop(name, None)


def _written(block: Element) -> tuple[str, str]:
    for each in block.iter():
        each.text, each.tail = ((text or "").replace("&", "&amp;") for text in (each.text, each.tail))
        each.attrib.update({name: value.replace("&", "&amp;") for name, value in each.items()})
    outer = to_html_string(block).strip()
    end = outer.rfind("</")
    return outer, outer[outer.find(">") + 1 : end].strip() if end >= 0 else ""


STOCK, QUICK = Stock(), Dialect()


def same(body: str) -> None:
    assert [(outer_html(each), inner_html(each)) for each in QUICK.blocks(body)] == STOCK.html(body)


def test_the_version_is_the_one_it_was_compared_with() -> None:
    assert version("markdown") == "3.11.3"


@pytest.mark.parametrize("body", ODD)
def test_odd_texts(body: str) -> None:
    same(body)


def test_every_body_of_the_archive() -> None:
    bodies = [record.body for record in Library.open(CONTENT).records.values()]
    assert len(bodies) > 50
    for body in bodies:
        same(body)


def _glued(rounds: int) -> Iterator[str]:
    chance = random.Random(SEED)
    for _ in range(rounds):
        yield "".join(chance.choices(MARKS, k=chance.randint(1, 14)))


def test_marks_glued_together() -> None:
    for body in _glued(ROUNDS):
        same(body)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=4), max_size=25).map("".join))
def test_any_text(body: str) -> None:
    same(body)


def test_one_body_leaves_nothing_for_the_next() -> None:
    bodies = [*_glued(300), "云州", "# 云", "*云*"]
    alone = [[outer_html(each) for each in Dialect().blocks(body)] for body in bodies]
    assert [[outer_html(each) for each in QUICK.blocks(body)] for body in bodies] == alone
