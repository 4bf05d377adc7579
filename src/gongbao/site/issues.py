"""The issues: all of them by year, and each with its contents, its collation and what was unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from gongbao.model import Issue
from gongbao.site import linked_data, urls
from gongbao.site.context import Site
from gongbao.site.issue_view import IssueView, missing, name_of, serial_of, summary, view_of
from gongbao.site.page import File, Link, Page


@dataclass(frozen=True)
class Shown:
    """An issue in the list of all."""

    link: Link
    serial: str
    published: date | None
    holds: str
    missing: str  # the issues right before it that are not here


@dataclass(frozen=True)
class Year:
    """The issues of a year, newest first."""

    name: str
    anchor: str
    issues: tuple[Shown, ...]


@dataclass(frozen=True)
class ListView:
    """All issues by year."""

    count: int
    years: tuple[Year, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The list of the issues, and a page an issue."""
    yield _list(site)
    for issue in site.issues:
        yield page_of(site, issue)


def list_pages(site: Site) -> Iterator[Page]:
    """The list of all issues."""
    yield _list(site)


def page_of(site: Site, issue: Issue) -> Page:
    """The page of one issue."""
    return _page(site, issue, around(site, issue))


def around(site: Site, issue: Issue) -> tuple[Issue | None, Issue | None]:
    """The issue before one, and the one after it."""
    issues = site.issues
    at = issues.index(issue)
    return issues[at + 1] if at + 1 < len(issues) else None, issues[at - 1] if at else None


def _list(site: Site) -> Page:
    years = tuple(_years(site, site.issues))
    name = site.gazette.name or "政府公报"
    text = f"{name}全部{len(site.issues)}期，按年份排列，每期附目录、目录与正文的核对和原文。"
    view = ListView(len(site.issues), years)
    return Page(urls.ISSUES, "issues.html", "期号", view, "issues", text, styles=("issue",))


def _years(site: Site, issues: Sequence[Issue]) -> Iterator[Year]:
    ordered = sorted(issues, key=_year, reverse=True)  # stable: within a year they stay newest first
    gaps = {newer.id: missing(site, older, newer) for newer, older in pairwise(ordered)}
    for year, group in groupby(ordered, key=_year):
        shown = tuple(_shown(site, issue, gaps.get(issue.id, "")) for issue in group)
        yield Year(f"{year}年" if year else "年份不详", f"y{year}", shown)


def _year(issue: Issue) -> int:
    return issue.year or (issue.published.year if issue.published else 0)


def _shown(site: Site, issue: Issue, gap: str) -> Shown:
    link = Link(name_of(issue), site.urls.issue(issue.id))
    return Shown(link, serial_of(issue), issue.published, summary(site, issue), gap)


def _page(site: Site, issue: Issue, around: tuple[Issue | None, Issue | None]) -> Page:
    path = site.urls.issue(issue.id)
    view = view_of(site, issue, around)
    return Page(
        path,
        "issue.html",
        issue.title,
        view,
        "issue",
        _description(issue, view),
        crumbs=(Link("期号", urls.ISSUES),),
        styles=("issue",),
        linked_data=linked_data.of_issue(site, issue),
        alternates=tuple((media, f"{path}index.{suffix}") for media, suffix in FORMS),
        updated=issue.published,
        published=issue.published,
    )


def _description(issue: Issue, view: IssueView) -> str:
    told = "，".join(part for part in (view.serial, view.holds) if part)
    return f"{issue.title}{f'（{told}）' if told else ''}：目录、目录与正文核对、发文目录和原文。"


FORMS = (("application/json", "json"), ("text/markdown", "md"), ("text/plain", "txt"))
