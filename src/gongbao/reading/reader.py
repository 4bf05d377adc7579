"""The door of the reading half: bytes in, records out. It touches no file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from gongbao.errors import SourceError
from gongbao.gazette import Gazette
from gongbao.model import Decree, Doubt, Issue, Record, SourceText, Table
from gongbao.reading import contents, furniture
from gongbao.reading.formats import read_source
from gongbao.reading.issue import read_issue
from gongbao.reading.lines import Line, read_lines
from gongbao.reading.single import read_single


@dataclass(frozen=True)
class Reading:
    """What one source holds: its records, the main one first, and how its lines are spread."""

    source: SourceText
    records: tuple[Record, ...]

    @property
    def main(self) -> Record:
        """The issue, or the decree that arrived alone."""
        return self.records[0]


def read(data: bytes, name: str, gazette: Gazette, taken: Collection[str] = ()) -> Reading:
    """The records of a source. `name` is how messages and records call it; `taken` are ids in use elsewhere.

    Refuses (SourceError) what is empty, binary, of no known encoding, or neither gazette nor decree.
    """
    source = read_source(data, name)
    lines = read_lines(source)
    if is_issue(lines, gazette):
        return Reading(source, tuple(read_issue(lines, name, gazette, taken)))
    records = read_single(source, lines, name, gazette)
    if not records:
        raise SourceError(
            f"{name}：这段文字里找不到公报的期号和目录，也找不到公文的标题、文号或主送机关，不知道怎样收录。"
            "请确认文件内容是一期公报或一份公文的全文。"
        )
    return Reading(source, tuple(records))


def with_doubts(reading: Reading, doubts: Collection[Doubt]) -> Reading:
    """The reading with doubts of the document its text was taken out of, each in the record that has the line."""
    told = {doubt: _owner(reading, doubt.line) for doubt in doubts}
    records = tuple(
        _warned(record, [doubt for doubt in doubts if told[doubt] == record.id]) for record in reading.records
    )
    return replace(reading, records=records)


def _owner(reading: Reading, line: int) -> str:
    """The id of the narrowest record around a line, tables aside; the main one where there is none."""
    around = [
        record
        for record in reading.records
        if not isinstance(record, Table) and record.source.lines[0] <= line <= record.source.lines[1]
    ]
    return min(around, key=lambda record: record.source.lines[1] - record.source.lines[0], default=reading.main).id


def _warned(record: Record, doubts: Collection[Doubt]) -> Record:
    if not doubts:
        return record
    return replace(record, warnings=tuple(sorted([*record.warnings, *doubts], key=lambda doubt: doubt.line)))


def is_issue(lines: list[Line], gazette: Gazette) -> bool:
    """True for an issue of a gazette, by its masthead or its table of contents."""
    if furniture.looks_like_issue(lines):
        return True
    found = contents.find(lines, gazette)
    return found is not None and len(found.entries) >= 3


def source_name(reading: Reading) -> str:
    """The name a source has in content/sources/: what it is."""
    suffix = "html" if reading.source.format == "html" else "txt"
    main = reading.main
    assert isinstance(main, Issue | Decree)
    return f"{main.id}.{suffix}"
