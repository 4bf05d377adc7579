"""From the path of a request to a file of the site, and never to anything else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote

TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".bin": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}
UNKNOWN = "application/octet-stream"


def steps_of(path: str) -> tuple[str, ...] | None:
    """The steps of a path as it stands in a request, the last one empty for a folder; None for what is no path.

    >>> steps_of("/issues/2023-04/"), steps_of("/%e5%85%ac/a.txt")
    (('issues', '2023-04', ''), ('公', 'a.txt'))
    >>> steps_of("/a/%2e%2e/b"), steps_of("//b"), steps_of("/.store"), steps_of("/a%00")
    (None, None, None, None)
    """
    try:
        plain = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    steps = tuple(plain.removeprefix("/").split("/"))
    if not plain.startswith("/") or "\0" in plain or "\\" in plain:
        return None
    # A step that begins with a dot is "..", or something the program keeps for itself; an empty one leads to another host.
    if any(step.startswith(".") for step in steps) or "" in steps[:-1]:
        return None
    return steps


def found(site: Path, steps: tuple[str, ...]) -> Path | None:
    """The file at some steps: of a folder its index.html; None where there is none inside the site."""
    target = site.joinpath(*steps[:-1], steps[-1] or "index.html")
    try:
        real = target.resolve(strict=True)
        return target if real.is_relative_to(site.resolve()) and real.is_file() else None
    except (OSError, ValueError):
        return None


def is_folder(site: Path, steps: tuple[str, ...]) -> bool:
    """Whether a path without a slash at its end names a folder with a page."""
    return bool(steps[-1]) and found(site, (*steps, "")) is not None


def type_of(path: Path | PurePosixPath) -> str:
    """What a browser is told a file is."""
    return TYPES.get(path.suffix.lower(), UNKNOWN)
