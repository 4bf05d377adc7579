"""An archive for another gazette: founded by options or by answers, with a site at once, ready for its first issue."""

from __future__ import annotations

import argparse
import builtins
import dataclasses
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from yunzhou import ISSUE, given

from gongbao.cli import founding, main
from gongbao.cli.founding.charter import AnswerError, Charter, address_of, issuers_of, series_of, title_of
from gongbao.cli.founding.settings import scalar, settings
from gongbao.errors import GongbaoError
from gongbao.gazette import Gazette, Issuer

TITLE = "云州市人民政府公报"
CITY = (Issuer("云州市人民政府", "市政府"), Issuer("云州市人民政府办公室", "市政府办公室"))

New = Callable[..., int]


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch) -> New:
    """The command; `answers` are typed one after the other, without them there is no terminal."""

    def command(*words: str | Path, answers: tuple[str, ...] = ()) -> int:
        parser = argparse.ArgumentParser()
        founding.add_arguments(parser)
        typed = iter(answers)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: bool(answers), raising=False)
        monkeypatch.setattr(builtins, "input", lambda prompt: _typed(prompt, typed))
        return founding.run(parser.parse_args([str(word) for word in words]))

    return command


def _typed(prompt: str, answers: object) -> str:
    print(prompt)
    try:
        return str(next(answers))  # type: ignore[call-overload]
    except StopIteration:
        raise EOFError from None


def gazette_at(folder: Path) -> Gazette:
    return Gazette.load(folder / "content" / "gazette.yml")


def files_at(folder: Path) -> set[str]:
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    made = ("public", ".public.store", ".gongbao")  # what building leaves
    return {path.as_posix() for path in every if path.parts[0] not in made}


def test_a_name_is_enough(tmp_path: Path, new: New, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "云州"
    assert new(folder, "--title", TITLE, "--yes") == 0
    gazette = gazette_at(folder)
    assert (gazette.name, gazette.place) == (TITLE, "云州市")
    assert [issuer.short for issuer in gazette.issuers] == ["市政府", "市政府办公室"]
    assert [(one.text, one.code, one.issuer) for one in gazette.series] == [
        ("云政发", "yzf", "云州市人民政府"),
        ("云政办发", "yzbf", "云州市人民政府办公室"),
    ]
    assert gazette.section_kind("市政府文件") == "decree"
    assert (folder / "public" / "index.html").read_text("utf-8").count(TITLE) >= 2
    said = capsys.readouterr().out
    assert "代码 yzf" in said, "what was concluded is shown, so that it can be corrected"
    assert "content/gazette.yml" in said


def test_the_archive_has_all_it_needs(tmp_path: Path, new: New) -> None:
    folder = tmp_path / "云州"
    new(folder, "--title", TITLE, "--program", "./gongbao-1.0.0-py3-none-any.whl")
    assert files_at(folder) == {
        ".gitattributes", ".github/workflows/publish.yml", ".gitignore", "README.md", "requirements.txt",
        "content/gazette.yml", "content/decrees/.gitkeep", "content/issues/.gitkeep", "content/sources/.gitkeep",
    }  # fmt: skip
    assert "\n./gongbao-1.0.0-py3-none-any.whl\n" in (folder / "requirements.txt").read_text("utf-8")
    assert "public/" in (folder / ".gitignore").read_text("utf-8").splitlines()
    assert "content/sources/** -text" in (folder / ".gitattributes").read_text("utf-8").splitlines()
    assert TITLE in (folder / "README.md").read_text("utf-8")


def test_the_workflow_checks_builds_and_publishes_with_few_rights(tmp_path: Path, new: New) -> None:
    new(tmp_path / "云州", "--title", TITLE)
    text = (tmp_path / "云州/.github/workflows/publish.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "gongbao check --format github" in text
    assert "${{ steps.pages.outputs.base_url }}" in text


def test_the_first_issue_can_be_added(tmp_path: Path, new: New) -> None:
    folder = tmp_path / "云州"
    new(folder, "--title", TITLE)
    content = folder / "content"
    assert main(["--content", str(content), "add", str(given(tmp_path, "四月.txt", ISSUE))]) == 0
    assert (content / "issues/2023-04/yzf-2023-5.md").exists()
    assert main(["--content", str(content), "--public", str(folder / "public")]) == 0
    assert (folder / "public/yzf/2023/5/index.html").exists()


def test_options_say_everything(tmp_path: Path, new: New) -> None:
    words = ("--title", "海棠县人民政府政报", "--issuer", "海棠县人民政府=县府", "--issuer", "海棠县档案馆")
    series = ("--series", "海政规=hzg", "--series", "海档发=hdf=海棠县档案馆")
    assert new(tmp_path / "海棠", *words, *series, "--address", "https://haitang.example/gb") == 0
    gazette = gazette_at(tmp_path / "海棠")
    assert [(one.name, one.short) for one in gazette.issuers] == [("海棠县人民政府", "县府"), ("海棠县档案馆", None)]
    assert gazette.issuer("县人民政府") == "海棠县人民政府"
    assert [(one.text, one.issuer) for one in gazette.series] == [
        ("海政规", "海棠县人民政府"),
        ("海档发", "海棠县档案馆"),
    ]
    assert gazette.address == "https://haitang.example/gb/"
    assert (tmp_path / "海棠/public/sitemap.xml").exists()


def test_a_person_is_asked_and_asked_again(tmp_path: Path, new: New, capsys: pytest.CaptureFixture[str]) -> None:
    answers = (
        "", TITLE, "", "", "云政发=YZF", "云政发=yzf、云政规", "yunzhou.example", "https://yunzhou.example", "", "是",
    )  # fmt: skip
    assert new(tmp_path / "云州", answers=answers) == 0
    gazette = gazette_at(tmp_path / "云州")
    assert [(one.text, one.code) for one in gazette.series] == [("云政发", "yzf"), ("云政规", "yzg")]
    assert gazette.address == "https://yunzhou.example/"
    said = capsys.readouterr().out
    assert "请写出公报的名称" in said, "an answer that cannot be taken is explained and asked again"
    assert "代码“YZF”不能用在网址里" in said
    assert "网址“yunzhou.example”不完整" in said
    assert "[云州市人民政府、云州市人民政府办公室]" in said, "what is suggested stands in the question"


def test_a_suggestion_can_be_refused(tmp_path: Path, new: New) -> None:
    assert new(tmp_path / "云州", answers=(TITLE, "", "", "无", "", "", "")) == 0
    assert gazette_at(tmp_path / "云州").series == ()


@pytest.mark.parametrize("answers", [(TITLE, "", "", "", "", "", "否"), (TITLE, "", "")])
def test_whoever_changes_their_mind_finds_nothing_written(tmp_path: Path, new: New, answers: tuple[str, ...]) -> None:
    assert new(tmp_path / "云州", answers=answers) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, new: New) -> None:
    (tmp_path / "信.txt").write_text("不要动", "utf-8")
    with pytest.raises(GongbaoError, match="已经有东西"):
        new(tmp_path, "--title", TITLE)
    with pytest.raises(GongbaoError, match="已经有一个文件"):
        new(tmp_path / "信.txt", "--title", TITLE)
    assert [path.name for path in tmp_path.iterdir()] == ["信.txt"]


def test_the_folder_one_stands_in_will_do(tmp_path: Path, new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "云州市人民政府公报"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert new(".", "--yes") == 0
    assert gazette_at(Path()).name == folder.name, "a folder that is called a gazette names it"
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_without_a_terminal_a_name_must_be_said(tmp_path: Path, new: New) -> None:
    with pytest.raises(GongbaoError, match="--title：请写出公报的名称"):
        new(tmp_path / "云州")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("series", "why"),
    [
        ("云政发=Y-1", "只用小写字母和数字"),
        ("云政发=data", "网站自己的文件夹"),
        ("云政发=yzf、云政规=yzf", "“yzf”写了两次"),
        ("云政发、云政发", "“云政发”写了两次"),
        ("云政发〔2023〕5号", "不像发文机关代字"),
        ("云政发=yzf=市水利局", "“市水利局”不在发文机关里"),
        ("=yzf", "请写成 代字=代码=发文机关"),
    ],
)
def test_a_series_that_cannot_be_is_refused(series: str, why: str) -> None:
    with pytest.raises(AnswerError, match=why):
        series_of(series, CITY)


def test_codes_that_are_concluded_do_not_meet() -> None:
    assert [one.code for one in series_of("云政发、云政府=yzf", CITY)] == ["yunzhengfa", "yzf"]


@pytest.mark.parametrize("text", ["公报\n第二行", "长" * 61, "\x1b[31m公报"])
def test_a_name_is_one_short_line(text: str) -> None:
    with pytest.raises(AnswerError):
        title_of(text)


def test_half_an_address_is_refused() -> None:
    assert address_of("https://yunzhou.example") == "https://yunzhou.example/"
    with pytest.raises(AnswerError):
        address_of("www.yunzhou.example")


def test_a_province_has_an_office_of_its_own_name() -> None:
    assert [one.short for one in issuers_of("云南省人民政府、云南省人民政府办公厅")] == ["省政府", "省政府办公厅"]


def test_gazette_yml_names_every_field() -> None:
    text = settings(Charter(TITLE, "云州市", CITY, series_of("云政发", CITY)))
    lines = text.splitlines()
    for field in dataclasses.fields(Gazette):
        assert any(line.removeprefix("# ").startswith(f"{field.name}:") for line in lines), field.name


@pytest.mark.parametrize(
    "name", ["no", "甲: 乙", "{云州}", "# 公报", "“云州”公报", '"', "- 公报", "2023", "公报 [试刊]"]
)
def test_every_name_is_read_back_as_it_was_given(tmp_path: Path, name: str) -> None:
    path = tmp_path / "gazette.yml"
    path.write_text(settings(Charter(name, "", (Issuer(name),))), "utf-8")
    assert (Gazette.load(path).name, Gazette.load(path).issuers[0].name) == (name, name)
    assert yaml.safe_load(scalar(name)) == name


def test_the_package_is_a_door_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gongbao", "--help"], capture_output=True, cwd=tmp_path, timeout=60, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
