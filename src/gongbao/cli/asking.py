"""The command `search`: what the field of the site would find."""

from __future__ import annotations

import argparse
import sys

from gongbao.building.opening import open_site
from gongbao.building.order import Order
from gongbao.cli import listing, searching
from gongbao.cli.numbers import positive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `search` is told."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="文号或词语，如 云政发〔2023〕5号")
    parser.add_argument("--json", action="store_true", help="打印 JSON")
    parser.add_argument("--limit", type=positive, default=10, metavar="N", help="最多列出几条（默认 10）")


def run(options: argparse.Namespace) -> int:
    """Search the archive as it is; 1 when nothing is found."""
    site = open_site(Order(options.content, options.public, options.address))
    found = searching.answer(site, " ".join(options.words), options.limit)
    print(found.as_json() if options.json else "\n".join(listing.lines(found, sys.stdout.isatty())))
    return 0 if found.found else 1
