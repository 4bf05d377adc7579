"""archive.jsonl: every record on a line of its own, in the order of the ids."""

from __future__ import annotations

import json
from functools import partial

from gongbao.model import Record
from gongbao.site.context import Site
from gongbao.site.data.forms import described
from gongbao.site.data.volumes import Volume, basis_of
from gongbao.site.laid import Piece, Place, laid, note
from gongbao.site.page import File
from gongbao.site.parts import Former

ARCHIVE = "archive.jsonl"


def archive(site: Site, volume: Volume, former: Former | None = None) -> File:
    """The records of a volume as JSON; what did not change is taken from the file that the last build left."""
    pieces = (Piece(basis_of(site, each), partial(_line, site, each)) for each in volume.records)
    return laid(site, Place(_path(volume)), pieces, former).file


def note_of(site: Site, volume: Volume) -> bytes:
    """What is to be noted of that file when it was made."""
    return note(site, _path(volume))


def _path(volume: Volume) -> str:
    return volume.folder + ARCHIVE


def _line(site: Site, record: Record) -> tuple[bytes, int]:
    return (json.dumps(described(site, record), ensure_ascii=False) + "\n").encode("utf-8", "replace"), 1
