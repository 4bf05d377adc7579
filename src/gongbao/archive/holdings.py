"""What an archive holds, known without the texts: enough to add another source among ten thousand quickly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from gongbao.archive.library import Shelf, refuse
from gongbao.archive.remembered import Entry, Store, digest, stamp_of
from gongbao.errors import ArchiveError
from gongbao.model import Record

SOURCES = "sources"


@dataclass(frozen=True)
class Holdings:
    """The entries of an archive in the order of their ids, its sources by digest, and whole records on demand."""

    entries: Mapping[str, Entry]
    sources: Mapping[str, str]
    _paths: Mapping[str, str]
    _shelf: Shelf

    @classmethod
    def open(cls, root: Path, store: Store | None = None, executor: Executor | None = None) -> Holdings:
        """What is below `root` (content/); ArchiveError with all findings if a file cannot be taken as it is."""
        shelf = Shelf(root, store)
        found = {path: entry for path, entry in (store.entries() if store else ()) if path in shelf.rows}
        readings = list(shelf.read([path for path in shelf.paths if path not in found], executor))
        found |= {reading.file: Entry.of(reading.record) for reading in readings if reading.record}
        if any(reading.problems for reading in readings) or len({entry.id for entry in found.values()}) < len(found):
            readings = list(shelf.read(shelf.paths, executor))
            refuse(root, readings)
        sources = dict(_digests(root, store))
        shelf.close([f"{SOURCES}/{name}" for name in sources.values()])
        paths = {entry.id: path for path, entry in found.items()}
        return cls({id_: found[paths[id_]] for id_ in sorted(paths)}, sources, paths, shelf)

    def record(self, id_: str) -> Record:
        """The whole record of an id."""
        path = self._paths[id_]
        found = self._shelf.record(path) or next(self._shelf.read([path], None)).record
        if found is None or found.id != id_:
            raise ArchiveError(f"content/{path}: 这个文件在运行期间改变了。请再运行一次。")
        return found


def _digests(root: Path, store: Store | None) -> Iterator[tuple[str, str]]:
    """The sources by the digest of their content; of two with the same content the last counts."""
    for file in sorted((root / SOURCES).glob("*")):
        if not file.is_file():
            continue
        path = f"{SOURCES}/{file.name}"
        stamp = stamp_of(file) if store else ""
        row = store.row(path, stamp, file) if store else None
        if row is None and store:
            row = store.remember(path, stamp, file.read_bytes(), None)
        yield (row.digest if row else digest(file.read_bytes())), file.name
