"""What was read from a source, block by block: each with its lines in the source, and in the file it was written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from gongbao.archive.spots import Spots
from gongbao.checking.tables import cells
from gongbao.linking.provenance import lines_of
from gongbao.model import Appointments, Decree, Issue, Lines, Record, Table
from gongbao.serving.facts import Fact, facts_of
from gongbao.site.bodies.pieces import Piece, pieces
from gongbao.site.dialect import Dialect, inner_html, outer_html, record_of
from gongbao.typography import fold

ACTIONS = {"appoint": "任命", "remove": "免去"}
CONTENTS = ("contents", "toc")  # how the lines of a table of contents are called in an issue


@dataclass(frozen=True)
class Block:
    """One piece of what was read.

    `place` and `end` are its lines in the record's file. `lines` are those of the source, None where it was not found.
    """

    record: str
    kind: str  # head, heading, paragraph …; names, row: of a table; entry, task, listed: taken out of a text
    place: int
    end: int
    lines: Lines | None
    html: str = ""
    text: str = ""
    level: int = 0
    facts: tuple[Fact, ...] = ()
    at: int = 0  # its place among the blocks of the record


@dataclass(frozen=True)
class Page:
    """A record, the lines of its file, and the lines of the source it was read from."""

    record: Record
    spots: Spots
    source: Sequence[str]
    tables: frozenset[str] = field(default_factory=frozenset)

    def blocks(self, dialect: Dialect) -> Iterator[Block]:
        """All blocks: the head with its facts, the text, and what was taken out of it."""
        for at, block in enumerate(self._blocks(dialect)):
            yield replace(block, at=at)

    def _blocks(self, dialect: Dialect) -> Iterator[Block]:
        yield self._head()
        if isinstance(self.record, Issue):
            yield from self._listed(self.record)
        elif isinstance(self.record, Table):
            yield from self._rows(self.record)
        else:
            yield from self._text(dialect)
            yield from self._taken()

    def _head(self) -> Block:
        first = self.record.source.lines[0]
        line = self.spots.line("title")
        facts = tuple(facts_of(self.record, self.spots))
        return Block(self.record.id, "head", line, line, (first, first), text=self.record.title, facts=facts)

    def _text(self, dialect: Dialect) -> Iterator[Block]:
        found = [each for each in pieces(dialect.blocks(self.record.body), self.tables) if not each.table]
        if found and found[0].kind == "title" and fold(found[0].text) == fold(self.record.title):
            del found[0]  # the head says it
        texts = [piece.text for piece in found]
        body = self.record.body.split("\n")
        lines = lines_of(texts, self.source, self.record.source.lines)
        places = lines_of(texts, body, (1, len(body)))
        at = 1
        for piece, span, place in zip(found, lines, places, strict=True):
            at, end = place or (at, at)
            yield self._block(piece, span, (self.spots.body + at - 1, self.spots.body + end - 1))

    def _block(self, piece: Piece, lines: Lines | None, place: Lines) -> Block:
        _unlink(piece.element)
        html = outer_html(piece.element) if piece.kind == "other" else inner_html(piece.element)
        return Block(self.record.id, piece.kind, *place, lines, html, piece.text, piece.level)

    def _rows(self, table: Table) -> Iterator[Block]:
        written = [(at, cells(line)) for at, line in enumerate(table.body.split("\n")) if line.startswith("|")]
        names = written[0][1] if written else ()
        kept = [each for place, each in enumerate(written) if place != 1]
        texts = ["".join(values) for _, values in kept]
        lines = lines_of(texts, self.source, table.source.lines)
        for (at, values), span in zip(kept, lines, strict=True):
            place = self.spots.body + at
            pairs = zip((*names, *[""] * len(values)), values, strict=False)
            facts = tuple(Fact(name, value, place) for name, value in pairs)
            kind = "names" if at == kept[0][0] else "row"
            yield Block(table.id, kind, place, place, span, text="".join(values), facts=facts)

    def _listed(self, issue: Issue) -> Iterator[Block]:
        span = next((issue.furniture[name] for name in CONTENTS if name in issue.furniture), None)
        texts = [entry.title for entry in issue.toc]
        lines = lines_of(texts, self.source, span) if span else (None,) * len(texts)
        for at, (entry, found) in enumerate(zip(issue.toc, lines, strict=True)):
            place = self.spots.line("toc", at)
            page = f"第{entry.page}页" if entry.page is not None else ""
            values = (("栏目", entry.section), ("文号", entry.number), ("页码", page))
            facts = [Fact(name, value or "", place) for name, value in values if value]
            facts.append(Fact("正文", entry.record or "没有找到", place, entry.record or ""))
            yield Block(
                issue.id, "listed", place, self._item_end("toc", at), found, text=entry.title, facts=tuple(facts)
            )

    def _taken(self) -> Iterator[Block]:
        record = self.record
        if isinstance(record, Appointments):
            for at, entry in enumerate(record.entries):
                posts = "；".join(entry.positions) or "（没有职务）"
                text = f"{entry.person or '（没有姓名）'}　{posts}{f'（{entry.note}）' if entry.note else ''}"
                yield self._item(("entries", at), entry.line, text, ACTIONS.get(entry.action, entry.action))
        for at, task in enumerate(record.tasks if isinstance(record, Decree) else ()):
            organs = "、".join(task.departments)
            text = f"牵头：{'、'.join(task.lead)}　责任：{organs}" if task.lead else f"责任：{organs}"
            yield self._item(("tasks", at), task.line, text, "任务分工")

    def _item(self, steps: tuple[str, int], line: int, text: str, name: str) -> Block:
        place = self.spots.line(*steps)
        kind = "entry" if steps[0] == "entries" else "task"
        return Block(
            self.record.id, kind, place, self._item_end(*steps), (line, line), text=text, facts=(Fact(name, "", place),)
        )

    def _item_end(self, key: str, at: int) -> int:
        """The last line of an item of a list: before the next one, or before the next field."""
        place, after = self.spots.line(key, at), self.spots.line(key, at + 1)
        if after > place:
            return after - 1
        return min((line for line in self.spots.keys.values() if line > place), default=place + 1) - 1


def _unlink(element: Element) -> None:
    """Links to files of other records lead nowhere from here."""
    for each in list(element.iter("a")):
        if record_of(each.get("href", "")) is not None:
            each.tag = "span"
            each.attrib.clear()
