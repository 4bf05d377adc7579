"""The site's ES modules linked into classic scripts, for browsers that load no modules from a disk.

It knows the forms the site's own scripts use and refuses every other with a sentence: `import { a, b as c } from`,
`import * as a from`, `import "…"`, `import("…")`; `export` before function, class and const, `export { a, b as c };`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gongbao.errors import SiteError
from gongbao.site.blanks import blanked

_NAME = r"[A-Za-z_$][\w$]*"
_NAMES = rf"\{{ \s* (?: {_NAME} (?: \s+as\s+ {_NAME} )? \s* (?: , \s* | (?=\}}) ) )* \}}"
_FROM = r"(?P<quote>[\"']) (?P<path>\.\.?/[^\"'\n]+\.js) (?P=quote)"

_IMPORT = re.compile(
    rf"""
    # import {{ root }} from "./address.js"; import "./address.js"; not: import root from "./address.js"
    import \s+ (?: (?: (?P<names>{_NAMES}) | \* \s+ as \s+ (?P<all>{_NAME}) ) \s+ from \s+ )? {_FROM} [ ]* ;?
    """,
    re.VERBOSE,
)
_LATER = re.compile(
    rf"""
    # import("./suggest.js"); not: import(name)
    import \( \s* {_FROM} \s* \)
    """,
    re.VERBOSE,
)
_DECLARED = re.compile(
    rf"""
    # export async function copy(, export const root =; not: export let root, export default, export const {{ a }} =; the comma of one = 1, two = 2 is looked for
    export \s+ (?= (?: (?:async\s+)? function \s* \*? | class | (?P<const>const) ) \s* \b (?P<name>{_NAME}) )
    """,
    re.VERBOSE,
)
_LISTED = re.compile(
    rf"""
    # export {{ marks, joined as ranges }}; not: export {{ marks }} from "./snippet.js"
    export \s+ (?P<names>{_NAMES}) [ ]* ; (?! \s* from )
    """,
    re.VERBOSE,
)
_WORD = re.compile(
    r"""
    # import, export; not: important, each.import, $export
    (?<! [\w$.] ) (?: import | export ) (?! [\w$] )
    """,
    re.VERBOSE,
)
_PAIR = re.compile(rf"({_NAME})(?:\s+as\s+({_NAME}))?")


@dataclass(frozen=True)
class Import:
    """An import: the module, and how its values are bound there: `{ a, b: c }`, a name, or nothing."""

    path: str
    binding: str
    names: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Module:
    """A module: what it imports at once and later, the names it exports with the names they have inside, its text."""

    path: str
    imports: tuple[Import, ...]
    later: tuple[Import, ...]
    exports: tuple[tuple[str, str], ...]
    body: str

    @property
    def needed(self) -> tuple[str, ...]:
        """The modules it imports at once, each once."""
        return tuple(dict.fromkeys(each.path for each in self.imports))


def module(path: str, source: str) -> Module:
    """Take a module apart; SiteError for a form of import or export that is not known."""
    return _Reading(path, source).module()


class _Reading:
    """A module while it is read."""

    def __init__(self, path: str, source: str) -> None:
        self._path = path
        self._source = source
        self._blanked = blanked(source)
        self._imports: list[Import] = []
        self._later: list[Import] = []
        self._exports: dict[str, str] = {}

    def module(self) -> Module:
        """What it says."""
        text, place = "", 0
        for match in _WORD.finditer(self._blanked):
            end, instead = self._statement(match.start())
            text += self._source[place : match.start()] + instead
            place = end
        body = text + self._source[place:]
        return Module(self._path, tuple(self._imports), tuple(self._later), tuple(self._exports.items()), body)

    def _statement(self, start: int) -> tuple[int, str]:
        """Where a statement ends and what stands in its place, as many lines long."""
        if found := _LATER.match(self._source, start):
            self._later.append(self._import(found, "", ()))
            return found.end(), f'$later("{self._later[-1].path}")'
        if start and self._source[start - 1] != "\n":
            raise self._refusal(start)
        if found := _IMPORT.match(self._source, start):
            pairs = _pairs(found["names"])
            bound = f"{{ {', '.join(f'{name}: {here}' for name, here in pairs)} }}" if pairs else found["all"]
            self._imports.append(self._import(found, bound or "", tuple(name for name, _ in pairs)))
            return found.end(), "\n" * found[0].count("\n")
        if (found := _DECLARED.match(self._source, start)) and not (found["const"] and self._goes_on(found.end())):
            self._exports[found["name"]] = found["name"]
            return found.end(), "\n" * found[0].count("\n")
        if found := _LISTED.match(self._source, start):
            self._exports.update((outside, inside) for inside, outside in _pairs(found["names"]))
            return found.end(), "\n" * found[0].count("\n")
        raise self._refusal(start)

    def _import(self, found: re.Match[str], binding: str, names: tuple[str, ...]) -> Import:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), found["path"]))
        return Import(path, binding, names, self._line(found.start()))

    def _goes_on(self, start: int) -> bool:
        """Tell whether a declaration goes on behind a comma: const one = 1, two = 2;"""
        depth = 0
        for char in self._blanked[start:]:
            depth += (char in "([{") - (char in ")]}")
            if depth == 0 and char in ",;":
                return char == ","
        return False

    def _line(self, place: int) -> int:
        return self._source.count("\n", 0, place) + 1

    def _refusal(self, place: int) -> SiteError:
        line = self._source[place:].partition("\n")[0].strip()[:60]
        return SiteError(
            f"static/{self._path}:{self._line(place)}: --portable 不认得这样的写法“{line}”。"
            "请另起一行写成 import { 名字 } from “./文件.js”、export function、export class、export const 名字 或 export { 名字 };。"
        )


def _pairs(names: str | None) -> list[tuple[str, str]]:
    """The names in braces, each with the name behind its `as`, or itself."""
    return [(name, other or name) for name, other in _PAIR.findall((names or "").strip("{}"))]


@dataclass(frozen=True)
class Linker:
    """Links modules; `sources` are all scripts of the site by their paths, `runtime` what runs linked ones."""

    sources: Mapping[str, str]
    runtime: str

    def scripts(self) -> Iterator[tuple[str, str]]:
        """The classic scripts: of every module that stands in js/ itself, and of every one that is imported later."""
        later = {each.path for module in self._modules.values() for each in module.later}
        for path in sorted(self._modules):
            if path in later or posixpath.dirname(path) == "js":
                yield path, self._script(path)

    @cached_property
    def _modules(self) -> Mapping[str, Module]:
        modules = {path: module(path, source) for path, source in sorted(self.sources.items())}
        for each in modules.values():
            for wanted in (*each.imports, *each.later):
                _check(each, wanted, modules.get(wanted.path))
        return modules

    def _script(self, path: str) -> str:
        up = posixpath.relpath("/", "/" + posixpath.dirname(path)) + "/"
        defined = "".join(_definition(self._modules[each]) for each in self._order(path, ()))
        head = f"// {path} and all it imports, as a classic script.\n\n"
        return f'{head}(() => {{\n"use strict";\nconst ROOT = "{up}";\n{self.runtime}{defined}gongbao.need("{path}");\n}})();\n'

    def _order(self, path: str, above: tuple[str, ...]) -> list[str]:
        """A module behind all it imports; SiteError where modules import each other in a circle."""
        if path in above:
            circle = "、".join(above[above.index(path) :])
            raise SiteError(
                f"static/{path}: --portable 不能连接互相 import 的文件：{circle}。请把共用的部分移到另一个文件。"
            )
        found = [each for needed in self._modules[path].needed for each in self._order(needed, (*above, path))]
        return list(dict.fromkeys((*found, path)))


def _check(importing: Module, wanted: Import, imported: Module | None) -> None:
    where = f"static/{importing.path}:{wanted.line}: "
    if imported is None:
        raise SiteError(f"{where}没有 static/{wanted.path} 这个文件。")
    missing = [name for name in wanted.names if name not in dict(imported.exports)]
    if missing:
        raise SiteError(f"{where}static/{wanted.path} 没有用 export 给出“{'、'.join(missing)}”。")


def _definition(module: Module) -> str:
    """A module as a function of what it imports; its names stand in a block, so they may be those of the parameters."""
    bound = "".join(
        f"const {each.binding} = $modules[{module.needed.index(each.path)}];\n"
        for each in module.imports
        if each.binding
    )
    given = ", ".join(name if name == inside else f"{name}: {inside}" for name, inside in module.exports)
    needed = ", ".join(f'"{path}"' for path in module.needed)
    head = f'gongbao.define("{module.path}", [{needed}], async (fetch, $later, $modules) => {{\n{{\n'
    return f"{head}{bound}{module.body.rstrip()}\nreturn {{ {given} }};\n}}\n}});\n"
