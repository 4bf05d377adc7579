"""The site in parts: what is made together, and what decides whether it must be made again."""

from __future__ import annotations

import copyreg
import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from gongbao.site.page import File, Page, Same

Make = Callable[[], Iterable[Page | File]]
DIGEST = 16  # bytes of a digest


class Former(Protocol):
    """A part as the last build left it."""

    @property
    def note(self) -> bytes:
        """What the part said of these very files."""

    def read(self, path: str) -> bytes:
        """A file of it; UnfitError when it is not the one that was made."""


class UnfitError(Exception):
    """What the last build left cannot be amended; the part is made as a whole."""


@dataclass(frozen=True)
class Part:
    """Pages and files that are made together.

    `basis` gives the digest of everything they are made of besides templates and settings: as long as it is the same,
    nothing is made. Without one, `make` is asked whenever anything changed, and each page is told by its view.
    `amend` gives what `make` would, out of what the last build left, or UnfitError; it is told the `note` of that build.
    """

    key: str
    make: Make
    basis: Callable[[], bytes] | None = None
    phase: int = 0  # 0: made first; 1: made of what these remember; 2: made of what all others came to, in one process
    amend: Callable[[Former], Iterable[Page | File | Same]] | None = None
    note: Callable[[], bytes] = bytes

    def mark(self) -> bytes:
        """What `basis` comes to; empty for a part that has none."""
        return self.basis() if self.basis else b""


def whole(name: str, make: Make) -> Iterator[Part]:
    """A section as one part that is told by its views."""
    yield Part(name, make)


def digest(*values: object) -> bytes:
    """A digest of plain values and frozen dataclasses: equal digests come of equal values only.

    Equal values may have different digests, as pickle notes which of them are one object; that costs time, no more.
    """
    return hashlib.blake2b(pickle.dumps(values, 5), digest_size=DIGEST).digest()


def _plain(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return dict, (dict(mapping),)


copyreg.pickle(MappingProxyType, _plain)


def joined(digests: Iterable[bytes]) -> bytes:
    """One digest of many, in their order."""
    return hashlib.blake2b(b"".join(digests), digest_size=DIGEST).digest()


def hashed(content: bytes) -> bytes:
    """The digest of the bytes of a file; processors have instructions for this hash, and files may be large."""
    return hashlib.sha256(content).digest()[:DIGEST]
