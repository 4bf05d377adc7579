"""Citations that may mean several decrees, and repeals of what the archive does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.checking.stock import Finding, Stock
from gongbao.linking.references import Reference, listings, stated
from gongbao.linking.resolve import Meaning, Reader, Resolver
from gongbao.linking.works import Work
from gongbao.model import Decree, Interpretation, Record


def citations(stock: Stock) -> Iterator[Finding]:
    """What records cite, repeal and explain, resolved as the site does it."""
    work_of = {each.id: work for work in stock.works for each in work.printings}
    resolver = Resolver(stock.works, stock.gazette)
    for number, entry in listings(stock.library):
        resolver.join(number, entry.title)
    told = [(record, tuple(stated(record))) for record in stock.records.values()]
    for _, references in told:
        for each in references:
            resolver.join(each.number, each.title)
    for record, references in told:
        reader = _reader(stock, record, work_of)
        places = {"cites": 0, "repeals": 0, "interprets": 0}
        for each in references:
            meaning = resolver(each, reader)
            if meaning is not None:
                yield from _of(stock, (each, places[each.relation]), meaning)
            places[each.relation] += 1
        yield from _repeated(record)


def _of(stock: Stock, found: tuple[Reference, int], meaning: Meaning) -> Iterator[Finding]:
    reference, place = found
    relation = reference.relation
    steps = (relation,) if relation == "interprets" else (relation, place)
    name = f"《{reference.title}》" if reference.title else reference.number or ""
    if len(meaning.candidates) > 1:
        message = f"{name}可以指几份文件：{'、'.join(meaning.candidates)}，没有链接到任何一份。"
        yield Finding(reference.source, "citation-ambiguous", message, steps, about=name)
    elif relation == "repeals" and meaning.work is None and _is_own(stock, reference, meaning):
        yield Finding(reference.source, "repeal-absent", f"所废止的{name}不在库里。", steps, about=name)


def _is_own(stock: Stock, reference: Reference, meaning: Meaning) -> bool:
    """Whether a text that is not here would belong here: of a series of the gazette, or by one of its issuers."""
    if meaning.number:
        return meaning.number.series in stock.gazette.codes
    head = (reference.title or "").partition("关于")[0]
    return bool(head) and stock.gazette.issuer(head) is not None


def _reader(stock: Stock, record: Record, work_of: dict[str, Work]) -> Reader:
    issue = stock.issue_of(record)
    issued = issue.published if issue else None
    work = work_of.get(record.id)
    return Reader(work.id, work.signed or issued) if work else Reader(None, issued)


def _repeated(record: Record) -> Iterator[Finding]:
    met = set()
    for place, each in enumerate(record.cites if isinstance(record, Decree | Interpretation) else ()):
        if each in met:
            name = f"《{each.title}》" if each.title else each.number
            yield Finding(record.id, "citation-twice", f"{name}在 cites 里写了两次。", ("cites", place))
        met.add(each)
