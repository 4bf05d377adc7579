"""What bears on whether a decree is in force, as its page shows it; the answer is worked out by the reader's day.

The browser's half is static/js/status.js. Without it the dates and the sentences stand there, and no answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongbao.dates import find_dates
from gongbao.linking import Event, Work, events
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.site.render import clean, day

# In the order in which the facts of one sentence are told.
NAMES = {"named-day": "施行", "from": "施行", "until": "有效期至", "repealed": "废止", "trial": "试行"}
EXCEPTED = "（原句另有例外，部分条款的期限可能不同）"  # static/js/status.js says the same
_STATED = ("from", "until", "named-day")
_EXCEPTION = re.compile(
    r"""
    # 除已有明确期限规定外，有效期截至2025年12月31日; 第三条除外; not: 自解除管控之日起，对内对外，一律
    除外
    | (?<! [解废免排清删扣消拆开] ) 除 [^。；;]+? 外 (?= [，,、：:。）)] | $ )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Fact:
    """One dated thing a sentence says: what it is, and its day in words."""

    label: str
    text: str


@dataclass(frozen=True)
class Ground:
    """A sentence, what follows from it, and where it stands when that is not the text of the page."""

    sentence: str
    facts: tuple[Fact, ...]
    place: str  # the paragraph the sentence stands in; empty for a title
    where: Link | None
    quoted: bool  # False for a title, which says something and is no sentence


@dataclass(frozen=True)
class StatusView:
    """The grounds in order, and the same facts for the browser."""

    grounds: tuple[Ground, ...]
    data: str


def view(site: Site, work: Work) -> StatusView:
    """What the page of a decree shows about its validity."""
    found = events(site.graph, work)
    places = list(dict.fromkeys((event.record, event.basis) for event in found))
    grounds = (_ground(site, work, [each for each in found if (each.record, each.basis) == place]) for place in places)
    told = [_told(site, event, places.index((event.record, event.basis))) for event in found]
    facts = {"signed": work.signed.isoformat() if work.signed else None, "events": told}
    return StatusView(tuple(grounds), json.dumps(facts, ensure_ascii=False, separators=(",", ":")))


def fact(site: Site, event: Event, signed: date | None) -> Fact:
    """What an event says, in words that hold on any day."""
    if event.kind == "trial":
        return Fact(NAMES["trial"], "标明“试行”或“暂行”")
    if event.kind == "named-day":
        beside = f"成文日期是{day(signed)}" if signed else "成文日期也没有写"
        return Fact(NAMES["named-day"], f"自{event.rule}起，没有写明是哪一天（{beside}）")
    if event.date is None:
        return Fact(NAMES[event.kind], "日期没有写明")
    return Fact(NAMES[event.kind], day(event.date) + ("（推算）" if computed(site, event) else ""))


def computed(site: Site, event: Event) -> bool:
    """Whether the day of an event was worked out: it stands neither in the sentence nor where its text tells its days."""
    stated = getattr(site.library.records[event.record], "effective", None)
    said = find_dates(f"{event.basis}\n{stated.basis if stated else ''}")
    return event.inferred and event.date not in {found.date for found in said}


def excepted(event: Event) -> bool:
    """Whether the sentence on a decree's own begin or end makes an exception, so that its day may not be that of all."""
    return event.kind in _STATED and makes_exception(event.basis)


def makes_exception(sentence: str) -> bool:
    """Whether a sentence excepts something from what it says.

    >>> makes_exception("除已有明确期限规定外，有效期截至2025年12月31日。")
    True
    >>> makes_exception("自解除管控之日起，对内对外，一律施行。")
    False
    """
    return _EXCEPTION.search(sentence) is not None


def place_of(site: Site, record_id: str, sentence: str) -> str:
    """The last paragraph of a record that holds a sentence; the record's page where none does."""
    record = site.library.records[record_id]
    anchors = [block.anchor for block in site.bodies.of(record).blocks if sentence in block.text]
    return site.urls.record(record) + (f"#{anchors[-1]}" if anchors else "")


def document(work: Work) -> str:
    """A decree as a sentence names it: 《title》（number）."""
    return f"《{clean(work.title)}》" + (f"（{work.number}）" if work.number else "")


def _ground(site: Site, work: Work, found: Sequence[Event]) -> Ground:
    first = found[0]
    ordered = sorted(found, key=lambda event: list(NAMES).index(event.kind))
    facts = tuple(dict.fromkeys(fact(site, event, work.signed) for event in ordered))
    quoted = any(event.kind != "trial" for event in found) or first.basis.endswith("。")
    place = place_of(site, first.record, first.basis) if quoted and first.basis else ""
    return Ground(first.basis, facts, place, _elsewhere(site, work, first), quoted)


def _elsewhere(site: Site, work: Work, event: Event) -> Link | None:
    if event.record == work.id:
        return None
    record = site.library.records[event.record]
    source = site.graph.work_of(event.record)
    return Link(clean(record.title), site.urls.record(record), str(source.number or "") if source else "")


def _told(site: Site, event: Event, ground: int) -> dict[str, object]:
    source = site.graph.work_of(event.record)
    return {
        "kind": event.kind,
        "day": event.date.isoformat() if event.date else None,
        "ground": ground,
        "inferred": computed(site, event),
        "excepted": excepted(event),
        "rule": event.rule,
        "by": document(source) if event.kind == "repealed" and source else None,
    }
