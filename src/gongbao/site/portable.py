"""A site that is read from a disk: classic scripts in place of modules, and what scripts read as scripts too.

A browser that opens a page from a disk runs no module and fetches no file, but runs every classic script of the folder.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongbao.site import urls
from gongbao.site.data import bundled
from gongbao.site.data.bundle import SITE_ZIP
from gongbao.site.page import File
from gongbao.site.scripts import Linker

RUNTIME = Path(__file__).resolve().parents[3] / "templates" / "portable.js"

_MODULE = re.compile(rb'<script type="module"(?= src=)')
_FETCHED = re.compile(
    rf"""
    # search/names.json, search/index/1f00/parts/3.bin; not: search/index.html, data/search.json
    {urls.SEARCH} .+ \. (?: bin | json )
    """,
    re.VERBOSE,
)


def portable(files: Iterable[File]) -> Iterator[File]:
    """The files of a built site as they stand on a disk, the zip that holds all of them made again."""
    yield from bundled(_changed(file for file in files if file.path != SITE_ZIP))


def _changed(files: Iterable[File]) -> Iterator[File]:
    """What scripts fetch stands there as scripts only."""
    sources: dict[str, str] = {}
    for file in files:
        if file.path.startswith("js/") and file.path.endswith(".js"):
            sources[file.path] = file.content.decode()
        elif file.path.endswith(".html"):
            yield File(file.path, _MODULE.sub(b"<script defer", file.content))
        else:
            yield _as_script(file) if _FETCHED.fullmatch(file.path) else file
    for path, script in Linker(sources, RUNTIME.read_text("utf-8")).scripts():
        yield File(path, script.encode())


def _as_script(file: File) -> File:
    content = b64encode(file.content).decode("ascii")
    return File(f"{file.path}.js", f'gongbao.file("{file.path}", "{content}");\n'.encode())
