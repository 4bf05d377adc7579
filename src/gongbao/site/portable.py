"""A site that is read from a disk: classic scripts in place of modules, and what scripts read as scripts too.

A browser that opens a page from a disk runs no module and fetches no file, but runs every classic script of the folder.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator

from gongbao.site import urls
from gongbao.site.page import File
from gongbao.site.scripts import Linker
from gongbao.site.shipped import PROJECT

RUNTIME = PROJECT / "templates" / "portable.js"

_MODULE = re.compile(rb'<script type="module"(?= src=)')
_FETCHED = re.compile(
    rf"""
    # search/names.json, search/index/1f00/parts/3.bin; not: search/index.html, data/search.json
    {urls.SEARCH} .+ \. (?: bin | json )
    """,
    re.VERBOSE,
)


def dressed(file: File) -> File:
    """A file as it stands on a disk: what scripts fetch stands there as scripts only. Scripts themselves are `linked`."""
    if file.path.endswith(".html"):
        return File(file.path, _MODULE.sub(b"<script defer", file.content))
    return _as_script(file) if _FETCHED.fullmatch(file.path) else file


def plain(content: bytes) -> bytes:
    """The bytes of a file that stands as a script."""
    return b64decode(content.split(b'"')[3])


def linked(files: Iterable[File]) -> Iterator[File]:
    """The files of static/, the modules among them put together to classic scripts."""
    sources: dict[str, str] = {}
    for file in files:
        if file.path.startswith("js/") and file.path.endswith(".js"):
            sources[file.path] = file.content.decode()
        else:
            yield file
    for path, script in Linker(sources, RUNTIME.read_text("utf-8")).scripts():
        yield File(path, script.encode())


def _as_script(file: File) -> File:
    content = b64encode(file.content).decode("ascii")
    return File(f"{file.path}.js", f'gongbao.file("{file.path}", "{content}");\n'.encode())
