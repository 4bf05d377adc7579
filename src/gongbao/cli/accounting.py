"""The command `ledger`: which record owns which line of a source."""

from __future__ import annotations

import argparse

from gongbao import archive
from gongbao.archive.originals import leaves
from gongbao.cli import ledger
from gongbao.cli.intake import read_bytes
from gongbao.errors import ArchiveError
from gongbao.reading import formats


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `ledger` is told."""
    parser.add_argument("source", metavar="SOURCE", help="期号或来源名，如 2023-04")


def run(options: argparse.Namespace) -> int:
    """Print the ledger of a source; 1 when a line has no owner, or several."""
    records = archive.Library.open(options.content).records.values()
    files = {record.source.file for record in records}
    name = next((file for file in sorted(files) if options.source in (file, file.rsplit(".", 1)[0])), None)
    if name is None:
        raise ArchiveError(f"没有叫“{options.source}”的来源。现有：{'、'.join(sorted(files)) or '无'}。")
    data = read_bytes(options.content / "sources" / name)
    source = formats.read_source(data, name)
    runs = ledger.spread(source, [record for record in records if record.source.file == name])
    print("\n".join(ledger.lines(runs, leaves(data.decode("utf-8", "replace").split("\n")))))
    return 1 if ledger.faults(runs) else 0
