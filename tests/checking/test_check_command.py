"""The command `check`: its options, its exit codes, and the old addresses that only the site knows of."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from clean_archive import FILES, archive_at
from spoiled_places import FLOOD_AT, SPOILED

from gongbao.checking import CODES
from gongbao.cli import checking
from gongbao.errors import ArchiveError

ERROR, WARNING, NOTE = "interprets-unknown", "number-year", "repeal-absent"


def spoiled(root: Path, *codes: str) -> Path:
    """The clean archive with places spoiled."""
    texts = dict(FILES)
    for code in codes:
        each = SPOILED[code]
        texts[each.path] = texts[each.path].replace(each.old, each.new, 1)
    return archive_at(root, texts)


def run(content: Path, *words: str) -> int:
    """The command with its options, as typed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--content", type=Path)
    checking.add_arguments(parser)
    return checking.run(parser.parse_args(["--content", str(content), *words]))


@pytest.mark.parametrize(
    ("codes", "words", "code"),
    [
        ((), (), 0),
        ((), ("--strict",), 0),
        ((NOTE,), ("--strict",), 0),
        ((WARNING,), (), 0),
        ((WARNING,), ("--strict",), 1),
        ((WARNING,), ("--strict", "--json"), 1),
        ((ERROR,), (), 1),
        ((ERROR, WARNING), ("--format", "sarif"), 1),
    ],
)
def test_the_exit_code(tmp_path: Path, codes: tuple[str, ...], words: tuple[str, ...], code: int) -> None:
    assert run(spoiled(tmp_path, *codes), *words) == code


@pytest.mark.parametrize("words", [("--format", "xml"), ("--json", "--format", "sarif"), ("--loud",)])
def test_options_nobody_knows_are_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(archive_at(tmp_path), *words)
    assert stopped.value.code == 2


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="没有这个文件夹"):
        run(tmp_path / "nothing")


def test_people_read_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(spoiled(tmp_path, ERROR, WARNING))
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("content/issues/2024-05/interpretation-1.md:")
    assert f" [{ERROR}] " in said[0]
    assert f": 警告 [{WARNING}] " in said[1]
    assert said[2] == "共2处：错误1，警告1。"


def test_nothing_to_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = archive_at(tmp_path)
    run(content)
    assert capsys.readouterr().out == "content/ 没有问题。\n"
    run(content, "--format", "github")
    assert capsys.readouterr().out == ""
    run(content, "--json")
    assert json.loads(capsys.readouterr().out)["problems"] == []


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machines_read_json(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled(tmp_path, WARNING)
    monkeypatch.chdir(tmp_path)
    run(Path("content"), "--format", form)
    assert f"content/{FLOOD_AT}" in capsys.readouterr().out


@pytest.mark.parametrize("code", ["alias-malformed", "alias-taken"])
def test_old_addresses_the_site_cannot_keep(code: str, tmp_path: Path) -> None:
    (found,) = checking.findings(spoiled(tmp_path, code))
    assert (found.code, found.path, found.line) == (code, f"content/{FLOOD_AT}", 11)
    assert found.severity == CODES[code].severity
    assert found.message + found.hint == CODES[code].example
