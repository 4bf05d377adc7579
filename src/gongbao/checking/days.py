"""Dates that cannot follow each other as they do, and sentences on validity that the text does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongbao.checking.stock import Finding, Stock
from gongbao.dates import find_dates
from gongbao.model import Decree, Effective, Interpretation, Record, Table
from gongbao.typography import fold


def days(stock: Stock) -> Iterator[Finding]:
    """Dates in an order that no document has."""
    for decree in stock.decrees():
        issue = stock.issue_of(decree)
        published = issue.published if issue else None
        if decree.signed and published and decree.signed > published:
            message = f"成文日期{decree.signed}晚于本期出版日期{published}。"
            yield Finding(decree.id, "signed-late", message, ("signed",))
        if decree.signed and decree.printed_on and decree.printed_on < decree.signed:
            message = f"印发日期{decree.printed_on}早于成文日期{decree.signed}。"
            yield Finding(decree.id, "printed-early", message, ("printed_on",))
        if decree.effective:
            yield from _early(decree, decree.effective)


def validity(stock: Stock) -> Iterator[Finding]:
    """What a record says of its validity, held against its own sentence and its text."""
    for record in stock.records.values():
        effective = record.effective if isinstance(record, Decree | Interpretation) else None
        if effective is None:
            continue
        yield from _dates(record, effective)
        if effective.start and effective.until and effective.until < effective.start:
            message = f"失效日期{effective.until}早于施行日期{effective.start}。"
            yield Finding(record.id, "effective-order", message, ("effective", "until"))
        if not _holds(stock, record, effective.basis):
            message = f"依据“{_short(effective.basis)}”不在正文里。"
            yield Finding(record.id, "basis-missing", message, ("effective", "basis"))


def _early(decree: Decree, effective: Effective) -> Iterator[Finding]:
    """A text may hold for the whole of the year it is signed in, if it says so."""
    start, signed = effective.start, decree.signed
    if start is None or signed is None or start >= signed:
        return
    if start.year != signed.year or f"{start.year}年" not in effective.basis:
        message = f"施行日期{start}早于成文日期{signed}。"
        yield Finding(decree.id, "effective-early", message, ("effective", "from"))


def _dates(record: Record, effective: Effective) -> Iterator[Finding]:
    """A date that was not computed stands in the sentence; 本月 and 同日 are for people to read."""
    if effective.inferred:
        return
    printed = {found.date for found in find_dates(effective.basis)}
    for key, day in (("from", effective.start), ("until", effective.until)):
        if day and not _says(day, printed, effective.basis):
            message = f"依据的句子里没有{day}这一天。"
            yield Finding(record.id, "effective-date", message, ("effective", key))


def _says(day: date, printed: set[date], basis: str) -> bool:
    month = f"{day.month}月{day.day}日"
    return day in printed or month in basis


def _holds(stock: Stock, record: Record, sentence: str) -> bool:
    texts = [record.body, *_tables(stock, record)]
    if any(sentence in text for text in texts):
        return True
    wanted = fold(sentence)
    return any(wanted in fold(text) for text in texts)


def _tables(stock: Stock, record: Record) -> Iterator[str]:
    for id_ in getattr(record, "tables", ()):
        table = stock.records.get(id_)
        if isinstance(table, Table):
            yield table.body
            yield from table.notes


def _short(text: str) -> str:
    return f"{text[:30]}…" if len(text) > 30 else text
