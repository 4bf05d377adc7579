"""The sentence in which a record names another document, as the gazette prints it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from gongbao import numbers
from gongbao.linking import Edge
from gongbao.model import Record
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.parts import joined
from gongbao.typography import fold

REACH = 70  # letters shown before and behind the name
_HELD = 4096  # records whose sentences are kept in memory

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
Names = tuple[str | None, ...]  # the number, the title and the basis of a citation; or a number that is only mentioned
Found = dict[Names, Passage]


class Passages:
    """Finds the sentences; a text is searched through once, and then only what was found is kept."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._found: dict[str, Found] = {}

    def of(self, edge: Edge) -> Passage | None:
        """The sentence the relation rests on, or the first of the record with the very name; None where there is none."""
        return self._of_record(edge.source).get(_names(edge))

    def naming(self, record_id: str, number: numbers.Number) -> Passage | None:
        """The first sentence of a record that bears a number."""
        return self._of_record(record_id).get((str(number),))

    def basis(self, id_: str) -> bytes:
        """What the sentences of a record are made of besides the names: its text."""
        return joined(map(self._site.digest, (id_, *(table.id for table in self._site.tables.get(id_, ())))))

    def _of_record(self, id_: str) -> Found:
        if id_ not in self._found:
            if len(self._found) >= _HELD:
                self._found.clear()
            wanted = self._wanted(id_)
            basis = joined((self.basis(id_), plain_digest(wanted)))
            self._found[id_] = self._site.memory.of("passages", basis, partial(self._search, id_, wanted))
        return self._found[id_]

    def _wanted(self, id_: str) -> tuple[Names, ...]:
        """By what names a record speaks of documents whose text is not here."""
        graph = self._site.graph
        cited = [_names(edge) for edge in graph.edges_from(id_) if edge.target.kind != "work"]
        led = filter(None, map(graph.target_of, graph.spoken(id_)))
        absent = (graph.stubs.get(each.key) or graph.cited.get(each.key) for each in led if each.kind != "work")
        return tuple(dict.fromkeys((*cited, *((str(each.number),) for each in absent if each and each.number))))

    def _search(self, id_: str, wanted: Iterable[Names]) -> Found:
        places = dict(_reversed(self._places(self._site.library.records[id_])))
        found = ((names, _passage(names, places)) for names in wanted)
        return {names: passage for names, passage in found if passage}

    def _places(self, record: Record) -> Iterator[tuple[str, Place]]:
        for each in (record, *self._site.tables.get(record.id, ())):
            for line in html.unescape(_MARKUP.sub("", each.body)).split("\n"):
                yield from _names_in(line)


def _names(edge: Edge) -> Names:
    return edge.number, edge.title, edge.basis


def _passage(names: Names, places: Mapping[str, Place]) -> Passage | None:
    """The sentence with one of the names: of the words a relation rests on, else of the text."""
    if len(names) == 1:
        place = places.get(fold(names[0] or ""))
        return _sentence(*place) if place else None
    *said, basis = names
    for known in (dict(_reversed(_names_in(basis or ""))), places):
        for name in filter(None, said):
            place = known.get(_key(name))
            if place:
                return _sentence(*place)
    return None


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
