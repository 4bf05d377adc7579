"""The sentence in which a record names another document, as the gazette prints it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao import numbers
from gongbao.linking import Edge
from gongbao.model import Record
from gongbao.site.context import Site
from gongbao.typography import fold

REACH = 70  # letters shown before and behind the name

_TITLE = re.compile(
    r"""
    # 《云州市办法》, 《关于贯彻《条例》的意见》; not: 《, 〈云州市办法〉
    《 (?: [^《》\n] | 《 [^《》\n]* 》 )+ 》
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(
    r"""
    # the ## before a heading, the brackets and address of [附件](table.md); not: #5, [2023]
    ^ \s{0,3} \#{1,6} \s+ | (?<! \\ ) \[ (?= [^\[\]\n]* \] \( ) | \] \( [^()\n]* \) | \\ (?= [^\w\s] )
    """,
    re.VERBOSE | re.MULTILINE,
)
_STOPS = "。！？；|"  # a cell of a table ends a sentence too


@dataclass(frozen=True)
class Passage:
    """A sentence cut in three, the middle one being the name."""

    before: str
    name: str
    after: str


Place = tuple[str, int, int]


class Passages:
    """Finds the sentences; a text is searched through once, however many documents it names."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._names: dict[str, dict[str, Place]] = {}

    def of(self, edge: Edge) -> Passage | None:
        """The sentence the relation rests on, or the first of the record with the very name; None where there is none."""
        basis = dict(_reversed(_names_in(edge.basis or "")))
        for names in (basis, self._of_record(edge.source)):
            for name in filter(None, (edge.number, edge.title)):
                place = names.get(_key(name))
                if place:
                    return _sentence(*place)
        return None

    def naming(self, record_id: str, number: numbers.Number) -> Passage | None:
        """The first sentence of a record that bears a number."""
        place = self._of_record(record_id).get(fold(str(number)))
        return _sentence(*place) if place else None

    def _of_record(self, id_: str) -> dict[str, Place]:
        if id_ not in self._names:
            record = self._site.library.records.get(id_)
            self._names[id_] = dict(_reversed(self._places(record))) if record else {}
        return self._names[id_]

    def _places(self, record: Record) -> Iterator[tuple[str, Place]]:
        for each in (record, *self._site.tables.get(record.id, ())):
            for line in html.unescape(_MARKUP.sub("", each.body)).split("\n"):
                yield from _names_in(line)


def _key(name: str) -> str:
    number = numbers.parse(name)
    return fold(str(number)) if number else fold(name)


def _names_in(line: str) -> Iterator[tuple[str, Place]]:
    """Every title and number of a line with its place; of one title in another both."""
    titles = list(_TITLE.finditer(line)) if "《" in line else []
    for found in numbers.find_all(line) if "号" in line else ():
        yield fold(str(found.number)), (line, *_with_title((found.start, found.end), line, titles))
    for match in titles:
        yield fold(match[0]), (line, match.start(), match.end())
        for inner in _TITLE.finditer(line, match.start() + 1, match.end() - 1):
            yield fold(inner[0]), (line, inner.start(), inner.end())


def _with_title(span: tuple[int, int], line: str, titles: list[re.Match[str]]) -> tuple[int, int]:
    """The span of a number, and of the title whose number it is: 《云州市办法》（云政发〔2023〕5号）."""
    start, end = span
    if line[start - 1 : start] in ("（", "(") and line[end : end + 1] in ("）", ")"):
        return next(((each.start(), end + 1) for each in titles if each.end() == start - 1), span)
    return span


def _reversed(pairs: Iterator[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """So that the first of each name is the one a dict keeps."""
    return list(pairs)[::-1]


def _sentence(line: str, start: int, end: int) -> Passage:
    first = max(line.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = [place + 1 for stop in _STOPS if (place := line.find(stop, end)) >= 0]
    last = min(ends, default=len(line))
    before, after = line[first:start].lstrip(), line[end:last].rstrip(" |")
    return Passage(
        f"…{before[-REACH:]}" if len(before) > REACH else before,
        line[start:end],
        f"{after[:REACH]}…" if len(after) > REACH else after,
    )
