"""A government's web page as lines of its document: the text, the site's facts about it, and what is navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongbao.model import SourceText, TextLine
from gongbao.reading.formats.facts import find_facts, merged, meta_facts
from gongbao.reading.formats.flow import PageLine, flow, hidden, join
from gongbao.reading.formats.furniture import around, is_certain, is_side
from gongbao.reading.formats.text import split_lines
from gongbao.reading.formats.tree import Node, Tree, parse, text_of

# id="UCAP-CONTENT", class="TRS_Editor", class="article-content"; not class="contents-list"
_CONTAINER = re.compile(
    r"""
    (?: ^ | [\s_-] )
    (?: ucap-content | zoom \w* | trs_\w*editor\w* | artibody | \w*article | \w*content \d* | pages_content
      | contentbox\w* | \w*xlcon | \w*detail | newscon | con_text | maintext | bt_content )
    (?: $ | [\s_-] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CONTAINER_TAGS = frozenset({"div", "td", "section", "article", "main"})

_HAN = re.compile(r"[\u4e00-\u9fff]")

# 云政发〔2024〕5号, （第38号）, 二〇二四年三月一日, 2024年3月1日; not 根据云政发〔2024〕5号，现就…
_KEPT = re.compile(
    r"""
      [（(]? [\u4e00-\u9fff]{0,14} \s*
      (?: [〔\[（(【] \s* (?: 19 | 20 ) \d\d \s* [〕\]）)】] )? \s* 第? \s* \d+ \s* 号 [）)]?
    | [\d〇○零一二三四五六七八九]{4} \s* 年 \s* [\d一二三四五六七八九十]{1,3} \s* 月
      \s* [\d一二三四五六七八九十]{1,3} \s* 日
    """,
    re.VERBOSE,
)

# 云州市人民政府关于印发《…办法》的通知; not 关于我们
_TITLE = re.compile(
    r".* 关于 .{4,} (?: 通知 | 意见 | 决定 | 通报 | 公告 | 通告 | 批复 | 函 | 方案 | 办法 )", re.VERBOSE
)

# …的通知_云州市人民政府, …的通知 - 政策文件; not 2023-2025年规划
_SITE_NAME = re.compile(r"\s* (?: [_|｜] | \s - | - \s | —— ) [^_|｜]* $", re.VERBOSE)


_SHORT = 300  # characters of a title or heading that are looked at


@dataclass(frozen=True, slots=True)
class _Page:
    """A page while it is sorted: its tree, its lines, and for each line whether it certainly is not the document's."""

    tree: Tree
    lines: list[PageLine]
    out: list[bool]


def read_html(text: str, encoding: str) -> SourceText:
    """The document of a page; every source line that is not blank holds its text or is in `furniture`."""
    source = split_lines(text)
    tree = parse("\n".join(source))
    lines = flow(tree.root, hidden(tree.nodes))
    printed, places = find_facts(lines, tree.nodes)
    out = [place in places or is_certain(line.text) for place, line in enumerate(lines)]
    page = _Page(tree, lines, out)
    facts = merged(printed, meta_facts(tree.nodes))
    kept, title = _document(page, facts)
    touched = {number for line in kept for number in line.touched}
    furniture = tuple(n for n, line in enumerate(source, start=1) if line.strip() and n not in touched)
    body = tuple(TextLine(line.number, line.text, line.cells, line.spans) for line in kept)
    return SourceText("html", encoding, body, len(source), facts, title, furniture)


def _document(page: _Page, facts: dict[str, str]) -> tuple[list[PageLine], str | None]:
    weights = _weights(page)
    sides = around(page.tree.nodes, weights)
    container = _container(page.tree.nodes, weights)
    title = _title(page, facts, sides)
    if container is not None:
        first, last = container.order, container.last
        inside = [first <= line.owner <= last for line in page.lines]
        return _within(page, inside, sides), title or _title_before(page, inside)
    return _between(page, sides, title), title


def _weights(page: _Page) -> list[int]:
    """For each element the Chinese characters below it that are neither links nor known to be the page's."""
    weights = [0] * len(page.tree.nodes)
    for line, out in zip(page.lines, page.out, strict=True):
        if not out:
            weights[line.owner] += max(len(_HAN.findall(line.text)) - line.linked, 0)
    for node in reversed(page.tree.nodes[1:]):
        weights[node.parent] += weights[node.order]
    return weights


def _container(nodes: list[Node], weights: list[int]) -> Node | None:
    """The innermost element that is named as sites name their text and holds most of the page's."""
    found = [node for node in nodes if 5 * weights[node.order] >= 3 * max(weights[0], 1) and _is_named(node)]
    return found[-1] if found else None


def _is_named(node: Node) -> bool:
    if node.tag not in _CONTAINER_TAGS:
        return False
    return node.tag == "article" or any(_CONTAINER.search(node.attrs.get(name, "")) for name in ("id", "class"))


def _within(page: _Page, inside: list[bool], sides: list[bool]) -> list[PageLine]:
    """All of the container but certain furniture, and a number or date that stands outside of it."""
    kept = []
    for line, here, out in zip(page.lines, inside, page.out, strict=True):
        stray = not here and not sides[line.owner] and not line.linked and _is_kept(line)
        if not out and (here or stray):
            kept.append(line)
    return kept


def _between(page: _Page, sides: list[bool], title: str | None) -> list[PageLine]:
    """Without a named container: from the first line that reads as text to the last, the heading before it."""
    core = [
        place
        for place, line in enumerate(page.lines)
        if not page.out[place] and not sides[line.owner] and not is_side(line)
    ]
    if not core:
        return [line for line, out in zip(page.lines, page.out, strict=True) if not out]
    first, last = _from_heading(page, core, title), core[-1]
    return [
        page.lines[place]
        for place in range(first, last + 1)
        if not page.out[place] and not sides[page.lines[place].owner]
    ]


def _from_heading(page: _Page, core: list[int], title: str | None) -> int:
    """Where the text begins: at the page's own heading when only short lines, no number among them, precede it."""
    wanted = _letters(title or "")
    for place in core[:20]:
        line = page.lines[place]
        if len(line.text) > 60 or _is_kept(line):
            break
        if wanted and _letters(line.text) == wanted:
            return place
    return core[0]


def _is_kept(line: PageLine) -> bool:
    return len(line.text) <= 60 and _KEPT.fullmatch(line.text) is not None


def _letters(text: str) -> str:
    return "".join(text.split())


def _title(page: _Page, facts: dict[str, str], sides: list[bool]) -> str | None:
    """The title a page gives its document: meta or facts, its heading, og:title, <title>."""
    told = facts.get("标题") or facts.get("名称") or facts.get("信息名称") or facts.get("文件名称")
    nodes = page.tree.nodes
    heads = [n for n in nodes if n.tag == "h1" and not sides[n.order]]
    h1 = next((text for text in map(text_of, heads) if text), None)
    og = next((n.attrs.get("content") for n in nodes if n.attrs.get("property") == "og:title"), None)
    head = next((text_of(n) for n in nodes if n.tag == "title"), None)
    name = _SITE_NAME.sub("", head[:_SHORT]) if head else None
    return next((join(text) for text in (told, h1, og, name) if text and join(text)), None)


def _title_before(page: _Page, inside: list[bool]) -> str | None:
    """The last line before the container that is worded as a document's title."""
    start = inside.index(True) if True in inside else 0
    before = [line.text for line in page.lines[:start] if not line.linked and _TITLE.fullmatch(line.text[:_SHORT])]
    return before[-1] if before else None
