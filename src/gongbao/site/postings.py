"""What the pages of the appointments have in common: one post of one notice, with its links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import groupby
from types import MappingProxyType

from gongbao import numbers
from gongbao.linking.careers import Career, Post, holders
from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered_apart, plain_digest
from gongbao.site.once import once
from gongbao.site.page import Link
from gongbao.site.parts import joined
from gongbao.typography import fold

APPOINT = "appoint"
ACTIONS = {APPOINT: "任命", "remove": "免去"}
# Surnames that begin with another letter than the same character elsewhere.
SURNAMES = dict(zip("曾单解仇查区翟种繁秘折召祭", "zsxqzozcpbssz", strict=True))
REST = "其他"

Sound = tuple[str, list[str]]  # how a name is read as a whole, and character by character
Seat = tuple[str, str]  # an organisation and a post of it, folded: where spellings agree, the same post


@dataclass(frozen=True)
class Entry:
    """A post of a notice: who, what became of it, and where it is printed. Links without a path are plain words."""

    person: Link
    action: str  # 任命 | 免去
    organ: Link  # as printed
    title: str
    note: str
    day: date | None
    notice: Link
    line: int
    source: Link


@dataclass(frozen=True)
class Item:
    """What one line of a notice says of one person: one action, one post or several."""

    person: Link
    posts: tuple[Entry, ...]
    note: str
    source: Link


@dataclass(frozen=True)
class Letter:
    """The names that begin with a letter in pinyin."""

    letter: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Staff:
    """Every post and every career of an archive, as pages ask for them."""

    site: Site
    posts: tuple[Post, ...]
    careers: tuple[Career, ...]

    @classmethod
    def of(cls, site: Site) -> Staff:
        """The staff of a site."""
        return _staff(site)

    def entry(self, post: Post) -> Entry:
        """A post as pages show it."""
        if id(post) not in self._entries:
            self._entries[id(post)] = self._entry(post)
        return self._entries[id(post)]

    def _entry(self, post: Post) -> Entry:
        urls, record = self.site.urls, self.site.library.records[post.record]
        organ = post.position[: len(post.position) - len(post.title)]
        return Entry(
            person=self.person(post.entry.person),
            action=ACTIONS[post.entry.action],
            organ=Link(organ, urls.organisation(post.organisation) if post.organisation else ""),
            title=post.title,
            note=post.entry.note or "",
            day=post.date,
            notice=self.site.link(record),
            line=post.entry.line,
            source=Link(f"原文第{post.entry.line}行", urls.source(record.source.file, post.entry.line)),
        )

    def items(self, posts: Iterable[Post]) -> tuple[Item, ...]:
        """Posts of one notice, those of one entry together."""
        groups = (tuple(self.entry(post) for post in group) for _, group in groupby(posts, key=lambda post: post.entry))
        return tuple(Item(each[0].person, each, each[0].note, each[0].source) for each in groups)

    def person(self, name: str | None) -> Link:
        """A link to the page of a name; plain words where the text names nobody."""
        return Link(name, self.site.urls.person(name)) if name else Link("未写姓名", "")

    @cached_property
    def _entries(self) -> dict[int, Entry]:
        return {}  # filled as they are asked for

    @cached_property
    def by_organisation(self) -> Mapping[str, tuple[Post, ...]]:
        """The posts of each organisation, newest first."""
        return holders(self.posts)

    @cached_property
    def bases(self) -> Mapping[int, bytes]:
        """What is shown of each post, and which career it belongs to."""
        careers = {id(post): (each.name, each.number) for each in self.careers for post in each.posts}
        return {id(post): self._basis(post, careers.get(id(post))) for post in self.posts}

    def _basis(self, post: Post, career: tuple[str, int] | None) -> bytes:
        record, urls, entry = self.site.library.records[post.record], self.site.urls, post.entry
        person = [entry.person, urls.person(entry.person)] if entry.person else []
        organ = [post.organisation, urls.organisation(post.organisation)] if post.organisation else []
        said = [entry.action, entry.note, entry.line, post.position, post.title, str(post.date)]
        notice = [post.record, record.title, urls.record(record), urls.source(record.source.file)]
        return plain_digest([person, organ, said, notice, career])

    def basis_of_organisation(self, name: str) -> bytes:
        """What the page of an organisation is made of: all that happened to its posts."""
        held = (self.bases[id(post)] for post in self.by_organisation[name])
        return joined((plain_digest([name, self.site.urls.organisation(name)]), *held))

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Career, ...]]:
        """The careers of each name, which several people may bear."""
        found: dict[str, list[Career]] = {}
        for career in self.careers:
            found.setdefault(fold(career.name), []).append(career)
        return {group[0].name: tuple(group) for group in found.values()}

    @cached_property
    def by_seat(self) -> Mapping[Seat, tuple[Post, ...]]:
        """What happened to each post, oldest first."""
        found: dict[Seat, list[Post]] = {}
        for post in self.posts:
            found.setdefault(seat(post), []).append(post)
        return {each: tuple(group) for each, group in found.items()}


@once
def _staff(site: Site) -> Staff:
    return Staff(site, site.urls.posts, site.urls.careers)


def seat(post: Post) -> Seat:
    """The post itself, whoever holds it."""
    return (post.organisation or "", fold(post.title if post.organisation else post.position))


def letters(
    links: Iterable[Link], people: bool = False, sounds: Mapping[str, Sound] = MappingProxyType({})
) -> tuple[Letter, ...]:
    """Links by the first letter of their text in pinyin, then syllable by syllable; those without one stand last."""
    found: dict[str, list[tuple[list[str], str, Link]]] = {}
    for link in links:
        whole, syllables = sounds.get(link.text) or _sound(link.text)
        letter = (SURNAMES.get(link.text[:1], "") if people else "") or whole[:1]
        found.setdefault(letter.upper() if letter.isalpha() else REST, []).append((syllables, link.text, link))
    ordered = sorted(found, key=lambda letter: (letter == REST, letter))
    return tuple(Letter(each, tuple(link for *_, link in sorted(found[each], key=_place))) for each in ordered)


def sounds_of(site: Site, names: Iterable[str]) -> Mapping[str, Sound]:
    """Of each name how it is read."""
    ordered = sorted(names)
    pieces = (Piece(name[:1], plain_digest(name), partial(_sound, name)) for name in ordered)
    return dict(zip(ordered, gathered_apart(site, "sound", pieces), strict=True))


def _sound(name: str) -> Sound:
    return numbers.slug(name), [numbers.slug(char) for char in name]


def _place(sounding: tuple[list[str], str, Link]) -> tuple[list[str], str]:
    return sounding[:2]
