"""A file that is there whole or not at all: written beside its place, and moved there when it is finished."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gongbao.errors import SiteError

Known = Callable[[bytes], bool]  # tells by the first bytes of a file whether an export wrote it
_HEAD = 100


@contextmanager
def replacing(target: Path, known: Known) -> Iterator[Path]:
    """A path to write to that takes the place of `target` in the end; SiteError where that must not or cannot be."""
    _refuse(target, known)
    fresh = target.with_name(f".{target.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        yield fresh
        os.replace(fresh, target)
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SiteError(
            f"{target.as_posix()}: 写不下去（{reason}）。原有的文件没有动；请检查磁盘和写入权限后再试。"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def _refuse(target: Path, known: Known) -> None:
    if not target.parent.is_dir():
        raise SiteError(f"{target.parent.as_posix()}: 没有这个文件夹。请先建好它，或另选一处。")
    if target.is_dir():
        raise SiteError(f"{target.as_posix()}: 这是文件夹。请写出要导出的文件的名称。")
    if target.exists() and not known(_head(target)):
        raise SiteError(f"{target.as_posix()}: 这里是别的文件，不会覆盖。请移走它，或另选一个名称。")


def _head(target: Path) -> bytes:
    try:
        with target.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise SiteError(f"{target.as_posix()}: 读不了（{error.strerror}）。请移走它，或另选一个名称。") from error
