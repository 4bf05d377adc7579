"""Pieces: the lines of a record before they are put together, each with the role its frame gave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongbao import outline, typography
from gongbao.model import Doubt
from gongbao.reading import tables, titles, words
from gongbao.reading.lines import Kind, Line

MANY = 16
DIVISIONS = ("part", "chapter", "section", "article")


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, title, table … with the source lines it was made of."""

    kind: str  # heading | para | title | label | signature | table | note | imprint
    text: str
    lines: tuple[Line, ...]
    level: int = 0
    doubts: tuple[Doubt, ...] = ()
    marker: outline.Marker | None = None
    grid: tables.GridTable | None = None

    @property
    def first(self) -> int:
        """The first source line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """The last source line."""
        return self.lines[-1].number


@dataclass(frozen=True)
class Known:
    """What the frame of the record already told: titles to look for, and lines with a role of their own."""

    titles: tuple[str, ...] = ()
    roles: Mapping[int, str] = field(default_factory=dict)  # index of a line → signature, imprint, attachment …


def pieces(lines: Sequence[Line], known: Known) -> Iterator[Block]:
    """The filled lines as pieces: tables and known titles whole, everything else a line each."""
    regions = {region.first: region for region in tables.find_regions([line.source for line in lines])}
    index = 0
    while index < len(lines):
        region = regions.get(index)
        if region and not any(at in known.roles for at in range(region.first, region.last + 1)):
            members = tuple(
                line for line in lines[region.first : region.last + 1] if not line.blank or line.source.text
            )
            grid = tables.read_table([line.source for line in members])
            yield Block("table", "", tuple(line for line in members if not line.blank), grid=grid, doubts=grid.doubts)
            index = region.last + 1
            continue
        line = lines[index]
        if line.blank or line.kind in (Kind.RULE, Kind.PAGE):
            index += 1
            continue
        after = _known_title(lines, index, known)
        if after:
            members = tuple(one for one in lines[index:after] if not one.blank)
            yield _title(members, known)
            index = after
            continue
        yield _piece(line, known.roles.get(index))
        index += 1


def _known_title(lines: Sequence[Line], index: int, known: Known) -> int | None:
    line = lines[index]
    if line.kind not in (Kind.TEXT, Kind.MARKED) or index in known.roles or len(line.text) > 80:
        return None
    if words.LABELS.match(line.text):
        return None
    own = typography.fold(line.text)
    near = [title for title in known.titles if _begins_alike(own, typography.fold(title))]
    if len(near) > MANY:  # among so many alike only the exact spelling tells which is meant
        near = [title for title in near if typography.fold(title).startswith(own)]
    ends = (titles.spelled_at(lines, index, title) for title in near)
    return max((end for end in ends if end and not any(at in known.roles for at in range(index, end))), default=None)


def _begins_alike(one: str, other: str) -> bool:
    """Cheap, and true for every two spellings that differ in a letter or two at their heads."""
    return one[:1] == other[:1] or one[1:4] == other[1:4] or one[:3] in other[:6]


def _title(members: tuple[Line, ...], known: Known) -> Block:
    """A title the text announced; when it is printed otherwise than announced, that is doubted."""
    printed = titles.joined(members)
    told = max(known.titles, key=lambda title: titles.likeness(printed, title))
    doubts: tuple[Doubt, ...] = ()
    if titles.likeness(printed, told) < 1:
        doubts = (Doubt(members[0].number, f"此处标题为“{printed}”，而上文称“{told}”，请核对。"),)
    return Block("title", printed, members, level=1, doubts=doubts)


def _piece(line: Line, role: str | None) -> Block:
    text = line.text.replace("\t", "　") if line.kind is Kind.ROW else line.text
    if role:
        return Block(role, text, (line,))
    if line.marker and line.kind is Kind.MARKED:
        gap = "　" if line.marker.kind in DIVISIONS and line.marker.rest else ""
        return Block("para", line.marker.text + gap + line.marker.rest, (line,), marker=line.marker)
    if words.LABELS.match(text):
        return Block("label", text, (line,))
    return Block("para", text, (line,))
