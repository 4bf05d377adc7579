"""What decrees say of days: when they take effect, end and are repealed, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongbao.linking import Edge, Event, Work, events
from gongbao.site import history
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.site.render import clean
from gongbao.site.status import EXCEPTED, computed, excepted, fact, place_of

WORDS = {"from": "施行", "until": "有效期止", "repealed": "废止", "named-day": "施行"}


@dataclass(frozen=True)
class Row:
    """An event: its day, what it is, which document it is about, and the sentence that says so."""

    day: date | None
    kind: str
    label: str
    document: Link
    sentence: str
    place: str  # the paragraph the sentence stands in
    where: Link | None  # the text it stands in, when that is not the document itself
    inferred: bool
    written: int | None  # the year of the text it stands in
    note: str = ""
    repealed: str = ""  # the day the document is repealed, if known: from then on its own end no longer matters


Said = tuple[tuple[Row, ...], tuple[Row, ...]]  # what is said of a decree, and what it says of others


def said(site: Site, work: Work) -> Said:
    """What is said of a decree, and what it says of documents that are not here."""
    return tuple(_of_work(site, work)), tuple(_outside(site, work))


def _of_work(site: Site, work: Work) -> Iterator[Row]:
    found = [event for event in events(site.graph, work) if event.kind != "trial"]
    ended = min((event.date for event in found if event.kind == "repealed" and event.date), default=None)
    for event in found:
        where = site.link(site.library.records[event.record]) if event.record != work.id else None
        row = _row(site, event, site.work_link(work), where)
        yield replace(row, note=_note(site, event, work.signed), repealed=ended.isoformat() if ended else "")


def _outside(site: Site, work: Work) -> Iterator[Row]:
    """Repeals of documents whose text is not in the archive."""
    for edge in history.repeals(site, work):
        if edge.target.kind != "work":
            event = _repealed(work, edge)
            row = _row(site, event, history.target_link(site, edge.target), site.work_link(work))
            yield replace(row, note=_note(site, event, None), repealed=event.date.isoformat() if event.date else "")


def _row(site: Site, event: Event, document: Link, where: Link | None) -> Row:
    place = place_of(site, event.record, event.basis) if event.basis else ""
    sentence, written = clean(event.basis), _year(site, event.record)
    return Row(
        event.date, event.kind, WORDS[event.kind], document, sentence, place, where, computed(site, event), written
    )


def _year(site: Site, record: str) -> int | None:
    """The year a decree was signed in, or else that of its number."""
    work = site.graph.work_of(record)
    signed = work.signed if work else None
    return signed.year if signed else work.number.year if work and work.number else None


def _note(site: Site, event: Event, signed: date | None) -> str:
    """What is to be said of the day, beside the sentence."""
    if event.kind == "repealed" and event.date:
        return "日期按废止它的文件的施行或成文日期推算" if computed(site, event) else ""
    if event.kind == "repealed":
        return "废止的日期没有写明"
    return ("" if event.date else fact(site, event, signed).text) + (EXCEPTED if excepted(event) else "")


def _repealed(work: Work, edge: Edge) -> Event:
    """A repeal takes effect with the decree it stands in, or counts from the day that one was signed.

    Of a decree that only says so many days after some day (印发之日后30日) the day is not known.
    """
    stated = [each.effective for each in work.printings if each.effective]
    start = next((each for each in stated if each.start), None)
    later = any("后" in (each.rule or "") for each in stated)
    day = start.start if start else None if later else work.signed
    return Event("repealed", day, edge.basis or "", edge.source, start.inferred if start else True)


def newest(row: Row) -> tuple[int, str, str, str]:
    """What rows with a day are ordered by."""
    return (-row.day.toordinal() if row.day else 1, row.kind, row.document.path, row.sentence)


def by_kind(row: Row) -> tuple[str, str]:
    """What rows without a day are ordered by."""
    return (row.kind, row.document.path)
