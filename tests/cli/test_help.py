"""The manual says of every command what --help says; the command line speaks Chinese, wrong calls included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongbao.cli import handbook
from gongbao.cli.chinese import ChineseParser, sentence


@pytest.fixture
def parser() -> ChineseParser:
    parser = ChineseParser(prog="build.py", description="把政府公报读成记录，并生成静态网站。")
    parser.add_argument("--public", metavar="FOLDER", help="生成网站的文件夹")
    parser.add_argument("--portable", action="store_true", help="从磁盘、U盘打开时，查找和脚本也能用")
    commands = parser.add_subparsers(title="命令", metavar="命令")
    search = commands.add_parser("search", help="按文号或词语查找", description="按文号或词语查找")
    search.add_argument("words", nargs="+", metavar="WORDS", help="文号或词语，如 云政发〔2023〕5号")
    search.add_argument("--limit", type=int, metavar="N", help="最多列出几条")
    search.add_argument("--json", action="store_true", help="打印 JSON")
    commands.add_parser("check", help="检查")
    return parser


def test_the_manual_says_what_help_says() -> None:
    stands = handbook.FILE.read_text("utf-8")
    again = "命令的说明变了，请执行 python -m gongbao.cli.handbook，重新写出 docs/commands.md。"
    assert stands == handbook.written(stands), again


def test_every_command_is_in_the_manual() -> None:
    assert {"add", "read", "ledger", "check", "search"} <= set(handbook.commands())
    stands = handbook.FILE.read_text("utf-8")
    assert [f"## {name}\n" in stands for name in handbook.commands()] == [True] * len(handbook.commands())


def test_what_a_person_wrote_before_the_commands_is_kept() -> None:
    assert handbook.written("# 命令\n\n先读这里。\n\n## 旧的\n\n旧的").startswith(
        "# 命令\n\n先读这里。\n\n## build.py\n"
    )


def test_help_is_chinese(
    parser: ChineseParser, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (["--help"], ["search", "--help"]):
        with pytest.raises(SystemExit) as stopped:
            parser.parse_args(words)
        assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：build.py [-h]")
    assert "\n选项：\n  -h, --help       显示这份说明\n" in said
    assert "\n命令：\n    search         按文号或词语查找\n" in said
    assert "\n参数：\n  WORDS       文号或词语，如 云政发〔2023〕5号\n" in said
    assert not {"usage", "options", "positional", "arguments", "show this"} & {
        word.strip(":") for word in said.lower().split()
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["serch"], "没有“serch”这个命令。您要写的是不是 search？可以写：search、check。"),
        (["search"], "缺少 WORDS。"),
        (["check", "--jason"], "不认识“--jason”。"),
        (["--public"], "--public 后面要写一个值。"),
        (["--p", "x"], "“--p”可以是 --public 或 --portable，请写全。"),
        (["search", "--limit", "zehn", "补偿"], "--limit：“zehn”不是整数。"),
        (["search", "--json=3", "补偿"], "--json 后面不能写值“3”。"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(
    parser: ChineseParser, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser.parse_args(words)
    assert stopped.value.code == 2
    usage, *rest = capsys.readouterr().err.split("\n")
    assert usage.startswith("用法：build.py")
    assert says in rest
    assert any(line.startswith("查看说明：build.py") and line.endswith("--help") for line in rest)


def test_a_command_refuses_in_its_own_words(parser: ChineseParser) -> None:
    assert sentence("请写明导出成什么") == "请写明导出成什么"
    assert sentence("argument --limit: “0”不是正整数") == "--limit：“0”不是正整数"


def test_lines_are_as_wide_as_the_terminal(parser: ChineseParser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    parser.add_argument("--long", help="很长的一句话，" * 9 + "写到 --public 为止")
    for line in parser.format_help().splitlines():
        assert len(line.encode("gb18030")) <= 40, line
    assert "--public" in parser.format_help()


def test_the_manual_stands_in_docs() -> None:
    assert Path(__file__).resolve().parents[2] / "docs" / "commands.md" == handbook.FILE


# Names of forms, programs and files that Chinese has no other word for.
NAMES = {"text", "json", "sarif", "github", "requirements", "content", "public", "aliases", "address", "gazette", "pip"}


@pytest.mark.parametrize("command", ["", *handbook.commands()])
def test_no_command_speaks_english_to_the_archivist(command: str) -> None:
    """Small words of a sentence; not: --dry-run, FOLDER, build.py, vscode://file/{path}:{line}, GB18030."""
    said = handbook.help_of(*filter(None, [command]))
    assert said.startswith("用法：")
    assert re.search("[一-龥]{4}", said)
    plain = re.sub(r"--?[a-z][a-z-]*|\{[^}]*\}|\w+://\S*|\w+\.[a-z]+", " ", said)
    words = set(re.findall(r"(?<![\w{/.])[a-z]{3,}(?![\w}/.=])", plain))
    assert words - NAMES - set(handbook.commands()) - {"yzf"} == set()
