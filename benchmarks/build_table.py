"""The costs of building as a Markdown table: medians, ratios, and how they grow."""

from __future__ import annotations

import math
import shlex
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median

from benchmarks.build_measure import Cost

Costs = dict[tuple[int, str, str], list[Cost]]
OPEN, CLOSE = "<!-- figures -->", "<!-- end of figures -->"
_OURS, _OTHER = "ours", "Hugo"
_STEPS = {
    "clean": "clean",
    "none": "no change",
    "template": "one template changed",
    "record": "one record changed",
    "issue": "one issue added",
}
_FIGURES: tuple[tuple[str, Callable[[Cost], float], str], ...] = (
    ("wall, s", lambda cost: cost.wall, ",.2f"),
    ("CPU, s", lambda cost: cost.cpu, ",.2f"),
    ("memory, MB", lambda cost: cost.pss / 1e6, ",.0f"),
    ("of one process, MB", lambda cost: cost.rss / 1e6, ",.0f"),
    ("files written", lambda cost: cost.written, ",.0f"),
)


def page(text: str, costs: Costs) -> str:
    """A page with the figures in their place, and the command that made them."""
    head, rest = text.split(OPEN, 1)
    tail = rest.split(CLOSE, 1)[1]
    command = shlex.join(["python", "-m", "benchmarks.build_compare", *sys.argv[1:]])
    return f"{head}{OPEN}\n\nMade by\n\n    {command}\n\n{table(costs)}\n{CLOSE}{tail}"


def table(costs: Costs) -> str:
    """Every size, and how the costs grow from each to the next."""
    sizes = sorted({documents for documents, _, _ in costs})
    parts = ["\n".join(_size(costs, documents)) for documents in sizes]
    growing = list(_growth(costs, sizes))
    if growing:
        head = [
            "## Growth",
            "",
            "| from | to | | ours, CPU | ours, memory | Hugo, CPU | Hugo, memory |",
            "|---|---|---|---:|---:|---:|---:|",
        ]
        parts.append("\n".join([*head, *growing]))
    return "\n\n".join(parts) + "\n"


def _size(costs: Costs, documents: int) -> Iterator[str]:
    rounds = max(len(each) for key, each in costs.items() if key[0] == documents)
    yield f"## {documents:,} documents"
    yield ""
    yield f"Medians of {rounds} rounds." if rounds > 1 else "One round."
    yield ""
    yield "| | | ours | Hugo | ours / Hugo |"
    yield "|---|---|---:|---:|---:|"
    for step, name in _STEPS.items():
        for index, (label, value, form) in enumerate(_FIGURES):
            ours = _median(costs, (documents, step, _OURS), value)
            other = _median(costs, (documents, step, _OTHER), value)
            ratio = f"{ours / other:.3f}" if ours is not None and other else ""
            yield f"| {'' if index else name} | {label} | {_said(ours, form)} | {_said(other, form)} | {ratio} |"
    whole = [_whole(costs, (documents, "clean", side)) for side in (_OURS, _OTHER)]
    yield f"| the whole site | files, MB | {whole[0]} | {whole[1]} | |"


def _median(costs: Costs, key: tuple[int, str, str], value: Callable[[Cost], float]) -> float | None:
    found = costs.get(key)
    return median(map(value, found)) if found else None


def _said(value: float | None, form: str) -> str:
    return "–" if value is None else f"{value:{form}}"


def _whole(costs: Costs, key: tuple[int, str, str]) -> str:
    found = costs.get(key)
    return f"{found[0].files:,}, {found[0].size / 1e6:,.0f}" if found else "–"


def _growth(costs: Costs, sizes: list[int]) -> Iterator[str]:
    """Exponents: 1 where twice the documents cost twice as much, 0 where they cost the same."""
    for small, large in pairwise(sizes):
        for step, name in _STEPS.items():
            cells = [
                _exponent(costs, (small, large), (step, side, value))
                for side in (_OURS, _OTHER)
                for _, value, _ in _FIGURES[1:3]
            ]
            yield f"| {small:,} | {large:,} | {name} | {' | '.join(cells)} |"


def _exponent(costs: Costs, between: tuple[int, int], what: tuple[str, str, Callable[[Cost], float]]) -> str:
    step, side, value = what
    small, large = (_median(costs, (documents, step, side), value) for documents in between)
    if not small or not large:
        return "–"
    return f"{math.log(large / small) / math.log(between[1] / between[0]):.2f}"
