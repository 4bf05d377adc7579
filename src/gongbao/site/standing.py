"""The dated facts about every decree, by the month of its day, for the browser to say in results what is in force.

They stand apart from the index: a repeal in a new issue changes what is known of an old decree, and nothing of its text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from gongbao.linking import Event, Work, events
from gongbao.site import history, urls
from gongbao.site.context import Site
from gongbao.site.gathered import Shelf, of_shelf, plain_digest, shelves
from gongbao.site.once import once
from gongbao.site.page import File
from gongbao.site.parts import joined
from gongbao.site.status import excepted

FOLDER = f"{urls.SEARCH}standing/"

Fact = list[str | bool | None]


@dataclass(frozen=True)
class Known:
    """What is known of the facts of a shelf: a digest of those of each month, and how many decrees say what."""

    months: Mapping[str, bytes]
    kinds: Mapping[str, int]


def files(site: Site) -> Iterator[File]:
    """Of each month {id: [[kind, day] …]}, as static/js/lookup.js reads it, `true` behind a day that has exceptions.

    What has no day stands in undated.json.
    """
    found: dict[str, list[tuple[Shelf, bytes]]] = {}
    for shelf, known in zip(shelves(site), known_of(site), strict=True):
        for month, mark in known.months.items():
            found.setdefault(month, []).append((shelf, mark))
    for month in sorted(found):
        mark = joined((month.encode(), *(mark for _, mark in found[month])))
        among = [shelf for shelf, _ in found[month]]
        yield File(f"{FOLDER}{month}.json", site.memory.of("standing/file", mark, partial(_file, site, month, among)))


@once
def known_of(site: Site) -> tuple[Known, ...]:
    """What is known of each shelf of decrees."""
    return tuple(site.memory.of("standing/known", each.basis, partial(_known, site, each)) for each in shelves(site))


def _known(site: Site, shelf: Shelf) -> Known:
    months: dict[str, list[object]] = {}
    kinds: Counter[str] = Counter()
    for work, (month, facts) in zip(shelf.works, _facts_of(site, shelf), strict=True):
        months.setdefault(month, []).append((work.id, facts))
        kinds.update({str(kind) for kind, *_ in facts})
    return Known({month: plain_digest(told) for month, told in months.items()}, dict(kinds))


def _file(site: Site, month: str, among: Sequence[Shelf]) -> bytes:
    told: dict[str, list[Fact]] = {}
    for shelf in among:
        pairs = zip(shelf.works, _facts_of(site, shelf), strict=True)
        told |= {work.id: facts for work, (its, facts) in pairs if its == month}
    content = json.dumps(dict(sorted(told.items())), ensure_ascii=False, separators=(",", ":"))
    return content.encode("utf-8", "replace")


def _facts_of(site: Site, shelf: Shelf) -> Sequence[tuple[str, list[Fact]]]:
    """Of each decree of a shelf the month it stands in, and its facts."""
    held = _held(site)
    if shelf.basis not in held:
        held[shelf.basis] = of_shelf(site, "standing", shelf, _facts)
    return held[shelf.basis]


@once
def _held(_: Site) -> dict[bytes, Sequence[tuple[str, list[Fact]]]]:
    return {}  # filled as they are asked for


def _facts(site: Site, work: Work) -> tuple[str, list[Fact]]:
    return _month(site, work), [_fact(each) for each in events(site.graph, work)]


def _fact(event: Event) -> Fact:
    told: Fact = [event.kind, event.date.isoformat() if event.date else None]
    return [*told, True] if excepted(event) else told


def _month(site: Site, work: Work) -> str:
    """The month a result shows its day in: of signing, else of printing, else of the issue."""
    day = work.signed or work.record.printed_on or history.published(site, work.record)
    return day.isoformat()[:7] if day else "undated"
