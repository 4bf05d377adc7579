"""A new folder with its files: whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from gongbao.errors import GongbaoError


def refuse(folder: Path) -> None:
    """GongbaoError for a place where something is already."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise GongbaoError(f"{folder}：这里已经有一个文件。请换一个名字。")
    if folder.is_dir() and any(folder.iterdir()):
        raise GongbaoError(f"{folder}：这个文件夹里已经有东西，不会动它。请换一个名字，或者先清空。")


def lay(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write the files into a folder that is new or empty; after a failure it is as it was."""
    refuse(folder)
    place = folder.resolve()
    fresh = place.parent / f".{place.name}.new"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for name, content in files:
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        _take_place(fresh, place)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise GongbaoError(f"{folder}：写不进去（{error.strerror}）。请检查磁盘和写入权限。") from error


def _take_place(fresh: Path, place: Path) -> None:
    """Into a folder that is there, since it may be the one the person stands in; else under its name at once."""
    if not place.exists():
        fresh.rename(place)
        return
    for entry in sorted(fresh.iterdir()):
        entry.rename(place / entry.name)
    fresh.rmdir()
