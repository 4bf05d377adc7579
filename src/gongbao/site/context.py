"""Everything a section of the site may ask: the archive, the gazette, the graph, the addresses, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from gongbao.archive import Library
from gongbao.archive.remembered import digest as digest_of
from gongbao.gazette import Gazette
from gongbao.linking import Graph, Work
from gongbao.model import Issue, Record, Table
from gongbao.site.basis import Basis
from gongbao.site.bodies import Bodies
from gongbao.site.memory import NOTHING, Memory
from gongbao.site.page import Link
from gongbao.site.parts import digest, hashed
from gongbao.site.urls import Urls


@dataclass(frozen=True)
class Site:
    """An archive about to be published."""

    library: Library
    gazette: Gazette
    graph: Graph
    urls: Urls
    memory: Memory = NOTHING

    @classmethod
    def of(cls, library: Library, gazette: Gazette, memory: Memory = NOTHING) -> Site:
        """The site of an archive."""
        graph = Graph.of(library, gazette)
        return cls(library, gazette, graph, Urls(library, gazette, graph), memory)

    @property
    def root(self) -> Path:
        """The folder the records stand in."""
        return self.library.root

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The issues, newest first."""
        return tuple(
            sorted(self.library.issues(), key=lambda issue: (issue.published or _NEVER, issue.id), reverse=True)
        )

    @cached_property
    def serials(self) -> frozenset[int]:
        """The running counts of all issues that are here."""
        return frozenset(serial for issue in self.issues for serial in issue.serial)

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The decrees, newest first; of one day in the order of their numbers."""
        return tuple(sorted(self.graph.works.values(), key=self._age))

    @cached_property
    def ages(self) -> Mapping[str, int]:
        """Where each printing's decree stands among the decrees, from the newest on."""
        return {each.id: at for at, work in enumerate(self.works) for each in work.printings}

    @cached_property
    def sources(self) -> Mapping[str, Sequence[str]]:
        """The lines of every source that records name; a source that is gone has none."""
        names = sorted({record.source.file for record in self.library.records.values()})
        return Sources(self.root / "sources", names)

    def source_digest(self, name: str) -> bytes:
        """The digest of a source as it lies in content/; of one that is gone, that of nothing."""
        try:
            known = self.library.sources.get(name) or digest_of((self.root / "sources" / name).read_bytes())
        except OSError:
            return b""
        return hashed(known.encode())

    def digest(self, id_: str) -> bytes:
        """The digest of a record, of its file byte for byte, and of where that stands in content/."""
        return self._digests[id_]

    @cached_property
    def _digests(self) -> Mapping[str, bytes]:
        return {id_: self._digest(record) for id_, record in self.library.records.items()}

    def _digest(self, record: Record) -> bytes:
        path, known = self.library.file_of(record.id), self.library.digests.get(record.id)
        return hashed(f"{path}\0{known}".encode("utf-8", "surrogateescape")) if known else digest(record, path)

    @cached_property
    def read_from(self) -> Mapping[str, tuple[Record, ...]]:
        """The records read from each source, in the order of its lines, the widest first."""
        found: dict[str, list[Record]] = {}
        for record in self.library.records.values():
            found.setdefault(record.source.file, []).append(record)
        return {name: tuple(sorted(each, key=_place)) for name, each in found.items()}

    @cached_property
    def basis(self) -> Basis:
        """Digests of what pages are made of."""
        return Basis(self)

    @cached_property
    def bodies(self) -> Bodies:
        """The texts of the records, each made once."""
        return Bodies(self)

    @cached_property
    def tables(self) -> Mapping[str, tuple[Table, ...]]:
        """The tables of each record, in the order of the text."""
        held: dict[str, list[Table]] = {}
        for record in self.library.records.values():
            if isinstance(record, Table):
                held.setdefault(record.belongs_to, []).append(record)
        return {owner: tuple(sorted(each, key=lambda one: (one.source.lines, one.id))) for owner, each in held.items()}

    def link(self, record: Record, note: str = "") -> Link:
        """A link to a record by its title."""
        return Link(record.title, self.urls.record(record), note)

    def work_link(self, work: Work, note: str | None = None) -> Link:
        """A link to a decree by its title, with its number beside it."""
        return Link(work.title, self.urls.work(work), str(work.number or "") if note is None else note)

    def _age(self, work: Work) -> tuple[int, str, int, str]:
        day = work.signed.toordinal() if work.signed else 0
        number = work.number
        return (-day, number.series if number else "", number.serial if number else 0, work.id)


class Sources(Mapping[str, Sequence[str]]):
    """The lines of sources by their names; only the last few are kept in memory."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._names = dict.fromkeys(names)
        self._lines = lru_cache(maxsize=8)(lambda name: _lines(folder / name))

    def __getitem__(self, name: str) -> Sequence[str]:
        if name not in self._names:
            raise KeyError(name)
        return self._lines(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


_NEVER = date.min


def _place(record: Record) -> tuple[int, int, str]:
    return (record.source.lines[0], -record.source.lines[1], record.id)


def _lines(path: Path) -> Sequence[str]:
    """The lines as editors and the records count them; a source is UTF-8 or, if old, GB 18030."""
    try:
        data = path.read_bytes()
    except OSError:
        return ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines if lines[-1] else lines[:-1])
