"""Files made of pieces in a row: what did not change of one is taken out of the file that the last build left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from struct import Struct, error

from gongbao.site.context import Site
from gongbao.site.once import once
from gongbao.site.page import File
from gongbao.site.parts import Former, UnfitError

Rows = tuple[bytes | memoryview, int]  # a piece as it stands in the file, and how many rows that are
_MARK = Struct("<16sII")  # of a piece: what it is made of, its bytes, its rows


@dataclass(frozen=True)
class Piece:
    """Rows that are made together: what they are made of, and how."""

    basis: bytes
    make: Callable[[], Rows]


@dataclass(frozen=True)
class Laid:
    """A file, and how many rows stand in it."""

    file: File
    rows: int


@dataclass(frozen=True)
class Place:
    """Where a file stands, and what it opens with."""

    path: str
    head: bytes = b""

    def left(self, former: Former) -> Mapping[bytes, Rows]:
        """The pieces of the file as the last build left it, by what they are made of; UnfitError when they are not those."""
        content = memoryview(former.read(self.path))
        found: dict[bytes, Rows] = {}
        at = len(self.head)
        try:
            for basis, size, rows in _MARK.iter_unpack(former.note):
                found[basis] = (content[at : at + size], rows)
                at += size
        except error as strange:
            raise UnfitError from strange
        if at != len(content) or content[: len(self.head)] != self.head:
            raise UnfitError
        return found


def laid(site: Site, place: Place, pieces: Iterable[Piece], former: Former | None = None) -> Laid:
    """A file of pieces; where the last build left it, only those are made that it has not."""
    left = place.left(former) if former else {}
    content = BytesIO()  # gives back what it holds without a copy: some of these files are very large
    content.write(place.head)
    marks, total = [], 0
    for each in pieces:
        text, rows = left.get(each.basis) or each.make()
        content.write(text)
        marks.append(_MARK.pack(each.basis, len(text), rows))
        total += rows
    _noted(site)[place.path] = b"".join(marks)
    return Laid(File(place.path, content.getvalue()), total)


def note(site: Site, path: str) -> bytes:
    """What is to be noted of a file that was made, for the next build to find its pieces."""
    return _noted(site).get(path, b"")


@once
def _noted(_: Site) -> dict[str, bytes]:
    return {}  # filled as files are made
