"""The stock `markdown` package without the work that cannot change its result; it leans on the package's insides.

A Chinese paragraph almost never holds a character that means something in Markdown. Then no block processor but the
last can want it, no inline pattern can match, and nothing of it has to be restored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, blockparser, treeprocessors
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.util import ETX, STX, AtomicString

# What must stand in a text for a pattern to match, by the pattern's name; a pattern that is not named is always tried.
NEEDED = {
    "backtick": "`",
    "escape": r"\\",
    "link": r"\[",
    "autolink": "<",
    "linebreak": "  \n",
    "entity": "&",
    "em_strong": r"\*|_",
}
Names = tuple[str, ...]
ALL: Names = ("inline", "prettify", "unescape")  # the tree processors of a block in which something may be meant
LINES: Names = ("prettify",)  # of one that has blocks or cells inside
# What the preprocessors take away or write otherwise: their own marks, tabs, carriage returns, lines of nothing but spaces.
_ODD = (STX, ETX, "\t", "\r", "\n ")
_PLAIN = re.compile(
    r"""
    # 第一条　为了加强管理, 1．深入推进, a line and the next; not: 1. 深入, - 甲, > 甲, a code block, a title with === below
    (?: (?! [ ]{4} | [ ]{0,3} (?: [\#>*+=_-] | \d+\.[ ] ) ) [^\n|]+ (?: \n | \Z ) )+ \Z
    """,
    re.VERBOSE,
)
_HEADING = re.compile(
    r"""
    # "## 一、总体要求", "#附则"; not: "# 甲 #", "# 甲\#", "# 甲" with a line below
    (?P<level> \#{1,6} ) (?P<text> [^\\\n\#]+ ) \Z
    """,
    re.VERBOSE,
)


class Quick(Markdown):
    """Turns bodies into the trees that the stock package turns them into."""

    def build_parser(self) -> Self:
        """Put the quick parts where the stock ones were."""
        super().build_parser()
        stock, self.parser = self.parser, _Blocks(self)
        self.parser.blockprocessors = stock.blockprocessors
        for processor in stock.blockprocessors:
            processor.parser = self.parser
        self.treeprocessors.register(InlineProcessor(self), "inline", 20)
        self.block_level_elements = frozenset(self.block_level_elements)  # type: ignore[assignment]  # asked for every cell
        return self

    def registerExtensions(  # noqa: N802
        self, extensions: Sequence[Extension | str], configs: Mapping[str, dict[str, Any]]
    ) -> Self:
        """The extensions; of tables, the quick processor."""
        super().registerExtensions(extensions, configs)
        processors = self.parser.blockprocessors
        if "table" in processors:
            processors.register(_Table(self.parser, processors["table"].config), "table", 75)  # type: ignore[attr-defined]
        return self

    def tree(self, source: str) -> Element:
        """A body as the element that holds its finished blocks; nothing is written as HTML."""
        self.reset()
        root = Element(self.doc_tag)
        if source.strip():
            self.parser.root = root
            self.parser.parseChunk(root, self._prepared(source))
            self._finish(root)
        return root

    def _prepared(self, source: str) -> str:
        """What the preprocessors leave of a body: all, and an end, where it has nothing that they look for."""
        if not any(odd in source for odd in _ODD):
            return source + "\n\n"
        lines = source.split("\n")
        for preprocessor in self.preprocessors:
            lines = preprocessor.run(lines)
        return "\n".join(lines)

    def _finish(self, root: Element) -> None:
        """What the tree processors do to the blocks, each of them where it can do something."""
        inline = self.treeprocessors["inline"]
        assert isinstance(inline, InlineProcessor)
        due: dict[Names, list[Element]] = {ALL: [], LINES: []}
        for block in root:
            if any(map(inline.may_match, _texts(block))):
                due[ALL].append(block)
            elif len(block):
                due[LINES].append(block)
            else:
                block.tail = "\n"
        for names, blocks in due.items():
            part = Element(root.tag)
            part.extend(blocks)
            for name in names:
                self.treeprocessors[name].run(part)


class _Blocks(blockparser.BlockParser):
    """Tries the block processors only at blocks that are more than a paragraph or a heading on a line of its own."""

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        while blocks:
            heading = _HEADING.match(blocks[0])
            if heading:
                SubElement(parent, f"h{len(heading['level'])}").text = heading["text"].strip()
                del blocks[0]
            elif not self.state and _PLAIN.match(blocks[0]):
                self._paragraph(parent, blocks.pop(0))
            else:
                self._try_all(parent, blocks)

    def _paragraph(self, parent: Element, block: str) -> None:
        """What the paragraph processor makes of a block that stands in no list."""
        if block.strip():
            SubElement(parent, "p").text = block.lstrip()

    def _try_all(self, parent: Element, blocks: list[str]) -> None:
        for processor in self.blockprocessors:
            if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                return


class _Table(TableProcessor):
    """Splits a row at its bars, where no code and no backslash can hide one."""

    def _split(self, row: str) -> list[str]:
        if "`" in row or "\\" in row:
            return super()._split(row)  # type: ignore[misc, no-any-return]  # the stubs do not know it
        return row.split("|")


class InlineProcessor(treeprocessors.InlineProcessor):
    """Tries a pattern only at texts that hold what it needs; has the stock class's name, so that private names meet."""

    def may_match(self, text: str) -> bool:
        """Tell whether any pattern can match in a text."""
        return bool(self._any.search(text))

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self.may_match(data):
            return data
        for index, needed in enumerate(self._needed[patternIndex:], patternIndex):
            start, matched = 0, bool(needed.search(data))
            while matched:
                data, matched, start = self.__applyPattern(self.inlinePatterns[index], data, index, start)  # type: ignore[attr-defined]
        return data

    @cached_property
    def _needed(self) -> tuple[re.Pattern[str], ...]:
        """What each pattern needs, in the order they are tried; asked when the dialect has its patterns."""
        needed = [""] * len(self.inlinePatterns)
        for name, need in NEEDED.items():
            if name in self.inlinePatterns:
                needed[self.inlinePatterns.get_index_for_name(name)] = need
        return tuple(map(re.compile, needed))

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(each.pattern for each in self._needed))


def _texts(block: Element) -> Iterable[str]:
    if not len(block):
        return (block.text or "",)
    return (text for element in block.iter() for text in (element.text, element.tail) if text)
