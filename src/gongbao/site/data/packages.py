"""What describes the datasets to programs: one Data Package for all of them, and a CSVW description beside each CSV."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from gongbao.site.context import Site
from gongbao.site.data.schema import Column, Reference
from gongbao.site.data.sheets import LINE_END, Sheet
from gongbao.site.data.volumes import Volume
from gongbao.site.data.whereabouts import address_of
from gongbao.site.page import File

PACKAGE = "datapackage.json"
DESCRIPTION_OF = "{}-metadata.json"  # as CSVW has it: the CSV's own name, and this behind it
GROUP = "csv-metadata.json"
RIGHTS = (
    "公报所载的公文依《中华人民共和国著作权法》第五条不受著作权保护，政策解读等其他文字请自行判断；"
    "字段、链接和推断由本站整理，可以自由使用，请注明出处。引用公文请以正式印发的文本为准。"
)
_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
_RESOURCES = b'"resources": []'  # a quote within a text would not look like it
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")  # what CSVW takes for a column's name as it is: signed, not: 序号


@dataclass(frozen=True)
class Archive:
    """A file of records as a Data Package names it; `content` is empty where it was made apart, and is not at hand."""

    name: str
    title: str
    path: str  # as seen from the package
    content: bytes = b""


def package(site: Site, volume: Volume, resources: Iterable[str], archives: Iterable[Archive]) -> File:
    """datapackage.json: every dataset as `resource` tells of it, and the files of records."""
    name = site.gazette.name or "政府公报"
    told = tuple(archives)
    described = {
        "profile": "data-package",
        "name": f"gazette-archive-{volume.name}" if volume.name else "gazette-archive",
        "title": f"{name}{volume.title}数据",
        "description": f"{name}{_held(volume, told)}。{RIGHTS}",
        "homepage": address_of(site, volume.folder),
        "rights": RIGHTS,
        "resources": [],  # they are many, and put in as text
    }
    text = encoded(described if site.gazette.address else _without(described, "homepage"))
    listed = ",".join((*resources, *map(_piece, map(_lines, told))))
    return File(volume.folder + PACKAGE, text.replace(_RESOURCES, _filled(listed)) if listed else text)


def resource(sheet: Sheet) -> str:
    """A dataset as datapackage.json holds it: its columns, keys, size and hash."""
    return _piece(_resource(sheet))


def _piece(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return f"\n{text}".replace("\n", "\n  ")


def _filled(listed: str) -> bytes:
    return f'"resources": [{listed}\n ]'.encode("utf-8", "replace")


def _held(volume: Volume, archives: Sequence[Archive]) -> str:
    if volume.name:
        return f"{volume.title}的记录和表格"
    whole = all(each.content for each in archives)
    sheets = "的记录、期、引用、发文目录、人事任免、任务分工"
    return f"{sheets}和表格" if whole else f"{sheets}，全部记录按年分开；表格在各年的数据包里"


def descriptions(volume: Volume, sheets: Sequence[Sheet]) -> Iterator[File]:
    """The CSVW description of each CSV beside it, and one of them all, which alone can tell keys from file to file."""
    for sheet in sheets:
        own = [each for each in sheet.references if each.dataset == sheet.name]
        described = _table(sheet, posixpath.basename(sheet.path), own)
        yield File(DESCRIPTION_OF.format(sheet.path), encoded({"@context": _CONTEXT, **described}))
    tables = [_table(sheet, sheet.file_name, sheet.references) for sheet in sheets]
    if tables:  # CSVW knows no group without any
        yield File(volume.folder + GROUP, encoded({"@context": _CONTEXT, "dc:rights": RIGHTS, "tables": tables}))


def encoded(value: object) -> bytes:
    """A value as JSON for people and programs: indented, Chinese as it is, a line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _resource(sheet: Sheet) -> dict[str, Any]:
    """A Tabular Data Resource."""
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "title": sheet.title,
        "description": sheet.description,
        "path": sheet.file_name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": sheet.size,
        "hash": f"sha256:{sheet.sha256}",
        "dialect": {
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminator": LINE_END,
            "header": True,
        },
        "schema": _schema(sheet),
    }


def _lines(archive: Archive) -> dict[str, Any]:
    content = archive.content
    size = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"} if content else {}
    return {
        "profile": "data-resource",
        "name": archive.name,
        "title": archive.title,
        "description": "每条记录一行 JSON，按编号排列：原文字段、正文、程序的推断（concluded）和网址。",
        "path": archive.path,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        **size,
    }


def _schema(sheet: Sheet) -> dict[str, Any]:
    """A Table Schema; keys are named only where they hold."""
    schema: dict[str, Any] = {"fields": [_field(column, sheet.key) for column in sheet.columns], "missingValues": [""]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    if sheet.references:
        schema["foreignKeys"] = [
            {"fields": each.column, "reference": {"resource": _itself(each, sheet), "fields": each.target}}
            for each in sheet.references
        ]
    return schema


def _itself(reference: Reference, sheet: Sheet) -> str:
    # Table Schema names the table a key stands in by an empty text.
    return "" if reference.dataset == sheet.name else reference.dataset


def _field(column: Column, key: Sequence[str]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if key == (column.name,):
        constraints["unique"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    return {
        "name": column.name,
        "type": column.type,
        **({"format": "default"} if column.type == "date" else {}),
        **({"trueValues": ["true"], "falseValues": ["false"]} if column.type == "boolean" else {}),
        "title": column.title,
        **_said("description", column.description),
        **({"constraints": constraints} if constraints else {}),
    }


def _table(sheet: Sheet, url: str, references: Sequence[Reference]) -> dict[str, Any]:
    """CSVW metadata of one CSV; addresses in it are relative to the file it stands in."""
    schema: dict[str, Any] = {"columns": [_csvw_column(place, each) for place, each in enumerate(sheet.columns, 1)]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    filled = {column.name for column in sheet.columns if column.required}
    references = [each for each in references if each.column in filled]  # a CSVW key admits no empty cell
    if references:
        schema["foreignKeys"] = [
            {
                "columnReference": each.column,
                "reference": {"resource": f"{each.dataset}.csv", "columnReference": each.target},
            }
            for each in references
        ]
    return {
        "url": quote(url),
        "dc:title": sheet.title,
        "dc:description": sheet.description,
        "dc:rights": RIGHTS,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": [LINE_END]},
        "tableSchema": schema,
    }


def _csvw_column(place: int, column: Column) -> dict[str, Any]:
    plain = _PLAIN_NAME.fullmatch(column.name)
    return {
        "name": column.name if plain else f"column_{place}",
        "titles": list(dict.fromkeys((column.name, column.title))),
        **_said("dc:description", column.description),
        "datatype": _datatype(column),
        **({"required": True} if column.required else {}),
    }


def _datatype(column: Column) -> str | Mapping[str, str]:
    if column.words:
        return {"base": "string", "format": "|".join(column.words)}
    return {"base": "boolean", "format": "true|false"} if column.type == "boolean" else column.type


def _said(name: str, text: str) -> dict[str, str]:
    return {name: text} if text else {}


def _without(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != name}
