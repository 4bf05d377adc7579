"""archive.jsonl: every record on a line of its own, in the order of the ids."""

from __future__ import annotations

import json
from functools import partial

from gongbao.model import Record
from gongbao.site.context import Site
from gongbao.site.data.forms import described
from gongbao.site.data.volumes import Volume, basis_of
from gongbao.site.gathered import Piece, gathered_apart, shelf_of
from gongbao.site.page import File

ARCHIVE = "archive.jsonl"


def archive(site: Site, volume: Volume) -> File:
    """The records of a volume as JSON."""
    pieces = (Piece(shelf_of(each.id), basis_of(site, each), partial(_line, site, each)) for each in volume.records)
    lines: list[bytes] = list(gathered_apart(site, "line", pieces))
    return File(volume.folder + ARCHIVE, b"".join(lines))


def _line(site: Site, record: Record) -> bytes:
    return (json.dumps(described(site, record), ensure_ascii=False) + "\n").encode("utf-8", "replace")
