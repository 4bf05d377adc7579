"""Everything that can be known wrong in content/: each file alone, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from gongbao.archive.checks import faults, hidden
from gongbao.archive.library import Library, Reading, read_all
from gongbao.archive.places import shown
from gongbao.archive.remembered import Store
from gongbao.archive.spots import Spots, spots
from gongbao.checking import citing, contents, days, doubts, folder, links, numbering, parts, tables
from gongbao.checking.settle import unsettled
from gongbao.checking.stock import Finding, Stock
from gongbao.problems import Problem

CHECKS = (
    citing.citations,
    contents.contents,
    contents.lists,
    days.days,
    days.validity,
    doubts.doubts,
    links.aliases,
    links.bodies,
    links.explained,
    links.spellings,
    numbering.own_numbers,
    numbering.printings,
    numbering.shared,
    parts.attachments,
    parts.instruments,
    parts.lines,
    parts.posts,
    parts.tasks,
    tables.placed,
    tables.sheets,
)


@dataclass(frozen=True)
class Checked:
    """What was found in content/, and what was read of it."""

    problems: tuple[Problem, ...]
    stock: Stock


def check(root: Path) -> list[Problem]:
    """All findings in content/, by file and line; a file that cannot be read is left out of what concerns others."""
    return list(examine(root).problems)


def examine(root: Path, store: Store | None = None) -> Checked:
    """The same, with the records that could be read; with a store only files that changed are read again."""
    readings = tuple(read_all(root, store))
    gazette, found = folder.gazette(root)
    told = any(each.severity == "error" for each in found)  # without its names, much would look wrong that is right
    stock = Stock(library(root, readings), gazette, hidden(readings))
    found += faults(root, readings)
    found += folder.sources(root, readings)
    found += folder.beside(root)
    found += () if told else _related(stock)
    return Checked(tuple(ordered(found)), stock)


def ordered(found: Iterable[Problem]) -> list[Problem]:
    """Findings by file and line."""
    return sorted(found, key=lambda each: (each.path, each.line, each.code, each.message))


def library(root: Path, readings: Iterable[Reading]) -> Library:
    """The records that could be read; of two with one id the first."""
    kept: dict[str, Reading] = {}
    for reading in readings:
        if reading.record:
            kept.setdefault(reading.record.id, reading)
    pairs = [(id_, kept[id_]) for id_ in sorted(kept)]
    records = {id_: each.record for id_, each in pairs if each.record}
    return Library(root, MappingProxyType(records), MappingProxyType({id_: each.path for id_, each in pairs}))


def related(stock: Stock) -> Iterator[Finding]:
    """What nobody acknowledged of what the checks find, record by record."""
    found: dict[str, list[Finding]] = {}
    for each in chain.from_iterable(one(stock) for one in CHECKS):
        found.setdefault(each.record, []).append(each)
    for id_, record in stock.records.items():
        yield from unsettled(record, found.get(id_, ()))


def _related(stock: Stock) -> Iterator[Problem]:
    lines: dict[str, Spots] = {}
    for each in related(stock):
        path = stock.library.path_of(each.record)
        if each.record not in lines:
            lines[each.record] = spots(stock.library.root, path)
        where = lines[each.record]
        line = where.line(*each.steps) if each.body is None else where.body + each.body
        yield folder.problem(each.code, (shown(stock.library.root, path), line), each.message)
