"""Lines for the bulk interface of OpenSearch: an action and a document for each record, and the mapping beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from gongbao import numbers
from gongbao.model import Decree, Issue, Record
from gongbao.site.context import Site
from gongbao.site.data.exports.mapping import MAPPING
from gongbao.site.data.exports.texts import Texts
from gongbao.site.data.exports.writing import replacing
from gongbao.site.data.holdings import RECORDS
from gongbao.site.data.packages import encoded
from gongbao.site.data.relations import CITATIONS
from gongbao.site.data.schema import Dataset


def write_bulk(site: Site, target: Path) -> int:
    """Write the lines to `target` and the mapping to `….mapping.json`; how many documents there are."""
    beside = target.with_name(f"{target.name}.mapping.json")
    with replacing(target, _is_lines) as lines, replacing(beside, _is_mapping) as mapping:
        mapping.write_bytes(encoded(MAPPING))
        with lines.open("wb") as file:
            for document in _documents(site):
                file.write(_line({"index": {"_id": document["id"]}}))
                file.write(_line(document))
    return len(site.library.records)


def _is_lines(head: bytes) -> bool:
    return not head or head.startswith(b'{"index": ')


def _is_mapping(head: bytes) -> bool:
    return head.startswith(b'{\n "settings"')


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _documents(site: Site) -> Iterator[dict[str, Any]]:
    """A document for each record in the order of the ids; what there is nothing of is left out."""
    texts = Texts(site)
    cited = groupby(CITATIONS.rows(site), key=lambda row: row.record)
    owner, citations = next(cited, (None, iter(())))
    for row in RECORDS.rows(site):
        record = site.library.records[row.id]
        document = _values(RECORDS, row) | _of_record(site, record)
        document["text"] = texts.bare(record)
        document["tables"] = [_table(site, texts, each.id) for each in site.tables.get(record.id, ())]
        if owner == record.id:
            document["citations"] = [_values(CITATIONS, each, ("record", "entry")) for each in citations]
            owner, citations = next(cited, (None, iter(())))
        yield {name: value for name, value in document.items() if value not in ("", [])}


def _values(dataset: Dataset, row: object, without: Iterable[str] = ()) -> dict[str, Any]:
    """A row by the names of its columns."""
    names = (column.name for column in dataset.columns if column.name not in without)
    found = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
        if value is not None
    }


def _of_record(site: Site, record: Record) -> dict[str, Any]:
    """What the datasets keep apart: the number in ASCII, other titles, the day of the issue, who is responsible."""
    work = site.graph.work_of(record.id)
    issue = record if isinstance(record, Issue) else site.library.records.get(record.issue or "")
    published = issue.published if isinstance(issue, Issue) else None
    organs = record.departments if isinstance(record, Decree) else ()
    return {
        "number_code": numbers.encode(work.number, site.gazette.codes) if work and work.number else "",
        "titles": [variant.text for variant in record.title_variants],
        "published": published.isoformat() if published else "",
        "departments": sorted({site.gazette.department(name) or name for name in organs}),
    }


def _table(site: Site, texts: Texts, id_: str) -> dict[str, Any]:
    table = site.library.records[id_]
    return {"id": id_, "title": table.title, "text": texts.bare(table)}
