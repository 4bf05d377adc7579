"""All records of content/, read once and found by id, number and issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from gongbao.archive.frontmatter import examine
from gongbao.archive.places import inside, shown
from gongbao.errors import ArchiveError
from gongbao.model import Decree, Issue, Record
from gongbao.problems import Problem

PATTERNS = ("issues/*/*.md", "decrees/*.md")


@dataclass(frozen=True)
class Reading:
    """One file of content/: where it stands, its record if there is one, and what is wrong with it."""

    path: PurePosixPath
    record: Record | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Library:
    """The records of an archive, in the order of their ids."""

    root: Path
    records: Mapping[str, Record]
    paths: Mapping[str, PurePosixPath]

    @classmethod
    def open(cls, root: Path) -> Library:
        """Every record below `root` (content/); ArchiveError with all findings if a file cannot be taken as it is."""
        readings = tuple(read_all(root))
        found = [problem for reading in readings for problem in reading.problems]
        found += duplicates(root, readings)
        if found:
            raise ArchiveError("\n".join(str(problem) for problem in found))
        pairs = sorted((reading.record.id, reading) for reading in readings if reading.record)
        records = {id_: reading.record for id_, reading in pairs if reading.record}
        return cls(root, MappingProxyType(records), MappingProxyType({id_: each.path for id_, each in pairs}))

    def path_of(self, id_: str) -> PurePosixPath:
        """Where the record of an id was read, below content/; KeyError for an id that is not here."""
        return self.paths[id_]

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


def read_all(root: Path) -> Iterator[Reading]:
    """Every record file below content/, in the order of the paths."""
    found = {PurePosixPath(path.relative_to(root)) for pattern in PATTERNS for path in root.glob(pattern)}
    for path in sorted(found):
        if not path.name.startswith("."):  # what editors leave behind
            yield _read(root, path)


def duplicates(root: Path, readings: tuple[Reading, ...]) -> list[Problem]:
    """A finding for every file whose id another file already has."""
    first: dict[str, PurePosixPath] = {}
    found = []
    for reading in readings:
        id_ = reading.record.id if reading.record else None
        if id_ in first:
            message = f"编号“{id_}”已用于 {shown(root, first[id_])}。"
            found.append(problem(root, reading.path, "id-duplicate", (message, "编号不能重复，请改其中一个。")))
        elif id_ is not None:
            first[id_] = reading.path
    return found


def problem(root: Path, path: PurePosixPath, code: str, sentence: tuple[str, str]) -> Problem:
    """An error of a whole file: what it is, and how to mend it."""
    return Problem(code, "error", shown(root, path), 1, *sentence)


def _read(root: Path, path: PurePosixPath) -> Reading:
    try:
        text = inside(root, path).read_bytes().decode()
    except ArchiveError:
        sentence = ("这个文件经符号链接指向 content/ 之外。", "请换成真正的文件。")
        return Reading(path, None, (problem(root, path, "link-outside", sentence),))
    except UnicodeDecodeError as error:
        message = f"第 {error.start + 1} 个字节起不是 UTF-8。"
        return Reading(path, None, (problem(root, path, "not-utf8", (message, "请用 UTF-8 编码另存。")),))
    except OSError:
        sentence = ("文件读不出来。", "请检查它是不是普通文件，以及读取权限。")
        return Reading(path, None, (problem(root, path, "unreadable", sentence),))
    record, problems = examine(text, shown(root, path))
    return Reading(path, record, tuple(problems))
