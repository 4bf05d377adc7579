"""What templates are made of: each with everything it extends, includes and imports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta

from gongbao.site.parts import hashed, joined


class Templates:
    """The templates of some folders, an earlier folder hiding a later one's."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._digests: dict[str, bytes] = {}

    def digest(self, names: Iterable[str]) -> bytes:
        """One digest of templates and of all they refer to, at any depth."""
        return joined(self._of(name) for name in sorted(set(names)))

    def _of(self, name: str) -> bytes:
        if name not in self._digests:
            closure = sorted(self._closure(name))
            self._digests[name] = joined(hashed(each.encode() + b"\0" + self._source(each)) for each in closure)
        return self._digests[name]

    def _closure(self, name: str) -> set[str]:
        found: set[str] = set()
        left = [name]
        while left:
            each = left.pop()
            if each not in found:
                found.add(each)
                left.extend(self._referred(each))
        return found

    def _referred(self, name: str) -> set[str]:
        named = _named(self._source(name))
        # A name worked out only when rendering may be any of them.
        return self._all if None in named else {each for each in named if each}

    def _source(self, name: str) -> bytes:
        for folder in self._folders:
            try:
                return (folder / name).read_bytes()
            except OSError:
                continue
        return b""

    @cached_property
    def _all(self) -> set[str]:
        return {
            path.relative_to(folder).as_posix()
            for folder in self._folders
            for path in folder.rglob("*")
            if path.is_file()
        }


@lru_cache(maxsize=512)  # a server builds again and again with the same templates
def _named(source: bytes) -> frozenset[str | None]:
    """The templates a source refers to; None among them for a name that is worked out when rendering."""
    try:
        parsed = Environment(autoescape=True).parse(source.decode("utf-8", "replace"))
    except TemplateSyntaxError:
        return frozenset()  # rendering it will say what is wrong
    return frozenset(meta.find_referenced_templates(parsed))
