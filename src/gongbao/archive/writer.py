"""A change of content/ that happens wholly or not at all, whatever stops the program on the way."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path, PurePosixPath

from gongbao.archive.journal import (
    JOURNAL,
    STAGING,
    Move,
    Step,
    carry_out,
    commit,
    digest,
    discard,
    nothing,
    planned,
    read_bytes,
    sync_folder,
    write_synced,
)
from gongbao.archive.places import inside, shown
from gongbao.errors import ArchiveError

LOCK = ".lock"


@dataclass(frozen=True)
class Change:
    """Files to write and files to remove, by their paths below content/."""

    writes: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    removes: frozenset[PurePosixPath] = frozenset()


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold content/ for writing, and finish what a killed run left; ArchiveError when another run holds it."""
    with _lock_file(root) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveError("另一个 add 正在写入 content/，请等它结束后再试。") from error
        _settle(root, nothing)
        yield


def _lock_file(root: Path) -> BufferedWriter:
    try:
        root.mkdir(parents=True, exist_ok=True)
        return (root / LOCK).open("ab")
    except OSError as error:
        raise ArchiveError(f"无法写入 {shown(root, PurePosixPath(LOCK))}。请检查写入权限和磁盘。") from error


def recover(root: Path) -> None:
    """Finish or undo what a killed run left in content/. To be called on every start, outside `lock`.

    Takes the lock only when there is something left, so that a build may read an archive it cannot write.
    """
    if (root / STAGING).exists():
        with lock(root):
            pass


def apply(root: Path, change: Change, before_step: Step = nothing) -> None:
    """Make a change; the caller holds `lock`. Files that would stay the same are not touched.

    ArchiveError leaves content/ as it was, or, once the change is committed, is finished at the next start.
    """
    _settle(root, before_step)
    moves, contents = _plan(root, change)
    if not moves:
        return
    try:
        _stage(root, contents, before_step)
        commit(root, moves, before_step)
    except OSError as error:
        _undo(root, error)
    _finish(root, moves, before_step)


def _settle(root: Path, before_step: Step) -> None:
    moves = planned(root)
    if moves is None:
        discard(root, before_step)
    else:
        _finish(root, moves, before_step)


def _plan(root: Path, change: Change) -> tuple[tuple[Move, ...], Mapping[str, bytes]]:
    both = sorted(change.removes & change.writes.keys())
    if both:
        raise ArchiveError(f"{shown(root, both[0])}: 同一次改动里既要写入又要删去。请检查来源是否重复。")
    moves: list[Move] = []
    contents: dict[str, bytes] = {}
    for path in sorted(change.writes.keys() | change.removes):
        before, after = read_bytes(inside(root, path)), change.writes.get(path)
        if before == after:
            continue
        staged = None if after is None else str(len(moves))
        if after is not None:
            contents[str(len(moves))] = after
        moves.append(Move(path, staged, digest(before)))
    return tuple(moves), contents


def _stage(root: Path, contents: Mapping[str, bytes], before_step: Step) -> None:
    before_step("make staging")
    (root / STAGING).mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        before_step(f"stage {name}")
        write_synced(root / STAGING / name, content)
    sync_folder(root / STAGING)


def _undo(root: Path, error: OSError) -> None:
    (root / JOURNAL).unlink(missing_ok=True)
    discard(root)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        raise ArchiveError("磁盘空间不足，content/ 没有改动。请腾出空间后再试。") from error
    raise ArchiveError(f"无法写入 {root.name}/{STAGING}，content/ 没有改动。请检查写入权限和磁盘。") from error


def _finish(root: Path, moves: tuple[Move, ...], before_step: Step) -> None:
    try:
        carry_out(root, moves, before_step)
    except OSError as error:
        where = error.filename2 or error.filename or root.name
        raise ArchiveError(f"改动写到一半时停在 {where}。请排除故障后再运行，程序会接着写完。") from error
