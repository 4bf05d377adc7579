"""Whether the records of content/ fit together: names, sources, and the ids they point at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gongbao.archive.library import Reading, duplicates, problem, read_all
from gongbao.archive.places import inside, relative_path, shown
from gongbao.errors import ArchiveError
from gongbao.model import Issue, Record, Table
from gongbao.problems import Problem

SOURCES = PurePosixPath("sources")


def check(root: Path) -> list[Problem]:
    """All that is wrong in content/, in the order of the files: an empty list when nothing is."""
    readings = tuple(read_all(root))
    found = [each for reading in readings for each in reading.problems]
    found += duplicates(root, readings)
    found += _Relations(root, readings).problems()
    found += _misplaced(root, readings)
    return sorted(found, key=lambda each: (each.path, each.line, each.code, each.message))


class _Relations:
    def __init__(self, root: Path, readings: tuple[Reading, ...]) -> None:
        self._root = root
        self._read = [(reading.path, reading.record) for reading in readings if reading.record]
        self._records = {record.id: record for _, record in self._read}

    def problems(self) -> Iterator[Problem]:
        for path, record in self._read:
            for code, message, hint in self._of(path, record):
                yield problem(self._root, path, code, (message, hint))

    def _of(self, path: PurePosixPath, record: Record) -> Iterator[tuple[str, str, str]]:
        yield from self._name(path, record)
        yield from self._source(record)
        yield from self._issue(record)
        yield from self._tables(record)
        yield from self._listed(record)

    def _name(self, path: PurePosixPath, record: Record) -> Iterator[tuple[str, str, str]]:
        try:
            wanted = relative_path(record)
        except ArchiveError:
            return  # the id itself was complained of when the file was read
        if path != wanted:
            place = shown(self._root, wanted)
            yield "path-mismatch", f"编号“{record.id}”的记录应在 {place}。", "请移动文件，或改正 id、issue。"

    def _source(self, record: Record) -> Iterator[tuple[str, str, str]]:
        name, (first, last) = record.source.file, record.source.lines
        if not 1 <= first <= last:
            yield "source-lines", f"来源行“{first}–{last}”不成范围。", "请写起止两行，从 1 数起，前小后大。"
        try:
            present = bool(name) and inside(self._root, SOURCES / name).is_file()
        except (ArchiveError, OSError, ValueError):
            present = False
        if not present:
            yield "source-missing", f"sources/ 里没有来源文件“{name}”。", "请放回原文，或改正 source.file。"

    def _issue(self, record: Record) -> Iterator[tuple[str, str, str]]:
        if record.issue is not None and not isinstance(self._records.get(record.issue), Issue):
            yield "issue-unknown", f"没有编号为“{record.issue}”的期。", "请补上该期的 index.md，或改正 issue。"

    def _tables(self, record: Record) -> Iterator[tuple[str, str, str]]:
        for id_ in getattr(record, "tables", ()):
            table = self._records.get(id_)
            if not isinstance(table, Table):
                yield "table-unknown", f"没有编号为“{id_}”的表格。", "请补上表格的文件，或从 tables 里删去。"
            elif table.belongs_to != record.id:
                message = f"表格“{id_}”写明属于“{table.belongs_to}”，不属于本文。"
                yield "table-elsewhere", message, "请让 tables 与 belongs_to 一致。"
        if isinstance(record, Table) and record.belongs_to not in self._records:
            yield "owner-unknown", f"没有编号为“{record.belongs_to}”的记录。", "请改正 belongs_to。"

    def _listed(self, record: Record) -> Iterator[tuple[str, str, str]]:
        for entry in record.toc if isinstance(record, Issue) else ():
            if entry.record is not None and entry.record not in self._records:
                message = f"目录“{entry.title}”指向的记录“{entry.record}”不存在。"
                yield "toc-unknown", message, "请改正 record；正文没有刊出时写 null。"


def _misplaced(root: Path, readings: tuple[Reading, ...]) -> Iterator[Problem]:
    known = {reading.path for reading in readings}
    for folder in ("issues", "decrees"):
        for file in sorted((root / folder).rglob("*.md")):
            path = PurePosixPath(file.relative_to(root))
            if path not in known and not path.name.startswith("."):
                yield problem(
                    root, path, "misplaced", ("这个文件不在任何一期里，不会被读到。", "请移到它的期或 decrees/ 下。")
                )
