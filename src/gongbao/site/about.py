"""What the site is and how far it can be trusted, and the page for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.linking import Work, events
from gongbao.site import lookup, status, urls
from gongbao.site.context import Site
from gongbao.site.data.manifest import MANIFEST, SUMS
from gongbao.site.data.packages import RIGHTS
from gongbao.site.page import File, Link, Page
from gongbao.site.render import clean, day
from gongbao.site.serials import STATES


@dataclass(frozen=True)
class Example:
    """The three voices of one decree: a sentence as it is printed, what was put in order, what was concluded from it."""

    sentence: str
    source: Link
    ordered: tuple[tuple[str, str], ...]
    decree: Link
    concluded: str


@dataclass(frozen=True)
class AboutView:
    """What the about page shows; `report` leads nowhere where nobody is named."""

    issues: int
    works: int
    example: Example | None
    states: tuple[tuple[str, str], ...]
    number: Link | None
    report: Link | None
    rights: str
    manifest: str
    sums: str


@dataclass(frozen=True)
class NotFoundView:
    """The ways on, and an address that is a number."""

    ways: tuple[Link, ...]
    example: Link | None


def pages(site: Site) -> Iterator[Page | File]:
    """The about page and the 404 page."""
    name = site.gazette.name or "政府公报"
    yield Page(
        urls.ABOUT,
        "about.html",
        "关于本站",
        _view(site),
        "about",
        description=f"{name}文献库的文字从哪里来，哪些是原文、哪些经过整理、哪些由程序推断，怎样引用和报告错误。",
        crumbs=(Link("关于本站", urls.ABOUT),),
        styles=("about",),
    )
    yield Page(
        urls.NOT_FOUND,
        "404.html",
        "没有这个地址",
        NotFoundView(lookup.ways(), _number(site)),
        "404",
        description="这个网址下没有页面。可以按文号或标题查找。",
        styles=("search",),
        scripts=("notfound",),
        indexed=False,
    )


def _view(site: Site) -> AboutView:
    return AboutView(
        issues=len(site.issues),
        works=len(site.works),
        example=next(_examples(site), None),
        states=tuple(STATES.values()),
        number=_number(site),
        report=_report(site.gazette.report),
        rights=RIGHTS,
        manifest=MANIFEST,
        sums=SUMS,
    )


def _number(site: Site) -> Link | None:
    """A number of the gazette's own, and the address that is the number itself."""
    numbers = (work.number for work in site.works if work.number and work.number.series in site.gazette.codes)
    number = next(numbers, None)
    return Link(str(number), site.urls.named(str(number))) if number else None


def _report(report: str) -> Link | None:
    if not report:
        return None
    return Link(report, report if "://" in report else f"mailto:{report}")


def _examples(site: Site) -> Iterator[Example]:
    """Of the newest decrees that say until when they hold, else from when: the sentence and what follows from it."""
    for kind in ("until", "from", "named-day"):
        for work in site.works:
            for event in events(site.graph, work):
                if event.kind == kind and event.record == work.id:
                    told = status.fact(site, event, work.signed)
                    yield _example(site, work, (event.basis, f"{told.label}：{told.text}"))


def _example(site: Site, work: Work, said: tuple[str, str]) -> Example:
    record = work.record
    first, last = record.source.lines
    facts = (("文号", str(work.number or "")), ("发文机关", work.issuer or ""), ("成文日期", day(work.signed)))
    return Example(
        sentence=clean(said[0]),
        source=Link(f"原文第{first}—{last}行", site.urls.source(record.source.file, first)),
        ordered=tuple((name, value) for name, value in facts if value),
        decree=Link(clean(work.title), site.urls.work(work)),
        concluded=said[1],
    )
