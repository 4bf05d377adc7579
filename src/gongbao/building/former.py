"""What the last build left of a part: its files, each checked against what is known of it, and what the part noted of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongbao.building.order import Order
from gongbao.building.store import Kept
from gongbao.site.page import File
from gongbao.site.parts import UnfitError, hashed
from gongbao.site.portable import dressed, plain

SEAL = 16  # bytes


@dataclass(frozen=True)
class Former:
    """A part as it stands in public/."""

    order: Order
    kept: Mapping[str, Kept]
    note: bytes

    @classmethod
    def sealed(cls, order: Order, kept: Mapping[str, Kept], told: tuple[bytes, bytes | None]) -> Former:
        """The part, if what was noted under its seal was noted of these files; UnfitError where it was of others."""
        settings, noted = told
        if not noted or noted[:SEAL] != seal(settings, kept.values()):
            raise UnfitError
        return cls(order, kept, noted[SEAL:])

    def stands(self, path: str) -> bool:
        """Whether there is such a file."""
        return placed(self.order, path) in self.kept

    def read(self, path: str) -> bytes:
        """A file as the part made it; UnfitError when it is gone, or another."""
        name = placed(self.order, path)
        known = self.kept.get(name)
        try:
            with open(os.fsencode(self.order.public.absolute()) + b"/" + name.encode(), "rb") as file:
                content = file.read()
        except OSError as error:
            raise UnfitError from error
        if known is None or hashed(content) != known.digest:
            raise UnfitError
        return content if name == path else plain(content)


def placed(order: Order, path: str) -> str:
    """Where a file of a part stands: in a portable site some stand as scripts."""
    return dressed(File(path, b"")).path if order.portable else path


def seal(settings: bytes, files: Iterable[Kept]) -> bytes:
    """The digest of all files of a part, and of the settings they were made with."""
    found = hashlib.blake2b(settings, digest_size=SEAL)
    for each in sorted(files):
        found.update(each.path.encode() + b"\0" + each.digest)
    return found.digest()
