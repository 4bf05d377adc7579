"""Rows that are told by a digest, and fetched when somebody looks at them: a page that shows the same is not made for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

from gongbao.site.parts import joined

T = TypeVar("T")


class Fetched(Sequence[T]):
    """Rows of which the digest is known, and perhaps how many they are. A digest of a view takes in theirs alone."""

    def __init__(self, mark: bytes, fetch: Callable[[], Sequence[T]], count: int | None = None) -> None:
        self.mark = mark
        self._fetch = fetch
        self._count = count

    def __reduce__(self) -> tuple[Any, ...]:
        return bytes, (self.mark,)

    def __len__(self) -> int:
        return len(self._rows) if self._count is None else self._count

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._rows[place]

    @cached_property
    def _rows(self) -> Sequence[T]:
        return self._fetch()


def chosen(rows: Sequence[T], mark: bytes, wanted: Callable[[T], bool]) -> Sequence[T]:
    """Those of some rows that are wanted, which `mark` tells; of rows to be fetched they are chosen when they are looked at."""
    if isinstance(rows, Fetched):
        return Fetched(joined((rows.mark, mark)), lambda: tuple(filter(wanted, rows)))
    return tuple(filter(wanted, rows))
