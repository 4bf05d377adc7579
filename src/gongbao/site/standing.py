"""The dated facts about every decree, by the month of its day, for the browser to say in results what is in force.

They stand apart from the index: a repeal in a new issue changes what is known of an old decree, and nothing of its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from gongbao.linking import Event, Work, events
from gongbao.site import history, urls
from gongbao.site.context import Site
from gongbao.site.page import File
from gongbao.site.status import excepted

FOLDER = f"{urls.SEARCH}standing/"


def files(site: Site) -> Iterator[File]:
    """Of each month {id: [[kind, day] …]}, as static/js/lookup.js reads it, `true` behind a day that has exceptions.

    What has no day stands in undated.json.
    """
    months: dict[str, dict[str, list[list[str | bool | None]]]] = {}
    for work in site.works:
        facts = [_fact(each) for each in events(site.graph, work)]
        months.setdefault(_month(site, work), {})[work.id] = facts
    for month in sorted(months):
        content = json.dumps(dict(sorted(months[month].items())), ensure_ascii=False, separators=(",", ":"))
        yield File(f"{FOLDER}{month}.json", content.encode("utf-8", "replace"))


def _fact(event: Event) -> list[str | bool | None]:
    told = [event.kind, event.date.isoformat() if event.date else None]
    return [*told, True] if excepted(event) else [*told]


def _month(site: Site, work: Work) -> str:
    """The month a result shows its day in: of signing, else of printing, else of the issue."""
    day = work.signed or work.record.printed_on or history.published(site, work.record)
    return day.isoformat()[:7] if day else "undated"
