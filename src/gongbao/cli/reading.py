"""The command `read`: what a source gives, without touching anything."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from gongbao import archive
from gongbao.cli.intake import gazette_of, read_bytes
from gongbao.reading import formats, reader


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `read` is told."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="打印 JSON：每条记录的字段和正文")


def run(options: argparse.Namespace) -> int:
    """Read a source and print its records."""
    name = options.file.name
    kept = formats.receive(read_bytes(options.file), name)
    reading = reader.with_doubts(reader.read(kept.source, name, gazette_of(options.content)), kept.doubts)
    if options.json:
        print(json.dumps([archive.as_json(record) for record in reading.records], ensure_ascii=False, indent=1))
        return 0
    for record in reading.records:
        first, last = record.source.lines
        print(f"{record.kind:<24} {record.id:<32} {first:>5}–{last:<5} {record.title}")
    return 0
