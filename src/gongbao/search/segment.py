"""A segment: some documents' part of the index, in a folder named by what is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongbao.search import facets, register
from gongbao.search.bits import packed
from gongbao.search.documents import Document
from gongbao.search.fields import FIELDS
from gongbao.search.fragments import Fragment
from gongbao.search.lengths import LENGTHS, length_code
from gongbao.search.parts import Cut, parts
from gongbao.search.postings import Spool

FORMAT = 2
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


@dataclass
class Segment:
    """Writes the files of one segment; what the manifest says of it is known when all are written."""

    documents: Sequence[Document]
    name: str = ""
    splits: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)  # of the series of its documents

    def __post_init__(self) -> None:
        self.name = self.name or name_of(map(fingerprint, self.documents))

    @property
    def _cut(self) -> Cut:
        return Cut(len(self.documents))

    def files(self) -> Iterator[IndexFile]:
        """Every file: fragments, lengths, facets, numbers, and the parts of the index."""
        spool = Spool(len(self.documents), self._cut.bits)
        columns: list[list[int]] = [[] for _ in FIELDS]
        rows, numbers = [], []
        for place, document in enumerate(self.documents):
            yield self._file(fragment_path(place), Fragment.of(document).encoded())
            lengths = spool.add((document.title_text, document.number_text, document.body_text))
            for column, length in zip(columns, lengths, strict=True):
                column.append(length_code(length))
            rows.append(facets.Row.of(document))
            if document.number:
                numbers.append((document.number, place))
                self.codes.setdefault(document.series, document.code.partition("-")[0])
        self.lengths = [sum(LENGTHS[code] for code in column) for column in columns]
        yield self._file("lengths.bin", b"".join(map(packed, columns)))
        yield self._file("facets.bin", facets.encoded(rows))
        yield self._file("numbers.bin", register.encoded(numbers))
        for part, content in parts(spool, self._cut, self.splits):
            yield self._file(part_path(part), content)

    def described(self) -> Described:
        """What is known of the segment when all its files are made."""
        values = {
            "name": self.name,
            "documents": len(self.documents),
            "lengths": self.lengths,
            "bits": self._cut.bits,
            "splits": "".join(map(str, self.splits)),
        }
        return Described(values, self.codes)

    def _file(self, path: str, content: bytes) -> IndexFile:
        return IndexFile(f"{self.name}/{path}", content)


def part_path(part: str) -> str:
    """The file of a part, in the folder of its segment."""
    return f"parts/{part}.bin"


def fragment_path(place: int) -> str:
    """The file of a document's fragment, in the folder of its segment.

    >>> fragment_path(5), fragment_path(300)
    ('texts/0/5.bin', 'texts/1/44.bin')
    """
    return f"texts/{place // _FOLDER}/{place % _FOLDER}.bin"


def fingerprint(document: Document) -> bytes:
    """The hash of everything that is known of a document."""
    return hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).digest()


def name_of(fingerprints: Iterable[bytes]) -> str:
    """The name of a segment, from its documents."""
    return hashlib.sha256(f"format {FORMAT}\n".encode() + b"".join(fingerprints)).hexdigest()[:12]


def named(name: str, values: object) -> IndexFile:
    """A file of values whose name tells what is in it, so that it never changes."""
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return IndexFile(f"{name}-{hashlib.sha256(content).hexdigest()[:12]}.json", content)


def manifest(segments: Sequence[Described], names: dict[str, object]) -> IndexFile:
    """The one file that changes its content and not its name."""
    values = {"format": FORMAT, "segments": [each.values for each in segments], **names}
    return IndexFile("manifest.json", json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())
