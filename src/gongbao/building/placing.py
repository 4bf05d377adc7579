"""From the staging folder to public/: a few files are moved one by one by a written plan, many by exchanging the folders.

Nothing is moved before the plan is written and the store knows of it; a run that is killed is finished by the next.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gongbao.building.order import Order
from gongbao.errors import SiteError
from gongbao.site.page import MARK

PLAN = ".plan.json"  # in the staging folder
FEW = 2_000  # files: so many are moved in a moment, however small the site is
SHARE = 10  # of a larger site a tenth: to lay all its other files down anew, for an exchange, would take longer
_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2


def are_few(changed: int, files: int) -> bool:
    """Whether so many files of a site are better moved one by one than with the folder as a whole."""
    return changed <= max(FEW, files // SHARE)


def refuse_strange(public: Path) -> None:
    """SiteError when the folder holds something this program did not make."""
    if public.is_symlink() or (public.exists() and not public.is_dir()):
        raise SiteError(f"{public.as_posix()}: 这不是一个文件夹。请移走它，或用 --public 另选一处。")
    if public.is_dir() and any(public.iterdir()) and not (public / MARK).exists() and not _plain(public):
        raise SiteError(f"{public.as_posix()}: 这里放着别的东西，不会覆盖。请清空它，或用 --public 另选一处。")


def _plain(public: Path) -> bool:
    """The one page the program wrote before it could build a site."""
    return [path.name for path in public.iterdir()] == ["index.html"]


def identity(public: Path) -> bytes:
    """What tells this very site from any other that might stand there; empty where there is none."""
    try:
        known = os.lstat(public / MARK)
    except OSError:
        return b""
    return f"{known.st_ino} {known.st_mtime_ns} {known.st_size}".encode()


def fresh_staging(order: Order) -> None:
    """An empty staging folder, and nothing left of older runs."""
    for leftover in (order.staging, _old(order)):
        shutil.rmtree(leftover, ignore_errors=True)
    order.staging.mkdir(parents=True)


def plan(order: Order, moves: Iterable[str], removes: Iterable[str]) -> None:
    """Write down what is to be moved from the staging folder, and what is to go."""
    unnamed = order.staging / f"{PLAN}.part"
    unnamed.write_text(json.dumps([sorted(moves), sorted(removes)], ensure_ascii=False), "utf-8", "surrogateescape")
    unnamed.replace(order.staging / PLAN)


def carry_out(order: Order) -> None:
    """Make the moves of the plan that are not made yet, new pages first, then forget it; may be repeated."""
    moves, removes = json.loads((order.staging / PLAN).read_text("utf-8", "surrogateescape"))
    staging, public = os.fsencode(order.staging), os.fsencode(order.public.absolute())
    made: set[bytes] = set()
    for path in moves:
        _move(staging + b"/" + path.encode(), public + b"/" + path.encode(), made)
    for path in removes:
        _remove(public, public + b"/" + path.encode())
    discard(order)


def planned(order: Order) -> bool:
    """Whether a plan is there that was not carried out to its end."""
    return (order.staging / PLAN).exists()


def discard(order: Order) -> None:
    """Forget the plan, then the staging folder."""
    (order.staging / PLAN).unlink(missing_ok=True)
    shutil.rmtree(order.staging, ignore_errors=True)


def complete(order: Order, unchanged: Iterable[str]) -> None:
    """Put the files that stay the same beside the new ones, so that the staging folder is the whole site."""
    staging, public = os.fsencode(order.staging), os.fsencode(order.public.absolute())
    made: set[bytes] = set()
    for path in unchanged:
        target = staging + b"/" + path.encode()
        _folder_of(target, made)
        os.link(public + b"/" + path.encode(), target)


def exchange(order: Order) -> None:
    """The staging folder takes the place of public/ in one step where the system can; else in two."""
    fresh, public, old = order.staging, order.public.absolute(), _old(order)
    if public.exists():
        if _exchange(fresh, public):
            os.rename(fresh, old)
        else:
            os.rename(public, old)
            os.rename(fresh, public)
    else:
        os.rename(fresh, public)
    shutil.rmtree(old, ignore_errors=True)


def _old(order: Order) -> Path:
    return order.staging.with_name(f".{order.public.name}.old")


def _move(source: bytes, target: bytes, made: set[bytes]) -> None:
    _folder_of(target, made)
    try:
        os.replace(source, target)
    except FileNotFoundError:
        if not os.path.exists(target):
            raise  # it is not that an earlier run moved it
    except (IsADirectoryError, NotADirectoryError):
        shutil.rmtree(target)
        os.replace(source, target)


def _folder_of(target: bytes, made: set[bytes]) -> None:
    folder = os.path.dirname(target)
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)


def _remove(public: bytes, target: bytes) -> None:
    """A file away, and the folders that became empty by it."""
    with suppress(FileNotFoundError):
        os.remove(target)
    folder = os.path.dirname(target)
    while folder != public:
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


def _exchange(one: Path, other: Path) -> bool:
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return done == 0
