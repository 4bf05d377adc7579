"""Reading sources ahead of everything that depends on the archive: what the workers of `add` do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongbao import archive
from gongbao.errors import GongbaoError
from gongbao.gazette import Gazette
from gongbao.model import Issue, Record
from gongbao.reading import formats, identity, reader

File = tuple[str, bytes | GongbaoError]  # the name a file was given by, and its bytes, or why there are none


@dataclass(frozen=True)
class Draft:
    """A source as read for itself, under the name and the ids it has if nothing in the archive speaks against them."""

    given: str
    source: str
    records: tuple[Record, ...]
    kept: formats.Received
    files: Mapping[PurePosixPath, bytes]

    @property
    def is_issue(self) -> bool:
        """False for a decree that came alone."""
        return isinstance(self.records[0], Issue)

    def files_of(self, records: Sequence[Record]) -> dict[PurePosixPath, bytes]:
        """The files of the records as settled; only those that became other than drafted are written anew."""
        same = set(map(id, self.records))
        fresh = archive.files([record for record in records if id(record) not in same])
        places = [archive.relative_path(record) for record in records]
        if len(set(places)) < len(places):
            return archive.files(records)  # which says whose file it is
        return {path: fresh[path] if path in fresh else self.files[path] for path in sorted(places)}


def drafts(gazette: Gazette, files: Sequence[File]) -> list[Draft | GongbaoError]:
    """What each file gives; a bad one gives its sentence."""
    return [_tried(gazette, name, data) for name, data in files]


def _tried(gazette: Gazette, name: str, data: bytes | GongbaoError) -> Draft | GongbaoError:
    if isinstance(data, GongbaoError):
        return data
    try:
        return draft(data, name, gazette)
    except GongbaoError as error:
        return error


def draft(data: bytes, name: str, gazette: Gazette) -> Draft:
    """What a file gives; refuses (GongbaoError) what is no source."""
    kept = formats.receive(data, name)
    reading = reader.with_doubts(reader.read(kept.source, name, gazette), kept.doubts)
    source = reader.source_name(reading)
    records = identity.named(reading.records, source)
    return Draft(name, source, records, kept, archive.files(records))


def again(one: Draft, source: str, gazette: Gazette, taken: Sequence[str]) -> tuple[Record, ...]:
    """The records of an issue once more, for want of ids that others have."""
    reading = reader.with_doubts(reader.read(one.kept.source, source, gazette, taken), one.kept.doubts)
    return identity.named(reading.records, source)
