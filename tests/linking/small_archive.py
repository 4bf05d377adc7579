"""A small archive of 云州 that tests put together by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from gongbao.archive.library import Library
from gongbao.gazette import Department, Gazette, Issuer, Series
from gongbao.linking import Graph
from gongbao.model import Citation, Decree, Effective, Instrument, Interpretation, Record, Repeal, SourceRef

SOURCE = SourceRef("2023-04.txt", (1, 20))
YUNZHOU = Gazette(
    "云州市人民政府公报",
    place="云州市",
    issuers=(Issuer("云州市人民政府", "市政府"), Issuer("云州市人民政府办公室", "市政府办公室")),
    series=(
        Series("云政发", "yzf", "云州市人民政府"),
        Series("云政办发", "yzbf", "云州市人民政府办公室"),
    ),
    departments=(
        Department("云州市教育局", ("市教育局",)),
        Department("云州市公安局", ("市公安局",)),
        Department("云州市经济和信息化局", ("市经信局", "市经信", "经信局")),
        Department("云州市发展和改革委员会", ("市发展改革委", "发展改革委")),
        Department("国家税务总局云州市税务局", ("市税务局",)),
        Department("云东区人民政府", ("云东区政府", "云东区")),
        Department("平云市人民政府", ("平云市政府", "平云市")),
    ),
)


def decree(id_: str, number: str | None, title: str, **given: Any) -> Decree:
    return Decree(id_, title, SOURCE, number=number, **{"issuer": "云州市人民政府", **given})


def interpretation(id_: str, **given: Any) -> Interpretation:
    return Interpretation(id_, "政策解读", SOURCE, **given)


def cites(*named: str) -> tuple[Citation, ...]:
    """Citations by number where the text ends as numbers do, by number and title where a bar parts them, else by title."""
    found = []
    for name in named:
        title, _, number = name.rpartition("|")
        found.append(Citation(number or None, title or None) if name.endswith("号") else Citation(None, name))
    return tuple(found)


def repeals(number: str | None, title: str | None, basis: str = "原文件同时废止。") -> tuple[Repeal, ...]:
    return (Repeal(number, title, basis),)


def issues_a(title: str, type_: str = "办法") -> tuple[Instrument, ...]:
    return (Instrument(title, type_, "instrument-1"),)


def effective(start: date | None, until: date | None = None, basis: str = "自该日起施行。", **given: Any) -> Effective:
    return Effective(start, until, basis, **given)


def library(*records: Record) -> Library:
    held = {each.id: each for each in sorted(records, key=lambda each: each.id)}
    return Library(Path("content"), held, {id_: PurePosixPath("decrees", f"{id_}.md") for id_ in held})


def graph(*records: Record) -> Graph:
    return Graph.of(library(*records), YUNZHOU)


def led_to(found: Graph, source: str) -> list[str]:
    """What a record leads to, shortly: cites work yzf-2023-5."""
    return [
        " ".join(filter(None, [edge.relation, edge.target.kind, edge.target.key, edge.target.anchor]))
        for edge in found.edges_from(source)
    ]
