"""The stamps of files: whether anything changed is told from size, time and inode, without opening a file."""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_SKIPPED = frozenset({"__pycache__", ".readings", ".staging", ".lock"})  # say nothing of the site
# File systems keep time in steps: what was written within the last step may be written again under the same stamp.
_STEP = 20_000_000  # nanoseconds; Linux steps are 1 to 10 milliseconds


def stamped(folders: Iterable[Path]) -> bytes:
    """The stamps of all files of the folders, as bytes that are equal as long as nothing changed."""
    return marshal.dumps([[os.fspath(folder), *_walk(os.fspath(folder))] for folder in folders])


def settled(stamps: bytes, now: int) -> bool:
    """Whether every stamp is old enough at `now` (nanoseconds) for a later change to show."""
    newest = max((each[2] for folder in marshal.loads(stamps) for each in folder[1:]), default=0)
    return bool(newest + _STEP < now)


def hashed(folders: Iterable[Path]) -> bytes:
    """One hash of the names and the contents of all files of the folders."""
    found = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for name, *_ in _walk(os.fspath(folder)):
            found.update(name.encode("utf-8", "surrogateescape") + b"\0")
            with open(name, "rb") as file:
                found.update(hashlib.blake2b(file.read(), digest_size=16).digest())
    return found.digest()


def _walk(folder: str) -> Iterator[tuple[str, int, int, int]]:
    """Path, size, time and inode of every file, in the order of the names."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        if entry.name in _SKIPPED:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            known = entry.stat(follow_symlinks=False)
            yield entry.path, known.st_size, known.st_mtime_ns, known.st_ino
