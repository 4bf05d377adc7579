"""What Datasette shows beside the numbers: names and meanings of tables and columns, and a page to find words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongbao.site.context import Site
from gongbao.site.data.exports.datasets import EXPORTED
from gongbao.site.data.exports.statements import FIND
from gongbao.site.data.packages import RIGHTS
from gongbao.site.data.schema import Column, Dataset

_VIEWS = {
    "decrees": "文件，每件一行：同一文件有几个版本时，只有首选的一个。",
    "cited_by": "哪条记录引用、废止或解读了哪件文件。",
    "cells": "表格的单元格，每格一行。",
}
_SEARCHED = {"fts_table": "records_fts", "fts_pk": "rowid"}
_HIDDEN = ("records_threes",)


def described(site: Site, database: str, more: Mapping[str, tuple[Column, ...]]) -> dict[str, Any]:
    """The metadata of a database of the archive; it has the name of its file without the ending."""
    name = site.gazette.name or "政府公报"
    tables = {dataset.name: _table(dataset, more.get(dataset.name, ())) for dataset in EXPORTED}
    tables |= {view: {"description": text} for view, text in _VIEWS.items()}
    tables["decrees"] |= _SEARCHED
    tables |= {hidden: {"hidden": True} for hidden in _HIDDEN}
    return {
        "title": f"{name}数据",
        "description": RIGHTS,
        **({"source": name, "source_url": site.gazette.address} if site.gazette.address else {}),
        "databases": {database: {"tables": tables, "queries": {"find": _FIND}}},
    }


_FIND = {
    "title": "查找",
    "description": "填两个字以上，找出全文含有这些字的记录，新的在前。",
    "sql": FIND,
}


def _table(dataset: Dataset, more: tuple[Column, ...]) -> dict[str, Any]:
    columns = (*dataset.columns, *more)
    return {
        "description": f"{dataset.title}：{dataset.description}",
        "columns": {column.name: f"{column.title}。{column.description}" for column in columns},
    }
