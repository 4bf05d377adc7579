"""HTML as a run of tags and texts with their source lines, in one pass however broken the markup.

The standard library's HTMLParser, and bs4 on it, start over at every unfinished tag: a page of a hundred thousand of
them takes hours. Here an unfinished tag or comment is text or nothing, and is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_LONGEST_TAG = 4000  # a quote left open may not swallow more of the page than this

# the inside of a tag: div class="a", /p, o:p, br/; not 5 和 6>, not http://a.cn>, not a@b.cn>
_NAME = re.compile(r"(/?) ([A-Za-z][\w:-]*) (?= [\s/>] | $ ) (?! //)", re.VERBOSE | re.ASCII)

# class="a b", rowspan=2, hidden; the slash of <br/> is no attribute
_ATTRIBUTE = re.compile(
    r"""([^\s=/"'>]+) (?: \s* = \s* (?: "([^"]*)" | '([^']*)' | ([^\s"'>]+) ) )?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A text, or a tag: `tag` is its name, with a slash before the name of an end tag, and empty for a text."""

    line: int
    tag: str
    text: str = ""
    attrs: dict[str, str] = field(default_factory=dict)


def tokenize(source: str) -> Iterator[Token]:
    """The tags and texts of a page in order; comments, declarations and the code of scripts are left out."""
    return _Scanner(source).run()


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.lower = source.lower() if len(source.lower()) == len(source) else source
        self.missing: set[str] = set()  # ends that do not come any more: never looked for twice
        self.final = source.rfind("<")
        self.at = 0
        self.line = 1

    def run(self) -> Iterator[Token]:
        """One token after the other; `at` only ever grows."""
        while self.at < len(self.source):
            end = self._find("<", self.at + (self.source[self.at] == "<"))
            if self.source[self.at] != "<":
                yield self._text(len(self.source) if end < 0 else end)
            else:
                yield from self._markup()

    def _markup(self) -> Iterator[Token]:
        if self.source.startswith(("<!", "<?"), self.at):
            self._move(self._end_of_remark())
            return
        name = _NAME.match(self.source, self.at + 1)
        end = self._end_of_tag() if name else -1
        if not name or end < 0:
            cut_off = name is not None and self.at == self.final and self.source[self.at :].isascii()
            if cut_off:  # the file ends within a tag
                self._move(len(self.source))
                return
            yield self._text(self.at + 1)
            return
        tag = name[1] + name[2].lower()
        attrs = {} if name[1] else _attributes(self.source[name.end() : end - 1])
        token = Token(self.line, tag, attrs=attrs)
        self._move(end)
        yield token
        if tag in ("script", "style"):
            self._skip_code(tag)

    def _end_of_remark(self) -> int:
        """After a comment or declaration; one without an end is nothing but its own mark, so no text is lost."""
        comment = self.source.startswith("<!--", self.at)
        end = self._find("-->" if comment else ">", self.at + 2)
        if end < 0:
            return self.at + (4 if comment else 2)
        return end + (3 if comment else 1)

    def _end_of_tag(self) -> int:
        """After the > of a tag; a > within quotes does not count while the quotes are closed nearby."""
        first = end = self._find(">", self.at)
        limit = self.at + _LONGEST_TAG
        for _ in range(8):
            if end < 0 or end > limit:
                break
            inside = self.source[self.at : end]
            if inside.count('"') % 2 == 0:
                return end + 1
            end = self._find(">", end + 1)
        return first + 1 if first >= 0 else -1

    def _skip_code(self, tag: str) -> None:
        end = self._find(f"</{tag}", self.at)
        if end >= 0:
            self._move(end)

    def _find(self, wanted: str, start: int) -> int:
        if wanted in self.missing:
            return -1
        found = self.lower.find(wanted, start)
        if found < 0:
            self.missing.add(wanted)
        return found

    def _text(self, end: int) -> Token:
        token = Token(self.line, "", unescape(self.source[self.at : end]))
        self._move(end)
        return token

    def _move(self, end: int) -> None:
        self.line += self.source.count("\n", self.at, end)
        self.at = end


def _attributes(text: str) -> dict[str, str]:
    """Names in lower case; of a name given twice the first counts, as in browsers."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))
    return found
