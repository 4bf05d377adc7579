"""How well single documents of any government are read, with no gazette.yml of theirs.

    python -m benchmarks.accuracy FOLDER [--misses N] [--all]

FOLDER holds documents and a gold.jsonl with a line a document: file, title, number, issuer, doctype, date_signed,
addressee, cites (numbers), whole. Without --all only whole documents count.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongbao import numbers, typography
from gongbao.errors import GongbaoError
from gongbao.gazette import Gazette
from gongbao.model import Decree
from gongbao.reading import reader

FIELDS = ("title", "number", "issuer", "doctype", "signed", "addressee")


@dataclass
class Tally:
    """Hits and misses a measure."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    total: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, measure: str, hit: bool, miss: str) -> None:
        """Count one comparison."""
        self.total[measure] += 1
        self.right[measure] += hit
        if not hit:
            self.misses[measure].append(miss)


def main() -> int:
    """Read every document of the folder and print the measures."""
    options = _options()
    tally = Tally()
    for gold in _gold(options.folder):
        if gold.get("whole") or options.all:
            _score(tally, gold, options.folder)
    for measure, total in tally.total.items():
        print(f"{measure:16} {tally.right[measure]:4} / {total:<4} {100 * tally.right[measure] / total:6.1f} %")
        for miss in tally.misses[measure][: options.misses]:
            print("    ", miss)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=5)
    parser.add_argument("--all", action="store_true", help="also documents of which only the beginning is there")
    return parser.parse_args()


def _gold(folder: Path) -> Iterator[dict[str, Any]]:
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _score(tally: Tally, gold: dict[str, Any], folder: Path) -> None:
    name = gold["file"]
    try:
        main_record = reader.read((folder / name).read_bytes(), name, Gazette.default()).main
    except GongbaoError as error:
        tally.add("read", False, str(error))
        return
    tally.add("read", isinstance(main_record, Decree), f"{name}: {main_record.kind}")
    if not isinstance(main_record, Decree):
        return
    wanted = {**gold, "signed": gold.get("date_signed")}
    for measure in FIELDS:
        got, want = getattr(main_record, measure), wanted.get(measure)
        tally.add(measure, _same(measure, got, want), f"{name}: {got} want {want}")
    _citations(tally, gold, main_record)


def _same(measure: str, got: object, want: object) -> bool:
    if measure == "number":
        return _number(got) == _number(want)
    return typography.fold(str(got or "")) == typography.fold(str(want or ""))


def _number(text: object) -> str:
    found = numbers.parse(str(text)) if text else None
    return str(found) if found else typography.fold(str(text or ""))


def _citations(tally: Tally, gold: dict[str, Any], decree: Decree) -> None:
    want = {_number(number) for number in gold.get("cites") or []}
    orders = {_number(number) for number in gold.get("cites_orders") or []}
    got = {_number(one.number) for one in decree.cites if one.number}
    for number in sorted(want):
        tally.add("cited found", number in got, f"{gold['file']}: missing {number}")
    for number in sorted(got):
        known = number in want | orders or "令" in number
        tally.add("cited true", known, f"{gold['file']}: not in the text {number}")


if __name__ == "__main__":
    sys.exit(main())
