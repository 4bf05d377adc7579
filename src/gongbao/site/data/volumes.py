"""Volumes: the bulk files of a large archive by the years of its records, so that a new issue touches one year alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongbao.model import Decree, Issue, Record, Table
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.gathered import works_bases
from gongbao.site.once import once
from gongbao.site.parts import joined

MOST = 1_000  # records: a larger archive hands its bulk files out year by year
UNDATED = "undated"


@dataclass(frozen=True)
class Volume:
    """Records whose bulk files are made together; without a name they are all the records of the archive."""

    name: str
    records: tuple[Record, ...] = field(repr=False)

    @property
    def folder(self) -> str:
        """Where its files stand."""
        return f"{urls.DATA}{self.name}/" if self.name else urls.DATA

    @property
    def title(self) -> str:
        """Its year in Chinese; nothing for all years."""
        return "年份不详" if self.name == UNDATED else f"{self.name}年" if self.name else ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables among its records."""
        return tuple(record for record in self.records if isinstance(record, Table))


def whole(site: Site) -> Volume:
    """All records as one."""
    return Volume("", tuple(site.library.records.values()))


@once
def volumes(site: Site) -> tuple[Volume, ...]:
    """The volumes, newest first; none where the archive is handed out whole."""
    if len(site.library.records) <= MOST:
        return ()
    found: dict[str, list[Record]] = {}
    for record in site.library.records.values():
        found.setdefault(year_of(site, record), []).append(record)
    years = sorted(found.keys() - {UNDATED}, key=int, reverse=True)
    return tuple(Volume(name, tuple(found[name])) for name in (*years, UNDATED) if name in found)


def year_of(site: Site, record: Record) -> str:
    """The year of a record: of its issue, of the text a table stands in, or of its signing; else UNDATED."""
    issue = record if isinstance(record, Issue) else site.library.records.get(record.issue or "")
    if isinstance(issue, Issue):
        year = issue.year or (issue.published.year if issue.published else None)
        return str(year) if year else UNDATED
    owner = site.library.records.get(record.belongs_to) if isinstance(record, Table) else None
    if owner is not None and not isinstance(owner, Table):
        return year_of(site, owner)
    signed = record.signed if isinstance(record, Decree) else None
    return str(signed.year) if signed else UNDATED


def bytes_of_all(site: Site, volume: Volume) -> bytes:
    """The digest of all files of a volume as they lie in content/."""
    sources = sorted({record.source.file for record in volume.records})
    return joined((site.basis.records(record.id for record in volume.records), *map(site.basis.file, sources)))


def basis_of_all(site: Site, volume: Volume) -> bytes:
    """What the files of a volume are made of: the bytes of its records and sources, and all that is concluded of them."""
    return joined(basis_of(site, record) for record in volume.records)


def basis_of(site: Site, record: Record) -> bytes:
    """What is told of a record: itself, and all that is concluded of it."""
    return _bases(site)[record.id]


@once
def _bases(site: Site) -> Mapping[str, bytes]:
    return {id_: joined((id_.encode(), *_basis(site, record))) for id_, record in site.library.records.items()}


def _basis(site: Site, record: Record) -> tuple[bytes, ...]:
    work = site.graph.work_of(record.id)
    if work:
        return (works_bases(site)[work.id],)
    if isinstance(record, Table) and not site.graph.edges_from(record.id):  # nothing is concluded of it
        return (site.basis.record(record), site.basis.file(record.source.file))
    return (site.basis.of(record.id),)
