"""Taking sources in: read, relate to what is there, and write all of it or nothing."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from gongbao import archive
from gongbao.archive.holdings import Holdings
from gongbao.archive.originals import source_of
from gongbao.archive.remembered import Store
from gongbao.cli.drafting import Draft, File, again, drafts
from gongbao.cli.settled import Settled
from gongbao.errors import GongbaoError, SourceError
from gongbao.gazette import Gazette
from gongbao.jobs import cores, spread
from gongbao.linking import printings
from gongbao.model import Decree, Record
from gongbao.reading import identity

SOURCES = PurePosixPath("sources")
MOST_AT_ONCE = 8  # files handed to a worker together


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
    settled: Settled
    by_digest: dict[str, str]
    dry: bool = False
    replacing: bool = False

    @classmethod
    def open(cls, root: Path, dry: bool = False, replacing: bool = False, executor: Executor | None = None) -> Intake:
        """The archive at `root`; refuses one that cannot be read."""
        holdings = Holdings.open(root, Store.beside(root), executor)
        sources = {digest: source_of(name) for digest, name in holdings.sources.items()}
        return cls(root, gazette_of(root), Settled(holdings), sources, dry, replacing)

    def take(self, draft: Draft, data: bytes) -> Taken:
        """Settle what was read from `data` and write what it gives; refuses (GongbaoError) without any change."""
        known = self._known(draft, data)
        named = self._issue(draft, known) if draft.is_issue else self._alone(draft, known)
        source = named[0].source.file
        catalogue = self.settled.catalogue
        records = tuple(printings.marked(named, catalogue, source))
        touched = list(printings.touched(records, catalogue, source))
        merge = archive.merge(self.root, source, draft.files_of(records))
        again = list(self._again(touched))
        changes = [_sources(source, draft, data), merge.change, *(one.change for one in again)]
        if not self.dry:
            archive.apply(self.root, _together(changes))
        self.settled.settle(source, records, touched)
        self.by_digest |= {_digest(content): source for content in (data, draft.kept.source)}
        kept = tuple(place for one in again for place in one.kept)
        return Taken(draft.given, source, known is not None, records, merge, tuple(touched), kept)

    def _known(self, draft: Draft, data: bytes) -> str | None:
        """The source that the very same bytes gave; of a document not, where another text has taken its text's place."""
        name = self.by_digest.get(_digest(data))
        if name is None or draft.kept.original is None:
            return name
        return name if self.by_digest.get(_digest(draft.kept.source)) == name else None

    def _issue(self, draft: Draft, known: str | None) -> tuple[Record, ...]:
        source = known or draft.source
        self._refuse_second(draft, source)
        self._refuse_other(source, known, draft.given)
        if self.settled.is_free(draft.records, source):
            return _named(draft, source)
        return again(draft, source, self.gazette, self.settled.outside(source))

    def _alone(self, draft: Draft, known: str | None) -> tuple[Record, ...]:
        """A decree that came alone: its own id, or that of a further printing of one that is there."""
        decree = draft.records[0]
        assert isinstance(decree, Decree)
        if known:
            return _named(draft, known, known.rsplit(".", 1)[0])
        there = self.settled.source_of(decree.id)
        if there == draft.source and not self.replacing:
            raise SourceError(
                f"{draft.given}：{decree.number or decree.title}已经收录（content/sources/{there}），而内容不同。"
                "如果这是更正后的来源，请加 --replace；如果是另一种刊本，请核对文号。"
            )
        if there == draft.source:
            return draft.records
        printing = printings.other_printing(decree, self.settled.catalogue.firsts(decree))
        if printing is None and there is None:
            return draft.records
        record_id = printings.printing_id(printing.of.id if printing else decree.id, self.settled)
        return _named(draft, f"{record_id}.{draft.source.rsplit('.', 1)[1]}", record_id)

    def _refuse_second(self, draft: Draft, source: str) -> None:
        """An issue has one source: the same one as a web page and as a text would be read twice over."""
        there = self.settled.source_of(draft.records[0].id)
        if there not in (None, source):
            raise SourceError(
                f"{draft.given}：{draft.records[0].id}期已经收录（content/sources/{there}），一期只能有一份来源。"
                f"要换成这一份，请先删去 content/sources/{there} 和 content/issues/{draft.records[0].id}/ 再收录，"
                "人工改过的地方要重新改。"
            )

    def _refuse_other(self, source: str, known: str | None, given: str) -> None:
        if known is None and (self.root / SOURCES / source).exists() and not self.replacing:
            raise SourceError(
                f"{given}：{source.rsplit('.', 1)[0]}期已经收录（content/sources/{source}），而内容不同。"
                "如果这是更正后的来源，请加 --replace；人工改过的记录会原样保留。"
            )

    def _again(self, touched: list[Record]) -> Iterator[archive.Merge]:
        """The files of records of other sources that this one tells something about."""
        for source in sorted({record.source.file for record in touched}):
            records = [record for record in touched if record.source.file == source]
            yield archive.amend(self.root, source, archive.files(records))


def take_all(
    intake: Intake, paths: list[Path], step: Callable[[int], None], executor: Executor | None = None
) -> tuple[list[Taken], list[str]]:
    """Every file in turn, read by the workers, settled here; a bad one stops nothing, and its sentence is given back."""
    taken: list[Taken] = []
    refused: list[str] = []
    waiting: deque[bytes] = deque()
    found = spread(executor, partial(drafts, intake.gazette), _given(paths, waiting), _chunk(len(paths)))
    for done, draft in enumerate(found, 1):
        data = waiting.popleft()
        try:
            if isinstance(draft, GongbaoError):
                raise draft
            taken.append(intake.take(draft, data))
        except GongbaoError as error:
            refused.append(str(error))
        step(done)
    return taken, refused


def _given(paths: list[Path], waiting: deque[bytes]) -> Iterator[File]:
    """The files as they are handed to the workers; `waiting` gets their bytes in the same order."""
    for path in paths:
        try:
            data: bytes | GongbaoError = read_bytes(path)
        except GongbaoError as error:
            data = error
        waiting.append(data if isinstance(data, bytes) else b"")
        yield path.name, data


def _chunk(files: int) -> int:
    """Few at a time while there are few, so that every worker has some; not so few that handing out costs time."""
    return max(1, min(MOST_AT_ONCE, files // (4 * cores())))


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


def _named(draft: Draft, source: str, record_id: str | None = None) -> tuple[Record, ...]:
    """The records under another name; the very same ones when it is the name they have."""
    if source == draft.source and record_id in (None, draft.records[0].id):
        return draft.records
    return identity.named(draft.records, source, record_id)


def _sources(source: str, draft: Draft, data: bytes) -> archive.Change:
    """What is kept in sources/: the text, and beside it the document it was taken out of."""
    stem, suffix = source.rsplit(".", 1)[0], draft.kept.suffix
    if draft.kept.original is not None:
        return archive.Change({SOURCES / source: draft.kept.source, SOURCES / f"{stem}{suffix}": data})
    return archive.Change({SOURCES / source: data})
