"""Values that many records have alike, kept once: the names of organs alone are met ten thousand times."""

from __future__ import annotations

from typing import Any, TypeVar

from gongbao.model import Record

R = TypeVar("R", bound=Record)

_TEXTS = ("addressee", "belongs_to", "doctype", "issue", "issuer", "publicity", "section")
_NAMES = ("departments", "lead")


class Sharing:
    """What was met so far. Only for records that nobody else holds: what is alike in them is put in place of it."""

    def __init__(self) -> None:
        self._met: dict[object, Any] = {}

    def of(self, record: R) -> R:
        """The record, with what was met before in place of its equals."""
        values = vars(record)
        self._share(values, _TEXTS)
        self._share(vars(record.source), ("file",))
        self._share_names(values)
        for task in values.get("tasks", ()):
            self._share_names(vars(task))
        return record

    def _share(self, values: dict[str, Any], names: tuple[str, ...]) -> None:
        for name in names:
            value = values.get(name)
            if value is not None:
                values[name] = self._met.setdefault(value, value)

    def _share_names(self, values: dict[str, Any]) -> None:
        for name in _NAMES:
            if values.get(name):
                values[name] = self._names(values[name])

    def _names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        found: tuple[str, ...] | None = self._met.get(names)
        if found is None:
            found = self._met[names] = tuple(self._met.setdefault(name, name) for name in names)
        return found
