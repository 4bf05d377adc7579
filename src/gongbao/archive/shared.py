"""Values that many records have alike, kept once: the names of organs alone are met ten thousand times."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar, cast

from gongbao.model import Plain, Record, revived, values
from gongbao.numbers import Number

T = TypeVar("T")


class Sharing:
    """What was met so far."""

    def __init__(self) -> None:
        self._met: dict[tuple[type, object], Any] = {}

    def of(self, value: T) -> T:
        """The same, made of what was met before wherever that is its equal."""
        kind = type(value)
        if kind in (str, date, Number):
            return cast(T, self._met.setdefault((kind, value), value))
        if isinstance(value, Record):
            return cast(T, revived(type(value), *map(self.of, values(value))))
        if isinstance(value, dict):  # not hashed, and its holder's own
            return cast(T, {self.of(name): self.of(each) for name, each in value.items()})
        if kind is tuple or isinstance(value, Plain):
            return cast(T, self._whole(kind, value))
        return value

    def _whole(self, kind: type, value: Any) -> Any:
        """Of what is made of other values."""
        found = self._met.get((kind, value))
        if found is None:
            parts = [self.of(each) for each in (value if kind is tuple else values(value))]
            found = self._met[kind, value] = tuple(parts) if kind is tuple else kind(*parts)
        return found
