"""The site divided into parts: what is made together, and what each part is made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from gongbao.linking import Cited, Stub, Work
from gongbao.model import Decree, Issue, Record, Table
from gongbao.site import (
    about,
    appointments,
    cited,
    decrees,
    departments,
    feeds,
    history,
    home,
    issues,
    kinds,
    ledgers,
    lookup,
    manual,
    opensearch,
    organisations,
    people,
    printings,
    quality,
    redirects,
    sitemap,
    sources,
    stubs,
    table_list,
    tables,
    texts,
    validity,
    years,
)
from gongbao.site.basis import Basis
from gongbao.site.citing import Citations
from gongbao.site.context import Site
from gongbao.site.data import lines, tabular, volume_pages, volumes
from gongbao.site.data import pages as data
from gongbao.site.data.forms import forms_of
from gongbao.site.data.sheets import basis_of as basis_of_dataset
from gongbao.site.data.sheets import files_of, note_of
from gongbao.site.department_years import Years
from gongbao.site.department_years import years as years_of
from gongbao.site.gathered import plain_digest, works_bases
from gongbao.site.page import File, Page
from gongbao.site.parts import Former, Part, digest, joined
from gongbao.site.postings import Staff
from gongbao.site.serials import Serials

# Lists of the whole archive: worked out whenever anything changed, rendered where they came out different.
_LISTS = (
    home.pages,
    about.pages,
    issues.list_pages,
    ledgers.pages,
    validity.pages,
    quality.pages,
    history.pages,
    redirects.old_pages,
    lookup.pages,
    feeds.pages,
    opensearch.pages,
    sitemap.pages,
)


# Lists that show rows of records: worked out when one of these rows changed.
_ROWS = (
    (years.list_pages, years.list_basis),
    (departments.list_pages, departments.list_basis),
    (appointments.pages, appointments.basis),
)


def parts(site: Site) -> Iterator[Part]:
    """Every part of the site once."""
    basis = site.basis
    yield from _lists(site)
    for year in years.names(site):
        yield Part(f"year/{year}", partial(years.pages_of, site, year), partial(years.basis_of, site, year))
    yield from _kinds(site)
    yield from _tables(site)
    yield from _departments(site)
    yield from _staff(site)
    for lot in redirects.lots(site):
        yield Part(f"numbers/{lot.name}", lot.pages, lot.basis)
    yield from _volumes(site)
    told: set[str] = set()
    for work in site.works:
        texts_ = [each for each in site.graph.interpretations_of(work.id) if each.id not in told]
        told.update(each.id for each in texts_)
        yield Part(f"work/{work.id}", partial(_of_work, site, work, texts_), partial(_basis_of_work, site, work))
    for record in site.library.records.values():
        if not isinstance(record, Issue | Table | Decree) and record.id not in told:
            yield Part(f"text/{record.id}", partial(_of_text, site, record), partial(basis.of, record.id))
    yield from _issues(site, basis)
    yield from _strays(site, basis)
    for name in sorted(site.read_from):
        yield Part(f"source/{name}", partial(sources.pages_of, site, name), partial(basis.source, name))
        for beside, mark in sources.originals(site, name):
            yield Part(f"original/{beside}", partial(sources.original, site, beside), partial(bytes, mark))
    yield from _elsewhere(site, basis)


def _lists(site: Site) -> Iterator[Part]:
    for make in _LISTS:
        name = make.__module__.rpartition(".site.")[2]
        yield Part(f"list/{name}", partial(make, site))
    for make_, basis_of in _ROWS:
        name = make_.__module__.rpartition(".site.")[2]
        yield Part(f"list/{name}", partial(make_, site), partial(basis_of, site))
    for dataset in data.DATASETS:
        make, note = partial(files_of, site, dataset), partial(note_of, site, dataset)
        yield Part(f"dataset/{dataset.name}", make, partial(basis_of_dataset, site, dataset), 0, make, note)
    yield Part("list/data.pages", partial(data.list_pages, site), phase=2)  # tells how large the datasets came out
    yield Part("list/manual", partial(manual.pages, site), manual.basis)


def _kinds(site: Site) -> Iterator[Part]:
    yield Part("list/kinds", partial(kinds.list_pages, site), partial(kinds.list_basis, site))
    for kind in kinds.kinds(site):
        yield Part(f"kind/{kind.name}", partial(kinds.pages_of, kind), partial(kinds.basis_of, kind))
        for place, name in kind.years.apart:
            of_year, basis_of = partial(kinds.year_pages, kind, place), partial(kinds.year_basis, kind, place)
            yield Part(f"kind/{kind.name}/{name}", of_year, basis_of)


def _tables(site: Site) -> Iterator[Part]:
    """The list of all tables."""
    yield Part("list/tables", partial(table_list.list_pages, site), partial(table_list.list_basis, site))
    for place, name in table_list.years(site).apart:
        make, basis_of = partial(table_list.year_pages, site, place), partial(table_list.year_basis, site, place)
        yield Part(f"list/tables/{name}", make, basis_of)


def _volumes(site: Site) -> Iterator[Part]:
    """The bulk files of a large archive, year by year."""
    for volume in volumes.volumes(site):
        told, texts_ = partial(volume_pages.pages_of, site, volume), partial(volume_pages.texts_of, site, volume)
        note = partial(lines.note_of, site, volume)
        yield Part(f"data/{volume.name}", told, partial(volumes.basis_of_all, site, volume), 0, told, note)
        tables_ = partial(volume_pages.tables_of, site, volume)
        yield Part(f"data/{volume.name}/tables", tables_, partial(tabular.basis_of, site, volume))
        yield Part(f"data/{volume.name}/content", texts_, partial(volumes.bytes_of_all, site, volume))


def _departments(site: Site) -> Iterator[Part]:
    for name in departments.names(site):
        every = years_of(site, name)
        make, note = partial(_of_department, site, every, name), partial(departments.note_of, site, name)
        yield Part(f"department/{name}", make, partial(_basis_of_department, site, name), 0, make, note)
        for place in range(every.shown, len(every.all)):
            of_year = partial(departments.year_pages, site, every, place)
            basis_of = partial(departments.year_basis, site, every, place)
            yield Part(f"department/{name}/{every.all[place].name}", of_year, basis_of)


def _of_department(site: Site, every: Years, name: str, former: Former | None = None) -> Iterable[Page | File]:
    return departments.pages_of(site, name, (every, departments.around_of(site)), former)


def _basis_of_department(site: Site, name: str) -> bytes:
    around = departments.around_of(site)
    collectives = plain_digest([(each.text, each.path) for each in around.collectives])
    return joined((collectives, departments.basis_of(site, name, around)))


def _staff(site: Site) -> Iterator[Part]:
    """The names and the organisations of the appointments."""
    staff = Staff.of(site)
    for name in staff.by_name:
        yield Part(f"person/{name}", partial(_one, people.page_of, staff, name), partial(people.basis_of, staff, name))
    for name in staff.by_organisation:
        make = partial(_one, organisations.page_of, staff, name)
        yield Part(f"organisation/{name}", make, partial(organisations.basis_of, staff, name))


def _one(make: Callable[[Staff, str], Page], staff: Staff, name: str) -> Iterator[Page]:
    yield make(staff, name)


def _basis_of_work(site: Site, work: Work) -> bytes:
    return works_bases(site)[work.id]


def _of_work(site: Site, work: Work, explained: Sequence[Record]) -> Iterator[Page | File]:
    """A decree, its further printings, the texts that explain it, and the tables of them all."""
    yield decrees.page_of(site, work)
    yield from printings.pages_of(site, work)
    for record in work.printings:
        yield from _with_tables(site, record)
    for each in explained:
        yield from _of_text(site, each)


def _of_text(site: Site, record: Record) -> Iterator[Page | File]:
    yield texts.page_of(site, record)
    yield from _with_tables(site, record)


def _with_tables(site: Site, record: Record) -> Iterator[Page | File]:
    """The other forms of a record, and its tables."""
    yield from forms_of(site, record)
    for table in site.tables.get(record.id, ()):
        yield from _of_table(site, table)


def _of_table(site: Site, table: Table) -> Iterator[Page | File]:
    yield from tables.pages_of(site, table)
    yield from forms_of(site, table)


def _of_issue(site: Site, issue: Issue) -> Iterator[Page | File]:
    yield issues.page_of(site, issue)
    yield from _with_tables(site, issue)


def _issues(site: Site, basis: Basis) -> Iterator[Part]:
    """Each issue, of itself, its neighbours, and the running counts that lie between: they tell what is missing there."""
    serials = sorted(serial for each in site.issues for serial in each.serial)
    for newer, issue, older in zip((None, *site.issues), site.issues, (*site.issues[1:], None), strict=False):
        near = [each for each in (older, newer) if each]
        counted = [serial for each in (issue, *near) for serial in each.serial]
        between = serials[bisect_left(serials, min(counted)) : bisect_right(serials, max(counted))] if counted else []
        own = partial(_basis_of_issue, basis, issue, (near, between))
        yield Part(f"issue/{issue.id}", partial(_of_issue, site, issue), own)


def _basis_of_issue(basis: Basis, issue: Issue, around: tuple[Sequence[Issue], Sequence[int]]) -> bytes:
    near, between = around
    return joined((basis.issue(issue), digest(between), *map(basis.record, near)))


def _strays(site: Site, basis: Basis) -> Iterator[Part]:
    """Tables that belong to no record that is here."""
    for owner in sorted(site.tables.keys() - site.library.records.keys()):
        held = site.tables[owner]
        make = partial(_all_tables, site, held)
        yield Part(f"stray/{owner}", make, partial(basis.of, *(each.id for each in held)))


def _all_tables(site: Site, held: tuple[Table, ...]) -> Iterator[Page | File]:
    return chain.from_iterable(_of_table(site, each) for each in held)


def _elsewhere(site: Site, basis: Basis) -> Iterator[Part]:
    """Documents whose text is not here."""
    serials, citations = Serials.of(site), Citations(site)
    for stub in site.graph.stubs.values():
        make = partial(_stub, site, stub, (serials, citations))
        yield Part(f"stub/{stub.number}", make, partial(_basis_of_stub, basis, stub, serials))
    for each in site.graph.cited.values():
        yield Part(f"cited/{each.key}", partial(_cited, site, each, citations), partial(basis.document, each))
    yield Part("list/cited", partial(cited.list_pages, site, citations))


def _basis_of_stub(basis: Basis, stub: Stub, serials: Serials) -> bytes:
    return joined((basis.document(stub), digest(serials.around(stub.number, stubs.NEIGHBOURS))))


def _stub(site: Site, stub: Stub, known: tuple[Serials, Citations]) -> Iterator[Page]:
    yield stubs.page_of(site, stub, known)


def _cited(site: Site, each: Cited, citations: Citations) -> Iterator[Page]:
    yield cited.page_of(site, each, citations)
