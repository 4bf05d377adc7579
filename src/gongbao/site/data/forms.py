"""Each record beside its page in other forms: JSON, the Markdown of content/, and plain text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongbao.archive import as_json
from gongbao.model import Appointments, Decree, Issue, Record, Table
from gongbao.site.context import Site
from gongbao.site.data.concluded import concluded
from gongbao.site.data.origins import record_bytes
from gongbao.site.data.packages import encoded
from gongbao.site.data.plain import PlainText
from gongbao.site.data.whereabouts import address_of
from gongbao.site.page import File
from gongbao.site.render import clean, day
from gongbao.typography import fold

CAUTION = "本文本由程序从公报原文整理而成；与正式印发的文本不一致时，以正式印发的文本为准。"


def forms(site: Site) -> Iterator[File]:
    """The other forms of every record."""
    for record in site.library.records.values():
        yield from forms_of(site, record)


def forms_of(site: Site, record: Record) -> Iterator[File]:
    """The other forms of one record."""
    plain = PlainText(lambda id_: table_body(site, id_), site.bodies.dialect)
    path = site.urls.record(record)
    yield File(f"{path}index.json", encoded(described(site, record)))
    yield File(f"{path}index.md", record_bytes(site, record))
    yield File(f"{path}index.txt", _text(site, record, plain).encode("utf-8", "replace"))


def described(site: Site, record: Record) -> dict[str, Any]:
    """A record as JSON: what its file says, what the program concluded of it, and where it stands."""
    address = address_of(site, site.urls.record(record))
    return {**as_json(record), "concluded": concluded(site, record), "address": address}


def _text(site: Site, record: Record, plain: PlainText) -> str:
    facts = (f"{name}：{value}" for name, value in _facts(site, record) if value)
    parts = (
        "\n".join((record.title, *facts)),
        body_of(record, plain),
        "\n".join(contents_of(record)),
        "\n".join(record.notes) if isinstance(record, Table) else "",
        f"——\n{_address(site, record)}\n{CAUTION}",
    )
    return clean("\n\n".join(part for part in parts if part)) + "\n"


def body_of(record: Record, plain: PlainText) -> str:
    """The text; without the heading it opens with, where that only says the title again."""
    text = plain.of(record.body)
    first, _, rest = text.partition("\n\n")
    return rest if fold(first) == fold(record.title) else text


def contents_of(record: Record) -> Iterator[str]:
    """The table of contents of an issue, under its sections."""
    section = None
    for entry in record.toc if isinstance(record, Issue) else ():
        if entry.section != section and entry.section:
            yield f"【{entry.section}】"
        section = entry.section
        yield entry.title + (f"（{entry.number}）" if entry.number else "")


def _address(site: Site, record: Record) -> str:
    name = "网址" if site.gazette.address else "站内地址"
    return f"{name}：{address_of(site, site.urls.record(record))}"


def _facts(site: Site, record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record, Decree):
        yield "发文字号", record.number or _inferred(record.number_inferred)
        yield "发文机关", record.issuer or ""
        yield "成文日期", day(record.signed)
        yield "主送", record.addressee or ""
    if isinstance(record, Appointments):
        yield "刊登日期", day(_published(site, record))
    if isinstance(record, Issue):
        yield "出版日期", day(record.published)
    issue = site.library.records.get(record.issue or "")
    yield "刊登于", issue.title if issue else ""


def _inferred(number: str | None) -> str:
    return f"{number}（程序推断，原文没有印出）" if number else ""


def _published(site: Site, record: Record) -> date | None:
    issue = site.library.records.get(record.issue or "")
    return issue.published if isinstance(issue, Issue) else None


def table_body(site: Site, id_: str) -> str | None:
    """The body of a table by its id; None for what is no table."""
    table = site.library.records.get(id_)
    return table.body if isinstance(table, Table) else None
