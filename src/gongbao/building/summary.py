"""What a site says, in few words: its pages, what its texts lead to, what is repealed. Kept from one build to the next."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gongbao.archive.places import shown
from gongbao.linking import Edge, Work
from gongbao.linking.references import canonical
from gongbao.model import Decree, Issue, Record, Table
from gongbao.numbers import Number
from gongbao.site.context import Site
from gongbao.site.history import amendments, repeals
from gongbao.site.redirects import old_path

NOTE = "summary"  # its name in the store
_FORM = 2  # of what is kept; another form is not read
_DIGEST = 8  # bytes of a digest


class Page(NamedTuple):
    """A page that readers may have linked; of a record also where it stands and of what it was read."""

    kind: str  # issue, decree, printing, text, table; stub, cited, person, organisation, source
    title: str
    number: str = ""
    id: str = ""
    file: str = ""  # content/issues/2023-04/yzf-2023-5.md
    read: str = ""  # the kind of record, and the source with the line it begins at
    digest: str = ""


class Fact(NamedTuple):
    """A decree that puts another document out of force or changes it."""

    kind: str  # repealed, amended
    name: str
    address: str
    by: str  # the address of the decree that says so


@dataclass(frozen=True)
class Summary:
    """A site, as far as an archivist would ask what is new in it."""

    pages: Mapping[str, Page]  # by their addresses
    aliases: Mapping[str, tuple[str, ...]]  # of a record by its id
    edges: Mapping[str, str]  # a citation by its record, relation and words: work, stub or cited
    facts: Mapping[str, Fact]
    departments: tuple[str, ...]
    settings: str = ""
    own: Mapping[str, str] = field(default_factory=dict)  # the address of each record, by its id

    @property
    def addresses(self) -> set[str]:
        """Everything a reader reaches: pages, and old addresses that lead on."""
        old = (old_path(alias, "").removesuffix("index.html") for each in self.aliases.values() for alias in each)
        return {*self.pages, *old}

    def packed(self) -> bytes:
        """As bytes, for the store."""
        values = [self.pages, self.aliases, self.edges, self.facts, self.departments, self.settings]
        return zlib.compress(json.dumps([_FORM, *values], ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpacked(kept: bytes) -> Summary | None:
    """What was kept; None where nothing is, or nothing that can be read."""
    try:
        form, *values = json.loads(zlib.decompress(kept))
        if form != _FORM:
            return None
        pages, aliases, edges, facts, departments, settings = values
        own = {address: Page(*each) for address, each in pages.items()}
        old = {id_: tuple(each) for id_, each in aliases.items()}
        told = {key: Fact(*each) for key, each in facts.items()}
        return Summary(own, old, edges, told, tuple(departments), settings, _own(own))
    except (ValueError, TypeError, zlib.error):
        return None


def of(site: Site) -> Summary:
    """The summary of a site; nothing is rendered for it."""
    pages = {**dict(_elsewhere(site)), **dict(_records(site))}
    aliases = dict(_aliases(site))
    edges = {_words(edge): edge.target.kind for edge in site.graph.woven.edges}
    return Summary(pages, aliases, edges, dict(_facts(site)), _departments(site), _settings(site), _own(pages))


def _aliases(site: Site) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The old addresses of records as they are written; SiteError for what is no address."""
    for record in site.library.records.values():
        for alias in record.aliases:
            old_path(alias, shown(site.root, site.library.file_of(record.id)))
        if record.aliases:
            yield record.id, tuple(record.aliases)


def _own(pages: Mapping[str, Page]) -> dict[str, str]:
    return {page.id: address for address, page in pages.items() if page.id}


def _records(site: Site) -> Iterator[tuple[str, Page]]:
    library = site.library
    for record in site.library.records.values():
        work = site.graph.work_of(record.id)
        number = _number(site, work.number) if work and work.id == record.id else ""
        read = f"{record.kind} {record.source.file} {record.source.lines[0]}"
        file = shown(site.root, library.file_of(record.id))
        told = (number, record.id, file, read, library.noted_of(record).mark)
        yield site.urls.record(record), Page(_kind(record, work), record.title, *told)


def _kind(record: Record, work: Work | None) -> str:
    if isinstance(record, Decree):
        return "decree" if work and work.id == record.id else "printing"
    return "issue" if isinstance(record, Issue) else "table" if isinstance(record, Table) else "text"


def _elsewhere(site: Site) -> Iterator[tuple[str, Page]]:
    """The pages of what is no record: documents that are only known of, people, organisations, sources."""
    for stub in site.graph.stubs.values():
        title = stub.titles[0] if stub.titles else ""
        yield site.urls.number(stub.number), Page("stub", title, _number(site, stub.number))
    for cited in site.graph.cited.values():
        number = _number(site, cited.number)
        yield site.urls.cited(cited.key), Page("cited", cited.title or number, number)
    for post in site.urls.posts:
        if post.entry.person:
            yield site.urls.person(post.entry.person), Page("person", post.entry.person)
        if post.organisation:
            yield site.urls.organisation(post.organisation), Page("organisation", post.organisation)
    for name in site.read_from:
        yield site.urls.source(name), Page("source", name)


def _number(site: Site, number: Number | None) -> str:
    return str(canonical(number, site.gazette)) if number else ""


def _words(edge: Edge) -> str:
    """A citation as its text words it, whatever it may lead to."""
    return f"{edge.source}\n{edge.relation}\n{edge.number or edge.title or ''}"


def _facts(site: Site) -> Iterator[tuple[str, Fact]]:
    for work in site.works:
        for kind, edges in (("repealed", repeals(site, work)), ("amended", amendments(site, work))):
            for edge in edges:
                name = edge.title or edge.number or ""
                told = Fact(kind, name, site.urls.target(edge.target), site.urls.work(work))
                yield f"{kind}\n{work.id}\n{edge.number or name}", told


def _departments(site: Site) -> tuple[str, ...]:
    """Every organ that decrees make responsible, by its full name."""
    named: set[str] = set()
    for record in site.library.records.values():
        if isinstance(record, Decree):
            named.update(record.departments)
            for task in record.tasks:
                named.update(task.lead, task.departments)
    return tuple(sorted({site.gazette.department(name) or name for name in named}))


def _settings(site: Site) -> str:
    try:
        return hashlib.blake2b((site.root / "gazette.yml").read_bytes(), digest_size=_DIGEST).hexdigest()
    except OSError:
        return ""
