"""Whether the records of content/ fit together: names, sources, and the ids they point at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gongbao.archive.library import Library, Reading, duplicates, problem, read_all
from gongbao.archive.places import file_of, inside, shown
from gongbao.archive.remembered import Store
from gongbao.archive.spots import Step, spots
from gongbao.errors import ArchiveError
from gongbao.jobs import uncollected
from gongbao.model import Issue, Record, Table
from gongbao.problems import Problem

SOURCES = PurePosixPath("sources")


@dataclass(frozen=True)
class _Fault:
    """What is wrong in a record, how to mend it, and the way to the field it stands in."""

    code: str
    message: str
    hint: str
    steps: tuple[Step, ...]


def check(root: Path) -> list[Problem]:
    """All that makes content/ unusable, in the order of the files: an empty list when nothing does."""
    return opened(root)[0]


def opened(root: Path) -> tuple[list[Problem], Library | None]:
    """What `check` finds, and the archive where nothing makes it unusable; files that did not change are not read again."""
    with uncollected(), closing(Store.beside(root)) as store:
        readings = tuple(read_all(root, store))
        found = faults(root, readings)
        wrong = any(each.severity == "error" for each in found)
        return found, None if wrong else Library.of(root, readings)


def faults(root: Path, readings: Sequence[Reading]) -> list[Problem]:
    """What `check` finds, given the files as they were read."""
    readings = tuple(readings)
    found = [each for reading in readings for each in reading.problems]
    found += _repeated(root, readings)
    found += _Relations(root, readings).problems()
    found += _misplaced(root, readings)
    return sorted(found, key=lambda each: (each.path, each.line, each.code, each.message))


def hidden(readings: Sequence[Reading]) -> frozenset[str]:
    """The ids that the files which could not be read may have: nobody knows that these are not there."""
    paths = [each.path for each in readings if each.record is None]
    issues = {path.parent.name for path in paths if path.name == "index.md"}
    return frozenset([*issues, *(name for path in paths for name in (path.stem, f"{path.parent.name}-{path.stem}"))])


def _repeated(root: Path, readings: tuple[Reading, ...]) -> Iterator[Problem]:
    for each in duplicates(root, readings):
        path = PurePosixPath(each.path.removeprefix(f"{root.name}/"))
        yield replace(each, line=spots(root, path).line("id"))


class _Relations:
    def __init__(self, root: Path, readings: tuple[Reading, ...]) -> None:
        self._root = root
        self._read = [(reading.file, reading.record) for reading in readings if reading.record]
        self._records = {record.id: record for _, record in self._read}
        self._known = self._records.keys() | hidden(readings)
        self._present: dict[str, bool] = {}

    def problems(self) -> Iterator[Problem]:
        for file, record in self._read:
            found = list(self._of(file, record))
            where = spots(self._root, PurePosixPath(file)) if found else None
            for each in found:
                line = where.line(*each.steps) if where else 1
                yield Problem(each.code, "error", shown(self._root, file), line, each.message, each.hint)

    def _of(self, file: str, record: Record) -> Iterator[_Fault]:
        yield from self._name(file, record)
        yield from self._source(record)
        yield from self._issue(record)
        yield from self._tables(record)
        yield from self._listed(record)

    def _name(self, file: str, record: Record) -> Iterator[_Fault]:
        try:
            wanted = file_of(record)
        except ArchiveError:
            return  # the id itself was complained of when the file was read
        if file != wanted:
            message = f"编号“{record.id}”的记录应在 {shown(self._root, wanted)}。"
            yield _Fault("path-mismatch", message, "请移动文件，或改正 id、issue。", ("id",))

    def _source(self, record: Record) -> Iterator[_Fault]:
        name, (first, last) = record.source.file, record.source.lines
        if not 1 <= first <= last:
            message = f"来源行“{first}–{last}”不成范围。"
            yield _Fault("source-lines", message, "请写起止两行，从 1 数起，前小后大。", ("source", "lines"))
        if not self._is_there(name):
            message = f"sources/ 里没有来源文件“{name}”。"
            yield _Fault("source-missing", message, "请放回原文，或改正 source.file。", ("source", "file"))

    def _is_there(self, name: str) -> bool:
        if name not in self._present:
            try:
                self._present[name] = bool(name) and inside(self._root, SOURCES / name).is_file()
            except (ArchiveError, OSError, ValueError):
                self._present[name] = False
        return self._present[name]

    def _is(self, id_: str, kind: type[Record]) -> bool:
        """Whether a record is of a kind, as far as anybody can know."""
        return isinstance(self._records[id_], kind) if id_ in self._records else id_ in self._known

    def _issue(self, record: Record) -> Iterator[_Fault]:
        if record.issue is not None and not self._is(record.issue, Issue):
            hint = "请补上该期的 index.md，或改正 issue。"
            yield _Fault("issue-unknown", f"没有编号为“{record.issue}”的期。", hint, ("issue",))

    def _tables(self, record: Record) -> Iterator[_Fault]:
        for place, id_ in enumerate(getattr(record, "tables", ())):
            table = self._records.get(id_)
            steps = ("tables", place)
            if not self._is(id_, Table):
                hint = "请补上表格的文件，或从 tables 里删去。"
                yield _Fault("table-unknown", f"没有编号为“{id_}”的表格。", hint, steps)
            elif isinstance(table, Table) and table.belongs_to != record.id:
                message = f"表格“{id_}”写明属于“{table.belongs_to}”，不属于本文。"
                yield _Fault("table-elsewhere", message, "请让 tables 与 belongs_to 一致。", steps)
        if isinstance(record, Table) and record.belongs_to not in self._known:
            message = f"没有编号为“{record.belongs_to}”的记录。"
            yield _Fault("owner-unknown", message, "请改正 belongs_to。", ("belongs_to",))

    def _listed(self, record: Record) -> Iterator[_Fault]:
        for place, entry in enumerate(record.toc if isinstance(record, Issue) else ()):
            if entry.record is not None and entry.record not in self._known:
                message = f"目录“{entry.title}”指向的记录“{entry.record}”不存在。"
                hint = "请改正 record；正文没有刊出时写 null。"
                yield _Fault("toc-unknown", message, hint, ("toc", place, "record"))


def _misplaced(root: Path, readings: tuple[Reading, ...]) -> Iterator[Problem]:
    known = {reading.file for reading in readings}
    for name in _below(root, "issues", "decrees"):
        if name not in known and not name.rpartition("/")[2].startswith("."):
            sentence = ("这个文件不在任何一期里，不会被读到。", "请移到它的期或 decrees/ 下。")
            yield problem(root, PurePosixPath(name), "misplaced", sentence)


def _below(root: Path, *folders: str) -> Iterator[str]:
    """Every Markdown file of some folders, by its path below content/."""
    for folder in folders:
        for place, inner, names in os.walk(root / folder):
            below = PurePosixPath(place).relative_to(root)
            yield from (f"{below}/{name}" for name in (*inner, *names) if name.endswith(".md"))
