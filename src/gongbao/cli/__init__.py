"""The commands. Exit 0 clean, 1 problems, 2 usage."""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gongbao.cli.chinese import ChineseParser
from gongbao.errors import GongbaoError
from gongbao.jobs import RARELY, Interrupted

# Each command is a module of this room with `add_arguments(parser)` and `run(options)`. Only the one that is called is
# loaded: a build that finds nothing to do must not wait for all the others.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("building", "检查 content/ 并生成网站（不写命令时就是它）"),
    "serve": ("serving", "在本机打开网站和核对页面，改了文件自己更新"),
    "add": ("adding", "读入一份或多份新的来源，写成记录"),
    "diff": ("differing", "比较：下次生成，网站会增加、改变、失去什么"),
    "check": ("checking", "检查 content/，逐条说明问题和改法"),
    "export": ("exporting", "把 content/ 里的记录导出，给其他检索系统和数据库用"),
    "new": ("founding", "为另一份公报建立新的档案和网站"),
    "search": ("asking", "按文号或词语查找，结果与网站上的查找相同"),
    "read": ("reading", "读一份来源并打印记录，不碰任何文件"),
    "ledger": ("accounting", "列出来源的每一行归哪条记录"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; a sentence on stderr for whatever cannot go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of another code page must not stop the work
    if argv is None:
        gc.set_threshold(*RARELY)  # a command loads much and drops little
    given = list(sys.argv[1:] if argv is None else argv)
    options = parser_for(given).parse_args(given)
    try:
        result: int = _module(options.command or "build").run(options)
    except Interrupted as error:
        print(error, file=sys.stderr)
        return 130  # as a shell says of what Ctrl-C ended
    except GongbaoError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    if argv is None:
        gc.freeze()  # all that is left ends with the process: to look through an archive for cycles first takes seconds
    return result


def parser_for(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all commands; only of those that are named in `given` it knows the options."""
    parser = ChineseParser(prog="build.py", description="把政府公报读成记录，并生成静态网站。")
    parser.add_argument("--content", type=Path, default=Path("content"), help="存放记录的文件夹（默认 content）")
    parser.add_argument("--public", type=Path, default=Path("public"), help="生成网站的文件夹（默认 public）")
    _module("build").add_arguments(parser)
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", parser_class=ChineseParser)
    for name, (_, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name in given:
            _module(name).add_arguments(command)
    return parser


def _module(command: str) -> Any:
    return importlib.import_module(f"gongbao.cli.{COMMANDS[command][0]}")
