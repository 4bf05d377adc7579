"""人事任免: every notice, newest first, and the ways in by name and by organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongbao.linking.careers import Post
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import joined
from gongbao.site.postings import ACTIONS, APPOINT, Item, Letter, Staff, letters, sounds_of

IN_FULL = 400  # posts that are shown with their notices; what is older stands on the notices' own pages


@dataclass(frozen=True)
class Part:
    """All appointments of a notice, or all removals, in the order of the text."""

    action: str
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Notice:
    """A notice: who was appointed and who was removed."""

    anchor: str
    link: Link
    issue: Link
    day: date | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class AppointmentsView:
    """The page of all appointments."""

    sentence: str
    notices: tuple[Notice, ...]
    older: tuple[Link, ...]
    people: tuple[Letter, ...]
    organisations: tuple[Letter, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The page of all appointments; it stands even where no issue printed any."""
    staff = Staff.of(site)
    view = _view(staff)
    yield Page(
        urls.APPOINTMENTS,
        "appointments.html",
        "人事任免",
        view,
        "appointments",
        description=f"{site.gazette.name}刊登的人事任免：{view.sentence}",
        styles=("narrow", "people"),
        scripts=("narrow",),
        feeds=(
            Link("人事任免（Atom）", site.urls.feed(urls.APPOINTMENTS, "atom")),
            Link("人事任免（JSON Feed）", site.urls.feed(urls.APPOINTMENTS, "json")),
        ),
        updated=max((post.date for post in staff.posts if post.date), default=None),
    )


def basis(site: Site) -> bytes:
    """What the page is made of: every post as it is shown, and the issues of the notices."""
    staff, records = Staff.of(site), site.library.records
    issues = {records[post.record].issue: None for post in staff.posts}
    printed = (site.basis.record(records[each]) for each in issues if each and each in records)
    return joined((*(staff.bases[id(post)] for post in staff.posts), *printed))


def _view(staff: Staff) -> AppointmentsView:
    notices = _newest_first(staff.posts)
    full, older = _parted(notices)
    return AppointmentsView(
        _sentence(staff, len(notices)),
        tuple(_notice(staff, each) for each in full),
        tuple(_pointer(staff, each) for each in older),
        letters(_people(staff), True, sounds_of(staff.site, staff.by_name)),
        letters(_organisations(staff), False, sounds_of(staff.site, staff.by_organisation)),
    )


def _sentence(staff: Staff, notices: int) -> str:
    if not staff.posts:
        return "本站收录的公报还没有刊登人事任免。"
    return f"{notices}份人事任免，{len(staff.by_name)}个姓名，{len(_held(staff.posts))}个单位。"


def _newest_first(posts: Sequence[Post]) -> list[tuple[Post, ...]]:
    """The posts by notice; a notice without a day stands last."""
    ordered = sorted(posts, key=lambda post: (-(post.date or date.min).toordinal(), post.record))
    return [tuple(group) for _, group in groupby(ordered, key=lambda post: post.record)]


def _parted(notices: Sequence[tuple[Post, ...]]) -> tuple[Sequence[tuple[Post, ...]], Sequence[tuple[Post, ...]]]:
    """The notices that are shown in full, and those that are only pointed to."""
    shown = 0
    for at, notice in enumerate(notices):
        if shown and shown + len(notice) > IN_FULL:
            return notices[:at], notices[at:]
        shown += len(notice)
    return notices, ()


def _notice(staff: Staff, posts: tuple[Post, ...]) -> Notice:
    record = staff.site.library.records[posts[0].record]
    chosen = {word: [post for post in posts if post.entry.action == action] for action, word in ACTIONS.items()}
    parts = tuple(Part(word, len(group), staff.items(group)) for word, group in chosen.items() if group)
    return Notice(record.id, staff.site.link(record), _issue(staff.site, record.issue), posts[0].date, parts)


def _issue(site: Site, id_: str | None) -> Link:
    issue = site.library.records.get(id_ or "")
    return site.link(issue) if issue else Link("", "")


def _pointer(staff: Staff, posts: tuple[Post, ...]) -> Link:
    appointed = sum(post.entry.action == APPOINT for post in posts)
    note = f"任命{appointed}项，免去{len(posts) - appointed}项"
    return staff.site.link(staff.site.library.records[posts[0].record], note)


def _people(staff: Staff) -> Iterator[Link]:
    for name, careers in staff.by_name.items():
        note = f"同名{len(careers)}处" if len(careers) > 1 else ""
        yield Link(name, staff.site.urls.person(name), note)


def _organisations(staff: Staff) -> Iterator[Link]:
    for name, count in sorted(_held(staff.posts).items()):
        yield Link(name, staff.site.urls.organisation(name), str(count))


def _held(posts: Sequence[Post]) -> Counter[str]:
    return Counter(post.organisation for post in posts if post.organisation)
