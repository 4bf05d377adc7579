"""The same archive for Hugo: its records under the names and fields Hugo asks for, and plain templates for them.

python -m benchmarks.build_hugo content hugo            a Hugo project of an archive
python -m benchmarks.build_hugo --add more/1 hugo       one more issue of it
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.hugo_pages import Archive, Fields, lay, page, serial, write
from gongbao.numbers import parse

TEMPLATES = Path(__file__).resolve().parent / "hugo"
STYLE = "body { max-width: 60rem; margin: auto }\n"
SECTIONS = {"issues": "各期公报", "numbers": "未收录全文的文号", "cited": "外部引用", "sources": "原文"}
# What a list has beside its page.
LISTS = {
    "departments": ["html", "atom", "feed", "tasks"],
    "series": ["html", "atom", "feed"],
    "years": ["html", "search"],
}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OUTPUTS = {"issue": ["html", "json", "markdown", "txt"], "table": ["html", "json", "markdown", "txt", "csv", "rows"]}


def project(content: Path, folder: Path) -> None:
    """A Hugo project of an archive: to be done once, and not measured."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    shutil.copytree(content, folder / "archive")
    write(folder / "static" / "style.css", STYLE)
    for name, title in SECTIONS.items():
        page(folder / "content" / name / "_index.md", {"title": title})
    _convert(content, folder)


def add(issue: Path, folder: Path) -> None:
    """One more issue: its records, and what it changes on the pages of others; not measured either."""
    shutil.copytree(issue, folder / "archive", dirs_exist_ok=True)
    _convert(issue, folder)


def _convert(content: Path, folder: Path) -> None:
    """Put the records of the archive, or of one issue of it, into a Hugo project, and what the whole archive says."""
    archive = Archive.open(folder / "archive")
    lists: dict[str, set[str]] = defaultdict(set)
    for path in sorted((*content.glob("issues/*/*.md"), *content.glob("decrees/*.md"))):
        fields = _record(archive, path, folder / "content" / path.relative_to(content))
        for name in LISTS:
            lists[name].update(fields.get(name, ()))
    for name, titles in lists.items():
        for title in sorted(titles):
            page(folder / "content" / name / title / "_index.md", {"title": title, "outputs": LISTS[name]})
    lay(archive, folder / "content")


def _record(archive: Archive, path: Path, target: Path) -> Fields:
    """One record as Hugo wants it; gives its fields."""
    text = path.read_text(encoding="utf-8")
    fields = _fields(text)
    extra = dict(_extra(archive, fields))
    head, body = text.split("\n---\n", 1)
    kept = "\n".join(line for line in head.split("\n") if not line.startswith("kind:"))
    added = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in sorted(extra.items()))
    write(target.with_name("_index.md") if path.name == "index.md" else target, f"{kept}\n{added}---\n{body}")
    return fields | extra


def _extra(archive: Archive, fields: Fields) -> Iterator[tuple[str, Any]]:
    """What Hugo makes its lists and files of."""
    kind, day = fields["kind"], _day(archive, fields)
    yield "date", day
    if kind in _OUTPUTS:
        yield "outputs", _OUTPUTS[kind]
    if kind == "issue":
        return
    yield "type", kind
    yield "genres", [kind]
    yield "years", [day[:4]]
    if kind == "decree":
        yield from _decree(archive, fields)
    if kind == "appointments":
        posts = archive.posts.get(fields["id"], [])
        yield "posts", posts
        yield "people", sorted({each["person"] for each in posts if each["person"]})
        yield "organisations", sorted({each["organisation"] for each in posts if each["organisation"]})


def _decree(archive: Archive, fields: Fields) -> Iterator[tuple[str, Any]]:
    number = parse(fields.get("number") or fields.get("number_inferred") or "")
    days = list(_days(fields))
    yield "aliases", archive.aliases.get(("work", fields["id"]), [])
    yield from serial(number).items() if number else ()
    yield "issuers", [fields["issuer"]] if fields.get("issuer") else []
    yield "doctypes", [fields["doctype"]] if fields.get("doctype") else []
    yield "days", days
    yield "validity", sorted({each["year"] for each in days})


def _days(fields: Fields) -> Iterator[Fields]:
    """What a decree says of days: when it takes effect and ends, and what it repeals."""
    said = fields.get("effective") or {}
    start = said.get("from")
    if start or said.get("rule"):
        yield _on(start, "施行", said["basis"])
    if said.get("until"):
        yield _on(said["until"], "有效期止", said["basis"])
    for repeal in fields.get("repeals", ()):
        yield _on(start or fields.get("signed"), "废止", repeal["basis"])


def _on(day: object, what: str, basis: str) -> Fields:
    return {"day": str(day or ""), "year": str(day)[:4] if day else "undated", "what": what, "basis": basis}


def _day(archive: Archive, fields: Fields) -> str:
    """When it was signed, or else its issue published."""
    issue = archive.library.records.get(fields.get("issue") or "")
    return str(fields.get("signed") or fields.get("published") or getattr(issue, "published", None) or "1995-01-01")


def _fields(text: str) -> Fields:
    found: Fields = yaml.load(text.removeprefix("---\n").split("\n---\n", 1)[0], _LOADER)
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", action="store_true", help="one more issue of an archive that is there")
    parser.add_argument("content", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    (add if options.add else project)(options.content, options.folder)


if __name__ == "__main__":
    main()
