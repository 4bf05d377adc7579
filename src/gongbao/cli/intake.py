"""Taking sources in: read, relate to what is there, and write all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from gongbao import archive
from gongbao.errors import GongbaoError, SourceError
from gongbao.gazette import Gazette
from gongbao.linking import printings
from gongbao.model import Decree, Issue, Record
from gongbao.reading import identity, reader

SOURCES = PurePosixPath("sources")


@dataclass(frozen=True)
class Taken:
    """One source taken in: what was read, what became of its files, and the records of other sources it changed."""

    given: str
    source: str
    known: bool  # the same bytes were there before
    records: tuple[Record, ...]
    merge: archive.Merge
    touched: tuple[Record, ...] = ()
    kept: tuple[PurePosixPath, ...] = ()  # corrected records of other sources that this one speaks of


@dataclass
class Intake:
    """The state of one run of `add`: the archive as it is, growing with each source."""

    root: Path
    gazette: Gazette
    dry: bool = False
    replacing: bool = False
    settled: dict[str, Record] = field(default_factory=dict)
    by_digest: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, root: Path, dry: bool = False, replacing: bool = False) -> Intake:
        """The archive at `root`; refuses one that cannot be read."""
        library = archive.Library.open(root)
        digests = {
            _digest(path.read_bytes()): path.name for path in sorted((root / SOURCES).glob("*")) if path.is_file()
        }
        return cls(root, gazette_of(root), dry, replacing, dict(library.records), digests)

    def take(self, path: Path) -> Taken:
        """Read a file and write what it gives; refuses (GongbaoError) without having changed anything."""
        data = read_bytes(path)
        known = self.by_digest.get(_digest(data))
        records = self._records(data, path, known)
        source = records[0].source.file
        touched = [r for r in printings.related(records, self._others(source)) if r.source.file != source]
        merge = archive.merge(self.root, source, archive.files(records))
        writes: dict[PurePosixPath, bytes] = {**merge.change.writes, SOURCES / source: data}
        again = list(self._again(touched))
        changes = [archive.Change(writes, merge.change.removes), *(one.change for one in again)]
        if not self.dry:
            archive.apply(self.root, _together(changes))
        self._settle(source, records, touched)
        self.by_digest[_digest(data)] = source
        kept = tuple(place for one in again for place in one.kept)
        return Taken(path.name, source, known is not None, records, merge, tuple(touched), kept)

    def _records(self, data: bytes, path: Path, known: str | None) -> tuple[Record, ...]:
        taken = [r.id for r in self.settled.values() if r.source.file != known]
        reading = reader.read(data, path.name, self.gazette, taken)
        main = reading.main
        if isinstance(main, Issue):
            source = known or reader.source_name(reading)
            self._refuse_other(source, known, path.name)
            if not known and any(record.source.file == source for record in self.settled.values()):
                reading = reader.read(data, source, self.gazette, self._ids_outside(source))
            records = identity.named(reading.records, source)
        else:
            records = self._alone(reading, known, path.name)
        others = self._others(records[0].source.file)
        return tuple(r for r in printings.related(records, others) if r.source.file == records[0].source.file)

    def _alone(self, reading: reader.Reading, known: str | None, given: str) -> tuple[Record, ...]:
        """A decree that came alone: its own id, or that of a further printing of one that is there."""
        decree = reading.main
        assert isinstance(decree, Decree)
        suffix = reader.source_name(reading).rsplit(".", 1)[1]
        if known:
            return identity.named(reading.records, known, known.rsplit(".", 1)[0])
        name = f"{decree.id}.{suffix}"
        there = self.settled.get(decree.id)
        if there is not None and there.source.file == name and not self.replacing:
            raise SourceError(
                f"{given}：{decree.number or decree.title}已经收录（content/sources/{name}），而内容不同。"
                "如果这是更正后的来源，请加 --replace；如果是另一种刊本，请核对文号。"
            )
        if there is not None and there.source.file == name:
            return identity.named(reading.records, name)
        printing = printings.other_printing(decree, [r for r in self.settled.values() if isinstance(r, Decree)])
        if printing is not None:
            record_id = printings.printing_id(printing.of.id, self.settled)
            return identity.named(reading.records, f"{record_id}.{suffix}", record_id)
        if there is not None:
            record_id = printings.printing_id(decree.id, self.settled)
            return identity.named(reading.records, f"{record_id}.{suffix}", record_id)
        return identity.named(reading.records, name)

    def _refuse_other(self, source: str, known: str | None, given: str) -> None:
        if known is None and (self.root / SOURCES / source).exists() and not self.replacing:
            raise SourceError(
                f"{given}：{source.rsplit('.', 1)[0]}期已经收录（content/sources/{source}），而内容不同。"
                "如果这是更正后的来源，请加 --replace；人工改过的记录会原样保留。"
            )

    def _again(self, touched: list[Record]) -> Iterator[archive.Merge]:
        """The files of records of other sources that this one tells something about."""
        for source in sorted({record.source.file for record in touched}):
            by_id = {record.id: record for record in touched}
            records = [by_id.get(r.id, r) for r in self.settled.values() if r.source.file == source]
            yield archive.merge(self.root, source, archive.files(records))

    def _others(self, source: str) -> list[Record]:
        return [record for record in self.settled.values() if record.source.file != source]

    def _ids_outside(self, source: str) -> list[str]:
        return [record.id for record in self._others(source)]

    def _settle(self, source: str, records: tuple[Record, ...], touched: list[Record]) -> None:
        for gone in [key for key, record in self.settled.items() if record.source.file == source]:
            del self.settled[gone]
        self.settled |= {record.id: record for record in (*records, *touched)}


def take_all(intake: Intake, paths: list[Path], step: Callable[[int], None]) -> tuple[list[Taken], list[str]]:
    """Every file in turn; a bad one stops nothing, and its sentence is given back."""
    taken: list[Taken] = []
    refused: list[str] = []
    for done, path in enumerate(paths):
        try:
            taken.append(intake.take(path))
        except GongbaoError as error:
            refused.append(str(error))
        step(done + 1)
    return taken, refused


def gazette_of(root: Path) -> Gazette:
    """The gazette of an archive; without gazette.yml the one that knows no city."""
    path = root / "gazette.yml"
    return Gazette.load(path) if path.exists() else Gazette.default()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file the archivist named; refuses with a sentence what cannot be opened."""
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise SourceError(f"{path}：这是一个文件夹。请给出文件夹里的文件，例如 {path}/*.txt。") from error
    except FileNotFoundError as error:
        raise SourceError(f"{path}：没有这个文件。请检查文件名和所在的文件夹。") from error
    except OSError as error:
        raise SourceError(f"{path}：打不开这个文件（{error.strerror}）。请检查权限。") from error


def _together(changes: list[archive.Change]) -> archive.Change:
    writes: dict[PurePosixPath, bytes] = {}
    removes: set[PurePosixPath] = set()
    for change in changes:
        writes |= change.writes
        removes |= change.removes
    return archive.Change(writes, frozenset(removes - writes.keys()))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
