"""static/ to the site: the style sheets and scripts as they are, and the gazette's own colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongbao.gazette import Colours
from gongbao.site.page import File

COLOURS = "css/colours.css"


def assets(folders: Iterable[Path], colours: Colours) -> Iterator[File]:
    """Every file of the folders by its path; a file of an earlier folder hides those of the later ones."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and not path.name.startswith("."):
                found.setdefault(path.relative_to(folder).as_posix(), path)
    for name in sorted(found):
        yield File(name, found[name].read_bytes())
    if COLOURS not in found:
        yield File(COLOURS, _colours(colours).encode())


def _colours(colours: Colours) -> str:
    return (
        f":root {{ --accent: {colours.light}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {colours.dark}; }} }}\n"
    )
