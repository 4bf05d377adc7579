"""A page a name: the posts of everybody who bears it, kept apart unless the text joins them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from gongbao.linking.careers import Career, Post
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import joined
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


def basis_of(staff: Staff, name: str) -> bytes:
    """What that page is made of: the posts of the name, and whom it names beside these."""
    careers = staff.by_name[name]
    told = [name, staff.site.urls.person(name), [[each.name, each.number, each.basis] for each in careers]]
    return joined((plain_digest(told), *(each for career in careers for each in _bases(staff, career))))


def _bases(staff: Staff, career: Career) -> Iterator[bytes]:
    for post in career.posts:
        yield staff.bases[id(post)]
        yield from (staff.bases[id(each)] for others in _near(staff, post, career).values() for each in others)


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
    near = _near(staff, post, career)
    return Step(staff.entry(post), tuple(around for label in near for around in _around(staff, label, near[label])))


def _near(staff: Staff, post: Post, career: Career) -> Mapping[str, Sequence[Post]]:
    """The others who had a post, where each stands in time. What is printed on one day has no order."""
    seated = staff.by_seat[seat(post)]  # oldest first, those without a day last
    dated = bisect_left(seated, date.max.toordinal(), key=_day)
    if post.date is None:
        others = [each for each in seated if each not in career.posts]
        with_, unsure = ([each for each in others if (each.record == post.record) is same] for same in (True, False))
        return {BEFORE: (), WITH: with_, AFTER: (), UNSURE: unsure}
    first, last = (cut(seated, _day(post), key=_day) for cut in (bisect_left, bisect_right))
    before, after = (range(first - 1, -1, -1), range(last, dated))
    return {
        BEFORE: [*_others(seated, before, career)][::-1],
        WITH: [each for each in seated[first:last] if each not in career.posts],
        AFTER: [*_others(seated, after, career)],
        UNSURE: [each for each in seated[dated:] if each not in career.posts],
    }


def _others(seated: Sequence[Post], places: Iterable[int], career: Career) -> Iterator[Post]:
    """The nearest that do not belong to the career itself."""
    return islice((seated[place] for place in places if seated[place] not in career.posts), NEAREST)


def _day(post: Post) -> int:
    return (post.date or date.max).toordinal()


def _around(staff: Staff, label: str, posts: Sequence[Post]) -> Iterator[Around]:
    """Others by notice and action: 此前 2023年4月25日 免去 …; what one notice says needs no day."""
    for (_, action), group in groupby(posts, key=lambda post: (post.record, post.entry.action)):
        entries = tuple(staff.entry(post) for post in group)
        when = "" if label == WITH else day(entries[0].day)
        yield Around(f"{label}{when}{ACTIONS[action]}", entries)
