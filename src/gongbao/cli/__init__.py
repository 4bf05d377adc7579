"""The commands: build, add, read, ledger, check, search. Exit 0 clean, 1 problems, 2 usage."""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongbao import archive
from gongbao.cli import ledger as ledger_
from gongbao.cli import listing, report, searching
from gongbao.cli.finding import search_files
from gongbao.cli.intake import Intake, gazette_of, read_bytes, take_all
from gongbao.cli.progress import bar
from gongbao.errors import ArchiveError, GongbaoError
from gongbao.reading import formats, reader
from gongbao.site.build import build
from gongbao.site.context import Site
from gongbao.site.portable import portable
from gongbao.site.publish import publish

# https://gongbao.example/, https://example.cn; not: https://example-city.gov.cn
EXAMPLE = re.compile(r"//(?:[^/]*\.)?example(?:\.\w+)?(?:[:/]|\Z)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; a sentence on stderr for whatever cannot go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of another code page must not stop the work
    options = _parser().parse_args(argv)
    try:
        result: int = options.run(options)
    except GongbaoError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="把政府公报读成记录，并生成静态网站。")
    parser.add_argument("--content", type=Path, default=Path("content"), help="存放记录的文件夹（默认 content）")
    parser.add_argument("--public", type=Path, default=Path("public"), help="生成网站的文件夹（默认 public）")
    parser.add_argument("--address", default="", metavar="URL", help="网站将来的网址，代替 gazette.yml 里的 address")
    parser.add_argument("--portable", action="store_true", help="生成的网站从磁盘、U盘打开时，查找和脚本也能用")
    parser.set_defaults(run=_build)
    commands = parser.add_subparsers(title="命令", metavar="命令")
    _command(commands, ("build", _build), "检查 content/ 并生成网站（不写命令时就是它）")
    add = _command(commands, ("add", _add), "读入一份或多份新的来源，写成记录")
    add.add_argument("files", type=Path, nargs="+", metavar="FILE", help="公报或文件的文本、Markdown 或网页")
    add.add_argument("--dry-run", action="store_true", help="只报告，什么也不写")
    add.add_argument("--replace", action="store_true", help="这是已收录来源的更正版：换掉来源，保留人工修改")
    read = _command(commands, ("read", _read), "读一份来源并打印记录，不碰任何文件")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help="打印 JSON：每条记录的字段和正文")
    ledger = _command(commands, ("ledger", _ledger), "列出来源的每一行归哪条记录")
    ledger.add_argument("source", metavar="SOURCE", help="期号或来源名，如 2023-04")
    _command(commands, ("check", _check), "检查 content/，逐条说明问题和改法")
    search = _command(commands, ("search", _search), "按文号或词语查找，结果与网站上的查找相同")
    search.add_argument("words", nargs="+", metavar="WORDS", help="文号或词语，如 云政发〔2023〕5号")
    search.add_argument("--json", action="store_true", help="打印 JSON")
    search.add_argument("--limit", type=_positive, default=10, metavar="N", help="最多列出几条（默认 10）")
    return parser


def _positive(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def _command(commands: Any, what: tuple[str, Any], text: str) -> argparse.ArgumentParser:
    name, run = what
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _build(options: argparse.Namespace) -> int:
    archive.recover(options.content)
    problems = archive.check(options.content)
    print("\n".join(report.of_problems(problems)), file=sys.stderr, end="\n" if problems else "")
    if any(problem.severity == "error" for problem in problems):
        return 1
    site = _site(options)
    for sentence in _warnings(options.content, site.gazette.address):
        print(sentence)
    files = build(site, search_files(site, options.portable))
    count = publish(portable(files) if options.portable else files, options.public)
    print(f"{len(site.library.records)}条记录，{len(site.issues)}期公报 → {options.public}，共{count}个文件")
    return 0


def _warnings(content: Path, address: str) -> Iterator[str]:
    """What does not stop the site but should be put right before anybody links to it."""
    if not (content / "gazette.yml").exists():
        yield f"没有 {content}/gazette.yml：网页地址里的系列代号按拼音拼成，以后补上 gazette.yml，地址会改变。"
    if EXAMPLE.search(address):
        yield f"{content}/gazette.yml: address 还是示例网址 {address}，上线前请改成真实的网址。"


def _site(options: argparse.Namespace) -> Site:
    library = archive.Library.open(options.content)
    gazette = gazette_of(options.content)
    return Site.of(library, replace(gazette, address=options.address or gazette.address))


def _add(options: argparse.Namespace) -> int:
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


def _read(options: argparse.Namespace) -> int:
    reading = reader.read(read_bytes(options.file), options.file.name, gazette_of(options.content))
    if options.json:
        print(json.dumps([archive.as_json(record) for record in reading.records], ensure_ascii=False, indent=1))
        return 0
    for record in reading.records:
        print(
            f"{record.kind:<24} {record.id:<32} {record.source.lines[0]:>5}–{record.source.lines[1]:<5} {record.title}"
        )
    return 0


def _ledger(options: argparse.Namespace) -> int:
    records = archive.Library.open(options.content).records.values()
    files = {record.source.file for record in records}
    name = next((file for file in sorted(files) if options.source in (file, file.rsplit(".", 1)[0])), None)
    if name is None:
        raise ArchiveError(f"没有叫“{options.source}”的来源。现有：{'、'.join(sorted(files)) or '无'}。")
    source = formats.read_source(read_bytes(options.content / "sources" / name), name)
    runs = ledger_.spread(source, [record for record in records if record.source.file == name])
    print("\n".join(ledger_.lines(runs)))
    return 1 if ledger_.faults(runs) else 0


def _check(options: argparse.Namespace) -> int:
    archive.recover(options.content)
    gazette_of(options.content)
    problems = archive.check(options.content)
    print("\n".join(report.of_problems(problems)) or "content/ 没有问题。")
    return 1 if problems else 0


def _search(options: argparse.Namespace) -> int:
    found = searching.answer(_site(options), " ".join(options.words), options.limit)
    print(found.as_json() if options.json else "\n".join(listing.lines(found, sys.stdout.isatty())))
    return 0 if found.found else 1
