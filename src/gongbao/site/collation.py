"""Contents against bodies: what an issue lists, what it prints, and where the two disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongbao import numbers
from gongbao.linking.differences import Part, compare, paragraphs
from gongbao.linking.titles import split_issuer
from gongbao.model import Colophon, Decree, Issue, Record, Table, TocEntry
from gongbao.site.context import Site
from gongbao.typography import fold

# Matches "# 云州市人民政府关于防汛工作的通知"; near miss "## 一、总体要求", "#标签".
_HEADING = re.compile(r"\A\s*#[ \t]+(\S[^\n]*)")
State = Literal["matched", "title", "number", "missing", "unlisted"]


@dataclass(frozen=True)
class Collated:
    """A line of the contents and the body it leads to; the one or the other is None where it is missing.

    `heading` is the title as the body prints it; `parts` are its differences from the listed one, if there are any.
    """

    entry: TocEntry | None
    record: Record | None
    heading: str
    parts: tuple[Part, ...]
    numbers: tuple[str, str] | None  # as listed and as printed, where they differ

    @property
    def states(self) -> tuple[State, ...]:
        """What is to be said of it, `matched` alone when nothing is."""
        if self.record is None:
            return ("missing",)
        if self.entry is None:
            return ("unlisted",)
        found: list[State] = ["title"] if self.parts else []
        found += ["number"] if self.numbers else []
        return tuple(found) or ("matched",)

    @property
    def matched(self) -> bool:
        """Whether the contents and the body say the same."""
        return self.states == ("matched",)


def collate(site: Site, issue: Issue) -> tuple[Collated, ...]:
    """Every line of an issue's contents in its order, then the bodies that it does not list."""
    records = site.library.records
    listed = {entry.record for entry in issue.toc}
    bodies = (each for each in site.library.of_issue(issue.id) if not isinstance(each, Table | Colophon))
    unlisted = [record for record in bodies if record.id not in listed]
    found = [_collated(site, entry, records.get(entry.record or "")) for entry in issue.toc]
    return (*found, *(Collated(None, record, heading(record), (), None) for record in unlisted))


def heading(record: Record) -> str:
    """The title as the body prints it; the record's own where the body opens with none."""
    found = _HEADING.match(record.body)
    texts = paragraphs(found[0].strip()) if found else ()
    return texts[0] if texts else record.title


def letters(one: str, other: str) -> tuple[Part, ...]:
    """The letters two texts differ in, all of both in runs; none where they only differ in punctuation."""
    if fold(one) == fold(other):
        return ()
    return tuple(part for difference in compare(one, other) for part in difference.parts)


def apart(site: Site, listed: str, printed: str, record: Record) -> tuple[Part, ...]:
    """How a listed title differs from the printed one; a list may leave out who issues the text."""
    issuer = record.issuer if isinstance(record, Decree) else None
    bare = split_issuer(printed, site.gazette, issuer)[1]
    return () if fold(listed) == fold(bare) else letters(listed, printed)


def _collated(site: Site, entry: TocEntry, record: Record | None) -> Collated:
    if record is None:
        return Collated(entry, None, "", (), None)
    printed = heading(record)
    return Collated(entry, record, printed, apart(site, entry.title, printed, record), _numbers(entry, record))


def _numbers(entry: TocEntry, record: Record) -> tuple[str, str] | None:
    """Both numbers where contents and body print one each, and not the same."""
    printed = record.number if isinstance(record, Decree) else None
    if not entry.number or not printed:
        return None
    one, other = (numbers.parse(text) or text for text in (entry.number, printed))
    return None if one == other else (entry.number, printed)


def verdict(collated: tuple[Collated, ...], listed: int) -> str:
    """What the collation comes to, in one sentence."""
    if not listed:
        return "本期没有目录，无从核对。"
    if all(each.matched for each in collated):
        return f"目录所列{listed}篇与正文逐一相符，正文没有目录未列的篇目。"
    return f"目录列{listed}篇：{'，'.join(_counts(collated))}。"


def _counts(collated: tuple[Collated, ...]) -> Iterator[str]:
    for state, words in _WORDS.items():
        count = sum(state in each.states for each in collated)
        if count:
            yield words.format(count)


_WORDS: dict[State, str] = {
    "matched": "{}篇与正文相符",
    "title": "{}篇题名与正文不同",
    "number": "{}篇文号与正文不同",
    "missing": "{}篇没有找到正文",
    "unlisted": "正文另有{}篇目录未列",
}
