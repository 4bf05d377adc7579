"""An index read back from its files; the twin of static/js/search/index.js."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongbao.search import facets, register
from gongbao.search.bits import columns
from gongbao.search.fields import FIELDS
from gongbao.search.fragments import Fragment
from gongbao.search.hashing import Layout
from gongbao.search.lengths import LENGTHS
from gongbao.search.part import Part, Posting
from gongbao.search.register import Entry
from gongbao.search.score import Corpus, Lists
from gongbao.search.segment import fragment_path, part_path

Load = Callable[[str], bytes]  # the content of a file of the index


@dataclass(frozen=True)
class Member:
    """A segment as the manifest names it; `first` is the number of its first document among all."""

    load: Load
    values: Mapping[str, Any]
    first: int

    @property
    def documents(self) -> int:
        """How many documents it holds."""
        return int(self.values["documents"])

    @cached_property
    def layout(self) -> Layout:
        """How its index is cut."""
        return Layout(self.values["bits"], [int(digit) for digit in self.values["splits"]])

    @cached_property
    def lengths(self) -> Mapping[str, list[int]]:
        """Of each field the lengths of all documents."""
        found = columns(self.file("lengths.bin"), 0, [self.documents] * len(FIELDS))
        return {field: [LENGTHS[code] for code in codes] for field, codes in zip(FIELDS, found, strict=True)}

    def file(self, path: str) -> bytes:
        """A file of the segment."""
        return self.load(f"{self.values['name']}/{path}")


class Index:
    """All segments as one."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.manifest: Mapping[str, Any] = json.loads(load("manifest.json"))
        self.members: list[Member] = []
        for values in self.manifest["segments"]:
            self.members.append(Member(load, values, self.documents))
        self._parts: dict[tuple[int, str], Part] = {}
        self._lists: dict[str, Lists] = {}

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(member.documents for member in self.members)

    @cached_property
    def corpus(self) -> Corpus:
        """What scores are worked out from."""
        totals = {name: sum(each.values["lengths"][at] for each in self.members) for at, name in enumerate(FIELDS)}
        return Corpus(self.documents, totals, self.length, self.lists)

    def length(self, field: str, document: int) -> int:
        """How many terms a field of a document has."""
        member = self._member(document)
        return member.lengths[field][document - member.first]

    def lists(self, term: str) -> Lists:
        """Where a term stands, in all segments."""
        if term not in self._lists:
            found: dict[str, list[Posting]] = {}
            for member in self.members:
                for field, postings in self._part(member, term).lists(term).items():
                    moved = (Posting(each.document + member.first, each.count) for each in postings)
                    found.setdefault(field, []).extend(moved)
            self._lists[term] = found
        return self._lists[term]

    @cached_property
    def facets(self) -> list[facets.Row]:
        """What every document can be sifted by."""
        return [row for each in self.members for row in facets.decoded(each.file("facets.bin"), each.documents)]

    @cached_property
    def aliases(self) -> Mapping[str, Mapping[str, str]]:
        """Of issuers and departments the other names, and the name that stands in the facets."""
        found: Mapping[str, Mapping[str, str]] = json.loads(self._load(self.manifest["aliases"]))
        return found

    @cached_property
    def numbers(self) -> list[Entry]:
        """Every number and its document."""
        return list(self._numbers())

    def fragment(self, document: int) -> Fragment:
        """What a result shows of a document."""
        member = self._member(document)
        return Fragment.read(member.file(fragment_path(document - member.first)))

    def _numbers(self) -> Iterator[Entry]:
        for member in self.members:
            for entry in register.decoded(member.file("numbers.bin")):
                yield Entry(entry.series, entry.year, entry.serial, entry.document + member.first)

    def _member(self, document: int) -> Member:
        return next(each for each in reversed(self.members) if each.first <= document)

    def _part(self, member: Member, term: str) -> Part:
        name = member.layout.part(term)
        key = (member.first, name)
        if key not in self._parts:
            self._parts[key] = Part(member.file(part_path(name)), member.documents)
        return self._parts[key]
