"""The command `add`: take sources in."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from gongbao import archive
from gongbao.cli import report
from gongbao.cli.intake import Intake, take_all
from gongbao.cli.progress import bar


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `add` is told."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="公报或文件的文本、Markdown 或网页")
    parser.add_argument("--dry-run", action="store_true", help="只报告，什么也不写")
    parser.add_argument("--replace", action="store_true", help="这是已收录来源的更正版：换掉来源，保留人工修改")


def run(options: argparse.Namespace) -> int:
    """Take every file in; a bad one stops nothing, and is named at the end."""
    with nullcontext() if options.dry_run else archive.lock(options.content):
        intake = Intake.open(options.content, options.dry_run, options.replace)
        taken, refused = take_all(intake, options.files, bar(len(options.files)))
    for one in taken:
        print("\n".join(report.of_source(one)))
    if options.dry_run:
        print("（试读：什么也没有写。）")
    for sentence in refused:
        print(sentence, file=sys.stderr)
    return 1 if refused else 0
