"""A finished site as one zip, to be handed on: the same site gives the same bytes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from gongbao.errors import SiteError

FOLDER = "site"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name
_LEVEL = 6
_PACKED = {".br", ".gz", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".zip"}
_UNIX = 3
_RIGHTS = 0o644 << 16


def release(public: Path, target: Path) -> int:
    """Write every file of a published site to the zip `target`, below site/; how many there are."""
    if target.resolve().is_relative_to(public.resolve()):
        raise SiteError(f"{target}：压缩包不能放在网站的文件夹里。请另选一处。")
    fresh = target.with_name(f".{target.name}.new")
    try:
        count = _write(public, fresh)
        os.replace(fresh, target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise SiteError(f"{target}：压缩包写不进去（{error.strerror}）。请检查文件夹和磁盘。") from error
    return count


def _write(public: Path, fresh: Path) -> int:
    paths = sorted(
        (path for path in public.rglob("*") if path.is_file()), key=lambda path: path.relative_to(public).parts
    )
    with ZipFile(fresh, "w") as zipped:
        for path in paths:
            _add(zipped, f"{FOLDER}/{path.relative_to(public).as_posix()}", path)
    return len(paths)


def _add(zipped: ZipFile, name: str, path: Path) -> None:
    info = ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = _UNIX, _RIGHTS
    way = ZIP_STORED if path.suffix.lower() in _PACKED else ZIP_DEFLATED
    zipped.writestr(info, path.read_bytes(), way, _LEVEL)
