"""Places in running text that lead somewhere: titles, numbers, names of departments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from gongbao.linking.organs import Organs
from gongbao.linking.references import find_numbers
from gongbao.linking.targets import Target
from gongbao.linking.titles import identity
from gongbao.numbers import Number

Span = tuple[int, int]

_OPENED_BY = {"》": "《", "〉": "〈"}
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class Mention:
    """A place in a text, and the one thing it leads to: the target of a citation, or a department by its full name."""

    start: int
    end: int
    kind: Literal["citation", "department"]
    target: Target | None = None
    department: str | None = None


@dataclass(frozen=True)
class Places:
    """What can be linked in the text of a record: its own cited titles, every number, and never its own work."""

    titles: Mapping[str, Target]
    number: Callable[[Number], Target | None]
    own: Target | None


def find(text: str, places: Places, organs: Organs) -> tuple[Mention, ...]:
    """The mentions of a text, in their order, none over another."""
    titles, bare, named = _title_spans(text), find_numbers(text), organs.find(text)
    if not (titles or bare or named):  # most texts
        return ()
    numbers = [(found.start, found.end, places.number(found.number)) for found in bare]
    cited = _Free()
    for start, end in sorted(titles, key=lambda span: (span[0], -span[1])):
        cited.take(start, end, _meant(text, (start, end), places, numbers))
    for start, end, target in numbers:
        cited.take(start, end, target)
    mentions = [Mention(s, e, "citation", target) for s, e, target in cited.taken if not _same(target, places.own)]
    closed = [*titles, *((start, end) for start, end, _ in cited.taken)]
    mentions += [
        Mention(start, end, "department", department=name)
        for start, end, name in named
        if not any(start < stop and begin < end for begin, stop in closed)
    ]
    return tuple(sorted(mentions, key=lambda each: each.start))


class _Free:
    """Spans that are taken one after the other, each only where nothing stands yet."""

    def __init__(self) -> None:
        self.taken: list[tuple[int, int, Target]] = []

    def take(self, start: int, end: int, target: Target | None) -> None:
        """Take a span, unless it leads nowhere or part of it is taken."""
        if target and not any(start < stop and begin < end for begin, stop, _ in self.taken):
            self.taken.append((start, end, target))


def _title_spans(text: str) -> list[Span]:
    """The spans of 《》 and of 〈〉 with their marks; inner ones too, and none over a line."""
    return list(_pairs(text)) if "》" in text or "〉" in text else []


def _pairs(text: str) -> Iterator[Span]:
    opened: list[int] = []
    for place, char in enumerate(text):
        if char == "\n":
            opened.clear()
        elif char in "《〈":
            opened.append(place)
        elif opened and text[opened[-1]] == _OPENED_BY.get(char):
            start = opened.pop()
            if place - start <= _LONGEST_TITLE:
                yield start, place + 1


def _meant(text: str, span: Span, places: Places, numbers: list[tuple[int, int, Target | None]]) -> Target | None:
    """What a title means here: what the record cites by it, or the number that follows it in brackets."""
    start, end = span
    target = places.titles.get(identity(text[start:end]))
    if target is None and text[end : end + 1] in ("（", "("):
        return next((follows for place, _, follows in numbers if place == end + 1), None)
    return target


def _same(one: Target, other: Target | None) -> bool:
    return other is not None and (one.kind, one.key) == (other.kind, other.key)
