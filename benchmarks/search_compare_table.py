"""The figures of the comparison as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.search_compare_site import PAGEFIND

Figures = dict[str, float]

_HEAD = """# The search beside Pagefind

[Pagefind](https://pagefind.app) is what most static sites search with. Here it stands beside the search of this project:
the same invented decrees (made from the paragraphs of `content/`, about 5,300 characters each, the same for a seed), as
HTML pages for Pagefind {version} and as documents for ours, on one web server, in one Chromium, in turns. Made by

    python -m benchmarks.search_compare --write docs/search-benchmark.md

The times are good as ratios inside one run, and less so the busier the machine was: under each size stands how many
programs wanted a core while the questions were asked. Building is given in CPU seconds and in the highest memory of the
process.

"""
_TAIL = """
## How it was measured

- A *first query* is that of a visitor with an empty cache: load the code, search, and make ten results with their texts
  and excerpts. A *following query* is another one in the same page. Medians of {visits:.0f} visits a size, the sides in turns, with
  queries for which both show ten results. Bytes are bodies as sent; scripts are packed with gzip, as hosts do.
- The *slow line* has 50 ms from question to answer and 10 Mbit/s, by the browser's own emulation, which reaches
  Pagefind's worker too.
- *Index bytes a query* is the mean over all strings, titles and common phrases, asked one after another in one page, in
  shuffled order; code and texts of results are not counted, tables needed once are, and so is what our side asks for when
  the first ten texts of a long phrase show that some do not hold it. *In the page* is a search whose files are all in
  memory, without texts: the same query a second time.
- Right answers come from a scan of the texts (NFKC, small letters, no blanks, brackets and quotes, other marks as breaks), which
  knows neither index. *Strings* are a hundred stretches of 2 to 10 Chinese characters from anywhere in a text, *titles*
  thirty whole titles, *numbers* the numbers of five documents (two at 12,000) in twenty spellings each. Where answers
  take long, the questions stop after {minutes:.0f} minutes, with about the same share of each kind asked: the last column
  tells how many.
- *Precision of the first ten*: how many of the first ten results, or of all where there are fewer, are right; a query
  without a result counts as nought. Ours are in the order of the page: the texts of the first ten, and of ten more where
  that brings up better ones, are looked at. For a number, texts that cite it count as right, but only the document that
  bears it is asked for in the recall. *First right*: how often the first result is right; then the last place at
  which a first right one stood, among the queries that found one at all.
- Pagefind's answers can hang on the chunks a page has loaded before; all queries of a size are asked in one page.
- The sides are built one after the other, not side by side. A busy machine makes CPU seconds dearer: our build of 12,000
  took 44 of them at one time and 56 at another.
- These sizes make one segment of our index. An archive whose newest documents stand in a second one asks both, which
  is about twice as many files a query.
- Neither side loads facets. Pagefind runs as it comes, with its worker.
"""


@dataclass(frozen=True)
class Row:
    """A line: what, the name of the figure, by how much it is divided, how it is written, and the target."""

    label: str
    name: str
    unit: float = 1
    form: str = ",.0f"
    target: str = ""  # ends in the most that our figure may be of Pagefind's


_COST = (
    Row("build, CPU s", "build cpu", 1, ",.1f", "build CPU at most 1/2"),
    Row("build, highest memory, MB", "build peak", 1, ",.0f", "build memory at most 1/5"),
    Row("index, MB", "size index", 1e6, ",.1f", "index size at most 60 %"),
    Row("texts of results, MB", "size texts", 1e6, ",.1f"),
    Row("files", "size files"),
    Row("first query, KB", "first bytes", 1e3, ",.0f", "bytes of a first query with ten texts at most 40 %"),
    Row("– of it code", "first code", 1e3),
    Row("– of it index", "first index", 1e3),
    Row("– of it ten texts", "first texts", 1e3),
    Row("– requests", "first requests"),
    Row("following query, KB", "following bytes", 1e3),
    Row("index bytes a query, KB", "session index bytes", 1e3, ",.1f", "index bytes a query at most 1/5"),
    Row("– strings of 2 to 10 characters", "strings index bytes", 1e3, ",.1f"),
    Row("– whole titles", "titles index bytes", 1e3, ",.1f"),
    Row("– phrases of 2 to 6 characters in many texts", "common index bytes", 1e3, ",.1f"),
    Row("first query, ms", "first plain ms"),
    Row("following query, ms", "following plain ms"),
    Row(
        "first query, slow line, ms", "first slow ms", 1, ",.0f", "time of a first query on the slow line at most 60 %"
    ),
    Row("following query, slow line, ms", "following slow ms"),
    Row("in the page, median ms", "warm ms", 1, ",.2f", "time in the page at most 1/10"),
    Row("in the page, longest ms", "warm worst ms", 1, ",.0f"),
)
_MOST = {"1/2": 1 / 2, "1/5": 1 / 5, "1/10": 1 / 10, "60 %": 0.6, "40 %": 0.4}
_KINDS = ("strings", "titles", "numbers")


def page(found: Mapping[int, Figures], minutes: float) -> str:
    """The whole page; questions at a size stop after so many minutes."""
    last = found[max(found)]
    parts = [_HEAD.format(version=PAGEFIND)]
    parts += [
        f"## {count:,} documents\n\n{_busy(each)}\n{_costs(each)}\n{_quality(each)}" for count, each in found.items()
    ]
    parts.append(_targets(max(found), last))
    return "\n".join(parts) + _TAIL.format(visits=last["visits"], minutes=minutes)


def _busy(each: Figures) -> str:
    part = "All" if each["asked"] == each["questions"] else f"{each['asked']:.0f}"
    return (
        f"{part} of {each['questions']:.0f} questions were asked; {each['load']:.1f} programs wanted one of the"
        f" {each['cores']:.0f} cores meanwhile.\n"
    )


def _costs(each: Figures) -> str:
    lines = ["| | ours | Pagefind | ratio |", "|---|---:|---:|---:|"]
    for row in _COST:
        ours, other = _said(each, "ours", row), _said(each, "pagefind", row)
        ratio = _ratio(each, row)
        lines.append(f"| {row.label} | {ours} | {other} | {'' if ratio is None else f'{ratio:.2f}'} |")
    return "\n".join(lines) + "\n"


def _said(each: Figures, side: str, row: Row) -> str:
    value = each.get(f"{side} {row.name}")
    if value is None or (each[f"{side} ended"] and not row.name.startswith("build")):
        return "–"
    ended = each[f"{side} ended"]
    return f"{value / row.unit:{row.form}}" + (f" (ended by signal {-ended:.0f})" if ended else "")


def _ratio(each: Figures, row: Row) -> float | None:
    ours, other = each.get(f"ours {row.name}"), each.get(f"pagefind {row.name}")
    return ours / other if ours is not None and other and not each["pagefind ended"] else None


def _quality(each: Figures) -> str:
    lines = [
        "| | | recall | precision of the first ten | first right | last place of a first right one | nothing right |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for kind in _KINDS:
        for side, name in (("ours", "ours"), ("pagefind", "Pagefind")):
            if f"{side} {kind} recall" in each:
                lines.append(f"| {kind} | {name} | {' | '.join(_judged(each, f'{side} {kind}'))} |")
    return "\n".join(lines) + "\n"


def _judged(each: Figures, name: str) -> Iterator[str]:
    yield f"{each[f'{name} recall']:.3f}"
    yield f"{each[f'{name} precision']:.3f}"
    yield f"{each[f'{name} on top']:.0%}"
    yield f"{each[f'{name} worst place']:,.0f}"
    yield f"{each[f'{name} lost']:.0f} of {each[f'{name} asked']:.0f}"


def _targets(count: int, each: Figures) -> str:
    lines = [f"## The targets, at {count:,} documents", "", "| target | reached | met |", "|---|---:|---|"]
    for label, reached, met in (*_own(each), *_beside(each)):
        lines.append(f"| {label} | {reached} | {met} |")
    return "\n".join(lines) + "\n"


def _own(each: Figures) -> Iterator[tuple[str, str, str]]:
    for kind in _KINDS:
        recall = each[f"ours {kind} recall"]
        yield f"recall on {kind} 1.0", f"{recall:.3f}", _word(recall == 1)
    for kind in _KINDS:
        precision = each[f"ours {kind} precision"]
        yield f"precision of the first ten on {kind} at least 0.93", f"{precision:.3f}", _word(precision >= 0.93)
    top = each["ours numbers on top"]
    yield "numbers first in 100 %", f"{top:.0%}", _word(top == 1)
    mistaken = each["ours mistaken"]
    label = f"none of {each['ours plain']:.0f} ordinary queries mistaken for a number"
    yield label, f"{mistaken:.0f}", _word(not mistaken)


def _beside(each: Figures) -> Iterator[tuple[str, str, str]]:
    for row in _COST:
        if not row.target:
            continue
        ratio, label = _ratio(each, row), f"{row.target} of Pagefind's"
        if ratio is None:
            yield label, "–", "not to be told: Pagefind built no index"
        else:
            yield label, f"{ratio:.2f}", _word(ratio <= _MOST[row.target.partition(" at most ")[2]])


def _word(met: bool) -> str:
    return "yes" if met else "**no**"
