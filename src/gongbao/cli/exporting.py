"""The command `export`: the archive as lines for OpenSearch, or as one SQLite file."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from gongbao import archive
from gongbao.cli import report
from gongbao.cli.intake import gazette_of
from gongbao.site.context import Site
from gongbao.site.data.exports import write_bulk, write_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--opensearch", type=Path, metavar="FILE", help="写成 OpenSearch 批量导入的 NDJSON，映射写在 FILE.mapping.json"
    )
    parser.add_argument(
        "--sqlite", type=Path, metavar="FILE", help="写成一个 SQLite 文件，可查全文，说明写在 FILE.metadata.json"
    )
    parser.set_defaults(refuse=parser.error)


def run(options: argparse.Namespace) -> int:
    """Write what was asked for; nothing where content/ has errors."""
    if not (options.opensearch or options.sqlite):
        options.refuse("请写明导出成什么：--opensearch FILE 或 --sqlite FILE")
    archive.recover(options.content)
    problems = [each for each in archive.check(options.content) if each.severity == "error"]
    if problems:
        print("\n".join(report.of_problems(problems)), file=sys.stderr)
        return 1
    gazette = gazette_of(options.content)
    gazette = replace(gazette, address=options.address or gazette.address)
    site = Site.of(archive.Library.open(options.content), gazette)
    for write, target in ((write_bulk, options.opensearch), (write_database, options.sqlite)):
        if target:
            print(f"{write(site, target)}条记录 → {target}")
    return 0
