"""The fields of a record that a person checks against the source, each with its line in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.archive.spots import Spots
from gongbao.model import Decree, Effective, Interpretation, Issue, Record, Table

NONE = "（没有）"


@dataclass(frozen=True)
class Fact:
    """A field: its name, what it says, its line in the file, and the record it names if it names one."""

    name: str
    text: str
    line: int
    record: str = ""


def facts_of(record: Record, spots: Spots) -> Iterator[Fact]:
    """The fields worth a look, those that must not be missing even when they are empty."""
    for name, key, value in _pairs(record):
        yield Fact(name, value or NONE, spots.line(key))


def _pairs(record: Record) -> Iterator[tuple[str, str, str]]:
    if isinstance(record, Issue):
        yield from _of_issue(record)
    elif isinstance(record, Decree):
        yield from _of_decree(record)
    elif isinstance(record, Interpretation):
        yield from _of_interpretation(record)
    elif isinstance(record, Table):
        yield "行数", "rows", f"{record.rows}行{len(record.columns)}列"
        if record.continued:
            yield "续表", "continued", "跨页接续"
    if record.page is not None:
        yield "页码", "page", f"第{record.page}页"
    for variant in record.title_variants:
        yield "标题又作", "title_variants", variant.text


def _of_issue(issue: Issue) -> Iterator[tuple[str, str, str]]:
    yield "期号", "number", f"{issue.year or '？'}年第{issue.number or '？'}期"
    yield "总期号", "serial", "、".join(map(str, issue.serial))
    yield "出版", "published", issue.published.isoformat() if issue.published else ""
    for name, text in issue.colophon.items():
        yield name, "colophon", text


def _of_decree(decree: Decree) -> Iterator[tuple[str, str, str]]:
    if decree.number or not decree.number_inferred:
        yield "文号", "number", decree.number or ""
    else:
        yield "推定文号", "number_inferred", f"{decree.number_inferred}（{decree.number_basis or '没有写依据'}）"
    yield "发文机关", "issuer", decree.issuer or ""
    yield "文种", "doctype", decree.doctype or ""
    yield "主送", "addressee", decree.addressee or ""
    yield "成文日期", "signed", decree.signed.isoformat() if decree.signed else ""
    yield "施行与有效期", "effective", _effective(decree.effective)
    for repeal in decree.repeals:
        yield "废止", "repeals", "".join(filter(None, (repeal.title and f"《{repeal.title}》", repeal.number)))
    for attachment in decree.attachments:
        yield attachment.label, "attachments", attachment.title + ("（略）" if attachment.omitted else "")


def _of_interpretation(record: Interpretation) -> Iterator[tuple[str, str, str]]:
    explained = record.interprets
    named = (explained.title and f"《{explained.title}》", explained.number) if explained else ()
    yield "解读的文件", "interprets", "".join(filter(None, named))
    contact = record.contact
    if contact:
        yield "联系", "contact", "　".join(filter(None, (contact.organ, contact.person, contact.phone)))


def _effective(effective: Effective | None) -> str:
    if effective is None:
        return ""
    start = effective.start.isoformat() if effective.start else effective.rule or "起日没有写明"
    until = f"至{effective.until.isoformat()}" if effective.until else ""
    return f"{start}起{until}。依据：“{effective.basis}”"
