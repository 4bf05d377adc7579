"""The view of a review: the rows of a source with what was read of them, and before them what is to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongbao.archive.places import shown
from gongbao.archive.spots import spots
from gongbao.model import KIND_NAMES, Record, Table
from gongbao.problems import Problem
from gongbao.serving.blocks import Block, Page
from gongbao.serving.editor import Editor
from gongbao.serving.facts import Fact
from gongbao.serving.fields import read_as
from gongbao.serving.notes import GROUPS, WORDS, Note, of_lines, of_problems
from gongbao.serving.rows import Row, names_of, rows
from gongbao.site.accounts import Account, counted, is_web
from gongbao.site.context import Site
from gongbao.site.dialect import Dialect
from gongbao.site.page import Link
from gongbao.site.sources import account_of, home_of, leaves_of, originals_offered, records_of

CHUNK = 60  # rows the browser lays out together, or leaves alone while they are out of sight
LONG = 14  # lines nothing was read from that are folded away


@dataclass(frozen=True)
class PlaceView:
    """A line of a file of content/: how it is named, and the link that opens it, if there is one."""

    text: str
    whole: str
    link: str


@dataclass(frozen=True)
class NoteView:
    """Something to look at, with its places on both sides and in the file."""

    severity: str
    word: str
    message: str
    cure: str
    line: str
    left: str
    right: str
    about: str
    place: PlaceView | None


@dataclass(frozen=True)
class GroupView:
    """Notes of one kind."""

    name: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True)
class LineView:
    """A line of the source, and what is to be said of it."""

    number: int
    text: str
    field: str  # the field it was read as
    notes: tuple[str, ...]
    leaf: Link | None  # the page of the document that begins here


@dataclass(frozen=True)
class BlockView:
    """A block that was read: its text, its lines, its place in the file."""

    id: str
    block: Block
    name: str  # of a head: the kind of the record
    lines: str
    first: int
    last: int
    place: PlaceView
    site: Link | None
    facts: tuple[tuple[Fact, PlaceView], ...]
    warned: bool


@dataclass(frozen=True)
class RowView:
    """A row: lines on the left, blocks on the right."""

    lines: tuple[LineView, ...]
    blocks: tuple[BlockView, ...]
    label: str
    folded: str  # what is said in place of many lines


@dataclass(frozen=True)
class ReviewView:
    """A source beside what was read of it."""

    name: str
    home: Link
    lines: int
    accounted: str
    counts: str
    groups: tuple[GroupView, ...]
    chunks: tuple[tuple[RowView, ...], ...]
    web: bool
    originals: tuple[Link, ...]


@dataclass(frozen=True)
class Review:
    """The making of one view."""

    site: Site
    name: str
    problems: Sequence[Problem]
    editor: Editor

    def view(self) -> ReviewView:
        """Everything the page shows."""
        site, name = self.site, self.name
        texts = counted(site.sources[name])
        pages = {self._path(record): self._page(record, texts) for record in records_of(site, name)}
        blocks = {page.record.id: tuple(page.blocks(Dialect())) for page in pages.values()}
        account = account_of(site, name)
        notes = (*of_problems(self.problems, pages, blocks), *of_lines(account))
        every = [each for all_ in blocks.values() for each in all_]
        fields = read_as([each for each in every if each.kind == "head"], account, texts)
        making = _Making(self, notes, texts, fields, leaves_of(site, name))
        found = [making.row(row) for row in rows(every, names_of(account, fields), texts)]
        return ReviewView(
            name,
            home_of(site, name),
            len(texts),
            _accounted(account),
            counts_of(notes),
            tuple(making.groups()),
            tuple(tuple(found[at : at + CHUNK]) for at in range(0, len(found), CHUNK)),
            is_web(name),
            tuple(originals_offered(site, name)),
        )

    def path_of(self, record: str) -> str:
        """The file of a record as messages name it."""
        return shown(self.site.root, self.site.library.path_of(record))

    def _path(self, record: Record) -> str:
        return self.path_of(record.id)

    def _page(self, record: Record, texts: Sequence[str]) -> Page:
        tables = frozenset(table.id for table in self.site.tables.get(record.id, ()))
        return Page(record, spots(self.site.root, self.site.library.path_of(record.id)), texts, tables)


@dataclass(frozen=True)
class _Making:
    review: Review
    notes: Sequence[Note]
    texts: Sequence[str]
    fields: Mapping[int, str]
    leaves: Mapping[int, Link]

    def row(self, row: Row) -> RowView:
        first, last = row.lines or (1, 0)
        headed = [block.kind for block in row.blocks] == ["head"]
        fields = self.fields if headed else {}
        lines = tuple(
            LineView(at, self.texts[at - 1], fields.get(at, ""), self._said(at), self.leaves.get(at))
            for at in range(first, last + 1)
        )
        blocks = tuple(self._block(block) for block in row.blocks)
        long = not blocks and bool(row.label) and len(lines) > LONG
        return RowView(lines, blocks, row.label, f"第{first}–{last}行，{len(lines)}行" if long else "")

    def groups(self) -> Iterator[GroupView]:
        for name in GROUPS:
            found = sorted((each for each in self.notes if each.group == name), key=lambda each: each.line or 0)
            if found:
                yield GroupView(name, tuple(self._note(each) for each in found))

    def _said(self, line: int) -> tuple[str, ...]:
        return tuple(note.message for note in self.notes if note.line == line and (note.group in GROUPS[1:3]))

    def _note(self, note: Note) -> NoteView:
        record = self.review.site.library.records.get(note.record)
        return NoteView(
            note.severity,
            WORDS[note.severity],
            note.message,
            note.cure,
            f"第{note.line}行" if note.line else "",
            f"L{note.line}" if note.line else "",
            _anchor(note.record, note.block) if note.block is not None else "",
            _named(record) if record else "",
            self._place(note.path, note.place) if note.path else None,
        )

    def _block(self, block: Block) -> BlockView:
        record = self.review.site.library.records[block.record]
        head = block.kind == "head"
        lines = block.lines or (0, 0)
        return BlockView(
            _anchor(block.record, block.at),
            block,
            KIND_NAMES[record.kind],
            _span(lines) if block.lines else "",
            *lines,
            self._place(self.review.path_of(block.record), block.place),
            Link("网页", self.review.site.urls.record(record)) if head else None,
            tuple((fact, self._place(self.review.path_of(block.record), fact.line)) for fact in block.facts),
            any(note.record == block.record and note.block == block.at for note in self.notes),
        )

    def _place(self, path: str, line: int) -> PlaceView:
        whole = f"{path}:{line}"
        return PlaceView(f"{path.rpartition('/')[2]}:{line}", whole, self.review.editor.link(path, line))


def counts_of(notes: Sequence[Note | Problem]) -> str:
    """How many there are of each severity, in words.

    >>> counts_of([Problem("toc-title", "warning", "content/a.md", 1, ""), Problem("x", "note", "content/a.md", 2, "")])
    '警告1，提示1'
    """
    counted_ = Counter(each.severity for each in notes)
    return "，".join(f"{word}{counted_[name]}" for name, word in WORDS.items() if counted_[name])


def _anchor(record: str, at: int | None) -> str:
    return f"r-{record}" if not at else f"r-{record}-{at}"


def _named(record: Record) -> str:
    return (record.caption or record.title) if isinstance(record, Table) else record.title


def _span(lines: tuple[int, int]) -> str:
    return f"{lines[0]}–{lines[1]}" if lines[1] > lines[0] else f"{lines[0]}"


def _accounted(account: Account) -> str:
    lost = account.written - account.owned
    return "每行恰有一个归属" if not lost else f"{lost}行不是恰有一个归属"
