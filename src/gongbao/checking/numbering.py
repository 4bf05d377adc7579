"""Numbers, and what is told apart by them: decrees, their printings, issues."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao import numbers
from gongbao.checking.stock import Finding, Stock, number_of, same_number
from gongbao.linking.works import Work
from gongbao.model import Decree
from gongbao.numbers import Number
from gongbao.typography import fold


def own_numbers(stock: Stock) -> Iterator[Finding]:
    """Numbers that are no numbers, of another year than their date, or of a series nobody described."""
    for decree in stock.decrees():
        yield from _spelled(decree)
        yield from _reasons(decree)
        read = numbers.parse(decree.number or "")
        if read:
            yield from _placed(stock, decree, read)


def printings(stock: Stock) -> Iterator[Finding]:
    """Printings of nothing, of themselves, or of a decree with another number."""
    for decree in stock.decrees():
        if decree.printing_of is None:
            continue
        first = stock.records.get(decree.printing_of)
        if stock.lacks(decree.printing_of, Decree):
            message = f"没有编号为“{decree.printing_of}”的文件。"
            yield Finding(decree.id, "printing-unknown", message, ("printing_of",))
        elif isinstance(first, Decree):
            yield from _printing(decree, first)


def shared(stock: Stock) -> Iterator[Finding]:
    """One number on two decrees; the same year and number, or the same serial, on two issues."""
    first: dict[Number, Work] = {}
    for work in stock.works:
        yield from _printed_apart(work)
        other = first.setdefault(work.number, work) if work.number else work
        if other is not work:
            message = f"{work.number}也是“{other.id}”（{other.title}）的文号。"
            yield Finding(work.id, "number-duplicate", message, _number_key(work.record), about=other.id)
    yield from _issues(stock)


def _printing(decree: Decree, first: Decree) -> Iterator[Finding]:
    one, other = number_of(decree), number_of(first)
    if first.printing_of is not None:
        message = f"“{first.id}”自己也写着 printing_of，不是首先收录的刊本。"
        yield Finding(decree.id, "printing-chain", message, ("printing_of",))
    elif one and other and not same_number(one, other):
        message = f"本文的文号是{one}，“{first.id}”是{other}，不会是同一份文件。"
        yield Finding(decree.id, "printing-number", message, ("printing_of",), about=first.id)


def _spelled(decree: Decree) -> Iterator[Finding]:
    for key, text in (("number", decree.number), ("number_inferred", decree.number_inferred)):
        read = numbers.parse(text) if text else None
        if text and read is None:
            yield Finding(decree.id, "number-unreadable", f"文号“{text}”读不出系列、年份和序号。", (key,))
        elif text and str(read) != text:
            yield Finding(decree.id, "number-form", f"文号“{text}”应写作“{read}”。", (key,))


def _reasons(decree: Decree) -> Iterator[Finding]:
    if decree.number_inferred and not decree.number_basis:
        message = f"推定文号{decree.number_inferred}没有写明依据。"
        yield Finding(decree.id, "number-basis", message, ("number_inferred",))
    if decree.number and decree.number_inferred:
        message = f"已有文号{decree.number}，又有推定文号{decree.number_inferred}。"
        yield Finding(decree.id, "number-both", message, ("number_inferred",))


def _placed(stock: Stock, decree: Decree, number: Number) -> Iterator[Finding]:
    if number.year and decree.signed and number.year != decree.signed.year:
        message = f"文号{number}的年份与成文日期{decree.signed}不同。"
        yield Finding(decree.id, "number-year", message, ("number",))
    if stock.gazette.series and number.series not in stock.gazette.codes:
        if decree.issue and not number.is_order:
            message = f"文号{number}的“{number.series}”不在 gazette.yml 的 series 里。"
            yield Finding(decree.id, "series-unknown", message, ("number",), about=number.series)
        return
    wanted = numbers.encode(number, stock.gazette.codes)
    if stock.gazette.series and decree.id != wanted and not decree.id.startswith(f"{wanted}-"):
        message = f"文号{number}的编号通常是“{wanted}”，这里是“{decree.id}”。"
        yield Finding(decree.id, "number-id", message, ("id",))


def _printed_apart(work: Work) -> Iterator[Finding]:
    """Two titles under one number, taken for one decree though nobody said that they are."""
    titles = {fold(each) for each in _spellings(work.record)}
    for each in work.printings[1:]:
        told = each.printing_of is not None or work.record.printing_of is not None
        if not told and titles.isdisjoint(fold(title) for title in _spellings(each)):
            message = f"{work.number}也是“{work.id}”（{work.title}）的文号。"
            yield Finding(each.id, "number-duplicate", message, _number_key(each), about=work.id)


def _spellings(decree: Decree) -> list[str]:
    return [decree.title, *(each.text for each in decree.title_variants)]


def _number_key(decree: Decree) -> tuple[str]:
    return ("number",) if decree.number else ("number_inferred",)


def _issues(stock: Stock) -> Iterator[Finding]:
    named: dict[tuple[int, str], str] = {}
    serials: dict[int, str] = {}
    for issue in stock.library.issues():
        if issue.year is not None and issue.number:
            other = named.setdefault((issue.year, issue.number), issue.id)
            if other != issue.id:
                message = f"{issue.year}年第{issue.number}期已有“{other}”。"
                yield Finding(issue.id, "issue-duplicate", message, ("number",), about=other)
        for place, serial in enumerate(issue.serial):
            other = serials.setdefault(serial, issue.id)
            if other != issue.id:
                message = f"总第{serial}期已是“{other}”。"
                yield Finding(issue.id, "serial-duplicate", message, ("serial", place), about=other)
