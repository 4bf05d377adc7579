"""What a person corrected in content/ is kept when its source is read again; the new reading is laid beside it.

For each source a manifest remembers the hash of every file as the program last wrote it. A file that still has that
hash is the program's own and may be replaced; any other file is a person's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gongbao.archive.journal import digest, read_bytes
from gongbao.archive.places import inside, shown
from gongbao.archive.writer import Change
from gongbao.errors import ArchiveError

READINGS = PurePosixPath(".readings")
BESIDE = ".reading"

Paths = tuple[PurePosixPath, ...]


@dataclass(frozen=True)
class Merge:
    """A change that loses no correction, and what became of each file.

    `kept` a person changed, `absent` a person deleted, `dropped` the source no longer gives.
    """

    change: Change
    kept: Paths
    updated: Paths
    created: Paths
    unchanged: Paths
    dropped: Paths
    absent: Paths


def merge(root: Path, source_name: str, fresh: Mapping[PurePosixPath, bytes]) -> Merge:
    """What is to be done in content/ so that it says what a source says now and what people corrected.

    Nothing is written. ArchiveError when the manifest of the source cannot be read.
    """
    manifest = _manifest_path(source_name)
    merger = _Merger(root, _remembered(root, manifest))
    for path in sorted(fresh):
        merger.take(path, fresh[path])
    for path in sorted(merger.told.keys() - fresh.keys()):
        if not path.name.endswith(BESIDE):
            merger.drop(path)
    merger.clear_readings()
    return merger.result(manifest)


def amend(root: Path, source_name: str, some: Mapping[PurePosixPath, bytes]) -> Merge:
    """The same for some files of a source, of which another source told something; its other files are not looked at.

    What stands in content/ must not be taken for a reading of all of them: a correction is no reading.
    """
    manifest = _manifest_path(source_name)
    merger = _Merger(root, _remembered(root, manifest))
    for path in sorted(some):
        merger.take(path, some[path])
    return merger.result(manifest)


class _Merger:
    def __init__(self, root: Path, remembered: Mapping[PurePosixPath, str]) -> None:
        self._root = root
        self.told = dict(remembered)
        self._next = dict(remembered)
        self._writes: dict[PurePosixPath, bytes] = {}
        self._removes: set[PurePosixPath] = set()
        self._beside: set[PurePosixPath] = set()
        self._fate: dict[str, list[PurePosixPath]] = {}

    def take(self, path: PurePosixPath, new: bytes) -> None:
        """Decide about a file the source gives."""
        old = read_bytes(inside(self._root, path))
        told = self.told.get(path)
        if old == new:
            self._own("unchanged", path, new)
        elif old is None:
            self._missing(path, new)
        elif digest(old) == told:
            self._own("updated", path, new)
        else:
            self._note("kept", path)
            # A reading the person already had before them when they corrected it is no news.
            if digest(new) != told:
                self._lay_beside(path, new)

    def drop(self, path: PurePosixPath) -> None:
        """Decide about a file the source gave once and gives no more."""
        old = read_bytes(inside(self._root, path))
        if old is not None and digest(old) != self.told[path]:
            self._note("kept", path)
            return
        del self._next[path]
        if old is not None:
            self._note("dropped", path)
            self._removes.add(path)

    def clear_readings(self) -> None:
        """Remove the readings laid beside files that are obsolete now, unless a person wrote in them."""
        for path in sorted(path for path in self.told if path.name.endswith(BESIDE)):
            if path in self._beside:
                continue
            old = read_bytes(inside(self._root, path))
            if digest(old) == self.told[path]:
                self._removes.add(path)
            del self._next[path]

    def result(self, manifest: PurePosixPath) -> Merge:
        """The decisions, with the manifest that goes with them."""
        if self._next:
            self._writes[manifest] = _encoded(self._next)
        else:
            self._removes.add(manifest)
        change = Change(dict(sorted(self._writes.items())), frozenset(self._removes))
        names = ("kept", "updated", "created", "unchanged", "dropped", "absent")
        return Merge(change, *(tuple(sorted(self._fate.get(name, ()))) for name in names))

    def _own(self, fate: str, path: PurePosixPath, new: bytes) -> None:
        self._note(fate, path)
        self._next[path] = digest(new) or ""
        if fate != "unchanged":
            self._writes[path] = new

    def _missing(self, path: PurePosixPath, new: bytes) -> None:
        if path in self.told:
            self._note("absent", path)
        else:
            self._own("created", path, new)

    def _lay_beside(self, path: PurePosixPath, new: bytes) -> None:
        beside = path.with_name(path.name + BESIDE)
        self._beside.add(beside)
        old, told = read_bytes(inside(self._root, beside)), self.told.get(beside)
        # Gone though it was laid: a person has seen it and put it away. Another hash: a person works in it.
        put_away = old is None and told == digest(new)
        in_use = old not in (None, new) and digest(old) != told
        if not put_away and not in_use:
            self._writes[beside] = new
            self._next[beside] = digest(new) or ""

    def _note(self, fate: str, path: PurePosixPath) -> None:
        self._fate.setdefault(fate, []).append(path)


def _manifest_path(source_name: str) -> PurePosixPath:
    if PurePosixPath(source_name).parts != (source_name,) or source_name in ("..", "/"):
        raise ArchiveError(f"来源名“{source_name}”不是单个文件名。请先把来源改成普通的文件名。")
    return READINGS / f"{source_name}.json"


def _remembered(root: Path, manifest: PurePosixPath) -> dict[PurePosixPath, str]:
    content = read_bytes(inside(root, manifest))
    if content is None:
        return {}
    try:
        table = json.loads(content)
    except ValueError:
        table = None
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        hint = "请用 git 恢复它，或删去它：删去后，凡与新读出的不同的文件都算人改过的。"
        raise ArchiveError(f"{shown(root, manifest)}: 读取记录已损坏。{hint}")
    return {PurePosixPath(path): value for path, value in table.items()}


def _encoded(table: Mapping[PurePosixPath, str]) -> bytes:
    plain = {str(path): table[path] for path in sorted(table)}
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
