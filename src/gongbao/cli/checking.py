"""The command `check`: what is wrong in content/, for people and for machines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongbao import archive
from gongbao.archive.places import shown
from gongbao.archive.spots import spots
from gongbao.checking.check import examine, ordered
from gongbao.checking.folder import problem
from gongbao.checking.forms import as_github, as_json, as_sarif, placed
from gongbao.checking.stock import Stock
from gongbao.cli import report
from gongbao.errors import ArchiveError, SiteError
from gongbao.problems import Problem
from gongbao.site import redirects
from gongbao.site.context import Site

FORMATS = ("text", "json", "sarif", "github")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=FORMATS, default="text", help="输出的格式（默认 text）")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="同 --format json")
    parser.add_argument("--strict", action="store_true", help="有警告时也以 1 结束（提示从不影响结束的代码）")


def run(options: argparse.Namespace) -> int:
    """Print what is wrong; 1 if there are errors, or with `--strict` warnings."""
    content: Path = options.content if options.content.name else options.content.resolve()
    if not content.is_dir():
        raise ArchiveError(f"{content.as_posix()}: 没有这个文件夹。请检查 --content。")
    archive.recover(content)
    found = findings(content)
    print(_printed(found, content, options.format), end="")
    failing = ("error", "warning") if options.strict else ("error",)
    return 1 if any(each.severity in failing for each in found) else 0


def findings(content: Path) -> list[Problem]:
    """All that is wrong in content/, and the old addresses that the site could not keep."""
    checked = examine(content)
    if any(each.severity == "error" for each in checked.problems):
        return list(checked.problems)
    return ordered([*checked.problems, *_aliases(checked.stock)])


def _printed(found: Sequence[Problem], content: Path, form: str) -> str:
    if form == "json":
        return as_json(placed(found, content)) + "\n"
    if form == "sarif":
        return as_sarif(placed(found, content)) + "\n"
    if form == "github":
        return "".join(f"{line}\n" for line in as_github(placed(found, content)))
    return "".join(f"{line}\n" for line in report.of_problems(found)) or f"{content.name}/ 没有问题。\n"


def _aliases(stock: Stock) -> Iterator[Problem]:
    """Only the site knows its addresses; it is asked where a record has an old one."""
    if not any(record.aliases for record in stock.records.values()):
        return
    site = Site.of(stock.library, stock.gazette)
    malformed = list(_malformed(site))
    yield from malformed
    if not malformed:
        yield from _taken(site)


def _malformed(site: Site) -> Iterator[Problem]:
    for record in site.library.records.values():
        for place, alias in enumerate(record.aliases):
            path = site.library.path_of(record.id)
            try:
                redirects.old_path(alias, "")
            except SiteError:
                where = (shown(site.root, path), spots(site.root, path).line("aliases", place))
                yield problem("alias-malformed", where, f"旧地址“{ascii(alias)[1:-1]}”不成地址。")


def _taken(site: Site) -> Iterator[Problem]:
    try:
        for _ in redirects.pages(site):
            pass
    except SiteError as error:
        for record in site.library.records.values():
            path = site.library.path_of(record.id)
            if record.aliases and str(error).startswith(f"{shown(site.root, path)}: "):
                where = (shown(site.root, path), spots(site.root, path).line("aliases"))
                yield problem("alias-taken", where, str(error).partition(": ")[2].partition("，不能用")[0] + "。")
