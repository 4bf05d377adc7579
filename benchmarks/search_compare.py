"""Our search and Pagefind side by side, on the same texts, in the same browser, in one run; a Markdown table at the end.

    python -m benchmarks.search_compare [COUNT…] [--folder FOLDER] [--write PAGE]

Pagefind comes from PyPI into an environment that lies in the folder. What was measured is kept there, three files a
count, and not measured again until its file is taken away; without --folder everything is thrown away. 12,000 documents want about 12 GB of free memory.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, product
from pathlib import Path
from random import Random
from statistics import fmean, median
from time import monotonic

from playwright.sync_api import Browser, Error

from benchmarks.search_compare_browser import SIDES, Desk, Side, chromium, desks, visit
from benchmarks.search_compare_queries import ORDINARY, Query, Texts
from benchmarks.search_compare_server import Server
from benchmarks.search_compare_site import Stored, build_ours, build_pagefind, install, places_of, scripts, sizes, write
from benchmarks.search_compare_table import Figures, page

COUNTS = (300, 3000, 12000)
ROUNDS = {300: 3, 3000: 2}  # builds; once where it takes minutes
VISITS = 7
MINUTES = 8  # of questions at a size; what comes later is not asked
NUMBERS = {
    300: 5,
    3000: 5,
}  # two where an answer takes seconds: documents whose number is asked for in twenty spellings


def main() -> None:
    """Measure what is not measured yet, and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder: Path = given.folder or Path(spare)
        found = {count: figures(count, folder) for count in given.counts}
    text = page(found, MINUTES)
    print(text)
    if given.write:
        given.write.write_text(text, encoding="utf-8")


def figures(count: int, folder: Path) -> Figures:
    """Everything measured at one size."""
    home = folder / str(count)
    home.mkdir(parents=True, exist_ok=True)
    made: Figures = {}
    for side in SIDES:
        made |= kept(home / f"built-{side}.json", partial(builds, count, home, side))
    sides: Sequence[Side] = SIDES if not made["pagefind ended"] else ("ours",)
    return made | kept(home / "asked.json", partial(asked, count, home, sides))


def kept(path: Path, measure: Callable[[], Figures]) -> Figures:
    """Figures that lie there from an earlier run, or are measured now."""
    if not path.exists():
        made = measure()
        path.write_text(json.dumps(made, indent=1), encoding="utf-8")
    found: Figures = json.loads(path.read_text(encoding="utf-8"))
    return found


def asked(count: int, home: Path, sides: Sequence[Side]) -> Figures:
    """What questions cost and bring."""
    scripts(home)
    texts = Texts(Stored.of(home))
    queries, common = texts.queries(NUMBERS.get(count, 2)), texts.common(6 * VISITS)
    with Server(home / "public") as server, chromium() as browser:
        pairs = [(one.text, other.text) for one, other in zip(common[::2], common[1::2], strict=True)]
        made = visits((browser, server), pairs, sides)
        with desks(browser, server, sides) as open_desks:
            made |= answers(open_desks, queries + common, places_of(home))
    return made | {"load": os.getloadavg()[1], "cores": os.cpu_count() or 1, "questions": len(queries + common)}


def builds(count: int, home: Path, side: Side) -> Figures:
    """What the build of one side costs, and what it leaves."""
    write(count, home)
    build = build_ours if side == "ours" else partial(build_pagefind, program=install(home.parent))
    found = [build(home) for _ in range(ROUNDS.get(count, 1))]
    print(count, side, found, flush=True)
    made = {
        "build cpu": median(each.cpu for each in found),
        "build peak": median(each.peak for each in found),
        "ended": found[-1].ended,
    }
    left = {f"size {name}": size for name, size in sizes(home, side).items()}
    return {f"{side} {name}": value for name, value in (made | left).items()}


def answers(open_desks: Mapping[Side, Desk], queries: Sequence[Query], places: Mapping[str, int]) -> Figures:
    """Ask everything on both sides, query by query; how good the answers are, and what they cost without texts."""
    session = {side: Session(desk, places if side == "pagefind" else None) for side, desk in open_desks.items()}
    end = monotonic() + MINUTES * 60
    for done, query in enumerate(in_shares(queries)):
        if done % 50 == 0:
            print("query", done, "of", len(queries), flush=True)
        if monotonic() > end:
            break
        for each in session.values():
            each.ask(query)
    made: dict[str, float] = {"asked": min(each.asked for each in session.values())}
    for side, each in session.items():
        made |= {f"{side} {name}": value for name, value in each.figures()}
    desk = open_desks["ours"]
    plain = [*ORDINARY, *(query.text for query in queries if query.kind != "numbers")]
    made["ours mistaken"] = sum(desk.asked(text)["numbered"] > 0 for text in plain)
    made["ours plain"] = len(plain)
    return made


def in_shares(queries: Sequence[Query]) -> list[Query]:
    """The questions shuffled, so that wherever they stop the same share of each kind was asked."""
    random = Random(9)
    placed: list[tuple[float, Query]] = []
    for kind in dict.fromkeys(query.kind for query in queries):
        of_kind = [query for query in queries if query.kind == kind]
        random.shuffle(of_kind)
        placed += [((place + random.random()) / len(of_kind), query) for place, query in enumerate(of_kind)]
    return [query for _, query in sorted(placed, key=lambda each: each[0])]


class Session:
    """One side through all queries, in a page that stays open."""

    def __init__(self, desk: Desk, places: Mapping[str, int] | None) -> None:
        self._desk = desk
        self._places = places
        self._scores: dict[str, list[tuple[float, float, float, float]]] = {}
        self._warm: list[float] = []
        self._bytes: dict[str, list[int]] = {}
        self._slow = 0
        desk.start()

    def ask(self, query: Query) -> None:
        """Ask one query: bytes and time, then what it finds."""
        try:
            taken = 0 if query.kind == "numbers" else self._desk.seek(query.text).get("index", 0)
            asked = self._desk.asked(query.text)
            taken += self._desk.taken().get("index", 0)  # what was asked for when the first texts had been looked at
        except Error:  # it did not answer in two minutes
            self._slow += 1
            return
        if query.kind != "numbers":
            self._bytes.setdefault(query.kind, []).append(taken)
            self._warm.append(asked["ms"])
        found = [self._places[each] for each in asked["order"]] if self._places is not None else asked["order"]
        self._scores.setdefault(query.kind, []).append(judged(found, query))

    @property
    def asked(self) -> int:
        """How many questions were asked."""
        return self._slow + sum(map(len, self._scores.values()))

    def figures(self) -> Iterator[tuple[str, float]]:
        """Means and medians."""
        for kind, rows in self._scores.items():
            recall, precision, first, lost = zip(*rows, strict=True)
            yield f"{kind} recall", fmean(recall)
            yield f"{kind} precision", fmean(precision)
            yield f"{kind} on top", fmean(place == 1 for place in first)
            places = [place for place, none in zip(first, lost, strict=True) if not none]
            yield f"{kind} worst place", max(places, default=0)
            yield f"{kind} lost", sum(lost)
            yield f"{kind} asked", len(rows)
        yield "unanswered", self._slow
        yield "session index bytes", fmean(chain.from_iterable(self._bytes.values()))
        for kind, taken in self._bytes.items():
            yield f"{kind} index bytes", fmean(taken)
        yield "warm ms", median(self._warm)
        yield "warm worst ms", max(self._warm)


def judged(found: Sequence[int], query: Query) -> tuple[float, float, float, float]:
    """Recall, precision of the first ten, place of the first that is right, and 1 if there is none."""
    truth, right = query.truth, [place for place, each in enumerate(found, 1) if each in query.truth]
    ten = found[:10]
    precision = sum(each in truth or each in query.besides for each in ten) / len(ten) if ten else 0.0
    return len(truth & set(found)) / len(truth), precision, right[0] if right else 0, not right


def visits(place: tuple[Browser, Server], asked: Sequence[tuple[str, str]], sides: Sequence[Side]) -> Figures:
    """First visitors in turns, on the plain and on the slow line; the medians of those who all got their ten texts."""
    rounds: list[dict[str, float]] = []
    for first, following in asked:
        made = dict(_round(place, (first, following), sides))
        if made.pop("texts") == 10:
            rounds.append(made)
        if len(rounds) == VISITS:
            break
    return {name: median(each[name] for each in rounds) for name in rounds[0]} | {"visits": len(rounds)}


def _round(place: tuple[Browser, Server], asked: tuple[str, str], sides: Sequence[Side]) -> Iterator[tuple[str, float]]:
    fewest = 10
    for slow, side in product((False, True), sides):
        seen = visit(*place, side, (*asked, slow))
        fewest = min(fewest, *seen.texts)
        for which, ms, taken in zip(("first", "following"), seen.ms, seen.taken, strict=True):
            yield f"{side} {which} {'slow' if slow else 'plain'} ms", ms
            for kind in ("bytes", "code", "index", "texts", "requests"):
                yield f"{side} {which} {kind}", taken.get(kind, 0)
    yield "texts", fewest


if __name__ == "__main__":
    main()
