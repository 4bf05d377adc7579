"""Where records speak of documents: citations, repeals, interpretations, lists, and numbers in running text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gongbao import numbers
from gongbao.archive.library import Library
from gongbao.gazette import Gazette
from gongbao.linking.targets import Listing, Relation
from gongbao.model import Catalogue, Decree, Interpretation, InterpretationCatalogue, Issue, Record, Table
from gongbao.numbers import Found, Number


class Reference(NamedTuple):
    """A document as a record names it; `record` is the id where the record knows it already."""

    source: str
    relation: Relation
    number: str | None = None
    title: str | None = None
    basis: str | None = None
    record: str | None = None


def stated(record: Record) -> Iterator[Reference]:
    """What the fields of a record say: its interpretation, its repeals, its citations."""
    if isinstance(record, Interpretation) and record.interprets:
        explained = record.interprets
        yield Reference(record.id, "interprets", explained.number, explained.title, record=explained.id)
    if isinstance(record, Decree):
        for repeal in record.repeals:
            yield Reference(record.id, "repeals", repeal.number, repeal.title, repeal.basis)
    if isinstance(record, Decree | Interpretation):
        for citation in record.cites:
            yield Reference(record.id, "cites", citation.number, citation.title)


def listings(library: Library) -> Iterator[tuple[str, Listing]]:
    """The numbers that catalogues and tables of contents list, with the entry."""
    for record in library.records.values():
        if isinstance(record, Catalogue | InterpretationCatalogue):
            for each in record.entries:
                if each.number:
                    yield each.number, Listing(record.id, record.issue, each.title, each.printed)
        elif isinstance(record, Issue):
            for entry in record.toc:
                if entry.number:
                    yield entry.number, Listing(record.id, record.id, entry.title, True)


def find_numbers(text: str) -> list[Found]:
    """The numbers and orders of a text; quick for the many texts that have none."""
    return numbers.find_all(text) if "号" in text else []


def owner(record: Record) -> str:
    """The id of the record a text counts for: of a table, the one it stands in."""
    return record.belongs_to if isinstance(record, Table) and record.belongs_to else record.id


def canonical(number: Number, gazette: Gazette) -> Number:
    """The number with the full name of who issues an order: 市政府令第3号 is 云州市人民政府令第3号.

    >>> from gongbao.gazette import Issuer
    >>> yunzhou = Gazette("云州公报", issuers=(Issuer("云州市人民政府", "市政府"),))
    >>> str(canonical(Number("市政府令", None, 3), yunzhou)), str(canonical(Number("云政发", 2023, 5), yunzhou))
    ('云州市人民政府令第3号', '云政发〔2023〕5号')
    """
    if not number.is_order:
        return number
    for kind in ("令", "公告"):
        issuer = gazette.issuer(number.series.removesuffix(kind)) if number.series.endswith(kind) else None
        if issuer:
            return Number(issuer + kind, number.year, number.serial)
    return number
