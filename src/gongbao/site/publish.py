"""Bytes to public/: the new site is laid down beside the old one and takes its place at once, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from gongbao.errors import SiteError
from gongbao.site.page import File

MARK = "site.txt"  # stands in every site the program made; a folder without it is somebody else's
_NOWHERE = {"", ".", ".."}  # parts no address of a file has
_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2


def publish(files: Iterable[File], public: Path) -> int:
    """Put the files in the place of what stood in `public`; how many there are. Until then the old site stays whole."""
    refuse_strange(public)
    fresh, old = _beside(public, "new"), _beside(public, "old")
    try:
        for leftover in (fresh, old):
            shutil.rmtree(leftover, ignore_errors=True)
        count = _write_all(files, fresh)
        _swap(fresh, public, old)
    except OSError as error:
        if error.errno is None:  # a template that is missing calls itself an OSError too
            raise
        shutil.rmtree(fresh, ignore_errors=True)
        where = os.fsdecode(error.filename or public)
        raise SiteError(
            f"{where}: 网站写不下去（{error.strerror}）。原有的网站没有动；请检查磁盘和写入权限后再试。"
        ) from error
    shutil.rmtree(old, ignore_errors=True)
    return count


def refuse_strange(public: Path) -> None:
    """SiteError when the folder holds something this program did not make."""
    if public.is_symlink() or (public.exists() and not public.is_dir()):
        raise SiteError(f"{public.as_posix()}: 这不是一个文件夹。请移走它，或用 --public 另选一处。")
    if public.is_dir() and any(public.iterdir()) and not (public / MARK).exists() and not _plain(public):
        raise SiteError(f"{public.as_posix()}: 这里放着别的东西，不会覆盖。请清空它，或用 --public 另选一处。")


def _plain(public: Path) -> bool:
    """The one page the program wrote before it could build a site."""
    return [path.name for path in public.iterdir()] == ["index.html"]


def _beside(public: Path, what: str) -> Path:
    return public.parent / f".{public.name}.{what}"


def _write_all(files: Iterable[File], folder: Path) -> int:
    folder.mkdir(parents=True)
    written: dict[str, None] = {}
    for file in files:
        if file.path in written:
            raise SiteError(f"两个页面要写进同一个地址“{file.path}”。请检查 gazette.yml 里的系列代号和记录的 aliases。")
        if set(file.path.split("/")) & _NOWHERE or "\\" in file.path or "\0" in file.path:
            raise SiteError(f"地址“{file.path}”不在网站里。请检查记录的 aliases。")
        written[file.path] = None
        _write(os.fsencode(folder) + b"/" + file.path.encode(), file.content)
    return len(written)


def _write(target: bytes, content: bytes) -> None:
    """A file by its name in UTF-8, whatever the system's own encoding of names is: addresses are Chinese too."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as handle:
        handle.write(content)


def _swap(fresh: Path, public: Path, old: Path) -> None:
    """Exchange the two folders in one step where the system can; else in two, the old one kept until the end."""
    if public.exists():
        if _exchange(fresh, public):
            os.rename(fresh, old)
            return
        os.rename(public, old)
    os.rename(fresh, public)


def _exchange(one: Path, other: Path) -> bool:
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return done == 0
