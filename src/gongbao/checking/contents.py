"""Contents against bodies, and lists of documents against the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongbao import numbers
from gongbao.checking.stock import Finding, Stock, number_of, same_number
from gongbao.linking.titles import split_issuer
from gongbao.model import Catalogue, Decree, Interpretation, Issue, Listed, Record, TocEntry
from gongbao.typography import fold


def contents(stock: Stock) -> Iterator[Finding]:
    """Where the contents of an issue and its bodies say different things."""
    for issue in stock.library.issues():
        for place, entry in enumerate(issue.toc):
            record = stock.records.get(entry.record or "")
            if record is not None:
                yield from _entry(stock, issue, (place, entry, record))
            elif entry.record is None:
                yield from _absent(stock, issue, (place, entry))
        yield from _twice(issue)
        yield from _unlisted(stock, issue)


def lists(stock: Stock) -> Iterator[Finding]:
    """Where a catalogue and the issue it stands in say different things."""
    for record in stock.records.values():
        if isinstance(record, Catalogue):
            printed = _by_number(stock, record.issue)
            for place, entry in enumerate(record.entries):
                body = printed.get(_form(entry.number)) if entry.number else None
                yield from _listed(stock, record, (place, entry, body))


def _listed(stock: Stock, catalogue: Catalogue, found: tuple[int, Listed, Record | None]) -> Iterator[Finding]:
    place, entry, body = found
    if entry.printed and entry.number and body is None:
        message = f"发文目录说{entry.number}已刊出，本期没有这份文件。"
        yield Finding(catalogue.id, "catalogue-printed", message, ("entries", place, "printed"), about=entry.number)
    if not entry.printed and body is not None:
        message = f"发文目录说{entry.number}没有刊出，本期却有“{body.id}”。"
        yield Finding(catalogue.id, "catalogue-unprinted", message, ("entries", place, "printed"), about=body.id)
    if body is not None and not _is_named(stock, body, entry.title):
        message = f"发文目录作“{entry.title}”，“{body.id}”的标题作“{body.title}”。"
        yield Finding(catalogue.id, "catalogue-title", message, ("entries", place, "title"), about=body.id)


def _entry(stock: Stock, issue: Issue, found: tuple[int, TocEntry, Record]) -> Iterator[Finding]:
    place, entry, record = found
    if record.issue != issue.id:
        message = f"目录“{entry.title}”指向别的期的记录“{record.id}”。"
        yield Finding(issue.id, "toc-elsewhere", message, ("toc", place, "record"), about=record.id)
        return
    if not _is_named(stock, record, entry.title):
        message = f"目录作“{entry.title}”，“{record.id}”的标题作“{record.title}”。"
        yield Finding(issue.id, "toc-title", message, ("toc", place, "title"), about=record.id)
    if entry.page != record.page:
        message = f"目录的页码是{_page(entry.page)}，“{record.id}”的 page 是{_page(record.page)}。"
        yield Finding(issue.id, "toc-page", message, ("toc", place, "page"), about=record.id)
    yield from _numbers(issue, found)


def _numbers(issue: Issue, found: tuple[int, TocEntry, Record]) -> Iterator[Finding]:
    place, entry, record = found
    own = number_of(record)
    if not entry.number or not isinstance(record, Decree) or same_number(entry.number, own):
        return
    if own is None:
        message = f"目录给的文号是{entry.number}，记录里没有文号。"
        yield Finding(record.id, "number-missing", message, ("id",), about=entry.number)
    else:
        message = f"目录给“{record.id}”的文号是{entry.number}，记录里是{own}。"
        yield Finding(issue.id, "toc-number", message, ("toc", place, "number"), about=record.id)


def _absent(stock: Stock, issue: Issue, found: tuple[int, TocEntry]) -> Iterator[Finding]:
    """A body nobody found although one bears the number; that it is missing stands in the issue's warnings."""
    place, entry = found
    record = _by_number(stock, issue.id).get(_form(entry.number)) if entry.number else None
    if record is not None:
        message = f"目录“{entry.title}”没有对上正文，而本期的“{record.id}”就是{entry.number}。"
        yield Finding(issue.id, "toc-record", message, ("toc", place, "record"), about=record.id)


def _twice(issue: Issue) -> Iterator[Finding]:
    count = Counter(entry.record for entry in issue.toc if entry.record)
    met: set[str] = set()
    for place, entry in enumerate(issue.toc):
        if entry.record and count[entry.record] > 1 and entry.record in met:
            message = f"目录里有{count[entry.record]}条指向同一记录“{entry.record}”。"
            yield Finding(issue.id, "toc-twice", message, ("toc", place, "record"), about=entry.record)
        met.add(entry.record or "")


def _unlisted(stock: Stock, issue: Issue) -> Iterator[Finding]:
    listed = {entry.record for entry in issue.toc}
    for record in stock.library.of_issue(issue.id) if issue.toc else ():
        if isinstance(record, Decree | Interpretation) and record.id not in listed:
            message = f"目录里没有正文“{record.id}”（{record.title}）。"
            yield Finding(issue.id, "toc-unlisted", message, ("toc",), about=record.id)


def _is_named(stock: Stock, record: Record, title: str) -> bool:
    """Whether a title is one of the record's spellings, with or without who issues it."""
    spellings = [record.title, *(each.text for each in record.title_variants)]
    if title in spellings:
        return True
    issuer = record.issuer if isinstance(record, Decree) else None
    bare = [split_issuer(each, stock.gazette, issuer)[1] for each in spellings]
    return fold(title) in {fold(each) for each in (*spellings, *bare)}


def _by_number(stock: Stock, issue: str | None) -> dict[str, Record]:
    records = stock.library.of_issue(issue) if issue else ()
    return {_form(number): record for record in records if (number := number_of(record))}


def _form(number: str) -> str:
    """A number as the genre writes it, where it is one."""
    return str(numbers.parse(number) or number)


def _page(page: int | None) -> str:
    return "空的" if page is None else str(page)
