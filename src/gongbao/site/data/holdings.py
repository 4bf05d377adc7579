"""records.csv and issues.csv: what the archive holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated

from gongbao.model import KIND_OF, Decree, Interpretation, Issue, Record, Table
from gongbao.site.context import Site
from gongbao.site.data.origins import source_bytes
from gongbao.site.data.schema import Dataset, Group, Reference, Told, columns_of
from gongbao.site.data.whereabouts import address_of
from gongbao.site.parts import joined


@dataclass(frozen=True)
class RecordRow:
    """A record."""

    id: Annotated[str, Told("编号", "记录的编号，全库唯一，不会改作他用。")]
    kind: Annotated[
        str,
        Told(
            "种类",
            "issue 期，decree 文件，interpretation 政策解读，appointments 人事任免，catalogue 发文目录，"
            "interpretation-catalogue 政策解读目录，colophon 版权页，table 表格，other 其他。",
            tuple(sorted(KIND_OF.values())),
        ),
    ]
    title: Annotated[str, Told("标题", "整理后的标题。")]
    number: Annotated[str | None, Told("发文字号", "原文印出的发文字号，用六角括号，不留空格。")]
    number_inferred: Annotated[str | None, Told("推断的发文字号", "原文没有印出、由程序从别处推断的发文字号。")]
    issuer: Annotated[str | None, Told("发文机关", "联合发文时照原文写全。")]
    doctype: Annotated[str | None, Told("文种", "通知、意见、决定等。")]
    signed: Annotated[date | None, Told("成文日期", "落款的日期。")]
    effective_from: Annotated[
        date | None, Told("施行日期", "原文写明或可以算出的第一天；空白只表示没有日期，不表示没有施行。")
    ]
    effective_until: Annotated[
        date | None, Told("有效期至", "原文写明或可以算出的最后一天；空白只表示没有日期，不表示仍然有效。")
    ]
    effective_basis: Annotated[str | None, Told("施行和有效期的依据", "写明施行日期或有效期的原句。")]
    effective_inferred: Annotated[bool | None, Told("日期是否算出", "true 表示日期由原句推算，不是直接印出的。")]
    issue: Annotated[str | None, Told("期", "刊登它的一期；单独收录的记录没有。")]
    section: Annotated[str | None, Told("栏目", "公报目录中的栏目。")]
    page: Annotated[int | None, Told("页码", "公报目录所写的页码。")]
    work: Annotated[
        str | None, Told("文件", "同一文件有几个版本时，都指向首选版本的编号；只有文件（kind 为 decree）才有。")
    ]
    belongs_to: Annotated[str | None, Told("所属记录", "表格所在的记录；只有表格才有。")]
    characters: Annotated[int, Told("字符数", "正文（Markdown）的字符数。")]
    warnings: Annotated[int, Told("存疑处", "读取时拿不准的地方有几处，详见该记录的 JSON。")]
    source_file: Annotated[str, Told("来源文件", "content/sources/ 里的文件名。")]
    source_first_line: Annotated[int, Told("来源首行", "在来源文件中的第一行，从 1 数起。")]
    source_last_line: Annotated[int, Told("来源末行", "在来源文件中的最后一行。")]
    address: Annotated[str, Told("网址", "这条记录的页面；网站地址未定时，是从网站根目录起的路径。")]


@dataclass(frozen=True)
class IssueRow:
    """An issue."""

    id: Annotated[str, Told("编号", "期的编号，双期合刊是一期。")]
    title: Annotated[str, Told("标题", "公报名称、年份和期号。")]
    year: Annotated[int | None, Told("年份", "公报所属的年份。")]
    number: Annotated[str | None, Told("期号", "照刊头印出的样子，如 04 或 07、08。")]
    serial_first: Annotated[int | None, Told("总期号起", "总第几期；合刊时是其中第一个。")]
    serial_last: Annotated[int | None, Told("总期号止", "合刊时是其中最后一个，否则与起相同。")]
    published: Annotated[date | None, Told("出版日期", "刊头或版权页所写的日期。")]
    records: Annotated[int, Told("记录数", "这一期有几条记录，不含期本身。")]
    decrees: Annotated[int, Told("文件数", "其中有几件文件。")]
    toc_entries: Annotated[int, Told("目录条目数", "公报目录列出几条。")]
    toc_missing: Annotated[int, Told("目录缺文数", "目录列出而没有找到正文的有几条。")]
    source_file: Annotated[str, Told("来源文件", "content/sources/ 里的文件名。")]
    source_sha256: Annotated[str | None, Told("来源的 SHA-256", "来源文件的散列值；文件不在时为空。")]
    address: Annotated[str, Told("网址", "这一期的页面；网站地址未定时，是从网站根目录起的路径。")]


def _records(site: Site) -> Iterator[Group]:
    for record in site.library.records.values():
        work = site.graph.work_of(record.id)
        own = joined((site.basis.record(record), work.id.encode() if work else b""))
        yield Group(own, partial(_of_record, site, record))


def _of_record(site: Site, record: Record) -> list[RecordRow]:
    return [_record(site, record)]


def _record(site: Site, record: Record) -> RecordRow:
    decree = record if isinstance(record, Decree) else None
    effective = record.effective if isinstance(record, Decree | Interpretation) else None
    work = site.graph.work_of(record.id)
    return RecordRow(
        id=record.id,
        kind=record.kind,
        title=record.title,
        number=decree.number if decree else None,
        number_inferred=decree.number_inferred if decree else None,
        issuer=decree.issuer if decree else None,
        doctype=decree.doctype if decree else None,
        signed=decree.signed if decree else None,
        effective_from=effective.start if effective else None,
        effective_until=effective.until if effective else None,
        effective_basis=effective.basis if effective else None,
        effective_inferred=effective.inferred if effective else None,
        issue=record.issue,
        section=record.section,
        page=record.page,
        work=work.id if work else None,
        belongs_to=(record.belongs_to or None) if isinstance(record, Table) else None,
        characters=site.library.noted_of(record).length,
        warnings=len(record.warnings),
        source_file=record.source.file,
        source_first_line=record.source.lines[0],
        source_last_line=record.source.lines[1],
        address=address_of(site, site.urls.record(record)),
    )


def _issues(site: Site) -> Iterator[Group]:
    for issue in site.library.issues():
        held = site.basis.records(each.id for each in site.library.of_issue(issue.id))
        own = joined((site.basis.record(issue), site.basis.file(issue.source.file), held))
        yield Group(own, partial(_of_issue, site, issue))


def _of_issue(site: Site, issue: Issue) -> list[IssueRow]:
    return [_issue(site, issue)]


def _issue(site: Site, issue: Issue) -> IssueRow:
    members = site.library.of_issue(issue.id)
    source = source_bytes(site, issue.source.file)
    return IssueRow(
        id=issue.id,
        title=issue.title,
        year=issue.year,
        number=issue.number,
        serial_first=min(issue.serial, default=None),
        serial_last=max(issue.serial, default=None),
        published=issue.published,
        records=len(members),
        decrees=sum(isinstance(each, Decree) for each in members),
        toc_entries=len(issue.toc),
        toc_missing=sum(entry.record is None for entry in issue.toc),
        source_file=issue.source.file,
        source_sha256=hashlib.sha256(source).hexdigest() if source is not None else None,
        address=address_of(site, site.urls.record(issue)),
    )


RECORDS = Dataset(
    name="records",
    title="记录",
    description="库里的每一条记录一行：文件、政策解读、人事任免、目录、表格和各期本身。正文不在这里，在 archive.jsonl。",
    columns=columns_of(RecordRow),
    key=("id",),
    references=(
        Reference("issue", "issues", "id"),
        Reference("work", "records", "id"),
        Reference("belongs_to", "records", "id"),
    ),
    groups=_records,
)

ISSUES = Dataset(
    name="issues",
    title="期",
    description="收录的每一期公报一行，附来源文件的散列值。",
    columns=columns_of(IssueRow),
    key=("id",),
    references=(Reference("id", "records", "id"),),
    groups=_issues,
)
