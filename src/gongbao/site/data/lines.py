"""archive.jsonl: every record on a line of its own, in the order of the ids."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from gongbao.model import Record
from gongbao.site.context import Site
from gongbao.site.data.forms import described
from gongbao.site.data.volumes import Volume, basis_of
from gongbao.site.gathered import Piece, gathered_apart, shelf_of
from gongbao.site.page import File
from gongbao.site.parts import DIGEST, Former, UnfitError

ARCHIVE = "archive.jsonl"


def archive(site: Site, volume: Volume) -> File:
    """The records of a volume as JSON."""
    lines: list[bytes] = list(gathered_apart(site, "line", _pieces(site, volume)))
    return File(volume.folder + ARCHIVE, b"".join(lines))


def amended(site: Site, volume: Volume, former: Former) -> File:
    """The same out of the last build's file: the lines of records of which nothing changed stand there."""
    path, size = volume.folder + ARCHIVE, len(former.note) // DIGEST
    lines = _left(former, path)
    if len(lines) != size:
        raise UnfitError
    known = {former.note[at * DIGEST : (at + 1) * DIGEST]: line for at, line in enumerate(lines)}
    return File(path, b"".join(_kept(site, known, each) for each in _pieces(site, volume)))


def _left(former: Former, path: str) -> list[bytes]:
    """The lines as they were left."""
    *lines, rest = former.read(path).split(b"\n")
    if rest or not all(line[:1] == b"{" and line[-1:] == b"}" for line in lines):
        raise UnfitError
    return lines


def note(site: Site, volume: Volume) -> bytes:
    """What each of these lines is made of."""
    return b"".join(basis_of(site, each) for each in volume.records)


def _kept(site: Site, known: Mapping[bytes, bytes], piece: Piece[bytes]) -> bytes:
    line = known.get(piece.basis)
    return site.memory.of("line", piece.basis, piece.make) if line is None else line + b"\n"


def _pieces(site: Site, volume: Volume) -> Iterator[Piece[bytes]]:
    for each in volume.records:
        yield Piece(shelf_of(each.id), basis_of(site, each), partial(_line, site, each))


def _line(site: Site, record: Record) -> bytes:
    return (json.dumps(described(site, record), ensure_ascii=False) + "\n").encode("utf-8", "replace")
