"""The dated facts about every decree, by the month of its day, for the browser to say in results what is in force.

They stand apart from the index: a repeal in a new issue changes what is known of an old decree, and nothing of its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from gongbao.linking import Event, Work, events
from gongbao.site import history, urls
from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered, shelf_of, works_bases
from gongbao.site.once import once
from gongbao.site.page import File
from gongbao.site.status import excepted

FOLDER = f"{urls.SEARCH}standing/"

Fact = list[str | bool | None]


def files(site: Site) -> Iterator[File]:
    """Of each month {id: [[kind, day] …]}, as static/js/lookup.js reads it, `true` behind a day that has exceptions.

    What has no day stands in undated.json.
    """
    months: dict[str, dict[str, list[Fact]]] = {}
    for id_, (month, facts) in facts_of(site).items():
        months.setdefault(month, {})[id_] = facts
    for month in sorted(months):
        content = json.dumps(dict(sorted(months[month].items())), ensure_ascii=False, separators=(",", ":"))
        yield File(f"{FOLDER}{month}.json", content.encode("utf-8", "replace"))


@once
def facts_of(site: Site) -> Mapping[str, tuple[str, list[Fact]]]:
    """Of each decree the month it stands in, and its facts."""
    bases = sorted(works_bases(site).items())
    pieces = (Piece(shelf_of(id_), basis, partial(_facts, site, site.graph.works[id_])) for id_, basis in bases)
    return dict(zip((id_ for id_, _ in bases), gathered(site, "standing", pieces), strict=True))


def _facts(site: Site, work: Work) -> tuple[str, list[Fact]]:
    return _month(site, work), [_fact(each) for each in events(site.graph, work)]


def _fact(event: Event) -> Fact:
    told: Fact = [event.kind, event.date.isoformat() if event.date else None]
    return [*told, True] if excepted(event) else told


def _month(site: Site, work: Work) -> str:
    """The month a result shows its day in: of signing, else of printing, else of the issue."""
    day = work.signed or work.record.printed_on or history.published(site, work.record)
    return day.isoformat()[:7] if day else "undated"
