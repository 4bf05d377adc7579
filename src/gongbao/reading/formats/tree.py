"""HTML as a tree that knows the source line of every piece of text, however broken the markup.

bs4 knows the line of a tag but not of a text, and a source reference needs the text's. Nothing here recurses, so depth
costs nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gongbao.reading.formats.tokens import Token, tokenize

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
_UNSCOPED_BY_P = BLOCKS - {"html", "head", "body", "title", "caption", "legend"}

# An opening tag ends the open elements of its own kind, up to the element that may hold several of them.
_SIBLINGS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table", "td"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"tbody", "thead", "tfoot", "table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_LOOK_BACK = 64  # open elements looked at for a sibling to end; more is no real page and would cost a square


@dataclass(slots=True)
class Text:
    """A piece of text and the source line it begins on (its leading line breaks included)."""

    line: int
    text: str


@dataclass(slots=True, eq=False)
class Node:
    """An element; `order` and `last` are the numbers of itself and of its last descendant in document order."""

    tag: str
    attrs: dict[str, str]
    line: int
    order: int
    parent: int
    last: int = 0
    holds_table: bool = False
    children: list[Node | Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """All elements in document order, the root first."""

    nodes: list[Node]

    @property
    def root(self) -> Node:
        """The element that stands for the whole file."""
        return self.nodes[0]


def parse(text: str) -> Tree:
    """The tree of a page; `text` has only \\n as line break."""
    builder = _Builder()
    for token in tokenize(text):
        builder.add(token)
    nodes = builder.nodes
    for node in reversed(nodes):
        node.last = max(node.last, node.order)
        parent = nodes[node.parent]
        parent.last = max(parent.last, node.last)
        parent.holds_table |= node.holds_table or node.tag == "table"
    return Tree(nodes)


def text_of(node: Node) -> str:
    """All text below an element, as the source wrote it."""
    queue: list[Node | Text] = [node]
    texts: list[str] = []
    while queue:
        piece = queue.pop()
        if isinstance(piece, Text):
            texts.append(piece.text)
        else:
            queue.extend(reversed(piece.children))
    return "".join(texts).strip()


class _Builder:
    """Keeps the stack of open elements, and counts them by name within the innermost table."""

    def __init__(self) -> None:
        root = Node("#root", {}, 1, 0, 0)
        self.nodes = [root]
        self.stack = [root]
        self.open: list[Counter[str]] = [Counter()]

    def add(self, token: Token) -> None:
        """Hang a text below the innermost open element, or open or close an element."""
        if not token.tag:
            self.stack[-1].children.append(Text(token.line, token.text))
        elif token.tag == "/br":  # </br> is written for <br>
            self._start(Token(token.line, "br"))
        elif token.tag.startswith("/"):
            self._end(token.tag[1:])
        else:
            self._start(token)

    def _start(self, token: Token) -> None:
        """Open an element, ending those that cannot hold it."""
        tag = token.tag
        self._end_implied(tag)
        top = self.stack[-1]
        node = Node(tag, token.attrs, token.line, len(self.nodes), top.order)
        top.children.append(node)
        self.nodes.append(node)
        if tag in _VOID:
            return
        self.stack.append(node)
        if tag == "table":
            self.open.append(Counter())
        self.open[-1][tag] += 1

    def _end(self, tag: str) -> None:
        """Close the innermost open element of that name in this table; a stray end tag closes nothing."""
        if self.open[-1][tag]:
            self._pop_to(tag)

    def _end_implied(self, tag: str) -> None:
        if tag in _UNSCOPED_BY_P and self.open[-1]["p"]:
            self._pop_to("p")
        if tag not in _SIBLINGS:
            return
        siblings, holders = _SIBLINGS[tag]
        for node in reversed(self.stack[-_LOOK_BACK:]):
            if node.tag in holders:
                return
            if node.tag in siblings:
                self._pop_to(node.tag)
                return

    def _pop_to(self, tag: str) -> None:
        while len(self.stack) > 1:
            node = self.stack.pop()
            self.open[-1][node.tag] -= 1
            if node.tag == "table":
                self.open.pop()
            if node.tag == tag:
                return
