"""Zip files that come out the same byte for byte: fixed dates, fixed rights, fixed compression."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.data.manifest import SUMS, entries, sums
from gongbao.site.data.origins import GAZETTE, gazette_bytes, record_bytes, record_path, source_bytes
from gongbao.site.data.volumes import Volume, bytes_of_all
from gongbao.site.page import File

SITE_ZIP = f"{urls.DATA}site.zip"
MARKDOWN_ZIP = "markdown.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name
_LEVEL = 3  # two thirds of the time that 6 takes, for a thirtieth more bytes
PACKED = {".zip", ".gz", ".png", ".jpg", ".jpeg", ".webp", ".woff2", ".pdf"}
_UNIX = 3
_RIGHTS = 0o644 << 16


class Bundle:
    """A zip that is filled file by file; it keeps no file, only what it was packed to."""

    def __init__(self, path: str, folder: str) -> None:
        self._path, self._folder = path, folder
        self._packed = io.BytesIO()
        self._zip = ZipFile(self._packed, "w", ZIP_DEFLATED, compresslevel=_LEVEL)

    def add(self, path: str, content: bytes) -> None:
        """Put a file in."""
        info = ZipInfo(f"{self._folder}/{path}", _EPOCH)
        info.create_system, info.external_attr = _UNIX, _RIGHTS
        stored = PurePosixPath(path).suffix.lower() in PACKED
        self._zip.writestr(info, content, ZIP_STORED if stored else ZIP_DEFLATED, _LEVEL)

    def file(self) -> File:
        """The finished zip; its list of contents is sorted whatever the order they came in."""
        self._zip.filelist.sort(key=lambda info: info.filename)
        self._zip.close()
        return File(self._path, self._packed.getvalue())


def markdown(site: Site, volume: Volume) -> File:
    """markdown.zip: the records of a volume, gazette.yml and the sources as they lie in content/, with their hashes."""
    contents = dict(_contents(site, volume))
    contents[PurePosixPath(SUMS).name] = sums(site, volume)
    zipped = Bundle(volume.folder + MARKDOWN_ZIP, "content")
    for path in sorted(contents):
        zipped.add(path, contents[path])
    return zipped.file()


def unpacked(site: Site, volume: Volume) -> int:
    """How large the files of a volume are, unpacked."""
    return site.memory.of("unpacked", bytes_of_all(site, volume), partial(_bytes, site, volume))


def _bytes(site: Site, volume: Volume) -> int:
    return sum(each.bytes for each in entries(site, volume)) + len(gazette_bytes(site) or b"")


def _contents(site: Site, volume: Volume) -> Iterator[tuple[str, bytes]]:
    for record in volume.records:
        yield str(record_path(site, record)), record_bytes(site, record)
    for name in sorted({record.source.file for record in volume.records}):
        content = source_bytes(site, name)
        if content is not None:
            yield f"sources/{name}", content
    settings = gazette_bytes(site)
    if settings is not None:
        yield GAZETTE, settings
