"""What was worked out before: values by the digest of what they were worked out of, from one build to the next."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")
_SMALL = 512  # bytes; less is not worth packing


class Shelf(Protocol):
    """Where values are kept."""

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key."""

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value under a key."""


class Memory:
    """Remembers values that are pure functions of what their digests stand for. Without a shelf it remembers nothing."""

    def __init__(self, shelf: Shelf | None = None, base: bytes = b"") -> None:
        self._shelf = shelf
        self._base = base  # what every value hangs on besides: the program and the settings

    def of(self, kind: str, digest: bytes, make: Callable[[], T]) -> T:
        """The value of a kind for a digest: remembered, or made now and remembered."""
        if self._shelf is None:
            return make()
        key = hashlib.blake2b(b"\0".join((self._base, kind.encode(), digest)), digest_size=16).digest()
        kept = self._shelf.get(key)
        if kept is not None:
            value: T = pickle.loads(zlib.decompress(kept[1:]) if kept[:1] == b"z" else kept[1:])
            return value
        made = make()
        plain = pickle.dumps(made, 5)
        self._shelf.put(key, b"z" + zlib.compress(plain, 1) if len(plain) > _SMALL else b"p" + plain)
        return made


NOTHING = Memory()
