"""A build from beginning to end: see what changed, make it, put it in place, remember it."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from gongbao.archive import Library
from gongbao.building import bundling, compare, opening, placing, stamps, summary
from gongbao.building.opening import Given
from gongbao.building.order import PACKAGE, Order
from gongbao.building.store import Kept, Store
from gongbao.building.untouched import stamps_of
from gongbao.building.workshop import Made, Task, Workshop, taken
from gongbao.errors import SiteError
from gongbao.jobs import cores, refresh, scatter, settled, uncollected, workers
from gongbao.site.data.bundle import SITE_ZIP
from gongbao.site.page import File
from gongbao.site.parts import Part, hashed, joined
from gongbao.site.sitemap import Entry, sitemap

MANY = 200  # parts: fewer are made sooner than processes are started,
LARGE = 5_000  # unless they tell of so many records
CHUNK = 8  # parts handed to a process at a time, at most
EACH = 16  # times each process is handed some, at least: the last are done at about the same time
LOT = 2_400  # parts; then fresh processes take over
_SITEMAP = "sitemap"
_LATE = ("sitemap", "bundle")  # made of what the others made


@dataclass
class Outcome:
    """What a build did."""

    public: Path
    address: str = ""
    records: int = 0
    issues: int = 0
    files: int = 0
    made: int = 0  # parts that were made again
    written: list[str] = field(default_factory=list)  # files whose bytes are new
    removed: list[str] = field(default_factory=list)
    difference: compare.Difference = field(default_factory=compare.Difference)

    @property
    def sentence(self) -> str:
        """What there is, for whoever built it."""
        return f"{self.records}条记录，{self.issues}期公报 → {self.public}，共{self.files}个文件"


def version() -> bytes:
    """What of the program decides over the bytes of a site."""
    return joined([stamps.hashed([PACKAGE]), f"{sys.version_info[:2]}".encode(), _dictionaries()])


def _dictionaries() -> bytes:
    """The version of those that texts are spelt by; they themselves are loaded only when something was not spelt yet."""
    found = find_spec("pypinyin")
    return Path(found.origin).read_bytes() if found and found.origin else b""


def build_site(order: Order, library: Library | None = None) -> Outcome:
    """Bring public/ to what the archive, the templates and the settings say; SiteError when it cannot be written.

    `library` is the archive, where the caller has read it already.
    """
    placing.refuse_strange(order.public)
    try:
        order.store.parent.mkdir(parents=True, exist_ok=True)
        store = Store.open(order.store, version())
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(order, error) from error
    try:
        return _Build(order, store, Outcome(order.public), library).run()
    except OSError as error:
        if error.errno is None:  # a template that is missing calls itself an OSError too
            raise
        placing.discard(order)
        raise _unwritable(order, error) from error
    except sqlite3.OperationalError as error:
        placing.discard(order)
        raise _unwritable(order, error) from error
    finally:
        opening.close()
        store.close()


def _unwritable(order: Order, error: OSError | sqlite3.OperationalError) -> SiteError:
    where, what = os.fspath(order.store), str(error)
    if isinstance(error, OSError):
        where, what = os.fsdecode(error.filename or order.public), error.strerror or what
    return SiteError(f"{where}: 网站写不下去（{what}）。原有的网站没有动；请检查磁盘和写入权限后再试。")


@dataclass
class _Build:
    """One build under way."""

    order: Order
    store: Store
    outcome: Outcome
    library: Library | None = None
    claims: list[tuple[str, Kept]] = field(default_factory=list)
    token: bytes = b""
    stands: bool = False  # whether the site in public/ is the one the store knows

    def run(self) -> Outcome:
        """See, make, place, remember."""
        self._recover()
        began, seen = time.time_ns(), stamps_of(self.order)
        self.token = hashed(seen)
        with settled():
            with uncollected():
                shop = opening.workshop(self.order, self.token, Given(self.store, self.library))
                told = self._compared(shop)
                shop.marks.update((key, part.mark()) for key, part in shop.parts.items())
                gc.freeze()  # before a collection could look through all of it
            self._made(shop)
            self.outcome.files, self.outcome.address = self.store.count(), shop.address
            self.outcome.records, self.outcome.issues = shop.size
            self.store.set_note("outcome", self.outcome.sentence.encode())
            self.store.set_note(summary.NOTE, told)
            self.store.set_note("stamps", seen if stamps.settled(seen.split(b"\0", 1)[1], began) else b"")
            self._place()
        return self.outcome

    @property
    def _jobs(self) -> int:
        return self.order.jobs or cores()

    def _made(self, shop: Workshop) -> None:
        """All that is new, beside the site as it stands; the store keeps none of it yet."""
        placing.fresh_staging(self.order)
        self.store.begin()
        known = self.store.fingerprints()
        tasks = list(self._due(shop, known))
        self.outcome.made = len(tasks)
        gone = known.keys() - shop.parts.keys()
        if self._alone(shop, tasks):
            self._take(shop, gone, self._make(shop, tasks, None))
        else:
            self._prepare(shop)
            with workers(self._jobs, self.order.scheduler, helped=True) as crew:
                self._take(shop, gone, self._make(shop, tasks, crew))
        self._settle_claims()
        self._sitemap(shop)
        self._bundle(shop)

    def _take(self, shop: Workshop, gone: Iterable[str], found: Iterable[Made]) -> None:
        """Let the store know the parts as they are now."""
        made = list(found) if self._waits else found
        self._drop(gone)
        for each in made:
            self._keep(shop, each)

    @property
    def _waits(self) -> bool:
        """Whether the store is left as it is until all is made: a build that is killed before need not begin anew."""
        return self.stands and self.outcome.made <= LOT

    def _recover(self) -> None:
        """Finish what a killed run had begun to move; forget a site that is not the one that was made."""
        state = self.store.note("moving")
        if state and placing.planned(self.order):
            self._carry_out()
        elif state:
            self._settled()
        if self.order.clean or self.store.note("public") != placing.identity(self.order.public):
            self.store.begin()
            self.store.clear()
            self.store.set_note("version", version())
            self.store.commit()
        self.stands = bool(self.store.note("public"))

    def _compared(self, shop: Workshop) -> bytes:
        """The site in few words, held against the last one before anything of it is touched."""
        told = summary.of(shop.site)
        self.outcome.difference = compare.difference(summary.unpacked(self.store.note(summary.NOTE)), told)
        if self.order.guarded:
            compare.refuse_vanished(self.outcome.difference)
        return told.packed()

    def _due(self, shop: Workshop, known: dict[str, tuple[bytes, str]]) -> Iterator[Task]:
        """The parts to be made: those without a basis, and those whose basis, templates or settings changed."""
        for key, part in shop.parts.items():
            fingerprint, templates = known.get(key, (b"", ""))
            if part.basis is None or fingerprint != self._fingerprint(shop, key, templates.split()):
                yield self._task(key, tuple(self.store.files_of(key).values()) if key in known else ())

    def _task(self, key: str, kept: tuple[Kept, ...]) -> Task:
        return Task(self.order, self.token, key, kept)

    def _fingerprint(self, shop: Workshop, key: str, templates: Iterable[str]) -> bytes:
        return joined([shop.settings, shop.marks.get(key, b""), shop.templates.digest(templates)])

    def _prepare(self, shop: Workshop) -> None:
        """Have ready, and remembered, what each process would work out for itself."""
        shop.renderer.prepare()
        self.store.remember(shop.recall.take())

    def _alone(self, shop: Workshop, tasks: Sequence[Task]) -> bool:
        few = len(tasks) < MANY and shop.size[0] < LARGE
        return not self.order.scheduler and (self._jobs == 1 or few)

    def _make(self, shop: Workshop, tasks: list[Task], crew: Executor | None) -> Iterator[Made]:
        """All that is due, phase by phase: what a phase learnt is there for the next."""
        phases = [[task for task in tasks if shop.parts[task.key].phase == phase] for phase in range(3)]
        for most, phase in zip((CHUNK, 1, 1), phases, strict=True):
            chunk = min(most, max(1, len(phase) // (EACH * self._jobs)))
            for first in range(0, len(phase), LOT):
                if len(tasks) > LOT:
                    refresh(crew)  # what each process keeps in mind would grow, and its copies of what all share
                for made in scatter(crew, opening.make, phase[first : first + LOT], chunk):
                    self.store.remember(made.learnt)
                    yield made
            if crew:
                self._show()

    def _show(self) -> None:
        """Let the workers see what was learnt. A store that knows half of a site is of no site until the end."""
        if not self._waits:
            self.store.set_note("public", b"")
        self.store.commit()
        self.store.begin()

    def _keep(self, shop: Workshop, made: Made) -> None:
        before = self.store.files_of(made.key)
        gone = before.keys() - {each.path for each in made.files}
        for path in sorted(gone):
            self._remove(path)
        for each in made.files:
            if before.get(each.path) != each:
                self._claim(made.key, each)
        self.outcome.written.extend(made.written)
        self.store.put_part(made.key, self._fingerprint(shop, made.key, made.templates), " ".join(made.templates))

    def _claim(self, part: str, kept: Kept) -> None:
        """A file for a part; one that another part had is claimed once all parts have let go of theirs."""
        if self.store.put_file(part, kept):
            self.claims.append((part, kept))

    def _settle_claims(self) -> None:
        for part, kept in self.claims:
            if self.store.put_file(part, kept):
                raise SiteError(taken(kept.path))

    def _drop(self, parts: Iterable[str]) -> None:
        for key in sorted(parts):
            if key not in _LATE:
                self._forget(key)

    def _forget(self, part: str) -> None:
        for path in self.store.files_of(part):
            self._remove(path)
        self.store.drop_part(part)

    def _remove(self, path: str) -> None:
        self.store.drop_file(path)
        self.outcome.removed.append(path)

    def _end(self, shop: Workshop, key: str, before: Mapping[str, Kept]) -> None:
        """A part that is made when all others are."""
        made = shop.make(self._task(key, tuple(before.values())))
        self.store.remember(made.learnt)
        self._keep(shop, made)

    def _sitemap(self, shop: Workshop) -> None:
        """The list of all pages, which nobody knows before they are made."""
        entries = list(_listed(self.store))
        shop.parts[_SITEMAP] = Part(_SITEMAP, lambda: sitemap(entries, shop.address))
        self._end(shop, _SITEMAP, self.store.files_of(_SITEMAP))

    def _bundle(self, shop: Workshop) -> None:
        """The whole site as one file, of an archive that is not too large for it."""
        key, public = "bundle", self.order.public.absolute()
        if shop.size[0] > bundling.MOST or not self.order.bundled:
            self._forget(key)
            return
        before = self.store.files_of(key)
        written = set(self.outcome.written)
        if before and not written and not self.outcome.removed:
            return
        folders = (self.order.staging, public)
        content = bundling.bundled(public / SITE_ZIP, self.store.paths(), written, folders)
        shop.parts[key] = Part(key, lambda: [File(SITE_ZIP, content)])
        self._end(shop, key, before)

    def _place(self) -> None:
        """Keep the store and move the files, in an order that a kill at any point leaves right."""
        written = set(self.outcome.written)
        gone = set(self.outcome.removed) - written
        removed = self.outcome.removed = sorted(path for path in gone if not self.store.has(path))
        if self.stands and placing.are_few(len(written) + len(removed), self.outcome.files):
            placing.plan(self.order, written, removed)
            self.store.set_note("moving", b"1")
            self.store.commit()
            self._carry_out()
            return
        placing.complete(self.order, (path for path in self.store.paths() if path not in written))
        self.store.set_note("public", placing.identity(self.order.staging))
        self.store.commit()
        placing.exchange(self.order)

    def _carry_out(self) -> None:
        """Make the moves of the plan. What hinders them leaves the plan where it is, and the next build goes on by it."""
        try:
            placing.carry_out(self.order)
            self._settled()
        except (OSError, sqlite3.OperationalError) as error:
            raise SiteError(
                f"{self.order.public}: 新的网站做好了，但没有全部换上去（{error}）。"
                "请检查磁盘和写入权限，再运行一次，会接着换完。"
            ) from error

    def _settled(self) -> None:
        self.store.begin()
        self.store.set_note("moving", b"")
        self.store.set_note("public", placing.identity(self.order.public))
        self.store.commit()


def _listed(store: Store) -> Iterator[Entry]:
    """The pages for search engines, by their addresses."""
    for path, day in store.listed():
        yield path.removesuffix("index.html"), date.fromisoformat(day) if day else None
