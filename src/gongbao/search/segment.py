"""A segment: some documents' part of the index, in a folder whose name outlasts corrections."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongbao.search import facets, register
from gongbao.search.bits import packed
from gongbao.search.documents import Document
from gongbao.search.fragments import Fragment
from gongbao.search.hashing import part_name
from gongbao.search.lengths import LENGTHS, length_code
from gongbao.search.parts import Cut, parts
from gongbao.search.postings import Spool

FORMAT = 3
TABLES = ("lengths.bin", "facets.bin", "numbers.bin")
_FOLDER = 256  # fragments of one folder


@dataclass(frozen=True)
class IndexFile:
    """A file of the index, its path below the index's own folder."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Described:
    """What the manifest says of a segment, and the codes of the series of its documents."""

    values: dict[str, object]
    codes: dict[str, str]


class Mark(NamedTuple):
    """What is kept in mind of a document: its fingerprint, and the one field its fragment does not hold."""

    fingerprint: bytes
    number_text: str

    @classmethod
    def of(cls, document: Document) -> Mark:
        """The mark of a document."""
        known = repr(document).encode("utf-8", "surrogatepass")
        return cls(hashlib.sha256(known).digest(), document.number_text)


@dataclass
class Segment:
    """Writes the files of one segment; what the manifest says of it is known when all are written."""

    documents: Sequence[Document]
    name: str
    brief: bool = False  # all documents are short
    splits: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)  # of the series of its documents
    marks: list[Mark] = field(default_factory=list)

    @property
    def _cut(self) -> Cut:
        return Cut.of(len(self.documents), self.brief)

    def files(self) -> Iterator[IndexFile]:
        """Every file: fragments, lengths, facets, numbers, and the parts of the index."""
        spool = Spool(len(self.documents), self._cut.bits)
        rows, numbers = [], []
        for place, document in enumerate(self.documents):
            yield self._file(fragment_path(place), Fragment.of(document).encoded())
            self.marks.append(Mark.of(document))
            spool.add(texts_of(document))
            rows.append(facets.Row.of(document))
            if document.number:
                numbers.append(register.Entry.of(document.number, place))
                self.codes.setdefault(document.series, document.code_of_series)
        columns = [list(map(length_code, column)) for column in spool.lengths()]
        self.lengths = [sum(LENGTHS[code] for code in column) for column in columns]
        for path, content in zip(TABLES, tables(columns, rows, numbers), strict=True):
            yield self._file(path, content)
        for part, content in parts(spool, self._cut, self.splits):
            yield self._file(part_path(part), content)

    def described(self) -> Described:
        """What is known of the segment when all its files are made."""
        values = {
            "name": self.name,
            "revision": revision(mark.fingerprint for mark in self.marks),
            "documents": len(self.documents),
            "lengths": self.lengths,
            "bits": self._cut.bits,
            "splits": "".join(map(str, self.splits)),
        }
        return Described(values, self.codes)

    def _file(self, path: str, content: bytes) -> IndexFile:
        return IndexFile(f"{self.name}/{path}", content)


def texts_of(document: Document) -> tuple[str, ...]:
    """The fields of a document, in the order of FIELDS."""
    return document.title_text, document.number_text, document.body_text


def tables(
    lengths: Iterable[Sequence[int]], rows: Sequence[facets.Row], numbers: Iterable[register.Entry]
) -> tuple[bytes, bytes, bytes]:
    """The files of TABLES: the codes of lengths by field, the facets by document, the numbers in any order."""
    return b"".join(map(packed, lengths)), facets.encoded(rows), register.encoded(numbers)


def paths(documents: int, splits: Iterable[int]) -> Iterator[str]:
    """Every file of a segment, below its folder."""
    yield from map(fragment_path, range(documents))
    yield from TABLES
    for bucket, halvings in enumerate(splits):
        for half in range(1 << halvings):
            yield part_path(part_name(bucket, half))


def part_path(part: str) -> str:
    """The file of a part, in the folder of its segment."""
    return f"parts/{part}.bin"


def fragment_path(place: int) -> str:
    """The file of a document's fragment, in the folder of its segment.

    >>> fragment_path(5), fragment_path(300)
    ('texts/0/5.bin', 'texts/1/44.bin')
    """
    return f"texts/{place // _FOLDER}/{place % _FOLDER}.bin"


def name_of(words: Iterable[str]) -> str:
    """The name of a segment, from what does not change as long as the segment lives."""
    return _hash(f"format {FORMAT}\n".encode() + "\n".join(words).encode("utf-8", "surrogatepass"))


def revision(fingerprints: Iterable[bytes]) -> str:
    """What tells a state of a segment from every other: browsers ask for its files with it, so caches never mix two."""
    return _hash(b"".join(fingerprints))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def named(name: str, values: object) -> IndexFile:
    """A file of values whose name tells what is in it, so that it never changes."""
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return IndexFile(f"{name}-{hashlib.sha256(content).hexdigest()[:12]}.json", content)


def manifest(segments: Sequence[Described], names: dict[str, object]) -> IndexFile:
    """The one file that changes its content and not its name."""
    values = {"format": FORMAT, "segments": [each.values for each in segments], **names}
    return IndexFile("manifest.json", json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())
