"""An issue: its furniture, its contents, and every record between them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongbao import numbers, typography
from gongbao.gazette import Gazette
from gongbao.model import (
    Appointments,
    Catalogue,
    Decree,
    Doubt,
    InterpretationCatalogue,
    Issue,
    Lines,
    Listed,
    Other,
    Record,
    SourceRef,
    TitleVariant,
    TocEntry,
)
from gongbao.reading import appointments, catalogue, contents, furniture, interpretation, markup, split, titles
from gongbao.reading import blocks as blocks_
from gongbao.reading import body as body_
from gongbao.reading.decree import Heading, Place, read_decree
from gongbao.reading.lines import Kind, Line, extent, filled

# Matches the sub-headings "任命：" and "免去：" of the appointments.
ACTION = re.compile(r"^(?:任命|免去|任职|免职|聘任|解聘)[：:]?$")
NAMES = {
    "appointments": "appointments",
    "catalogue": "catalogue",
    "interpretation-catalogue": "interpretation-catalogue",
}


@dataclass(frozen=True)
class Layout:
    """Where an issue's furniture stands and where its body begins and ends (indexes of lines)."""

    masthead: int
    contents: contents.Contents | None
    body: int
    colophon: int


@dataclass
class _Shelf:
    """The ids given out so far, so that none is given twice."""

    issue: str
    taken: set[str]
    counts: dict[str, int] = field(default_factory=dict)

    def give(self, base: str) -> str:
        """The id itself, or with the count of its printing behind it."""
        found, n = base, 1
        while found in self.taken:
            n += 1
            found = f"{base}-p{n}"
        self.taken.add(found)
        return found

    def count(self, kind: str) -> str:
        """An id by kind; the first of a kind that comes once a month has no figure."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        n = self.counts[kind]
        return self.give(f"{self.issue}-{kind}" if kind in NAMES and n == 1 else f"{self.issue}-{kind}-{n}")


@dataclass(frozen=True)
class _Desk:
    """What every part of an issue is read with."""

    source: str
    gazette: Gazette
    shelf: _Shelf
    listed: Mapping[str, str]  # number → title in the issue's own 发文目录


@dataclass
class _Told:
    """What an issue says besides the part at hand: the numbers and interpretations it prints, the decrees read so far."""

    numbers: set[str]
    explained: list[str]
    decrees: list[Decree] = field(default_factory=list)


def lay_out(lines: Sequence[Line], gazette: Gazette) -> Layout:
    """The furniture of an issue."""
    found = contents.find(lines, gazette)
    masthead = found.first if found else furniture.masthead_end(lines)
    body = found.last + 1 if found else masthead
    return Layout(masthead, found, body, furniture.colophon_start(lines, body))


def issue_id(facts: furniture.IssueFacts) -> str | None:
    """`2023-04`, `2023-07-08` for a double issue; None when year or number is not printed."""
    if facts.year is None or facts.number is None:
        return None
    return f"{facts.year}-{facts.number.replace('、', '-')}"


def unnumbered_id(lines: Sequence[Line]) -> str:
    """An id for an issue that prints neither year nor number: a digest of its text."""
    text = "\n".join(line.text for line in filled(lines))
    return f"issue-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def read_issue(lines: Sequence[Line], source: str, gazette: Gazette, taken: Collection[str]) -> list[Record]:
    """The issue and all its records; the issue comes first."""
    layout = lay_out(lines, gazette)
    facts = furniture.facts([*lines[: layout.body], *lines[layout.colophon :]])
    name = issue_id(facts) or unnumbered_id(lines)
    body = lines[layout.body : layout.colophon]
    parts = list(split.parts(body, split.find_heads(body, layout.contents, gazette)))
    desk = _Desk(source, gazette, _Shelf(name, set(taken)), _catalogued(parts))
    records, by_entry = _read_parts(parts, desk)
    head = body[: parts[0].head.start] if parts else body
    stray = _stray(head, desk)
    issue = _issue(lines, (layout, facts), (name, source), by_entry)
    return [issue, *stray, *records]


def _catalogued(parts: Sequence[split.Part]) -> dict[str, str]:
    entries = [entry for part in parts if part.head.kind == "catalogue" for entry in catalogue.documents(part.rest, ())]
    return {entry.number: entry.title for entry in entries if entry.number}


def _read_parts(parts: Sequence[split.Part], desk: _Desk) -> tuple[list[Record], dict[contents.Entry, str]]:
    """The records of all parts in the order of the text; the decrees are read first, since others speak of them."""
    told = _Told(
        {str(part.head.number) for part in parts if part.head.number},
        [part.head.title for part in parts if part.head.kind == "interpretation"],
    )
    found: dict[int, list[Record]] = {}
    for at, part in sorted(enumerate(parts), key=lambda pair: pair[1].head.kind != "decree"):
        found[at] = _read_part(part, desk, told)
        told.decrees += [record for record in found[at] if isinstance(record, Decree)]
    by_entry = {part.head.entry: found[at][0].id for at, part in enumerate(parts) if part.head.entry}
    return [_placed(record, part) for at, part in enumerate(parts) for record in found[at]], by_entry


def _placed(record: Record, part: split.Part) -> Record:
    entry = part.head.entry
    return replace(record, section=entry.section, page=entry.page) if entry else record


def _read_part(part: split.Part, desk: _Desk, told: _Told) -> list[Record]:
    kind = part.head.kind
    if kind == "decree":
        return _decree(part, desk)
    if kind == "interpretation":
        return _interpretation(part, desk, told.decrees)
    if kind == "catalogue":
        return [_catalogue(part, desk, told.numbers)]
    if kind == "interpretation-catalogue":
        return [_interpretation_catalogue(part, desk, told.explained)]
    return [_appointments(part, desk)] if kind == "appointments" else _other(part, desk)


def _place(part: split.Part, desk: _Desk, record: str) -> Place:
    return Place(record, desk.source, extent(part.lines), desk.gazette, desk.shelf.issue)


def _heading(part: split.Part, desk: _Desk) -> Heading:
    """The title in its best attested spelling, and the spellings that differ from it."""
    head = part.head
    met = [TitleVariant(head.title, "heading")]
    if head.entry:
        met.append(TitleVariant(head.entry.title, "toc"))
    listed = desk.listed.get(str(head.number)) if head.number else None
    if listed:
        met.append(TitleVariant(listed, "catalogue"))
    best = titles.best_attested(met)
    return Heading(
        head.title, head.number, best, tuple(v for v in met if typography.fold(v.text) != typography.fold(best))
    )


def _decree(part: split.Part, desk: _Desk) -> list[Record]:
    number = part.head.number
    base = numbers.encode(number, desk.gazette.codes) if number else None
    record = desk.shelf.give(base) if base else desk.shelf.count("decree")
    decree, tables = read_decree(part.rest, _heading(part, desk), _place(part, desk, record))
    return [decree, *tables]


def _interpretation(part: split.Part, desk: _Desk, decrees: Sequence[Decree]) -> list[Record]:
    record = desk.shelf.count("interpretation")
    found, tables = interpretation.read_interpretation(
        part.rest, _heading(part, desk), _place(part, desk, record), decrees
    )
    return [found, *tables]


def _catalogue(part: split.Part, desk: _Desk, printed: Collection[str]) -> Record:
    entries = catalogue.documents(part.rest, printed)
    return _listing(Catalogue, part, desk, entries)


def _interpretation_catalogue(part: split.Part, desk: _Desk, printed: Sequence[str]) -> Record:
    return _listing(InterpretationCatalogue, part, desk, catalogue.interpretations(part.rest, printed))


def _listing(
    of: type[Catalogue] | type[InterpretationCatalogue], part: split.Part, desk: _Desk, entries: tuple[Listed, ...]
) -> Record:
    place = _place(part, desk, desk.shelf.count(part.head.kind))
    lines = [markup.escape(row.text) for row in catalogue.rows(part.rest)]
    body = "\n\n".join([markup.heading(1, part.head.title), *lines])
    ref = SourceRef(place.source, place.lines)
    return of(id=place.id, title=part.head.title, source=ref, body=body, issue=place.issue, entries=entries)


def _appointments(part: split.Part, desk: _Desk) -> Record:
    place = _place(part, desk, desk.shelf.count("appointments"))
    found = blocks_.build(_with_tail(part), blocks_.Known())
    found = [replace(b, kind="heading", level=2) if ACTION.match(b.text) else b for b in found]
    body = body_.write(found, body_.Owner(place.id, part.head.title, place.source, place.issue, part.head.title))
    entries = appointments.entries(body.passages, desk.gazette)
    return Appointments(
        id=place.id,
        title=part.head.title,
        source=SourceRef(place.source, place.lines),
        body=body.markdown,
        issue=place.issue,
        warnings=body.doubts + _unread(body, entries),
        entries=entries,
    )


def _unread(body: body_.Body, entries: Sequence[object]) -> tuple[Doubt, ...]:
    """The lines that speak of a post and gave no entry."""
    read = {getattr(entry, "line", 0) for entry in entries}
    spoken = [
        p for p in body.passages if ("免去" in p.text or "任" in p.text) and len(p.text) > 8 and p.line not in read
    ]
    return tuple(Doubt(p.line, f"这一行没有读出任免：“{p.text[:40]}”，请核对。") for p in spoken)


def _with_tail(part: split.Part) -> list[Line]:
    """The lines after the heading; what is glued behind the heading (…任命：) comes first."""
    last = part.lines[part.head.after - part.head.start - 1]
    glued = last.text[len(part.head.title) :] if last.text.startswith(part.head.title) else ""
    if not glued:
        folded = typography.fold(last.text)
        wanted = typography.fold(part.head.title)
        glued = (
            "" if folded == wanted or not folded.startswith(wanted) else last.text[-(len(folded) - len(wanted) + 1) :]
        )
    return [replace(last, text=glued.strip(" *"), hashes=0), *part.rest] if glued.strip(" *") else list(part.rest)


def _other(part: split.Part, desk: _Desk) -> list[Record]:
    place = _place(part, desk, desk.shelf.count("other"))
    body = body_.write(
        blocks_.build(part.rest, blocks_.Known()),
        body_.Owner(place.id, part.head.title, place.source, place.issue, part.head.title),
    )
    record = Other(
        id=place.id,
        title=part.head.title,
        source=SourceRef(place.source, place.lines),
        body=body.markdown,
        issue=place.issue,
        warnings=body.doubts,
        tables=tuple(table.id for table in body.tables),
    )
    return [record, *body.tables]


def _stray(lines: Sequence[Line], desk: _Desk) -> list[Record]:
    """Text before the first record: kept as a record of its own, with a doubt."""
    idle = (Kind.BLANK, Kind.RULE, Kind.PAGE)
    kept = list(lines)
    while kept and kept[-1].kind in idle:
        kept.pop()
    while kept and kept[0].kind in idle:
        kept.pop(0)
    if not kept:
        return []
    first = next(filled(kept))
    head = split.Head(0, 0, "other", first.text[:60], None, None)
    records = _other(split.Part(head, tuple(kept)), desk)
    doubt = Doubt(first.number, "第一篇文件之前的这段文字不知属于何处，已单独保存，请核对。")
    return [replace(records[0], warnings=(*records[0].warnings, doubt)), *records[1:]]


def _issue(
    lines: Sequence[Line],
    read: tuple[Layout, furniture.IssueFacts],
    name: tuple[str, str],
    by_entry: Mapping[contents.Entry, str],
) -> Issue:
    layout, facts = read
    spans = _furniture(lines, layout)
    entries = layout.contents.entries if layout.contents else ()
    toc = tuple(TocEntry(e.section, e.title, e.number, e.page, by_entry.get(e)) for e in entries)
    doubts = tuple(Doubt(e.first, f"目录列有“{e.title}”，正文没有找到。") for e in entries if e not in by_entry)
    shown = [*lines[: layout.masthead], *lines[layout.colophon :]]
    texts = [markup.escape(line.text) for line in filled(shown) if line.text.strip("-*_ ")]
    number = f"{facts.year}年第{facts.number}期" if facts.number else name[0]
    filled_ = [line.number for line in filled(lines)]
    return Issue(
        id=name[0],
        title=f"{facts.name or ''}{number}" if facts.number else f"{facts.name or '公报'}（未印期号）",
        source=SourceRef(name[1], (min(filled_), max(filled_))),
        body="\n\n".join(texts),
        warnings=doubts,
        year=facts.year,
        number=facts.number,
        serial=facts.serial,
        published=facts.published,
        colophon=facts.labels,
        toc=toc,
        furniture=spans,
    )


def _furniture(lines: Sequence[Line], layout: Layout) -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    ranges = {"masthead": lines[: layout.masthead], "colophon": lines[layout.colophon :]}
    if layout.contents:
        ranges["contents"] = lines[layout.contents.first : layout.contents.last + 1]
    for name in ("masthead", "contents", "colophon"):
        if any(not line.blank for line in ranges.get(name, ())):
            found[name] = extent(ranges[name])
    return found
