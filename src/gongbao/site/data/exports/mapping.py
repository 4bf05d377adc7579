"""What OpenSearch must know of the documents before it takes them in: fields, and how Chinese is cut into words."""

from __future__ import annotations

from typing import Any

from gongbao.site.data.holdings import RECORDS
from gongbao.site.data.relations import CITATIONS
from gongbao.site.data.schema import Column

_PROSE = {"title", "effective_basis", "basis", "section"}  # is read, not only compared
_TYPES = {"string": "keyword", "integer": "integer", "boolean": "boolean", "date": "date"}
_TEXT = {"type": "text", "analyzer": "chinese"}
_NUMBERED = {"type": "keyword", "normalizer": "number"}
_KEYWORD = {"type": "keyword"}
# A number is found however its brackets are typed: 云政发[2023]5号, 云政发（2023）5号, 云政发 〔2023〕 5 号.
_BRACKETS = [
    *(f"{mark} => 〔" for mark in "[(（［【"),
    *(f"{mark} => 〕" for mark in "])）］】"),
    "\\u0020 =>",
    "\\u3000 =>",
]


def _field(column: Column) -> dict[str, Any]:
    if column.name in ("number", "number_inferred"):
        return _NUMBERED
    if column.name in _PROSE:
        return {**_TEXT, "fields": {"exact": {"type": "keyword", "ignore_above": 8000}}}
    return {"type": _TYPES[column.type]}


def _fields(columns: tuple[Column, ...], without: tuple[str, ...] = ()) -> dict[str, Any]:
    return {column.name: _field(column) for column in columns if column.name not in without}


_ANALYSIS = {
    "char_filter": {"brackets": {"type": "mapping", "mappings": _BRACKETS}},
    "filter": {"pairs": {"type": "cjk_bigram"}},
    # Overlapping pairs of characters: what is asked for is found inside a word or not, as on the site.
    "analyzer": {"chinese": {"type": "custom", "tokenizer": "standard", "filter": ["cjk_width", "lowercase", "pairs"]}},
    "normalizer": {"number": {"type": "custom", "char_filter": ["brackets"], "filter": ["cjk_width"]}},
}

MAPPING: dict[str, Any] = {
    "settings": {"analysis": _ANALYSIS},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            **_fields(RECORDS.columns),
            "number_code": _KEYWORD,
            "titles": _TEXT,
            "published": {"type": "date"},
            "departments": _KEYWORD,
            "text": _TEXT,
            "tables": {"properties": {"id": _KEYWORD, "title": _TEXT, "text": _TEXT}},
            "citations": {"type": "nested", "properties": _fields(CITATIONS.columns, ("record", "entry"))},
        },
    },
}
