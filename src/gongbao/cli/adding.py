"""The command `add`: take sources in."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from gongbao import archive
from gongbao.cli import building, report
from gongbao.cli.intake import Intake, take_all
from gongbao.cli.numbers import positive
from gongbao.cli.progress import bar
from gongbao.errors import GongbaoError
from gongbao.jobs import cores, workers

LARGE = 5_000  # records: to open as many for a comparison takes seconds that nobody asked for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `add` is told."""
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="公报或文件的文本、Markdown、网页、PDF 或 DOCX"
    )
    after = parser.add_mutually_exclusive_group()
    after.add_argument("--dry-run", action="store_true", help="只报告，什么也不写")
    after.add_argument("--build", action="store_true", help="读入以后接着生成网站")
    parser.add_argument("--replace", action="store_true", help="这是已收录来源的更正版：换掉来源，保留人工修改")
    parser.add_argument("--jobs", type=positive, default=0, metavar="N", help="用几个进程（默认与处理器核数相同）")
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="交给 Dask 集群去读，如 tcp://主机:8786")


def run(options: argparse.Namespace) -> int:
    """Take every file in; a bad one stops nothing, and is named at the end."""
    jobs = options.jobs or cores() if len(options.files) > 1 else 1
    held = nullcontext() if options.dry_run else archive.lock(options.content)
    # The workers first: what they inherit must not hold the lock when this process is gone.
    with workers(jobs, options.scheduler) as executor, held:
        intake = Intake.open(options.content, options.dry_run, options.replace, executor)
        taken, refused = take_all(intake, options.files, bar(len(options.files)), executor)
    for one in taken:
        print("\n".join(report.of_source(one, options.dry_run)))
    code = 0
    if options.dry_run:
        print("（试读：什么也没有写。）")
    elif taken and options.build:
        options.keep_addresses = True  # a new issue may print what came alone before it
        code = building.run(options)
    elif taken:
        _tell_difference(options, len(intake.settled))
    for sentence in refused:
        print(sentence, file=sys.stderr)
    return 1 if refused else code


def _tell_difference(options: argparse.Namespace, records: int) -> None:
    """What the site will have that it has not; the addresses that readers have are kept."""
    order = building.order_of(options)
    if records > LARGE:
        if order.store.is_file():
            print("网站会有什么变化，可用 python build.py diff 查看。")
        return
    from gongbao.cli import differing, readdressing  # noqa: PLC0415 - loads all that knows of pages

    try:
        found = differing.ahead(order)
    except GongbaoError:
        print("content/ 里有错误，改好以后才能比较网站的变化；用 python build.py check 查看。")
        return
    for line in differing.lines(found, differing.BRIEF):
        print(line)
    for sentence in (
        readdressing.keep(order.content, found.moved) if found.only_moved else found.gone[: differing.BRIEF]
    ):
        print(sentence)
