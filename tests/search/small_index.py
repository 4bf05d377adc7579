"""Indexes that tests build in memory, from content/ and from documents put together by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from gongbao.archive import Library
from gongbao.gazette import Gazette
from gongbao.linking import Graph
from gongbao.numbers import Number
from gongbao.search.build import index_files
from gongbao.search.documents import Document, Passage, documents
from gongbao.search.index import Index
from gongbao.search.parts import Cut
from gongbao.search.plain import PlainPlaces

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"

# What somebody may type, or paste, who means no good.
HOSTILE = (
    "政府" * 5000,
    "\x00\x1b[31m" * 500,
    '"""---:::+++***~~~^^^' * 200,
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "云政发〔" * 2000,
    "5号 " * 3000,
    "二" * 10_000,
    "year: kind: title: -",
    "\ud7ff\ufffe\U0010ffff" * 1000,
    "a.1." * 3000,
    "constructor __proto__ toString",
)


@cache
def gazette() -> Gazette:
    return Gazette.load(CONTENT / "gazette.yml")


@cache
def archive() -> tuple[Document, ...]:
    """The documents of content/."""
    return tuple(documents(Graph.of(Library.open(CONTENT), gazette()), PlainPlaces()))


@cache
def archive_files() -> dict[str, bytes]:
    return files(archive())


def files(found: Sequence[Document]) -> dict[str, bytes]:
    return {each.path: each.content for each in index_files(found, gazette())}


def index(found: Sequence[Document]) -> Index:
    return Index(files(found).__getitem__)


@cache
def archive_index() -> Index:
    return Index(archive_files().__getitem__)


def cut_small(monkeypatch: pytest.MonkeyPatch, bits: int) -> None:
    """Segments of so many buckets, and parts so small that they are halved."""
    monkeypatch.setattr(Cut, "of", lambda documents, brief=False: Cut(documents, bits))
    monkeypatch.setattr(Cut, "target", 300)


def decree(serial: int, title: str, *texts: str, year: int = 2023) -> Document:
    number = Number("云政发", year, serial)
    passages = tuple(Passage(text, f"p{place}") for place, text in enumerate(texts, 1))
    return Document(
        f"yzf-{year}-{serial}",
        "decree",
        title,
        f"yzf/{year}/{serial}/",
        number=number,
        code=f"yzf-{year}-{serial}",
        issuer="云州市人民政府",
        year=year,
        passages=passages,
    )


def many(count: int, seed: int = 1) -> list[Document]:
    """So many short decrees, recombined from the paragraphs of content/."""
    random = Random(seed)
    paragraphs = [each.text for document in archive() for each in document.passages if len(each.text) > 10]
    titles = [document.title for document in archive()]
    made = []
    for place in range(count):
        texts = random.sample(paragraphs, random.randint(1, 3))
        title = f"{random.choice(titles)}（{random.choice(paragraphs)[:6]}）"
        made.append(decree(place % 200 + 1, title, *texts, year=1990 + place // 200))
    return made


def stub(serial: int, title: str) -> Document:
    return replace(decree(serial, title), kind="stub", passages=())


def some_queries(found: Sequence[Document], count: int, seed: int = 2) -> list[str]:
    """Queries as people type them: pieces of texts, two words, numbers, words in quotes, words left out, filters."""
    random = Random(seed)
    made: list[str] = []
    while len(made) < count:
        document = random.choice(found)
        text = random.choice([document.title_text, document.body_text]) or document.title
        start = random.randrange(len(text))
        piece = text[start : start + random.randint(2, 9)].replace("\n", "")
        other = random.choice(found).title[:4]
        forms = (piece, f"{piece} {other}", f'"{piece}"', f"{piece} -{other}", str(document.number or piece),
                 f"title:{other}", f"{piece} year:{document.year}", f"{piece} title:{document.title[-4:]}")  # fmt: skip
        made.append(random.choice(forms))
    return made
