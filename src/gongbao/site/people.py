"""A page a name: the posts of everybody who bears it, kept apart unless the text joins them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongbao.linking.careers import Career, Post
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File, Link, Page
from gongbao.site.postings import ACTIONS, APPOINT, Entry, Staff, seat
from gongbao.site.render import day

NEAREST = 4  # others who had the same post that are named on each side; the organisation's page has them all
BEFORE, WITH, AFTER, UNSURE = "此前", "同期", "此后", "先后不明"


@dataclass(frozen=True)
class Around:
    """Others whom one notice appointed to the same post, or removed from it, and when that was."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Step:
    """One post of a career, and what else is known of that post."""

    entry: Entry
    around: tuple[Around, ...]


@dataclass(frozen=True)
class Life:
    """A career: what surely belongs together, and why."""

    heading: str
    basis: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class PersonView:
    """The page of a name."""

    name: str
    sentence: str
    lives: tuple[Life, ...]

    @property
    def several(self) -> bool:
        """Whether the name may stand for more than one person."""
        return len(self.lives) > 1


def pages(site: Site) -> Iterator[Page | File]:
    """The page of every name that was appointed or removed."""
    staff = Staff.of(site)
    for name in staff.by_name:
        yield page_of(staff, name)


def page_of(staff: Staff, name: str) -> Page:
    """The page of one name."""
    site, careers = staff.site, staff.by_name[name]
    days = [post.date for career in careers for post in career.posts if post.date]
    view = _view(staff, name, careers)
    return Page(
        site.urls.person(name),
        "person.html",
        name,
        view,
        "person",
        description=f"{site.gazette.name}刊登的关于“{name}”的人事任免：{view.sentence}",
        crumbs=(Link("人事任免", urls.APPOINTMENTS),),
        styles=("people",),
        updated=max(days, default=None),
    )


def _view(staff: Staff, name: str, careers: Sequence[Career]) -> PersonView:
    posts = [post for career in careers for post in career.posts]
    appointed = sum(post.entry.action == APPOINT for post in posts)
    notices = len({post.record for post in posts})
    parts = [
        f"任命{appointed}项" if appointed else "",
        f"免去{len(posts) - appointed}项" if len(posts) > appointed else "",
    ]
    sentence = f"在{notices}份人事任免中，{'，'.join(filter(None, parts))}。"
    return PersonView(name, sentence, tuple(_life(staff, career, len(careers) > 1) for career in careers))


def _life(staff: Staff, career: Career, several: bool) -> Life:
    heading = f"{career.name}（{career.number}）" if several else "任免记录"
    return Life(heading, career.basis, tuple(_step(staff, post, career) for post in career.posts))


def _step(staff: Staff, post: Post, career: Career) -> Step:
    groups: dict[str, list[Post]] = {BEFORE: [], WITH: [], AFTER: [], UNSURE: []}
    for other in staff.by_seat[seat(post)]:
        if other not in career.posts:
            groups[_place(post, other)].append(other)
    near = {**groups, BEFORE: groups[BEFORE][-NEAREST:], AFTER: groups[AFTER][:NEAREST]}
    return Step(staff.entry(post), tuple(around for label in near for around in _around(staff, label, near[label])))


def _around(staff: Staff, label: str, posts: Sequence[Post]) -> Iterator[Around]:
    """Others by notice and action: 此前 2023年4月25日 免去 …; what one notice says needs no day."""
    for (_, action), group in groupby(posts, key=lambda post: (post.record, post.entry.action)):
        entries = tuple(staff.entry(post) for post in group)
        when = "" if label == WITH else day(entries[0].day)
        yield Around(f"{label}{when}{ACTIONS[action]}", entries)


def _place(post: Post, other: Post) -> str:
    """Where another entry for the same post stands in time. What is printed on one day has no order."""
    if post.record == other.record:
        return WITH
    if post.date is None or other.date is None:
        return UNSURE
    if post.date == other.date:
        return WITH
    return BEFORE if other.date < post.date else AFTER
