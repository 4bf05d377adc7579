"""`export`: lines that OpenSearch takes, one SQLite file that anybody can ask, and never half a file."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st
from yunzhou import FLOOD_TITLE, ISSUE, archive_at, given, run

from gongbao.archive import Library
from gongbao.cli import exporting
from gongbao.cli.chinese import ChineseParser
from gongbao.errors import SiteError
from gongbao.gazette import Gazette
from gongbao.site.context import Site
from gongbao.site.data.exports import bulk, database
from gongbao.site.data.exports.statements import FIND
from gongbao.site.data.pages import DATASETS

GREEN = "yzf-2023-6"


def export(content: Path, *words: str | Path) -> int:
    """The command with its own options, as cli wires it."""
    parser = ChineseParser(prog="build.py export")
    parser.set_defaults(content=content, address="https://gb.yunzhou.example/")
    exporting.add_arguments(parser)
    return exporting.run(parser.parse_args([str(word) for word in words]))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("yunzhou")
    content = archive_at(root)
    assert run(content, "add", given(root, "2023-04.txt", ISSUE)).returncode == 0
    return content


@pytest.fixture(scope="module")
def exported(content: Path) -> Path:
    """A folder with both exports."""
    folder = content.parent
    assert export(content, "--opensearch", folder / "g.ndjson", "--sqlite", folder / "g.db") == 0
    return folder


@pytest.fixture(scope="module")
def asked(exported: Path) -> Callable[..., list[tuple[Any, ...]]]:
    """Asks the database."""
    connection = sqlite3.connect(exported / "g.db")
    return lambda sql, **values: connection.execute(sql, values).fetchall()


Asked = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def documents(exported: Path) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in (exported / "g.ndjson").read_text("utf-8").splitlines()]
    actions, found = lines[::2], lines[1::2]
    assert [each["index"]["_id"] for each in actions] == [each["id"] for each in found]
    return {each["id"]: each for each in found}


def test_a_document_holds_what_is_known_of_a_decree(documents: dict[str, dict[str, Any]]) -> None:
    decree = documents[GREEN]
    assert (decree["number"], decree["number_code"]) == ("云政发〔2023〕6号", "yzf-2023-6")
    assert (decree["issuer"], decree["signed"]) == ("云州市人民政府", "2023-03-13")
    assert (decree["issue"], decree["published"]) == ("2023-04", "2023-04-25")
    assert decree["effective_from"] == "2023-05-01"
    assert decree["address"] == "https://gb.yunzhou.example/yzf/2023/6/"
    assert "第一条　为了促进城市绿化事业的发展" in decree["text"]
    assert {"relation": "cites", "title": "城市绿化条例", "state": "outside"}.items() <= decree["citations"][0].items()
    [table] = decree["tables"]
    assert table["id"] == f"{GREEN}-table-1"
    assert "新增绿地20公顷。\t市园林局" in table["text"]
    assert "新增绿地" not in decree["text"]


def test_every_record_is_a_document(documents: dict[str, dict[str, Any]], asked: Asked) -> None:
    assert list(documents) == [id_ for (id_,) in asked("SELECT id FROM records ORDER BY rowid")]
    assert {each["kind"] for each in documents.values()} >= {"issue", "decree", "table", "appointments", "catalogue"}


def test_the_mapping_knows_every_field(exported: Path, documents: dict[str, dict[str, Any]]) -> None:
    mapping = json.loads((exported / "g.ndjson.mapping.json").read_text("utf-8"))
    fields = mapping["mappings"]["properties"]
    assert {name for each in documents.values() for name in each} <= set(fields)
    inner = {name for each in documents.values() for cited in each.get("citations", ()) for name in cited}
    assert inner <= set(fields["citations"]["properties"])
    assert fields["number"] == {"type": "keyword", "normalizer": "number"}
    assert fields["number_code"]["type"] == "keyword"
    analyzer = mapping["settings"]["analysis"]["analyzer"][fields["text"]["analyzer"]]
    assert mapping["settings"]["analysis"]["filter"][analyzer["filter"][-1]]["type"] == "cjk_bigram"


def test_the_database_holds_the_same_rows_as_the_datasets(content: Path, asked: Asked) -> None:
    site = Site.of(Library.open(content), Gazette.load(content / "gazette.yml"))
    for dataset in DATASETS:
        [(count,)] = asked(f'SELECT count(*) FROM "{dataset.name}"')
        assert count == len(list(dataset.rows(site)))
    assert asked("SELECT department, what FROM tasks ORDER BY task")[0][1] == "新增绿地20公顷。"
    assert asked("SELECT person, post FROM appointments WHERE action = 'remove'") == [("李大海", "局长")]


def test_keys_lead_somewhere_and_the_file_is_sound(asked: Asked) -> None:
    assert asked("PRAGMA foreign_key_check") == []
    assert asked("PRAGMA integrity_check") == [("ok",)]
    tables = {name for (name,) in asked("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"records", "issues", "citations", "catalogue", "appointments", "tasks", "tables", "table_rows"} <= tables
    [(made,)] = asked("SELECT sql FROM sqlite_master WHERE name = 'tasks'")
    assert 'REFERENCES "records"("id")' in made


def test_tables_can_be_asked_by_their_columns(asked: Asked) -> None:
    sql = """SELECT t.record, c.cell FROM cells AS c JOIN tables AS t ON t.id = c.table_id
             WHERE c."column" = '责任单位' AND c.cell LIKE '%园林%'"""
    assert asked(sql) == [(GREEN, "市园林局")]


def test_the_views_tell_decrees_and_who_cites_them(asked: Asked) -> None:
    assert asked("SELECT number FROM decrees WHERE id = :id", id=GREEN) == [("云政发〔2023〕6号",)]
    assert ("interprets", GREEN) in asked("SELECT relation, record FROM cited_by")


def test_datasette_sees_by_which_table_records_are_searched(asked: Asked) -> None:
    """It looks for these very words in the statement that made it."""
    seen = """SELECT name FROM sqlite_master WHERE sql LIKE '%VIRTUAL TABLE%USING FTS%content="records"%'"""
    assert asked(seen) == [("records_fts",)]


def test_words_are_found_as_sqlite_and_datasette_look_for_them(asked: Asked) -> None:
    sql = """SELECT r.title FROM records AS r JOIN records_fts ON records_fts.rowid = r.rowid
             WHERE records_fts MATCH '"防汛抗旱工作"' AND r.kind = 'decree'"""
    assert asked(sql) == [(FLOOD_TITLE,)]
    assert any("隐患" in passage for *_, passage, _ in asked(FIND, words="隐患"))
    assert asked(FIND, words="云政发〔2023〕5号")
    assert asked(FIND, words="没有的词") == asked(FIND, words='"') == asked(FIND, words="") == []


@settings(max_examples=150, deadline=None)
@holds(data=st.data())
def test_any_two_characters_or_more_of_any_text_are_found(asked: Asked, data: st.DataObject) -> None:
    texts: dict[str, str] = dict(asked("SELECT id, text FROM records"))
    lines = sorted({line for text in texts.values() for line in text.splitlines() if len(line) > 1})
    line = data.draw(st.sampled_from(lines))
    start = data.draw(st.integers(0, len(line) - 2))
    words = line[start : start + data.draw(st.integers(2, 12))]
    found = {row[0] for row in asked(FIND, words=words)}
    assert found == {id_ for id_, each in texts.items() if words.lower() in each.lower()}


def test_the_same_archive_gives_the_same_bytes(content: Path, exported: Path, tmp_path: Path) -> None:
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from test_exporting import again; again(*sys.argv[1:])"
    seed = {**os.environ, "PYTHONHASHSEED": "5", "TZ": "Asia/Shanghai"}
    here = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", code, here, str(content), str(tmp_path)], check=True, env=seed)
    for name in ("g.ndjson", "g.ndjson.mapping.json", "g.db", "g.db.metadata.json"):
        assert (tmp_path / name).read_bytes() == (exported / name).read_bytes(), name


def again(content: str, folder: str) -> None:
    """Export in a process of its own."""
    target = Path(folder)
    export(Path(content), "--opensearch", target / "g.ndjson", "--sqlite", target / "g.db")


def test_datasette_is_told_every_table_and_column(exported: Path, asked: Asked) -> None:
    told = json.loads((exported / "g.db.metadata.json").read_text("utf-8"))["databases"]["g"]["tables"]
    for name in ("records", "issues", "citations", "catalogue", "appointments", "tasks", "tables", "table_rows"):
        columns = {column for _, column, *_ in asked(f'PRAGMA table_info("{name}")')}
        assert set(told[name]["columns"]) == columns


@pytest.mark.parametrize("option", ["--opensearch", "--sqlite"])
def test_a_run_that_breaks_off_leaves_the_old_file(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    target = tmp_path / "out"
    assert export(content, option, target) == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bulk, "_line", full)
    monkeypatch.setattr(database, "_text", full)
    with pytest.raises(SiteError, match="原有的文件没有动"):
        export(content, option, target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("option", ["--opensearch", "--sqlite"])
def test_what_is_not_its_own_is_never_overwritten(content: Path, tmp_path: Path, option: str) -> None:
    mine = tmp_path / "家书.txt"
    mine.write_text("展信安", "utf-8")
    with pytest.raises(SiteError, match="这里是别的文件"):
        export(content, option, mine)
    with pytest.raises(SiteError, match="没有这个文件夹"):
        export(content, option, tmp_path / "没有" / "g")
    with pytest.raises(SiteError, match="这是文件夹"):
        export(content, option, tmp_path)
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["展信安"]


def test_an_archive_with_errors_is_not_exported(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "content"
    subprocess.run(["cp", "-r", str(content), str(broken)], check=True)
    record = broken / "issues" / "2023-04" / f"{GREEN}.md"
    record.write_text(record.read_text("utf-8").replace("signed: 2023-03-13", "signed: 2023-13-13"), "utf-8")
    assert export(broken, "--sqlite", tmp_path / "g.db") == 1
    assert f"{GREEN}.md" in capsys.readouterr().err
    assert not (tmp_path / "g.db").exists()


def test_a_sqlite_that_is_too_old_is_told_so(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 26, 0))
    with pytest.raises(SiteError, match=r"3\.34 以上"):
        export(content, "--sqlite", tmp_path / "g.db")
    assert list(tmp_path.iterdir()) == []


def test_it_must_be_told_what_to_write(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        export(content)
    assert stopped.value.code == 2
    assert "请写明导出成什么" in capsys.readouterr().err


def test_it_can_be_wired_to_a_plain_parser() -> None:
    parser = argparse.ArgumentParser()
    exporting.add_arguments(parser)
    assert parser.parse_args(["--sqlite", "a.db"]).sqlite == Path("a.db")
