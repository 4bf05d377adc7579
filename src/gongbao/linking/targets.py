"""What a citation can lead to, and the relation that leads there: plain values that know nothing of an archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from gongbao.numbers import Number

Kind = Literal["work", "stub", "cited"]
Relation = Literal["cites", "repeals", "interprets"]


class Target(NamedTuple):
    """What a citation leads to: a work (by id), a stub (by its number) or an instrument outside (by its key).

    `anchor` names the instrument of a work, when that and not the decree was cited.
    """

    kind: Kind
    key: str
    anchor: str | None = None


class Edge(NamedTuple):
    """One relation: the record it stands in, what it leads to, and how the record names it."""

    source: str
    target: Target
    relation: Relation
    number: str | None
    title: str | None
    basis: str | None = None


class Listing(NamedTuple):
    """An entry that lists a document: the catalogue (or, by its contents, the issue) it stands in."""

    record: str
    issue: str | None
    title: str
    printed: bool


@dataclass(frozen=True)
class Stub:
    """A number of the gazette's own series that is met somewhere and whose text the archive does not hold."""

    number: Number
    titles: tuple[str, ...] = ()
    listed: tuple[Listing, ...] = ()


@dataclass(frozen=True)
class Cited:
    """An instrument that is no work of the archive; `candidates` are the works a title may mean when several fit."""

    key: str
    number: Number | None
    title: str | None
    variants: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
