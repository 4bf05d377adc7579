"""Careers: who was appointed to what and removed from what, and which entries are surely of one person."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from gongbao.archive import Library
from gongbao.gazette import Gazette
from gongbao.model import Appointment, Appointments, Issue
from gongbao.typography import fold

# Matches "（兼）" and "（正处级）" behind a post; near miss "（某管委会）" with more behind it.
REMARK = re.compile(r"（[^（）]{1,12}）$")
# What belongs to a post and stands before the word that names it: 常务 of 常务副主任, 党组 of 党组副书记.
RANK = re.compile(
    r"""
    # 云州市公安局党委, 云州市财政局常务, 云州发展集团执行; not: 中共云州市委 (an organ), 党委
    (?P<organ> .+? ) (?P<rank> (?: 常务 | 第[一二三四] | 执行 | 名誉 | 代理 | 专职 | 兼职 | [正副][省厅局处县科]级
        | 党组 | 党委 | 党工委 | 党总支 | 党支部 ){1,2} )
    """,
    re.VERBOSE,
)
# A post that the gazette does not list, behind an organ known by name.
# Matches "党组成员", "负责人"; near miss "驻京联络处负责人", which begins with an organ of its own.
OTHER_POST = re.compile(r"[^局委办处室院部会社心站所队司厅校（）]{2,8}")
UNDATED = datetime.date.max


@dataclass(frozen=True)
class Post:
    """One position that one person was appointed to or removed from; nobody is named where entry.person is None.

    `organisation` is the gazette's own name for it, else as printed; None where the text names none, or not surely.
    """

    record: str
    entry: Appointment
    position: str
    organisation: str | None
    title: str
    date: datetime.date | None


@dataclass(frozen=True)
class Career:
    """The posts of one person, oldest first; `number` tells namesakes apart and says nothing of who they are."""

    name: str
    number: int
    posts: tuple[Post, ...]
    basis: tuple[str, ...]


def posts(library: Library, gazette: Gazette) -> tuple[Post, ...]:
    """Every post of every notice, oldest first, in the order of the text."""
    found = (post for record in library.records.values() if isinstance(record, Appointments)
             for post in _of_record(record, _published(record, library), gazette))  # fmt: skip
    return tuple(sorted(found, key=_when))


def careers(posts: Iterable[Post]) -> tuple[Career, ...]:
    """The careers by name. Entries of one name are one career only on evidence, which `basis` says; else they stay apart."""
    named = sorted(
        (post for post in posts if post.entry.person), key=lambda post: (fold(post.entry.person or ""), _when(post))
    )
    return tuple(
        career
        for _, group in groupby(named, key=lambda post: fold(post.entry.person or ""))
        for career in _namesakes(list(group))
    )


def holders(posts: Iterable[Post]) -> Mapping[str, tuple[Post, ...]]:
    """The posts of each organisation, newest first; those that name no organisation are left out."""
    known = sorted(
        (post for post in posts if post.organisation), key=lambda post: (post.organisation or "", *_recent(post))
    )
    return MappingProxyType(
        {name: tuple(group) for name, group in groupby(known, key=lambda post: post.organisation or "")}
    )


def _published(record: Appointments, library: Library) -> datetime.date | None:
    issue = library.records.get(record.issue or "")
    return issue.published if isinstance(issue, Issue) else None


def _of_record(record: Appointments, published: datetime.date | None, gazette: Gazette) -> Iterator[Post]:
    for entry in record.entries:
        for position in entry.positions:
            organisation, title = _split(position, gazette)
            yield Post(record.id, entry, position, organisation, title, published)


def _split(position: str, gazette: Gazette) -> tuple[str | None, str]:
    """The organisation and the post: by the word that ends the post, else by an organ known by name."""
    remark = REMARK.search(position)
    plain = position[: remark.start()] if remark else position
    word = next((word for word in gazette.positions if plain.endswith(word)), "")
    organ = plain[: len(plain) - len(word)] if word else _known(plain, gazette)
    ranked = RANK.fullmatch(organ)
    organ = ranked["organ"] if ranked and word and not organ.startswith("中共") else organ
    return _canonical(organ, gazette), position[len(organ) :]


def _known(position: str, gazette: Gazette) -> str:
    """The longest organ known by name that a position begins with, when only a post can follow."""
    names = [name for each in gazette.departments for name in (each.name, *each.aliases)]
    names += [name for each in gazette.issuers for name in (each.name, each.short or "", *each.aliases)]
    fitting = [name for name in names if name and position.startswith(name)]
    name = max(fitting, key=len, default="")
    return name if OTHER_POST.fullmatch(position[len(name) :]) else ""


def _canonical(organ: str, gazette: Gazette) -> str | None:
    """The gazette's name of an organ, also of one with its second sign in brackets: 某局（某管理局） is 某局."""
    names = (organ, re.sub(r"（[^（）]+）$", "", organ))
    known = (gazette.department(name) or gazette.issuer(name) for name in names)
    return next((name for name in known if name), organ or None)


def _namesakes(posts: Sequence[Post]) -> Iterator[Career]:
    """The careers of all posts of one name, oldest first."""
    groups = _Groups(posts)
    groups.join_notices()
    groups.join_removals()
    for number, (members, basis) in enumerate(groups.found(), 1):
        yield Career(members[0].entry.person or "", number, members, basis)


class _Groups:
    """The entries of one name, each a person of its own until something joins it to another."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._posts = posts
        self._group = {_entry(post): number for number, post in reversed(list(enumerate(posts)))}
        self._basis: list[tuple[int, str]] = []  # the group at the time, and why it was joined

    def join_notices(self) -> None:
        """One notice that both appoints and removes a name means one person."""
        for _, notice in groupby(self._posts, key=lambda post: post.record):
            members = list(notice)
            if {post.entry.action for post in members} == {"appoint", "remove"}:
                said = f"{_day(members[0], '刊登的')}同一份人事任免既任命又免去“{members[0].entry.person}”，因此列为同一人。"
                self._join(members, said)

    def join_removals(self) -> None:
        """A removal from a post goes with the one appointment to it that is still open; of several, with none."""
        open_: dict[str, list[Post]] = {}
        for _, notice in groupby(self._posts, key=lambda post: post.record):
            members = list(notice)
            for post in members:
                if post.entry.action == "remove":
                    self._end(post, [each for each in open_.pop(fold(post.position), []) if _earlier(each, post)])
            for post in members:
                if post.entry.action == "appoint":
                    open_.setdefault(fold(post.position), []).append(post)

    def _end(self, removal: Post, appointments: Sequence[Post]) -> None:
        groups = {self._group[_entry(each)] for each in appointments}
        if len(groups) == 1 and groups != {self._group[_entry(removal)]}:
            begun = appointments[-1]
            said = f"{_day(removal, '刊登的')}免职所免的“{removal.position}”，正是{_day(begun, '刊登的')}任命“{begun.entry.person}”担任的职务，因此列为同一人。"
            self._join([*appointments, removal], said)

    def _join(self, members: Sequence[Post], basis: str) -> None:
        groups = {self._group[_entry(post)] for post in members}
        for entry, group in self._group.items():
            self._group[entry] = min(groups) if group in groups else group
        self._basis = [(min(groups) if group in groups else group, said) for group, said in self._basis]
        self._basis.append((min(groups), basis))

    def found(self) -> Iterator[tuple[tuple[Post, ...], tuple[str, ...]]]:
        """The posts and the reasons of each group, in the order of their first posts."""
        for group in sorted(set(self._group.values())):
            members = tuple(post for post in self._posts if self._group[_entry(post)] == group)
            yield members, tuple(said for number, said in self._basis if number == group)


def _entry(post: Post) -> tuple[str, Appointment]:
    return post.record, post.entry


def _earlier(one: Post, other: Post) -> bool:
    return one.date is not None and other.date is not None and one.date < other.date


def _day(post: Post, suffix: str) -> str:
    """2023年4月25日刊登的; empty for a notice without a day."""
    return f"{post.date.year}年{post.date.month}月{post.date.day}日{suffix}" if post.date else ""


def _when(post: Post) -> tuple[datetime.date, str, int]:
    return post.date or UNDATED, post.record, post.entry.line


def _recent(post: Post) -> tuple[int, str, int]:
    return -(post.date.toordinal() if post.date else 0), post.record, post.entry.line
