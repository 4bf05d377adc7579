"""A page an organisation: who was appointed to which of its posts, and removed from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongbao import numbers
from gongbao.linking.careers import Post
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.once import once
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import joined
from gongbao.site.postings import APPOINT, Entry, Seat, Staff, seat


@dataclass(frozen=True)
class Tenure:
    """One person on a post: the notice that appointed, the notice that removed, each where there is one."""

    person: Link
    begun: Entry | None
    ended: Entry | None
    note: str


@dataclass(frozen=True)
class Office:
    """A post and everybody who was appointed to it or removed from it, newest first."""

    anchor: str
    title: str
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True)
class OrganisationView:
    """The page of an organisation."""

    name: str
    sentence: str
    spellings: tuple[str, ...]  # as the notices print it, where that differs
    department: Link | None
    offices: tuple[Office, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The page of every organisation of the appointments."""
    staff = Staff.of(site)
    for name in staff.by_organisation:
        yield page_of(staff, name)


def page_of(staff: Staff, name: str) -> Page:
    """The page of one organisation."""
    posts = staff.by_organisation[name]
    offices = _view(staff, name, posts)
    view = OrganisationView(name, _sentence(posts), _spellings(name, posts), _department(staff.site, name), offices)
    return _page(staff.site, view, posts)


def basis_of(staff: Staff, name: str) -> bytes:
    """What that page is made of."""
    link = _department(staff.site, name)
    return joined((staff.basis_of_organisation(name), link.path.encode() if link else b""))


def _department(site: Site, name: str) -> Link | None:
    known = name in site.urls.duties or any(name == each.name for each in site.gazette.departments)
    return Link(name, site.urls.department(name)) if known else None


def _page(site: Site, view: OrganisationView, posts: Sequence[Post]) -> Page:
    return Page(
        site.urls.organisation(view.name),
        "organisation.html",
        f"{view.name}：历次任免",
        view,
        "organisation",
        description=f"{site.gazette.name}刊登的{view.name}人事任免：{view.sentence}",
        crumbs=(Link("人事任免", urls.APPOINTMENTS),),
        styles=("people",),
        updated=max((post.date for post in posts if post.date), default=None),
    )


def _view(staff: Staff, name: str, posts: Sequence[Post]) -> tuple[Office, ...]:
    titles = {seat(post): post.title for post in posts}
    pairs = _pairs(staff.site)
    taken: set[str] = set()
    offices = []
    for each, title in titles.items():
        spelled = numbers.slug(title) or "post"
        anchor = spelled if spelled not in taken else f"{spelled}-{len(taken)}"
        taken.add(anchor)
        tenures = tuple(_tenure(staff, *pair) for pair in sorted(pairs[each], key=_newest))
        offices.append(Office(anchor, title or name, tenures))
    return tuple(offices)


def _sentence(posts: Sequence[Post]) -> str:
    appointed = sum(post.entry.action == APPOINT for post in posts)
    return f"任命{appointed}项，免去{len(posts) - appointed}项。"


def _spellings(name: str, posts: Sequence[Post]) -> tuple[str, ...]:
    printed = {post.position[: len(post.position) - len(post.title)] for post in posts}
    return tuple(sorted(printed - {name, ""}))


@once
def _pairs(site: Site) -> Mapping[Seat, Sequence[tuple[Post, Post | None]]]:
    """The tenures of every post. Only entries of one career are put together; whoever is not named stands alone."""
    staff = Staff.of(site)
    found: dict[Seat, list[tuple[Post, Post | None]]] = {}
    for career in staff.careers:
        for place, begun, ended in _paired(career.posts):
            found.setdefault(place, []).append((begun, ended))
    for post in staff.posts:
        if not post.entry.person:
            found.setdefault(seat(post), []).append((post, None))
    return found


def _paired(posts: Sequence[Post]) -> Iterator[tuple[Seat, Post, Post | None]]:
    """Each appointment with the removal from the same post that follows it; what has no counterpart stands alone."""
    open_: dict[Seat, Post] = {}
    for post in sorted(posts, key=lambda each: (each.date or date.max, each.entry.action == APPOINT)):
        place = seat(post)
        if post.entry.action != APPOINT:
            begun = open_.pop(place, None)
            yield (place, begun, post) if begun else (place, post, None)
            continue
        if place in open_:
            yield place, open_.pop(place), None
        open_[place] = post
    for place, begun in open_.items():
        yield place, begun, None


def _tenure(staff: Staff, first: Post, second: Post | None) -> Tenure:
    one, other = staff.entry(first), staff.entry(second) if second else None
    begun, ended = (one, other) if first.entry.action == APPOINT else (None, one)
    notes = dict.fromkeys(each.note for each in (begun, ended) if each and each.note)
    return Tenure(one.person, begun, ended, "；".join(notes))


def _newest(pair: tuple[Post, Post | None]) -> tuple[int, bool, str, int]:
    """Newest first; of one notice, who was appointed stands above who was removed."""
    last = pair[1] or pair[0]
    return -(last.date or date.min).toordinal(), last.entry.action != APPOINT, last.record, last.entry.line
