"""How to cite a decree: in plain words, and by GB/T 7714."""

from __future__ import annotations

from dataclasses import dataclass

from gongbao.linking import Work
from gongbao.model import Issue
from gongbao.site.context import Site
from gongbao.site.render import absolute, day


@dataclass(frozen=True)
class Quoting:
    """The two forms; the day of access is left to the reader's browser."""

    plain: str
    standard: str


def quoting(site: Site, work: Work) -> Quoting:
    """The forms in which a decree is cited."""
    record = work.record
    number = f"（{work.number}）" if work.number else ""
    signed = f"，{day(record.signed)}" if record.signed else ""
    printed = _printed(site, work)
    plain = f"《{record.title}》{number}{signed}{f'，{printed}' if printed else ''}。"
    return Quoting(plain, _standard(site, work))


def _printed(site: Site, work: Work) -> str:
    issue = site.library.records.get(work.record.issue or "")
    if not isinstance(issue, Issue):
        return ""
    page = f"第{work.record.page}页起" if work.record.page else ""
    return f"载《{site.gazette.name}》{_of_issue(issue)}{page}"


def _of_issue(issue: Issue) -> str:
    return f"{issue.year or ''}年第{issue.number}期" if issue.number else ""


def _standard(site: Site, work: Work) -> str:
    """GB/T 7714—2015: 责任者. 题名: 文号[A/OL]. (日期). 网址. Only what has an address is online."""
    record = work.record
    head = f"{record.issuer}. " if record.issuer else ""
    number = f": {work.number}" if work.number else ""
    dated = f" ({record.signed.isoformat()})." if record.signed else ""
    address = f" {absolute(site.gazette.address, site.urls.work(work))}." if site.gazette.address else ""
    medium = "[A/OL]" if address else "[A]"
    return f"{head}{record.title}{number}{medium}.{dated}{address}"
