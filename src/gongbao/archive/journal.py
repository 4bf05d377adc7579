"""The moves that make a change of content/, written down before the first is made, so that they can be finished."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from gongbao.archive.places import inside, shown
from gongbao.errors import ArchiveError

STAGING = PurePosixPath(".staging")
JOURNAL = STAGING / "journal.json"

Step = Callable[[str], None]


@dataclass(frozen=True)
class Move:
    """One file put in place, or removed where `staged` is None.

    `before` is the hash of what stood there when the move was planned, None for nothing.
    """

    target: PurePosixPath
    staged: str | None
    before: str | None


def nothing(step: str) -> None:
    """What happens before a step unless a test wants to know, or to pull the plug."""


def digest(content: bytes | None) -> str | None:
    """The hash by which a file is recognised; None for a file that is not there."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def read_bytes(file: Path) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ArchiveError(
            f"{file.as_posix()}：读不了（{error.strerror}）。这里应当是一个文件，请移开同名的文件夹或检查权限。"
        ) from error


def write_synced(file: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def commit(root: Path, moves: tuple[Move, ...], before_step: Step) -> None:
    """Write the journal: from here on the change will happen, now or at the next start."""
    rows = [[str(move.target), move.staged, move.before] for move in moves]
    unnamed = root / STAGING / "journal.part"
    before_step("write journal")
    write_synced(unnamed, json.dumps(rows, ensure_ascii=False, indent=0).encode())
    sync_folder(root / STAGING)
    before_step("name journal")
    unnamed.replace(root / JOURNAL)
    sync_folder(root / STAGING)


def planned(root: Path) -> tuple[Move, ...] | None:
    """The moves of a change that was committed and not finished; None when there is none."""
    if (root / STAGING).is_symlink():
        raise ArchiveError(f"{shown(root, STAGING)}: 这是符号链接，清理它会删到别处的文件。请先删去这个链接。")
    content = read_bytes(root / JOURNAL)
    if content is None:
        return None
    try:
        return tuple(_move(row) for row in json.loads(content))
    except (ValueError, TypeError) as error:
        place = shown(root, JOURNAL)
        message = (
            f"{place}: 上次写入的记录已损坏，无法接着完成。请用 git status 查看 content/，确认无误后删去 .staging。"
        )
        raise ArchiveError(message) from error


def _move(row: Any) -> Move:
    target, staged, before = row
    if not isinstance(target, str) or not isinstance(staged, str | None) or not isinstance(before, str | None):
        raise TypeError(row)
    if staged is not None and not staged.isdigit():
        raise ValueError(staged)
    return Move(PurePosixPath(target), staged, before)


def carry_out(root: Path, moves: tuple[Move, ...], before_step: Step) -> None:
    """Make the moves that are not made yet, then forget them; may be repeated after a kill at any point."""
    for move in moves:
        before_step(f"move {move.target}")
        _make(root, move)
    _sync_parents(root, moves)
    # The journal goes first: without it the rest of the staging folder is known to be litter.
    before_step("forget journal")
    (root / JOURNAL).unlink(missing_ok=True)
    sync_folder(root / STAGING)
    discard(root, before_step)


def _make(root: Path, move: Move) -> None:
    target = inside(root, move.target)
    touched = digest(read_bytes(target)) != move.before
    if move.staged is None:
        if not touched:
            target.unlink(missing_ok=True)
        return
    staged = root / STAGING / move.staged
    if not staged.exists():
        return  # moved before the kill
    # Someone wrote here after the kill and before this start: theirs stays, ours is laid beside it.
    if touched:
        target = target.with_name(f"{target.name}.reading")
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)


def _sync_parents(root: Path, moves: tuple[Move, ...]) -> None:
    for path in sorted({parent for move in moves for parent in move.target.parents}):
        if (root / path).is_dir():
            sync_folder(root / path)


def discard(root: Path, before_step: Step = nothing) -> None:
    """Remove the staging folder and what is left in it."""
    folder = root / STAGING
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        before_step(f"discard {file.name}")
        file.unlink()
    if folder.is_dir():
        before_step("discard staging")
        folder.rmdir()
