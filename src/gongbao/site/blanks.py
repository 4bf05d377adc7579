"""A script with everything blanked that is no code: comments, strings, regular expressions, templates."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    # a comment, a string, a regular expression where a value may begin (the caller asks), a word, or one character
      (?P<comment> //[^\n]* | /\*.*?\*/ )
    | (?P<string> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
    | (?P<regex> / (?: \\. | \[ (?:\\.|[^\]\\\n])* \] | [^/\\\[\n*] ) (?: \\. | \[ (?:\\.|[^\]\\\n])* \] | [^/\\\[\n] )* / [a-z]* )
    | (?P<word> [\w$]+ )
    | (?P<blank> \s+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(
    r"""
    # the text of a template up to its end or to an expression: 找到 ${ , 条`
    (?: \\. | \$(?!\{) | [^`\\$] )* (?: ` | \$\{ )
    """,
    re.VERBOSE | re.DOTALL,
)
_SEEN = re.compile(r"[^\n]")
# Behind these a slash begins a regular expression; behind a name, a number or a closing bracket it divides.
_BEFORE_VALUE = frozenset("(,=:[!&|?{};+-*%~^<>")
_WORDS_BEFORE_VALUE = frozenset(
    [
        "return",
        "typeof",
        "case",
        "in",
        "of",
        "await",
        "yield",
        "delete",
        "void",
        "else",
        "do",
        "throw",
        "new",
        "instanceof",
    ]
)


def blanked(source: str) -> str:
    """The code alone, every character in its place.

    >>> blanked('import "./a.js"; // import')
    'import         ;          '
    >>> blanked('say(`${"import"} export`, /import/, a / b);')
    'say(                    ,         , a / b);'
    """
    return _Scan(source).result()


class _Scan:
    """A source while it is read: `open` holds the brackets that are open, a template's expression as a dollar."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._place = 0
        self._open: list[str] = []
        self._value = True  # a value may begin here
        self._out: list[str] = []

    def result(self) -> str:
        """The blanked text."""
        while self._place < len(self._source):
            self._step()
        return "".join(self._out)

    def _step(self) -> None:
        found = _TOKEN.match(self._source, self._place)
        assert found is not None
        kind, text = found.lastgroup, found[0]
        if kind == "regex" and not self._value:
            kind, text = "mark", text[0]
        self._place += len(text)
        if kind == "mark":
            self._mark(text)
            return
        self._out.append(text if kind in ("word", "blank") else _blank(text))
        if kind not in ("comment", "blank"):
            self._value = kind == "word" and text in _WORDS_BEFORE_VALUE

    def _mark(self, mark: str) -> None:
        closed = self._open.pop() if mark == "}" and self._open else ""
        if mark == "`" or closed == "$":
            self._out.append(" ")
            self._template()
            return
        if mark == "{":
            self._open.append(mark)
        self._out.append(mark)
        self._value = mark in _BEFORE_VALUE or mark == "}"

    def _template(self) -> None:
        found = _TEMPLATE.match(self._source, self._place)
        text = found[0] if found else self._source[self._place :]
        self._place += len(text)
        self._out.append(_blank(text))
        if text.endswith("${"):
            self._open.append("$")
        self._value = text.endswith("${")


def _blank(text: str) -> str:
    return _SEEN.sub(" ", text)
