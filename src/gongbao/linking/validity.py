"""What bears on whether a work is in force: days, sentences and repeals; never the answer itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongbao.linking.graph import Graph
from gongbao.linking.targets import Edge
from gongbao.linking.works import Work
from gongbao.model import Decree
from gongbao.typography import fold

_TRIAL = re.compile(
    r"""
    # （试行）, 暂行办法, 试行期一年; not: 测试行业, 暂不执行
    (?<! [测考面尝] ) 试行 (?! 业 ) | 暂行
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Event:
    """One thing that bears on whether a work is in force, and the sentence that says so.

    `date` is None where none is known; `inferred` tells that it was worked out and is not printed; `rule` is the day
    a sentence names without a date.
    """

    kind: Literal["from", "until", "repealed", "named-day", "trial"]
    date: date | None
    basis: str
    record: str
    inferred: bool = False
    rule: str | None = None


def events(graph: Graph, work: Work) -> tuple[Event, ...]:
    """What the printings of a work say of its validity and what other works repeal; dated ones first, in order."""
    found: dict[tuple[str, date | None, str], Event] = {}
    for event in (*_stated(work), *_trial(work), *_repeals(graph, work)):
        found.setdefault((event.kind, event.date, fold(event.basis)), event)
    return tuple(sorted(found.values(), key=_order))


def _stated(work: Work) -> Iterator[Event]:
    for printing in work.printings:
        stated = printing.effective
        if stated and stated.start:
            yield Event("from", stated.start, stated.basis, printing.id, stated.inferred, stated.rule)
        elif stated and stated.rule:
            yield Event("named-day", None, stated.basis, printing.id, rule=stated.rule)
        if stated and stated.until:
            yield Event("until", stated.until, stated.basis, printing.id, stated.inferred)


def _trial(work: Work) -> Iterator[Event]:
    """That a text is on trial, once: by the sentence on its validity, or else by its title."""
    for printing in work.printings:
        said = printing.effective.basis if printing.effective else ""
        for text in (said, *(each.title for each in printing.instruments), printing.title):
            if _TRIAL.search(text):
                yield Event("trial", None, text, printing.id)
                return


def _repeals(graph: Graph, work: Work) -> Iterator[Event]:
    for edge in graph.cited_by(work):
        if edge.relation == "repeals":
            day, inferred = _day(graph, edge)
            yield Event("repealed", day, edge.basis or "", edge.source, inferred)


def _day(graph: Graph, edge: Edge) -> tuple[date | None, bool]:
    """The day a repeal takes effect with the decree it stands in; the day that one was signed where none is named."""
    record = graph.library.records[edge.source]
    stated = record.effective if isinstance(record, Decree) else None
    if stated and stated.start:
        return stated.start, stated.inferred
    if stated and "后" in (stated.rule or ""):  # 印发之日后30日: later than the signature, nobody knows when
        return None, True
    work = graph.work_of(edge.source)
    return (work.signed if work else None), True


def _order(event: Event) -> tuple[bool, date, str, str, str]:
    return (event.date is None, event.date or date.min, event.kind, event.record, event.basis)
