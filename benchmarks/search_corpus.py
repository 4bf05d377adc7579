"""Invented decrees for measuring the search: the paragraphs of content/ cut, joined and changed, the same for a seed.

Any of them can be made alone, so an archive of a hundred thousand needs no memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import overload

from gongbao.archive import Library
from gongbao.gazette import Gazette
from gongbao.linking import Graph
from gongbao.numbers import Number
from gongbao.search.documents import Document, Passage, documents
from gongbao.search.plain import PlainPlaces

CONTENT = Path(__file__).resolve().parent.parent / "content"
SERIES = (("云政发", "yzf"), ("云政办发", "yzbf"), ("云政函", "yzh"), ("云政干", "yzg"))
FIRST_YEAR, YEARS = 2004, 22
_LETTERS = "0123456789"


@cache
def gazette() -> Gazette:
    """The gazette of content/."""
    return Gazette.load(CONTENT / "gazette.yml")


@cache
def _seed() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]:
    """Titles, headings, paragraphs, and all Chinese characters as often as they are used."""
    found = documents(Graph.of(Library.open(CONTENT), gazette()), PlainPlaces())
    passages = [each for document in found if document.kind == "decree" for each in document.passages]
    paragraphs = tuple(dict.fromkeys(each.text for each in passages if len(each.text) > 20 and not each.heading))
    headings = tuple(dict.fromkeys(each.text for each in passages if each.heading))
    letters = "".join(char for text in paragraphs for char in text if "\u4e00" <= char <= "\u9fff")
    return tuple(document.title for document in found if document.kind == "decree"), headings, paragraphs, letters


class Corpus(Sequence[Document]):
    """So many decrees, oldest first."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self._count = count
        self._seed = seed

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> _Slice: ...
    def __getitem__(self, place: int | slice) -> Document | _Slice:
        if isinstance(place, slice):
            return _Slice(self, range(*place.indices(self._count)))
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._document(place % self._count)

    def _document(self, place: int) -> Document:
        random = Random(f"{self._seed} {place}")
        titles, headings, paragraphs, letters = _seed()
        year = FIRST_YEAR + place * YEARS // self._count
        series, code = SERIES[place % len(SERIES)]
        serial = (place - -(-(year - FIRST_YEAR) * self._count // YEARS)) // len(SERIES) + 1
        passages: list[Passage] = []
        left = random.randint(2000, 8000)
        while left > 0:
            text = _paragraph(random, paragraphs, letters)
            if random.random() < 0.15:
                passages.append(Passage(random.choice(headings), f"{len(passages)}", True))
            passages.append(Passage(text, f"p{len(passages)}"))
            left -= len(text)
        title = random.choice(titles)
        cut = random.randrange(4, max(5, len(title) - 4))
        id_ = f"{code}-{year}-{serial}"
        return Document(
            id=id_,
            kind="decree",
            title=title[:cut] + _words(random, letters, 3) + title[cut:],
            page=f"{code}/{year}/{serial}/",
            number=Number(series, year, serial),
            code=id_,
            issuer="云州市人民政府",
            day=date(year, 1, 1) + timedelta(random.randrange(365)),
            year=year,
            issue=f"{year}年第{random.randrange(1, 13)}期",
            passages=tuple(passages),
        )


class _Slice(Sequence[Document]):
    def __init__(self, corpus: Corpus, places: range) -> None:
        self._corpus = corpus
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> _Slice: ...
    def __getitem__(self, place: int | slice) -> Document | _Slice:
        if isinstance(place, slice):
            return _Slice(self._corpus, self._places[place])
        return self._corpus[self._places[place]]


def _paragraph(random: Random, paragraphs: tuple[str, ...], letters: str) -> str:
    """A paragraph with other figures; at times half of two, at times words nobody wrote, at times a citation."""
    text = random.choice(paragraphs)
    kind = random.random()
    if kind < 0.12:
        text = "，".join(_words(random, letters, random.randint(2, 6)) for _ in range(random.randint(2, 8))) + "。"
    elif kind < 0.4:
        other = random.choice(paragraphs)
        text = text[: len(text) // 2] + other[len(other) // 2 :]
    elif kind < 0.44:
        series = random.choice(SERIES)[0]
        text += f"（{series}〔{FIRST_YEAR + random.randrange(YEARS)}〕{random.randint(1, 150)}号）"
    return "".join(random.choice(_LETTERS) if char in _LETTERS else char for char in text)


def _words(random: Random, letters: str, count: int) -> str:
    """Words of two or three characters that no text holds, of characters as common as in texts."""
    return "".join(random.choice(letters) for _ in range(count * random.choice((2, 2, 3))))
