"""manifest.json: the hash of every source and every record file, each issue chained to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from gongbao.model import Issue, Record
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.data.origins import record_bytes, record_path, source_bytes
from gongbao.site.data.packages import encoded
from gongbao.site.data.volumes import Volume
from gongbao.site.gathered import Piece, gathered, shelf_of
from gongbao.site.page import File
from gongbao.site.parts import joined

MANIFEST = f"{urls.DATA}manifest.json"
SUMS = f"{urls.DATA}sha256sums.txt"
_START = "0" * 64
_PATH = 64 + 2  # behind the hash and two spaces
_FILES = '"files": []'
_ABOUT = (
    "content/ 里每个来源文件和记录文件的 SHA-256。每一期的 link 是对上一期的 link 一行、"
    "再加本期各文件“散列值、两个空格、路径”各一行（UTF-8，换行为 LF）算出的 SHA-256，"
    "所以改动任何一个旧文件，其后各期的 link 都会不同。末尾一节是不属于任何一期的记录。"
)


_Members = tuple[Issue | None, Sequence[Record], Sequence[str]]


@dataclass(frozen=True)
class Entry:
    """A file of content/ and the hash of its bytes."""

    path: str
    bytes: int
    sha256: str

    @property
    def line(self) -> str:
        """The entry as the command sha256sum prints it."""
        return f"{self.sha256}  {self.path}\n"

    @property
    def json(self) -> str:
        """The entry as the manifest holds it."""
        path = json.dumps(self.path, ensure_ascii=False)
        return f'    {{\n     "path": {path},\n     "bytes": {self.bytes},\n     "sha256": "{self.sha256}"\n    }}'


@dataclass(frozen=True)
class Files:
    """The files of a chapter as the manifest holds them, and as sha256sum prints them."""

    json: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """The files of an issue, or of all records that belong to none, and the hash that chains them."""

    issue: Issue | None
    files: Files
    previous: str

    @cached_property
    def link(self) -> str:
        """The hash of the chapter before and of all that stands in this one."""
        text = f"{self.previous}\n" + "".join(self.files.lines)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def entries(site: Site, volume: Volume) -> tuple[Entry, ...]:
    """The records of a volume and their sources."""
    sources = sorted({record.source.file for record in volume.records})
    return (*_sources(site, sources), *_records(site, volume.records))


def sums(site: Site, volume: Volume) -> bytes:
    """The hashes of the records of a volume and of their sources, as sha256sum checks them."""
    return _lines(entry.line for entry in entries(site, volume))


def manifest(site: Site) -> tuple[File, File]:
    """manifest.json, and the same hashes as sha256sum checks them."""
    chapters = tuple(_chapters(site))
    described = {
        "algorithm": "sha256",
        "about": _ABOUT,
        "chapters": [_described(each) for each in chapters],
        "head": chapters[-1].link if chapters else _START,
    }
    return File(MANIFEST, _spliced(encoded(described), chapters)), File(
        SUMS, _lines(line for each in chapters for line in each.files.lines)
    )


def _spliced(text: bytes, chapters: Iterable[Chapter]) -> bytes:
    """The files of each chapter put into their place, which a quote within a text would not look like."""
    head, *rest = text.decode("utf-8", "replace").split(_FILES)
    pieces = [head]
    for chapter, after in zip(chapters, rest, strict=True):
        pieces.append(f'"files": [\n{chapter.files.json}\n   ]{after}')
    return "".join(pieces).encode("utf-8", "replace")


def _lines(lines: Iterable[str]) -> bytes:
    """All lines by their paths."""
    return "".join(sorted(lines, key=lambda line: line[_PATH:-1])).encode("utf-8", "replace")


def _chapters(site: Site) -> Iterator[Chapter]:
    told = list(_told(site))
    previous = _START
    for (issue, _, _), files in zip(told, gathered(site, "chapter", map(partial(_piece, site), told)), strict=True):
        chapter = Chapter(issue, files, previous)
        if files.lines:
            yield chapter
            previous = chapter.link


def _told(site: Site) -> Iterator[_Members]:
    """The issues, oldest first, then none: what belongs to each, and those of its sources that no earlier one has."""
    told = set[str]()
    for issue in (*_oldest_first(site), None):
        members = _members(site, issue)
        sources = sorted({record.source.file for record in members} - told)
        told.update(sources)
        yield issue, members, sources


def _piece(site: Site, told: _Members) -> Piece[Files]:
    issue, members, sources = told
    held = (*(_basis_of_source(site, name) for name in sources), *(site.digest(each.id) for each in members))
    return Piece(issue.id[:4] if issue else "", joined(held), partial(_files, site, sources, members))


def _files(site: Site, sources: Sequence[str], members: Sequence[Record]) -> Files:
    held = (*_sources(site, sources), *_records(site, members))
    return Files(",\n".join(each.json for each in held), tuple(each.line for each in held))


def _oldest_first(site: Site) -> tuple[Issue, ...]:
    return tuple(sorted(site.library.issues(), key=lambda issue: (issue.published or date.min, issue.id)))


def _members(site: Site, issue: Issue | None) -> tuple[Record, ...]:
    if issue:
        return (issue, *site.library.of_issue(issue.id))
    known = {each.id for each in site.library.issues()}
    return tuple(each for each in site.library.records.values() if each.id not in known and each.issue not in known)


def _sources(site: Site, names: Iterable[str]) -> Iterator[Entry]:
    """Each source that is there, by its name."""
    pieces = (Piece(name[:4], _basis_of_source(site, name), partial(_source, site, name)) for name in names)
    return filter(None, gathered(site, "hash/source", pieces))


def _basis_of_source(site: Site, name: str) -> bytes:
    return joined((name.encode("utf-8", "surrogatepass"), site.basis.file(name)))


def _records(site: Site, records: Iterable[Record]) -> list[Entry]:
    """Each record, by the path of its file."""
    pieces = (Piece(shelf_of(each.id), site.digest(each.id), partial(_record, site, each)) for each in records)
    return sorted(gathered(site, "hash/record", pieces), key=lambda entry: entry.path)


def _source(site: Site, name: str) -> Entry | None:
    content = source_bytes(site, name)
    return None if content is None else _entry(f"sources/{name}", content)


def _record(site: Site, record: Record) -> Entry:
    return _entry(str(record_path(site, record)), record_bytes(site, record))


def _entry(path: str, content: bytes) -> Entry:
    return Entry(path, len(content), hashlib.sha256(content).hexdigest())


def _described(chapter: Chapter) -> dict[str, Any]:
    issue = chapter.issue
    published = issue.published if issue else None
    return {
        "issue": issue.id if issue else None,
        "published": published.isoformat() if published else None,
        "previous": chapter.previous,
        "files": [],  # they are many, and put in as text
        "link": chapter.link,
    }
