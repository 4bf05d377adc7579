"""data/site.zip, the whole site in one file: of the zip before, what did not change is taken over as it was packed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gongbao.site.data.bundle import PACKED, SITE_ZIP

MOST = 1_000  # records: a larger archive hands its zip out by `build --zip`, for it would be made anew with every issue
FOLDER = "site/"
_LEVEL = 6
_NAME_IN_UTF8 = 0x800
_VERSION = 20  # of the format: folders and deflate
_UNIX = 3 << 8
_DAY = 0x21  # 1980-01-01, the first day a zip can name
_RIGHTS = 0o644 << 16
_HEAD = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Piece(NamedTuple):
    """A file as it is packed."""

    method: int
    crc: int
    size: int
    data: bytes


def bundled(old: Path, paths: Iterable[str], changed: Container[str], folders: tuple[Path, Path]) -> bytes:
    """The zip of the files at `paths`; `folders` are where the changed ones and where the others are read."""
    fresh, public = folders
    with _Packed(old) as known:
        pieces = (
            (path, _packed(fresh, path) if path in changed else known.piece(path) or _packed(public, path))
            for path in sorted(paths)
            if path != SITE_ZIP
        )
        return _zip(pieces)


class _Packed:
    """The zip before, if there is one."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO | None = None
        self._known: dict[str, ZipInfo] = {}
        try:
            with ZipFile(path) as zipped:
                self._known = {info.filename: info for info in zipped.infolist()}
            self._file = path.open("rb")
        except (OSError, BadZipFile):
            self._known = {}

    def __enter__(self) -> _Packed:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def piece(self, path: str) -> Piece | None:
        """A file as it was packed; None where it was not there."""
        info = self._known.get(FOLDER + path)
        if info is None or self._file is None:
            return None
        self._file.seek(info.header_offset)
        *_, name, extra = _HEAD.unpack(self._file.read(_HEAD.size))
        self._file.seek(name + extra, 1)
        return Piece(info.compress_type, info.CRC, info.file_size, self._file.read(info.compress_size))


def _packed(folder: Path, path: str) -> Piece:
    content = (folder / path).read_bytes()
    if PurePosixPath(path).suffix.lower() in PACKED:
        return Piece(ZIP_STORED, zlib.crc32(content), len(content), content)
    way = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(ZIP_DEFLATED, zlib.crc32(content), len(content), way.compress(content) + way.flush())


def _zip(pieces: Iterator[tuple[str, Piece]]) -> bytes:
    files, entries = bytearray(), bytearray()
    count = 0
    for path, (method, crc, size, data) in pieces:
        name, count = (FOLDER + path).encode(), count + 1
        sizes = (crc, len(data), size)
        told = (_VERSION, _NAME_IN_UTF8, method, 0, _DAY)
        entries += _ENTRY.pack(
            b"PK\x01\x02", _UNIX | _VERSION, *told, *sizes, len(name), *(0,) * 4, _RIGHTS, len(files)
        )
        entries += name
        files += _HEAD.pack(b"PK\x03\x04", *told, *sizes, len(name), 0) + name + data
    end = _END.pack(b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entries), len(files), 0)
    return bytes(files + entries + end)
