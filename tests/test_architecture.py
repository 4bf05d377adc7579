"""The house rules that a reader of the code relies on: imports go down, names mean something, no city in the code."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "gongbao"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the bottom up. A room imports from the floors below it; rooms of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("gongbao",),
    ("errors",),
    ("problems",),
    ("tree",),
    ("typed",),
    ("numerals",),
    ("dates",),
    ("numbers",),
    ("outline",),
    ("typography",),
    ("model",),
    ("gazette",),
    ("jobs",),
    ("reading", "archive"),
    ("linking",),
    ("search", "site", "checking"),
    ("building",),
    ("serving",),
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# The two halves meet in content/ only, whatever the floors would allow.
APART = {("linking", "reading"), ("search", "reading"), ("site", "reading")}

THIRD_PARTY = {
    "bs4": {"reading", "site"},
    "distributed": {"jobs"},
    "docx": {"reading"},
    "jinja2": {"building", "site"},
    "lunr": {"search"},
    "markdown": {"site"},
    "numpy": {"search"},
    "pdfminer": {"reading"},
    "pdfplumber": {"reading"},
    "pypinyin": {"numbers"},
    "yaml": {"archive", "gazette"},
}

EMPTY_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
TEXTS = {".css", ".html", ".js", ".json", ".py", ".txt", ".xml", ".yml"}
MOST_LINES = 400
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


def dotted(path: Path) -> str:
    """The module's name from gongbao on: src/gongbao/reading/lines.py is gongbao.reading.lines."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, package: str) -> Iterator[str]:
    """Every module a source imports anywhere, by its full name; `package` is what a leading dot stands for."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            # `from gongbao import dates` names a room only in its last part, unlike `from gongbao.dates import …`.
            yield from (f"{base}.{alias.name}" for alias in node.names) if base == "gongbao" else (base,)


def breach(room: str, imported: str) -> str | None:
    """What is wrong with a module of `room` importing `imported`, or None."""
    top, _, rest = imported.partition(".")
    if top in sys.stdlib_module_names:
        return None
    if top != "gongbao":
        allowed = THIRD_PARTY.get(top, set())
        return None if room in allowed else f"{top} belongs to {sorted(allowed) or 'nobody'}, not to {room}"
    target = rest.partition(".")[0]
    if target in {"", "__version__", room}:
        return None
    if target not in FLOOR_OF:
        return f"{target} has no floor in this table"
    if FLOOR_OF[target] >= FLOOR_OF[room] or (room, target) in APART:
        return f"{room} must not import {target}"
    return None


def room_of(path: Path) -> str:
    """The module or package right under gongbao that a file belongs to; gongbao for the package's own __init__."""
    return dotted(path).split(".")[:2][-1]


def breaches(path: Path) -> Iterator[str]:
    """Every import of a module that goes against the table."""
    name = dotted(path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for imported in sorted(set(imports(path.read_text("utf-8"), package))):
        if wrong := breach(room_of(path), imported):
            yield f"{path.relative_to(ROOT)}: {wrong}"


@pytest.mark.parametrize(
    ("room", "imported", "right"),
    [
        ("dates", "gongbao.numerals", True),
        ("numerals", "gongbao.dates", False),
        ("reading", "gongbao.reading.lines", True),
        ("reading", "gongbao.archive.library", False),
        ("archive", "gongbao.reading", False),
        ("site", "gongbao.reading.text", False),
        ("site", "gongbao.linking.graph", True),
        ("cli", "gongbao.reading", True),
        ("reading", "gongbao.somewhere", False),
        ("archive", "yaml", True),
        ("reading", "yaml", False),
        ("reading", "requests", False),
        ("model", "datetime", True),
    ],
)
def test_the_table_tells_right_from_wrong(room: str, imported: str, right: bool) -> None:
    assert (breach(room, imported) is None) is right


def test_imports_are_found_wherever_they_stand() -> None:
    source = "from gongbao import dates\nfrom . import lines\nfrom ..model import Issue\ndef f():\n    import yaml\n"
    assert set(imports(source, "gongbao.reading")) == {"gongbao.dates", "gongbao.reading", "gongbao.model", "yaml"}


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in MODULES} <= set(FLOOR_OF)


def test_imports_go_down_only() -> None:
    assert [wrong for path in MODULES for wrong in breaches(path)] == []


def test_no_module_has_an_empty_name() -> None:
    assert [str(path) for path in MODULES if set(path.relative_to(PACKAGE).with_suffix("").parts) & EMPTY_NAMES] == []


def test_no_module_is_too_long() -> None:
    lengths = {dotted(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_module_opens_with_a_docstring() -> None:
    assert [dotted(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def chinese_texts(value: object) -> Iterator[str]:
    """Every Chinese text inside a value of a YAML file, keys included."""
    if isinstance(value, str):
        yield from CHINESE.findall(value)
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in chinese_texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in chinese_texts(part))


def test_the_code_names_no_city() -> None:
    gazette = yaml.safe_load((ROOT / "content" / "gazette.yml").read_text("utf-8"))
    names = {*chinese_texts(gazette["place"]), *chinese_texts(gazette["series"])}
    assert names
    tops = (PACKAGE, ROOT / "templates", ROOT / "static")
    texts = {path: path.read_text("utf-8") for top in tops for path in top.rglob("*") if path.suffix in TEXTS}
    assert {
        f"{path.relative_to(ROOT)}: {name}" for path, text in texts.items() for name in names if name in text
    } == set()
