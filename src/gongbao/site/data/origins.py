"""The bytes behind the archive: the files of content/ as they lie there."""

from __future__ import annotations

from pathlib import PurePosixPath

from gongbao.archive import dump
from gongbao.model import Record
from gongbao.site.context import Site

GAZETTE = "gazette.yml"


def record_path(site: Site, record: Record) -> PurePosixPath:
    """Where the file of a record stands below content/."""
    return site.library.path_of(record.id)


def record_bytes(site: Site, record: Record) -> bytes:
    """The file of a record, byte for byte; as the archive would write it where the file is gone."""
    found = _read(site, record_path(site, record))
    return dump(record).encode("utf-8", "replace") if found is None else found


def source_bytes(site: Site, name: str) -> bytes | None:
    """A source as it was received; None where it is not there, or where its name is no plain file name."""
    path = PurePosixPath(name)
    return _read(site, "sources" / path) if path.name == name else None


def gazette_bytes(site: Site) -> bytes | None:
    """gazette.yml as it stands; None where there is none."""
    return _read(site, PurePosixPath(GAZETTE))


def _read(site: Site, path: PurePosixPath) -> bytes | None:
    try:
        with open(f"{site.root}/{path}", "rb") as file:  # a path put together by pathlib takes longer than the reading
            return file.read()
    except OSError:
        return None
