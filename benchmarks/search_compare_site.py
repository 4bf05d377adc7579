"""The same invented decrees for both searches: as pages for Pagefind, as documents for ours, and what building costs."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from shutil import copytree, rmtree
from typing import overload

from benchmarks.search_corpus import Corpus, gazette
from gongbao.search.build import index_files
from gongbao.search.documents import Document

ROOT = Path(__file__).resolve().parent.parent
PAGEFIND = "1.5.2"
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><main data-pagefind-body><h1>{title}</h1>
<p>{number}</p>
<p>{code}</p>
{text}
</main></body>
</html>
"""


class Stored(Sequence[Document]):
    """Documents in a file, read one by one as they are asked for, as Pagefind reads its pages."""

    def __init__(self, path: Path, places: Sequence[int]) -> None:
        self._path = path
        self._places = places
        self._file = path.open("rb")

    @classmethod
    def of(cls, folder: Path) -> Stored:
        """The documents that `write` left in a folder."""
        return cls(folder / "documents.bin", pickle.loads((folder / "places.bin").read_bytes()))

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> Stored: ...
    def __getitem__(self, place: int | slice) -> Document | Stored:
        if isinstance(place, slice):
            return Stored(self._path, self._places[place])
        self._file.seek(self._places[place])
        document: Document = pickle.load(self._file)
        return document


@dataclass(frozen=True)
class Cost:
    """What a process used: CPU seconds, memory at its highest in MB, and how it ended (0 is well)."""

    cpu: float
    peak: float
    ended: int


def write(count: int, folder: Path) -> None:
    """The pages of `count` documents below `public`, and the documents themselves."""
    pages = folder / "public" / "d"
    pages.mkdir(parents=True, exist_ok=True)
    places = []
    with (folder / "documents.bin").open("wb") as file:
        for place, document in enumerate(Corpus(count)):
            places.append(file.tell())
            pickle.dump(document, file)
            (pages / f"{place}.html").write_text(_page(document), encoding="utf-8")
    (folder / "places.bin").write_bytes(pickle.dumps(places))
    (folder / "public" / "blank.html").write_text("<!doctype html><title>.</title>", encoding="utf-8")


def scripts(folder: Path) -> None:
    """The code of our side as it is now, below `public`."""
    copytree(ROOT / "static" / "js" / "search", folder / "public" / "ours" / "js", dirs_exist_ok=True)


def _page(document: Document) -> str:
    text = "\n".join(_passages(document))
    number, code = str(document.number), document.code.replace("-", " ")
    return _PAGE.format(title=escape(document.title), number=escape(number), code=code, text=text)


def _passages(document: Document) -> Iterator[str]:
    for passage in document.passages:
        text = escape(passage.text)
        yield f'<h2 id="{passage.anchor}">{text}</h2>' if passage.heading else f"<p>{text}</p>"


def install(folder: Path) -> Path:
    """Pagefind in an environment of its own, thrown away with the folder; returns its program."""
    home = folder / "pagefind-environment"
    if not home.exists():
        venv.create(home, with_pip=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", f"pagefind[extended]=={PAGEFIND}"]
        subprocess.run(pip, check=True)
    return next(home.glob("lib/*/site-packages/pagefind_bin_extended/pagefind_extended"))


def build_ours(folder: Path) -> Cost:
    """Our index of the documents in a folder, made by a process of its own."""
    rmtree(folder / "public" / "ours" / "index", ignore_errors=True)
    return _run([sys.executable, "-m", "benchmarks.search_compare_site", str(folder)])


def build_pagefind(folder: Path, program: Path) -> Cost:
    """Pagefind's index of the pages in a folder."""
    rmtree(folder / "public" / "pagefind", ignore_errors=True)
    return _run([str(program), "--site", str(folder / "public"), "--silent"])


def _run(command: list[str]) -> Cost:
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def sizes(folder: Path, side: str) -> dict[str, float]:
    """Bytes of index and texts, and the number of files; the code is not counted."""
    found = {"index": 0.0, "texts": 0.0, "files": 0.0}
    home = folder / "public" / ("ours/index" if side == "ours" else "pagefind")
    for path in home.rglob("*"):
        name = path.relative_to(home).as_posix()
        if path.is_dir() or kind_of(name) == "code":
            continue
        found[kind_of(name)] += path.stat().st_size
        found["files"] += 1
    return found


def places_of(folder: Path) -> dict[str, int]:
    """Pagefind's names of results and the documents they stand for."""
    found = {}
    for path in (folder / "public" / "pagefind" / "fragment").glob("*.pf_fragment"):
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        found[path.stem] = int(Path(json.loads(text)["url"]).stem)
    return found


def kind_of(path: str) -> str:
    """What a file of either side is: code, index, or the text of a result."""
    if path.endswith((".js", ".css", ".html")) or "wasm" in path:
        return "code"
    return "texts" if "texts/" in path or "fragment/" in path else "index"


def _build(folder: Path) -> None:
    home = folder / "public" / "ours" / "index"
    for file in index_files(Stored.of(folder), gazette()):
        path = home / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


if __name__ == "__main__":
    _build(Path(sys.argv[1]))
