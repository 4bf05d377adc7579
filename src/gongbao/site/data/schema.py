"""What a dataset is: its columns, said once, from which the CSV, its descriptions and the page are made."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from gongbao.site.context import Site

Type = Literal["string", "integer", "boolean", "date"]
Cell = str | int | bool | date | None

_TYPES: dict[type, Type] = {str: "string", int: "integer", bool: "boolean", date: "date"}


@dataclass(frozen=True)
class Told:
    """What is told of a field of a row: its Chinese name, what it means, and the words it may hold if they are few."""

    title: str
    description: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a CSV; `required` tells that no cell of it is empty."""

    name: str
    title: str
    type: Type = "string"
    description: str = ""
    required: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A column whose values, where there are any, stand in a column of another dataset."""

    column: str
    dataset: str
    target: str


class Group(NamedTuple):
    """Rows that are made together: the digest of what they are made of, and how they are made."""

    basis: bytes
    make: Callable[[], Sequence[Any]]


@dataclass(frozen=True)
class Dataset:
    """A CSV to be: its name, what it holds, its columns, what makes a row unique, and how its rows are found, those of a record together."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    groups: Callable[[Site], Iterable[Group]]

    def rows(self, site: Site) -> Iterable[Any]:
        """The rows themselves."""
        return (row for group in self.groups(site) for row in group.make())


def columns_of(row: type) -> tuple[Column, ...]:
    """The columns of a row class: its fields in their order, each Annotated with what is told of it."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(name, hint) for name, hint in hints.items())


def _column(name: str, hint: Any) -> Column:
    plain, told = get_args(hint)
    optional = get_origin(plain) in (Union, types.UnionType)
    kind = next(each for each in get_args(plain) if each is not type(None)) if optional else plain
    return Column(name, told.title, _TYPES[kind], told.description, not optional, told.words)
