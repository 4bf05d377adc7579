"""What Hugo cannot know from a record alone, laid down for it: numbers without a text, what is cited, and sources."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gongbao.archive import Library
from gongbao.gazette import Gazette
from gongbao.linking import Cited, Edge, Graph, Listing, Stub
from gongbao.linking.careers import posts
from gongbao.model import Decree, Issue, Record, Table
from gongbao.numbers import Number
from gongbao.site.urls import Urls

Fields = dict[str, Any]


@dataclass(frozen=True)
class Archive:
    """An archive as its own links see it."""

    content: Path
    library: Library
    gazette: Gazette
    graph: Graph

    @classmethod
    def open(cls, content: Path) -> Archive:
        """Read it, and link it."""
        library, gazette = Library.open(content), Gazette.load(content / "gazette.yml")
        return cls(content, library, gazette, Graph.of(library, gazette))

    def place(self, record_id: str) -> str:
        """Where Hugo puts a record."""
        path = self.library.path_of(record_id)
        return f"/{path.parent if path.name == 'index.md' else path.with_suffix('')}/"

    @cached_property
    def urls(self) -> Urls:
        """The addresses of numbers, which are the same on both sites."""
        return Urls(self.library, self.gazette, self.graph)

    @cached_property
    def aliases(self) -> Mapping[tuple[str, str], list[str]]:
        """Of everything a number leads to, by its kind and key, the addresses that are a number itself."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for number in self.graph.numbers():
            target = self.graph.target_of(number)
            if target:
                found[target.kind, target.key].append(f"/{self.urls.named(str(number))}")
        return found

    @cached_property
    def posts(self) -> Mapping[str, list[Fields]]:
        """Of every notice of appointments, who was given or lost which post of which organisation."""
        found: dict[str, list[Fields]] = defaultdict(list)
        for post in posts(self.library, self.gazette):
            entry = {"person": post.entry.person, "action": post.entry.action, "position": post.position}
            found[post.record].append(entry | {"organisation": post.organisation})
        return found


def serial(number: Number) -> Fields:
    """The series of a number, its ledger, and its place there."""
    return {"series": [number.series], "ledgers": [f"{number.series}{number.year or ''}"], "serial": number.serial}


def lay(archive: Archive, folder: Path) -> None:
    """Pages of numbers, of instruments and of sources; what is there already and the same is left alone."""
    wanted = dict(_numbers(archive, folder / "numbers")) | dict(_cited(archive, folder / "cited"))
    for path in (*folder.glob("numbers/**/*.md"), *folder.glob("cited/**/*.md")):
        if path not in wanted and path.name != "_index.md":
            path.unlink()
    for path, fields in (*wanted.items(), *_sources(archive, folder / "sources")):
        page(path, fields)


def page(path: Path, fields: Fields) -> None:
    """A page that is nothing but its fields."""
    write(path, json.dumps(fields, ensure_ascii=False, indent=1) + "\n")


def write(path: Path, text: str) -> None:
    """Write a file, unless it says the same already."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _numbers(archive: Archive, folder: Path) -> Iterator[tuple[Path, Fields]]:
    for key, stub in archive.graph.stubs.items():
        place = archive.urls.number(stub.number).rstrip("/")
        yield (
            folder / f"{place}.md",
            serial(stub.number)
            | {
                "title": stub.titles[0] if stub.titles else key,
                "number": key,
                "variants": stub.titles[1:],
                "issuer": archive.gazette.issuer_of(stub.number.series),
                "listed": [_listed(archive, each) for each in stub.listed],
                "citing": _citing(archive, stub),
                "aliases": archive.aliases.get(("stub", key), []),
                "outputs": ["html"],
            },
        )


def _cited(archive: Archive, folder: Path) -> Iterator[tuple[Path, Fields]]:
    for key, cited in archive.graph.cited.items():
        number = str(cited.number) if cited.number else None
        yield (
            folder / f"{key}.md",
            {
                "title": cited.title or number,
                "number": number,
                "variants": cited.variants,
                "names": [each for each in (cited.title, *cited.variants) if each],
                "candidates": [_named(archive, each) for each in cited.candidates],
                "citing": _citing(archive, cited),
                "aliases": archive.aliases.get(("cited", key), []),
                "outputs": ["html"],
            },
        )


def _citing(archive: Archive, target: Stub | Cited) -> list[Fields]:
    """Who cites it, the newest first."""
    found = [_named(archive, edge.source) | _relation(edge) for edge in archive.graph.cited_by(target)]
    return sorted(found, key=lambda each: str(each["day"]), reverse=True)


def _relation(edge: Edge) -> Fields:
    return {"relation": {"repeals": "废止", "interprets": "解读"}.get(edge.relation, "引用")}


def _listed(archive: Archive, listing: Listing) -> Fields:
    return _named(archive, listing.record) | {"as": listing.title, "printed": listing.printed}


def _named(archive: Archive, record_id: str) -> Fields:
    record = archive.library.records[record_id]
    number, day = (record.number, record.signed) if isinstance(record, Decree) else (None, None)
    return {"page": archive.place(record_id), "title": record.title, "number": number, "day": str(day or "")}


def _sources(archive: Archive, folder: Path) -> Iterator[tuple[Path, Fields]]:
    """A page for each source, and beside it the source as it is."""
    read: dict[str, list[Record]] = defaultdict(list)
    for record in archive.library.records.values():
        read[record.source.file].append(record)
    for name, records in sorted(read.items()):
        place, text = folder / Path(name).stem, archive.content / "sources" / name
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(text, place / name)
        lines = text.read_text(encoding="utf-8").rstrip("\n").count("\n") + 1
        records.sort(key=lambda each: (each.source.lines[0], -each.source.lines[1]))
        parts = list(_parts(archive, records, lines))
        head = {"title": records[0].title, "file": name, "lines": lines}
        yield place / "index.md", head | {"parts": parts, "outputs": ["html"]}


def _parts(archive: Archive, records: Sequence[Record], lines: int) -> Iterator[Fields]:
    """Every line of a source once, with the record it was read into; what lies between is the issue's own."""
    at = 1
    for record in (each for each in records if not isinstance(each, Issue | Table)):
        first, last = record.source.lines
        if first >= at:
            yield from _gap(at, first)
            owner = {"page": archive.place(record.id), "title": record.title}
            yield owner | {"first": first, "count": last - first + 1}
            at = last + 1
    yield from _gap(at, lines + 1)


def _gap(at: int, first: int) -> Iterable[Fields]:
    return [{"first": at, "count": first - at}] if first > at else []
