"""The addresses of the site: the one place that knows where anything stands.

A path is relative to the site's root, without a leading slash; a page's path ends in a slash and may carry a fragment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from gongbao import numbers
from gongbao.archive import Library
from gongbao.gazette import Gazette
from gongbao.linking import Duty, Graph, Target, Work, duties
from gongbao.linking.careers import Career, Post, careers, posts
from gongbao.model import Issue, Record, Table
from gongbao.numbers import Number
from gongbao.typography import fold

HOME = ""
ISSUES = "issues/"
SERIES = "series/"
KINDS = "kinds/"
YEARS = "years/"
DEPARTMENTS = "departments/"
APPOINTMENTS = "appointments/"
TABLES = "tables/"
CITED = "cited/"
VALIDITY = "validity/"
CHANGES = "changes/"
DATA = "data/"
QUALITY = "quality/"
ABOUT = "about/"
MANUAL = "manual/"
SEARCH = "search/"
NOT_FOUND = "404.html"
# Folders of the site that no series may be named after.
SECTIONS = frozenset(
    [
        "appointments",
        "about",
        "changes",
        "cited",
        "css",
        "data",
        "departments",
        "issues",
        "js",
        "kinds",
        "manual",
        "n",
        "quality",
        "records",
        "search",
        "series",
        "sources",
        "tables",
        "validity",
        "years",
    ]
)

_PRINTING = re.compile(
    r"""
    # the p2 of jzf-2023-8-p2; not: jzf-2023-8, p2
    (?<= - ) p \d+ \Z
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Urls:
    """Addresses of everything an archive holds."""

    library: Library
    gazette: Gazette
    graph: Graph

    def issue(self, id_: str) -> str:
        """The page of an issue."""
        return f"{ISSUES}{id_}/"

    def record(self, record: Record) -> str:
        """The page of any record; another printing of a decree stands below the decree."""
        if isinstance(record, Issue):
            return self.issue(record.id)
        if isinstance(record, Table):
            return self.table(record.id)
        work = self.graph.work_of(record.id)
        if work is None:
            return self._unnumbered(record)
        return self.work(work) if record.id == work.id else f"{self.work(work)}{_printing(record.id)}/"

    def work(self, work: Work) -> str:
        """The page of a decree: from its number, or from its place when it has none.

        Of two decrees with one number, a misprint, each stands below the number by its id.
        """
        if work.id not in self._works:
            self._works[work.id] = self._work(work)
        return self._works[work.id]

    def number(self, number: Number) -> str:
        """The page of a document number of the gazette's own series: jzf/2023/5/; an order without a year: ling/no/145/."""
        return f"{self.code(number.series)}/{number.year or 'no'}/{number.serial}/"

    def code(self, series: str) -> str:
        """The ASCII name of a series: its code in gazette.yml, or pinyin."""
        return self._codes.get(series) or numbers.slug(series)

    def series(self, series: str) -> str:
        """All years of a series."""
        return f"{self.code(series)}/"

    def ledger(self, series: str, year: int | None) -> str:
        """The ledger of a series in a year."""
        return f"{self.code(series)}/{year or 'no'}/"

    def named(self, number: str) -> str:
        """The address that is the number itself: n/云政发〔2023〕5号/."""
        return f"n/{number.replace('/', '／')}/"

    def target(self, target: Target) -> str:
        """Where a citation leads."""
        fragment = f"#{target.anchor}" if target.anchor else ""
        if target.kind == "work":
            return self.work(self.graph.works[target.key]) + fragment
        if target.kind == "stub":
            return self.number(self.graph.stubs[target.key].number)
        return self.cited(target.key)

    def cited(self, key: str) -> str:
        """The page of an instrument outside the archive."""
        return f"{CITED}{key}/"

    def table(self, id_: str) -> str:
        """The page of a table."""
        return f"{TABLES}{id_}/"

    def department(self, name: str) -> str:
        """The page of a department; a name nobody described has one too."""
        return f"{DEPARTMENTS}{self._departments.get(name) or _ascii(name)}/"

    def person(self, name: str) -> str:
        """The page of a person's name."""
        return f"{APPOINTMENTS}people/{self._people.get(fold(name)) or _ascii(name)}/"

    def organisation(self, name: str) -> str:
        """The page of an organisation of the appointments."""
        return f"{APPOINTMENTS}organisations/{self._organisations.get(name) or _ascii(name)}/"

    def doctype(self, doctype: str) -> str:
        """All decrees of a 文种."""
        return f"{KINDS}{_ascii(doctype)}/"

    def year(self, year: int, month: int | None = None) -> str:
        """The decrees of a year, at a month if asked."""
        return f"{YEARS}{year}/" + (f"#m{month:02}" if month else "")

    def source(self, file: str, line: int | None = None) -> str:
        """The page that shows a source with its line numbers, at a line if asked."""
        issue = self._issue_of_source.get(file)
        path = f"{self.issue(issue)}source/" if issue else f"sources/{PurePosixPath(file).stem}/"
        return path + (f"#L{line}" if line else "")

    def feed(self, scope: str, kind: str) -> str:
        """A feed (atom or json) of the archive ("" ), or of the page at a path."""
        return f"{scope}feed.{'atom' if kind == 'atom' else 'json'}"

    def _work(self, work: Work) -> str:
        if not work.number:
            return self._unnumbered(work.record)
        place = self.number(work.number)
        return place if self.graph.work_by_number(str(work.number)) else f"{place}{work.id}/"

    @cached_property
    def _works(self) -> dict[str, str]:
        return {}  # filled as they are asked for

    def _unnumbered(self, record: Record) -> str:
        if record.issue is None:
            return f"records/{record.id}/"
        return f"{self.issue(record.issue)}{record.id.removeprefix(f'{record.issue}-')}/"

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """The code of every series met; no two share one, and none takes the place of a section of the site."""
        own = self.gazette.codes
        codes = {text: f"x-{code}" if code in SECTIONS else code for text, code in own.items()}
        others = sorted({number.series for number in self.graph.numbers()} - own.keys())
        plain = _distinct((*codes.values(), *others))
        for series in others:
            slug = plain[series]
            codes[series] = f"x-{slug}" if slug in SECTIONS else slug
        return codes

    @cached_property
    def _issue_of_source(self) -> Mapping[str, str]:
        return {issue.source.file: issue.id for issue in self.library.issues()}

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return _distinct(fold(post.entry.person) for post in self.posts if post.entry.person)

    @cached_property
    def _organisations(self) -> Mapping[str, str]:
        return _distinct(post.organisation for post in self.posts if post.organisation)

    @cached_property
    def _departments(self) -> Mapping[str, str]:
        described = (each.name for each in self.gazette.departments)
        return _distinct((*described, *self.duties))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Every entry of the appointments, worked out once for the whole site."""
        return posts(self.library, self.gazette)

    @cached_property
    def careers(self) -> tuple[Career, ...]:
        """Who was appointed to what, worked out once for the whole site."""
        return careers(self.posts)

    @cached_property
    def duties(self) -> Mapping[str, tuple[Duty, ...]]:
        """What is given to each department, worked out once for the whole site."""
        return duties(self.graph.works.values(), self.gazette)


def _distinct(names: Iterable[str]) -> dict[str, str]:
    """A slug a name; of names that sound alike the first met keeps the plain one, the others carry a mark of their own."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name not in slugs:
            plain = _ascii(name)
            slugs[name] = f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:6]}" if plain in taken else plain
            taken.add(plain)
    return slugs


def _ascii(name: str) -> str:
    return numbers.slug(name)[:80] or f"x{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _printing(id_: str) -> str:
    found = _PRINTING.search(id_)
    return found[0] if found else id_
