"""The same archive for Hugo: its records under the names and fields Hugo asks for, and plain templates for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TEMPLATES = Path(__file__).resolve().parent / "hugo"
STYLE = "body { max-width: 60rem; margin: auto }\n"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OWN_OUTPUTS = {"table": ["html", "csv", "json"]}


def project(content: Path, folder: Path) -> None:
    """A Hugo project of an archive: to be done once, and not measured."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static" / "style.css").write_text(STYLE, encoding="utf-8")
    convert(content, folder)
    _page(folder / "content" / "issues" / "_index.md", {"title": "各期公报"})


def convert(content: Path, folder: Path) -> None:
    """Put the records of an archive, or of one issue of it, into a Hugo project."""
    departments, years = set[str](), set[str]()
    for issue in sorted((content / "issues").glob("*")):
        day = str(_fields((issue / "index.md").read_text(encoding="utf-8"))["published"])
        for path in sorted(issue.glob("*.md")):
            fields = _record(path, folder / "content" / "issues" / issue.name, day)
            departments.update(fields.get("departments", ()))
            years.update(fields.get("years", ()))
    for path in sorted((content / "decrees").glob("*.md")):
        fields = _record(path, folder / "content" / "decrees", "1995-01-01")
        departments.update(fields.get("departments", ()))
        years.update(fields.get("years", ()))
    for name in sorted(departments):
        _page(folder / "content" / "departments" / name / "_index.md", {"title": name, "outputs": ["html", "rss"]})
    for name in sorted(years):
        _page(folder / "content" / "years" / name / "_index.md", {"title": name, "outputs": ["html", "search"]})


def _record(path: Path, folder: Path, day: str) -> dict[str, Any]:
    """One record as Hugo wants it; gives its fields."""
    text = path.read_text(encoding="utf-8")
    fields = _fields(text)
    extra = dict(_extra(fields, str(fields.get("signed") or day)))
    head, body = text.split("\n---\n", 1)
    kept = "\n".join(line for line in head.split("\n") if not line.startswith("kind:"))
    added = yaml.safe_dump(extra, allow_unicode=True, sort_keys=True)
    name = "_index.md" if path.name == "index.md" else path.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"{kept}\n{added}---\n{body}", encoding="utf-8")
    return fields | extra


def _extra(fields: dict[str, Any], day: str) -> Iterator[tuple[str, Any]]:
    """What Hugo makes its lists of."""
    kind = fields["kind"]
    yield "date", day
    if kind == "issue":
        return
    yield "type", kind
    yield "genres", [kind]
    yield "years", [day[:4]]
    if fields.get("issuer"):
        yield "issuers", [fields["issuer"]]
    if fields.get("doctype"):
        yield "doctypes", [fields["doctype"]]
    if kind == "appointments":
        yield "people", sorted({entry["person"] for entry in fields["entries"] if entry["person"]})
    if kind in _OWN_OUTPUTS:
        yield "outputs", _OWN_OUTPUTS[kind]


def _fields(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text.removeprefix("---\n").split("\n---\n", 1)[0], _LOADER)
    return found


def _page(path: Path, fields: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n", encoding="utf-8")
