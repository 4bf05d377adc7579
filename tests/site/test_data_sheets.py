"""The datasets of /data/: every CSV is what its descriptions say, and says what the archive says."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any
from urllib.parse import unquote

import pytest
from data_archive import ALL, FLOOD, HERE, opened, written_at

from gongbao.site.bodies import anchor_at
from gongbao.site.data.pages import pages
from gongbao.site.data.schema import Column, Told, columns_of
from gongbao.site.page import File

Rows = list[dict[str, str]]

CORE = ("records", "issues", "citations", "catalogue", "appointments", "tasks")
PARSE: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The files of /data/ by their path below it."""
    site = opened(written_at(tmp_path_factory.mktemp("data")))
    found = {item.path: item.content for item in pages(site) if isinstance(item, File)}
    return {path.removeprefix("data/"): content for path, content in found.items() if path.startswith("data/")}


@pytest.fixture(scope="module")
def package(published: Mapping[str, bytes]) -> Mapping[str, Any]:
    """The Data Package as a program reads it."""
    described: dict[str, Any] = json.loads(published["datapackage.json"])
    return described


def rows_of(published: Mapping[str, bytes], name: str) -> Rows:
    """The rows of a CSV by the names of its columns."""
    return list(csv.DictReader(io.StringIO(published[f"{name}.csv"].decode("utf-8"), newline=""), strict=True))


def tabular(package: Mapping[str, Any]) -> dict[str, Any]:
    """The resources that are CSVs, by name."""
    return {each["name"]: each for each in package["resources"] if each["profile"] == "tabular-data-resource"}


def wrong_cells(rows: Rows, fields: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every cell that is not what its field says."""
    wrong = []
    for field in fields:
        rules = field.get("constraints", {})
        for row in rows:
            cell = row[field["name"]]
            try:
                missing = cell == "" and rules.get("required", False)
                fits = cell == "" or (PARSE[field["type"]](cell) is not None and cell in rules.get("enum", [cell]))
            except (ValueError, KeyError):
                missing, fits = False, False
            if missing or not fits:
                wrong.append(f"{field['name']}: {cell!r}")
    return wrong


def test_the_check_itself_finds_what_is_wrong() -> None:
    fields = [
        {"name": "day", "type": "date", "constraints": {"required": True}},
        {"name": "word", "type": "string", "constraints": {"enum": ["a"]}},
    ]
    assert wrong_cells([{"day": "2023-03-01", "word": ""}], fields) == []
    assert wrong_cells([{"day": "2023-3-1", "word": "b"}, {"day": "", "word": "a"}], fields) == [
        "day: '2023-3-1'",
        "day: ''",
        "word: 'b'",
    ]


def test_every_csv_is_what_its_table_schema_says(published: Mapping[str, bytes], package: Mapping[str, Any]) -> None:
    resources = tabular(package)
    assert {f"{name}.csv" for name in resources} == {path for path in published if path.endswith(".csv")}
    for name, resource in resources.items():
        content = published[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = next(csv.reader(io.StringIO(content.decode("utf-8"))))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert len(set(header)) == len(header)
        assert wrong_cells(rows_of(published, name), resource["schema"]["fields"]) == []


def test_every_key_holds(published: Mapping[str, bytes], package: Mapping[str, Any]) -> None:
    for name, resource in tabular(package).items():
        rows, schema = rows_of(published, name), resource["schema"]
        keys = [tuple(row[column] for column in schema.get("primaryKey", row)) for row in rows]
        assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            there = rows_of(published, key["reference"]["resource"] or name)
            known = {row[key["reference"]["fields"]] for row in there}
            assert {row[key["fields"]] for row in rows} - {""} <= known, (name, key)


def test_the_datasets_have_plain_names_and_chinese_titles(package: Mapping[str, Any]) -> None:
    for name in CORE:
        for field in tabular(package)[name]["schema"]["fields"]:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", field["name"])
            assert re.search(r"[一-鿿]", field["title"])
            assert field["description"].endswith("。")


def test_csvw_says_the_same(published: Mapping[str, bytes], package: Mapping[str, Any]) -> None:
    group = {table["url"]: table for table in json.loads(published["csv-metadata.json"])["tables"]}
    for resource in tabular(package).values():
        path = PurePosixPath(resource["path"])
        alone = json.loads(published[f"{path}-metadata.json"])
        assert unquote(alone["url"]) == path.name
        for table in (alone, group[str(path)]):
            columns = table["tableSchema"]["columns"]
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert [column["titles"][0] for column in columns] == names
            assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", column["name"]) for column in columns)
            assert len({column["name"] for column in columns}) == len(columns)
            assert table["tableSchema"].get("primaryKey") == resource["schema"].get("primaryKey")


def test_lines_end_as_rfc_4180_has_it_and_text_is_exact(published: Mapping[str, bytes]) -> None:
    content = published["records.csv"]
    assert content.count(b"\r\n") == content.count(b"\n") == len(ALL) + 1
    assert not content.startswith(b"\xef\xbb\xbf")
    titles = {row["id"]: row["title"] for row in rows_of(published, "records")}
    assert titles == {record.id: record.title for record in ALL}


def test_columns_are_read_off_a_row() -> None:
    @dataclass(frozen=True)
    class Row:
        signed: Annotated[date | None, Told("成文日期", "落款的日期。")]
        printed: Annotated[bool, Told("是否刊登", "")]

    assert columns_of(Row) == (
        Column("signed", "成文日期", "date", "落款的日期。"),
        Column("printed", "是否刊登", "boolean", required=True),
    )


def test_a_table_keeps_its_cells(published: Mapping[str, bytes]) -> None:
    assert rows_of(published, "tables/yzf-2023-5-table-1") == [
        {"序号": "1", "堤防": "=北堤 | 东段", "单位, 责任": ""},
        {"序号": "2", "堤防": "南堤", "单位, 责任": "市“水利”局"},
    ]


def test_records_point_to_their_work_and_page(published: Mapping[str, bytes]) -> None:
    rows = {row["id"]: row for row in rows_of(published, "records")}
    again = rows["yzf-2023-5-p2"]
    assert (again["number"], again["number_inferred"], again["work"]) == ("", "云政发〔2023〕5号", "yzf-2023-5")
    assert rows["yzf-2023-5"]["address"] == f"{HERE}yzf/2023/5/"
    assert rows["yzf-2023-5"]["effective_from"] == "2023-04-01"
    assert rows["yzf-2023-5"]["effective_until"] == ""
    assert rows["yzf-2023-5-table-1"]["belongs_to"] == "yzf-2023-5"


def test_a_citation_says_what_it_leads_to(published: Mapping[str, bytes]) -> None:
    rows = [row for row in rows_of(published, "citations") if row["record"] == FLOOD.id]
    found = {row["number"] or row["title"]: row for row in rows}
    assert found["云政发〔2023〕6号"]["state"] == "in_archive"
    assert found["云政发〔2023〕6号"]["target_record"] == "yzf-2023-6"
    assert found["云政发〔2023〕6号"]["address"] == f"{HERE}yzf/2023/6/"
    assert found["中华人民共和国防洪法"]["state"] == "outside"
    assert found["中华人民共和国防洪法"]["target_record"] == ""
    repealed = found["云政发〔2019〕3号"]
    assert (repealed["state"], repealed["relation"]) == ("number_only", "repeals")
    assert repealed["basis"] == FLOOD.repeals[0].basis


def test_what_may_be_two_documents_is_not_decided(published: Mapping[str, bytes]) -> None:
    rows = [row for row in rows_of(published, "citations") if row["title"] == "云州市人民政府关于表彰先进的决定"]
    assert [row["state"] for row in rows] == ["ambiguous"]
    assert rows[0]["candidates"] == "2023-04-decree-1; 2023-05-decree-1"
    assert rows[0]["target_record"] == ""


def test_a_catalogue_tells_what_is_listed_and_not_there(published: Mapping[str, bytes]) -> None:
    rows = rows_of(published, "catalogue")
    assert [(row["printed"], row["state"], row["target_record"]) for row in rows] == [
        ("true", "in_archive", "yzf-2023-5"),
        ("false", "number_only", ""),
        ("false", "", ""),
    ]


def test_each_post_is_a_row_and_nobody_is_invented(published: Mapping[str, bytes]) -> None:
    rows = rows_of(published, "appointments")
    assert [(row["entry"], row["action"], row["person"], row["position"]) for row in rows] == [
        ("1", "appoint", "王小明", "云州市水利局副局长"),
        ("2", "appoint", "王小明", "云州市防汛办公室主任"),
        ("3", "remove", "", "云州市水利局局长"),
    ]
    assert {row["published"] for row in rows} == {"2023-04-25"}


def test_a_task_is_a_row_for_each_organ_and_of_one_printing(published: Mapping[str, bytes]) -> None:
    rows = rows_of(published, "tasks")
    assert [(row["record"], row["department"], row["printed_as"], row["leads"]) for row in rows] == [
        ("yzf-2023-5", "云州市水利局", "市水利局", "true"),
        ("yzf-2023-5", "市农场", "市农场", "false"),
    ]


def test_a_task_is_found_at_its_place_in_the_text(tmp_path: Path) -> None:
    site = opened(written_at(tmp_path))
    anchor = anchor_at(site, FLOOD.id, FLOOD.tasks[0].line)
    found = {item.path: item.content for item in pages(site) if isinstance(item, File)}
    rows = list(csv.DictReader(io.StringIO(found["data/tasks.csv"].decode())))
    assert anchor
    assert {row["address"] for row in rows} == {f"{HERE}yzf/2023/5/#{anchor}"}


def test_an_issue_counts_what_it_holds(published: Mapping[str, bytes]) -> None:
    issue = rows_of(published, "issues")[0]
    assert (issue["serial_first"], issue["serial_last"], issue["number"]) == ("38", "38", "04")
    assert (issue["decrees"], issue["toc_entries"], issue["toc_missing"]) == ("2", "2", "1")


def test_the_same_archive_gives_the_same_bytes(published: Mapping[str, bytes], tmp_path: Path) -> None:
    again = {item.path: item.content for item in pages(opened(written_at(tmp_path))) if isinstance(item, File)}
    assert {f"data/{path}": content for path, content in published.items()}.items() <= again.items()
