"""All records of content/, read once and found by id, number and issue."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from gongbao.archive.frontmatter import examine
from gongbao.archive.noted import Noted
from gongbao.archive.places import inside, shown
from gongbao.archive.remembered import Row, Stamp, Store, Told, digest, stamp_of
from gongbao.archive.texts import Texts
from gongbao.errors import ArchiveError
from gongbao.jobs import spread, uncollected, workers
from gongbao.model import Decree, Issue, Record, apart
from gongbao.problems import Problem

CHUNK = 50  # files a worker examines at a time
MANY = 500  # files: fewer are read sooner than processes are started
SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Reading:
    """One file of content/: where it stands, its record if there is one, and what is wrong with it."""

    file: str  # its path below content/
    record: Record | None
    problems: tuple[Problem, ...]
    digest: str = ""  # of its bytes, where they were read or remembered
    source: str = ""  # the digest of the source, where it was read or remembered
    noted: Noted | None = None

    @property
    def path(self) -> PurePosixPath:
        """Where it stands, below content/."""
        return PurePosixPath(self.file)


class Paths(Mapping[str, PurePosixPath]):
    """Where the records were read, by their ids; each path is made when somebody asks."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    def __getitem__(self, id_: str) -> PurePosixPath:
        return PurePosixPath(self.files[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


@dataclass(frozen=True)
class Library:
    """The records of an archive, in the order of their ids."""

    root: Path
    records: Mapping[str, Record]
    paths: Mapping[str, PurePosixPath]
    digests: Mapping[str, str] = field(default_factory=dict)  # of the bytes of the files, by the ids of the records
    noted: Mapping[str, Noted] = field(default_factory=dict)  # of the records whose texts were looked through already
    sources: Mapping[str, str] = field(default_factory=dict)  # of the bytes of the sources, by their names

    @classmethod
    def open(cls, root: Path, store: Store | None = None, jobs: int = 1) -> Library:
        """Every record below `root` (content/); ArchiveError with all findings if a file cannot be taken as it is.

        With a store only files that changed since are read, and texts are fetched when somebody asks for them. It is
        the caller's to close. Where there is much to read, so many processes do it.
        """
        with uncollected():
            readings = tuple(read_all(root, store, jobs))
            refuse(root, readings)
            return cls.of(root, readings)

    @classmethod
    def of(cls, root: Path, readings: Iterable[Reading]) -> Library:
        """The records that were read, of files that nothing is wrong with."""
        found = ((reading.record.id, reading) for reading in readings if reading.record)
        pairs = sorted(found, key=lambda pair: pair[0])
        records = {id_: reading.record for id_, reading in pairs if reading.record}
        paths, digests = Paths({id_: each.file for id_, each in pairs}), {id_: each.digest for id_, each in pairs}
        noted = MappingProxyType({id_: each.noted for id_, each in pairs if each.noted})
        sources = {reading.record.source.file: reading.source for _, reading in pairs if reading.record}
        kept = MappingProxyType({name: each for name, each in sources.items() if each})
        return cls(root, MappingProxyType(records), paths, MappingProxyType(digests), noted, kept)

    def noted_of(self, record: Record) -> Noted:
        """What is noted of the text of a record."""
        return self.noted.get(record.id) or Noted.of(record)

    def path_of(self, id_: str) -> PurePosixPath:
        """Where the record of an id was read, below content/; KeyError for an id that is not here."""
        return self.paths[id_]

    def file_of(self, id_: str) -> str:
        """The same as text; empty for an id that is not here."""
        return self.paths.files.get(id_, "") if isinstance(self.paths, Paths) else str(self.paths.get(id_, ""))

    def by_number(self, number: str) -> tuple[Decree, ...]:
        """The decrees that bear a number, printed or inferred: none, one, or several printings."""
        return self._numbers.get(number, ())

    def issues(self) -> tuple[Issue, ...]:
        """The issues, in the order of their ids."""
        return tuple(record for record in self.records.values() if isinstance(record, Issue))

    def of_issue(self, id_: str) -> tuple[Record, ...]:
        """The records of an issue in the order of its source."""
        return self._members.get(id_, ())

    @cached_property
    def _members(self) -> dict[str, tuple[Record, ...]]:
        members: dict[str, list[Record]] = {}
        for record in self.records.values():
            if record.issue is not None:
                members.setdefault(record.issue, []).append(record)
        return {id_: tuple(sorted(each, key=lambda one: (one.source.lines, one.id))) for id_, each in members.items()}

    @cached_property
    def _numbers(self) -> dict[str, tuple[Decree, ...]]:
        numbers: dict[str, tuple[Decree, ...]] = {}
        for record in self.records.values():
            number = (record.number or record.number_inferred) if isinstance(record, Decree) else None
            if isinstance(record, Decree) and number:
                numbers[number] = (*numbers.get(number, ()), record)
        return numbers


def read_all(root: Path, store: Store | None = None, jobs: int = 1) -> Iterator[Reading]:
    """Every record file below content/, in the order of the paths; what the store knows is taken from there.

    With a store the records come without their texts, which are fetched when somebody asks for them.
    """
    shelf = Shelf(root, store)
    known = dict(shelf.heads())
    unread = [path for path in shelf.paths if path not in known]
    with workers(jobs if len(unread) >= MANY else 1) as executor:
        if len(unread) >= MANY:  # fetched from the store they take half the memory, and meanwhile none
            known = shelf.learn(unread, executor) | dict(shelf.heads())
            unread = [path for path in shelf.paths if path not in known]
        fresh = shelf.read(unread, executor)
        for path in shelf.paths:
            yield known.pop(path) if path in known else shelf.apart(next(fresh))
    shelf.close()


class Shelf:
    """The record files of an archive, and of each what the store knows of it as it is now."""

    def __init__(self, root: Path, store: Store | None) -> None:
        self._root = root
        self._store = store
        self._texts = Texts(root, store.file) if store else None
        self._sources: dict[str, str] = {}
        self._stamps = dict(_found(root, store is not None))
        self.paths = sorted(self._stamps, key=lambda path: path.split("/"))
        self.rows: dict[str, Row] = {}
        if store is not None:
            rows = {path: store.row(path, stamp, f"{root}/{path}") for path, stamp in self._stamps.items()}
            self.rows = {path: row for path, row in rows.items() if row and row.record}

    def record(self, path: str) -> Record | None:
        """The record of a file, if the store has it whole."""
        return self._store.record(path) if self._store else None

    def heads(self) -> Iterator[tuple[str, Reading]]:
        """Of the files that the store knows what they say, by their paths, what these say without their texts."""
        for path, content, record, noted in self._store.heads() if self._store else ():
            if path in self.rows and self._texts:
                # Nobody else holds the record yet.
                object.__setattr__(record, "body", self._texts.of(record.id, path, content))
                yield path, Reading(path, record, (), content, self._source(record), noted)

    def apart(self, reading: Reading) -> Reading:
        """A reading that does not hold its text; the same without a store."""
        if self._store is None or self._texts is None or reading.record is None or reading.problems:
            return reading
        record = apart(reading.record, self._texts.of(reading.record.id, reading.file, reading.digest))
        return replace(reading, record=record, source=self._source(record))

    def _source(self, record: Record) -> str:
        """The digest of a source, which is read only if it changed; empty for one that is not to be remembered."""
        name, store = record.source.file, self._store
        if name not in self._sources and store:
            path, file = f"{SOURCES}/{name}", f"{self._root}/{SOURCES}/{name}"
            stamp = stamp_of(file) if "/" not in name else ""
            row = store.row(path, stamp, file)
            if row is None and stamp:
                with suppress(OSError):
                    row = store.remember(path, stamp, Path(file).read_bytes(), None)
            self._sources[name] = row.digest if row else ""
        return self._sources.get(name, "")

    def learn(self, paths: Sequence[str], executor: Executor | None) -> dict[str, Reading]:
        """Let the store learn what some of the files say now; what it does not have afterwards, by the paths."""
        held: dict[str, Reading] = {}
        for reading in self.read(paths, executor):
            if self._store and self._store.relieve():
                held = {path: each for path, each in held.items() if path not in self.rows}
            held[reading.file] = self.apart(reading)
        return held

    def read(self, paths: Sequence[str], executor: Executor | None) -> Iterator[Reading]:
        """What some of the files say now; the store learns it."""
        contents: dict[str, bytes] = {}
        for reading in spread(executor, _examined, self._opened(paths, contents), CHUNK):
            path = reading.file
            content = contents.pop(path)
            if self._store and reading.record and reading.noted and not reading.problems:
                row = self._store.remember(path, self._stamps[path], content, Told(reading.record, reading.noted))
                if row.stamp:
                    self.rows[path] = row
            yield replace(reading, digest=digest(content))

    def close(self, others: Collection[str] = ()) -> None:
        """Let the store keep what was read, and forget files that are neither here nor among `others`."""
        if self._store:
            self._store.save({*self.paths, *others, *(f"{SOURCES}/{name}" for name in self._sources)})

    def _opened(self, paths: Sequence[str], contents: dict[str, bytes]) -> Iterator[_Opened]:
        for path in paths:
            # What has a stamp is a plain file in a folder that was found to lie inside.
            content = _read(f"{self._root}/{path}") if self._stamps.get(path) else b""
            opened = content or _open(self._root, PurePosixPath(path))
            contents[path] = opened if isinstance(opened, bytes) else b""
            yield path, shown(self._root, PurePosixPath(path)), opened


def _found(root: Path, stamped: bool) -> Iterator[tuple[str, Stamp]]:
    """The paths of the record files, in no order, with their stamps if the store is to be asked."""
    issues = (root / "issues").is_symlink()
    folders = [(f"issues/{name}", issues or link) for name, is_folder, link in _listed(root / "issues") if is_folder]
    for folder, link in (("decrees", True), *folders):
        names = [name for name, *_ in _listed(root / folder) if name.endswith(".md") and not name.startswith(".")]
        trusted = stamped and names and (not link or _is_inside(root, folder))
        for name in names:  # what starts with a dot is what editors leave behind
            yield f"{folder}/{name}", stamp_of(f"{root}/{folder}/{name}") if trusted else ""


def _listed(folder: Path) -> list[tuple[str, bool, bool]]:
    """The names in a folder, and of each whether it leads to a folder and whether it is a link."""
    try:
        with os.scandir(folder) as entries:
            return [(entry.name, entry.is_dir(), entry.is_symlink()) for entry in entries]
    except OSError:
        return []


def _is_inside(root: Path, folder: str) -> bool:
    with suppress(ArchiveError):
        inside(root, PurePosixPath(folder, "any"))
        return True
    return False


def refuse(root: Path, readings: Sequence[Reading]) -> None:
    """ArchiveError with all that is wrong with the files; nothing when they can be taken as they are."""
    found = [problem for reading in readings for problem in reading.problems]
    found += duplicates(root, readings)
    if found:
        raise ArchiveError("\n".join(str(problem) for problem in found))


def duplicates(root: Path, readings: Sequence[Reading]) -> list[Problem]:
    """A finding for every file whose id another file already has."""
    first: dict[str, str] = {}
    found = []
    for reading in readings:
        id_ = reading.record.id if reading.record else None
        if id_ in first:
            message = f"编号“{id_}”已用于 {shown(root, PurePosixPath(first[id_]))}。"
            found.append(problem(root, reading.path, "id-duplicate", (message, "编号不能重复，请改其中一个。")))
        elif id_ is not None:
            first[id_] = reading.file
    return found


def problem(root: Path, path: PurePosixPath, code: str, sentence: tuple[str, str]) -> Problem:
    """An error of a whole file: what it is, and how to mend it."""
    return Problem(code, "error", shown(root, path), 1, *sentence)


_Opened = tuple[str, str, bytes | Problem]  # a file, its name in messages, and its bytes


def _read(file: str) -> bytes:
    with suppress(OSError), open(file, "rb") as handle:
        return handle.read()
    return b""


def _open(root: Path, path: PurePosixPath) -> bytes | Problem:
    try:
        return inside(root, path).read_bytes()
    except ArchiveError:
        sentence = ("这个文件经符号链接指向 content/ 之外。", "请换成真正的文件。")
        return problem(root, path, "link-outside", sentence)
    except OSError:
        sentence = ("文件读不出来。", "请检查它是不是普通文件，以及读取权限。")
        return problem(root, path, "unreadable", sentence)


def _examined(opened: Sequence[_Opened]) -> list[Reading]:
    """What opened files say; runs in the workers."""
    return [_reading(path, name, content) for path, name, content in opened]


def _reading(path: str, name: str, content: bytes | Problem) -> Reading:
    if isinstance(content, Problem):
        return Reading(path, None, (content,))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        message = f"第 {error.start + 1} 个字节起不是 UTF-8。"
        return Reading(path, None, (Problem("not-utf8", "error", name, 1, message, "请用 UTF-8 编码另存。"),))
    record, problems = examine(text, name)
    return Reading(path, record, tuple(problems), noted=Noted.of(record) if record else None)
