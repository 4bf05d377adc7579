"""The command line in Chinese: headings, the help of every command, and what is said when a command is called wrongly."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NoReturn
from unicodedata import east_asian_width

_USAGE = "用法："
_HEADING = re.compile(r"^(参数|选项|命令):$", re.MULTILINE)
# What must stay together when a line is broken: --public, gazette.yml, a mark with what it follows; not: 公报
_PIECE = re.compile(r"[!-~]+[，。、；：）”]*|.[，。、；：）”]*", re.DOTALL)


class ChineseParser(argparse.ArgumentParser):
    """An ArgumentParser that says everything in Chinese; its commands are of the same kind."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Formatter)
        super().__init__(**options, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, and end with 2."""
        said = sentence(message).rstrip("。")
        self.print_usage(sys.stderr)
        self.exit(2, f"{said}。\n查看说明：{self.prog} --help\n")


class _Formatter(argparse.HelpFormatter):
    """Help whose lines are measured as a terminal shows them: a Chinese character is as wide as two letters."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _USAGE if prefix is None else prefix)

    def format_help(self) -> str:
        return _HEADING.sub(r"\1：", super().format_help())

    def _format_action(self, action: argparse.Action) -> str:
        """The commands without a line above them that only says 命令 once more."""
        text = super()._format_action(action)
        return text.partition("\n")[2] if action.nargs == argparse.PARSER else text

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(_lines(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in _lines(text, width - len(indent)))


def sentence(message: str) -> str:
    """What argparse says, in Chinese; a message that is Chinese already, or unknown, stays as it is.

    >>> sentence("argument --limit: expected one argument")
    '--limit 后面要写一个值'
    >>> sentence("argument --limit: “0”不是正整数")
    '--limit：“0”不是正整数'
    """
    found = re.fullmatch(r"argument (?P<name>[^:]+): (?P<what>.*)", message, re.DOTALL)
    name, what = (found["name"], found["what"]) if found else ("", message)
    for pattern, say in _SENTENCES:
        match = pattern.fullmatch(what)
        if match:
            return say(name, match)
    return f"{name}：{what}" if name else what


def _choice(name: str, found: re.Match[str]) -> str:
    given, choices = found[1].strip("'\""), [each.strip(" '\"") for each in found[2].split(",")]
    near = get_close_matches(given, choices, 1)
    guess = f"您要写的是不是 {near[0]}？" if near else ""
    what = f"没有“{given}”这个命令" if name == "命令" else f"{name} 不能写“{given}”"
    return f"{what}。{guess}可以写：{'、'.join(choices)}"


def _ambiguous(_: str, found: re.Match[str]) -> str:
    return f"“{found[1]}”可以是 {' 或 '.join(found[2].split(', '))}，请写全"


_TYPES = {"int": "整数", "float": "数", "Path": "路径"}
# Each as argparse has it in 3.11 to 3.14; near misses are sentences of the program's own.
_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), say)
    for pattern, say in (
        # the following arguments are required: FILE, WORDS
        (r"the following arguments are required: (.+)", lambda _, found: f"缺少 {'、'.join(found[1].split(', '))}"),
        # unrecognized arguments: --jason x
        (r"unrecognized arguments: (.+)", lambda _, found: f"不认识“{found[1]}”"),
        # invalid choice: 'serch' (choose from 'build', 'search')
        (r"invalid choice: (.+?) \((?:choose from|maybe you meant) (.+)\)", _choice),
        # ambiguous option: --p could match --public, --portable
        (r"ambiguous option: (.+?) could match (.+)", _ambiguous),
        # expected one argument
        (r"expected (?:one|1) argument", lambda name, _: f"{name} 后面要写一个值"),
        (r"expected at least one argument", lambda name, _: f"{name} 后面至少要写一个值"),
        (r"expected at most one argument", lambda name, _: f"{name} 后面最多写一个值"),
        (r"expected (\d+) arguments", lambda name, found: f"{name} 后面要写 {found[1]} 个值"),
        # ignored explicit argument 'x'
        (r"ignored explicit argument '(.*)'", lambda name, found: f"{name} 后面不能写值“{found[1]}”"),
        # invalid int value: 'zehn'
        (
            r"invalid (\w+) value: '(.*)'",
            lambda name, found: f"{name}：“{found[2]}”不是{_TYPES.get(found[1], '可用的值')}",
        ),
        # not allowed with argument --json
        (r"not allowed with argument (.+)", lambda name, found: f"{name} 和 {found[1]} 不能同时写"),
        # one of the arguments --json --text is required
        (r"one of the arguments (.+) is required", lambda _, found: f"{'、'.join(found[1].split())} 要写一个"),
    )
)


def _lines(text: str, width: int) -> Iterator[str]:
    line, taken = "", 0
    for piece in _PIECE.findall(" ".join(text.split())):
        wide = _wide(piece)
        if line and taken + wide > width:
            yield line.rstrip()
            line, taken = "", 0
        line, taken = (line + piece, taken + wide) if line or piece.strip() else (line, taken)
    if line.strip():
        yield line.rstrip()


def _wide(text: Iterable[str]) -> int:
    """How many columns of a terminal a text takes.

    >>> _wide("公报.md")
    7
    """
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)
