"""A decree and its interpretation side by side: by section on the decree's page, by paragraph on the other's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongbao.linking import Work
from gongbao.linking.explanations import Match, explain
from gongbao.model import Interpretation
from gongbao.site.bodies import Block, Bodies, Body
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.site.stretches import Stretch, opening, stretches

ITSELF = "原文此处"  # the name of a place that has no heading
MANY = 4  # sections a paragraph names when it tells what the whole is about
SILENT = ("signature", "date", "imprint", "label", "table")  # blocks that explain nothing and are not explained


@dataclass(frozen=True)
class Passage:
    """A paragraph as it stands in its text, where that is, and why it stands here."""

    text: str
    link: Link
    why: str = ""


@dataclass(frozen=True)
class Row:
    """What stands on the left (headings, and places below them), and what belongs to it on the right."""

    heads: tuple[Link, ...]
    places: tuple[Passage, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Pair:
    """One text laid beside this page's own: its rows, and what is left over."""

    other: Link
    rows: tuple[Row, ...]
    rest: tuple[Passage, ...]


@dataclass(frozen=True)
class ParallelView:
    """What the section shows; the words are for what is on the left, on the right and left over."""

    left: str
    right: str
    over: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class _Laid:
    """A decree and an interpretation with what was found between them; paragraphs that tell of the whole are set aside."""

    decree: Sequence[Block]
    told: Sequence[Block]
    sections: tuple[Stretch, ...]
    matches: tuple[Match, ...]

    @classmethod
    def of(cls, decree: Body, told: Body) -> _Laid:
        sections, here, there = tuple(stretches(decree)), decree.blocks, told.blocks
        found = [
            match
            for match in explain(_texts(here), _texts(there))
            if _speaks(here[match.decree]) and there[match.interpretation].kind != "heading"
        ]
        general = _general(sections, found)
        matches = tuple(match for match in found if match.interpretation not in general)
        return cls(here, there, sections, matches)

    def within(self, section: Stretch) -> tuple[Match, ...]:
        """What speaks of a section, in the order of the interpretation."""
        found = (match for match in self.matches if match.decree in section.places)
        return tuple(sorted(found, key=lambda match: (match.interpretation, match.decree)))


def for_work(site: Site, bodies: Bodies, work: Work) -> ParallelView | None:
    """The interpretations beside the sections of their decree; None where nothing can be laid beside anything."""
    path = site.urls.work(work)
    pairs = [
        Pair(site.link(told), rows, tuple(_left_over(laid, site.urls.record(told))))
        for told in site.graph.interpretations_of(work.id)
        if (laid := _Laid.of(bodies.of(work.record), bodies.of(told)))
        and (rows := tuple(_by_section(laid, path, site.urls.record(told))))
    ]
    return ParallelView("文件的部分", "解读的原文", "总体说明", tuple(pairs)) if pairs else None


def for_interpretation(site: Site, bodies: Bodies, interpretation: Interpretation) -> ParallelView | None:
    """The decree beside the paragraphs of an interpretation; None where it is not in the archive, or nothing matches."""
    explained = [edge for edge in site.graph.edges_from(interpretation.id) if edge.relation == "interprets"]
    works = {edge.target.key: site.graph.works[edge.target.key] for edge in explained if edge.target.kind == "work"}
    path = site.urls.record(interpretation)
    pairs = [
        Pair(site.work_link(work), rows, tuple(_unexplained(laid, site.urls.work(work))))
        for work in works.values()
        if (laid := _Laid.of(bodies.of(work.record), bodies.of(interpretation)))
        and (rows := tuple(_by_paragraph(laid, path, site.urls.work(work))))
    ]
    return ParallelView("解读的段落", "文件的原文", "解读没有逐段说明的部分", tuple(pairs)) if pairs else None


def _by_section(laid: _Laid, path: str, other: str) -> Iterator[Row]:
    """A row a section; neighbours that the same paragraphs explain share one."""
    told = [(section, laid.within(section)) for section in laid.sections]
    for spoken, group in groupby((each for each in told if each[1]), key=lambda each: _who(each[1])):
        members = list(group)
        matches = [match for _, found in members for match in found]
        yield Row(
            heads=tuple(Link(section.name, f"{path}#{section.anchor}") for section, _ in members),
            places=tuple(_places(laid, matches, path, {section.anchor for section, _ in members})),
            passages=tuple(_passage(laid, at, matches, other) for at in spoken),
        )


def _by_paragraph(laid: _Laid, path: str, other: str) -> Iterator[Row]:
    """A row a paragraph of the interpretation, with the paragraphs of the decree it explains."""
    ordered = sorted(laid.matches, key=lambda match: (match.interpretation, match.decree))
    for at, found in groupby(ordered, key=lambda match: match.interpretation):
        block = laid.told[at]
        passages = tuple(_explained(laid, list(found), other))
        yield Row((Link(opening(block.text), f"{path}#{block.anchor}"),), (), passages)


def _explained(laid: _Laid, matches: Sequence[Match], other: str) -> Iterator[Passage]:
    """The paragraphs of the decree; a heading stands for its section only where no paragraph of it was found."""
    for section in laid.sections:
        found = [match for match in matches if match.decree in section.places]
        telling = [match for match in found if laid.decree[match.decree].kind != "heading"]
        for match in telling or found:
            block = laid.decree[match.decree]
            lone = len(section.places) == 1 and block.kind != "heading"
            link = Link(ITSELF if lone else section.name, f"{other}#{block.anchor}")
            yield Passage("" if block.kind == "heading" else block.text, link, match.why)


def _passage(laid: _Laid, at: int, matches: Iterable[Match], other: str) -> Passage:
    """A paragraph of the interpretation; its reason is the strongest, that of the section's own heading first."""
    reasons = [match for match in matches if match.interpretation == at]
    whole = [match for match in reasons if laid.decree[match.decree].kind == "heading"]
    return Passage(laid.told[at].text, _place(laid.told, at, other), (whole or reasons)[0].why)


def _places(laid: _Laid, matches: Iterable[Match], path: str, heads: set[str]) -> Iterator[Passage]:
    """The places below the headings of a row that were found, each with the reason."""
    seen: set[int] = set()
    for match in sorted(matches, key=lambda each: (each.decree, each.interpretation)):
        block = laid.decree[match.decree]
        if match.decree not in seen and block.anchor not in heads:
            seen.add(match.decree)
            yield Passage("", Link(opening(block.text), f"{path}#{block.anchor}"), match.why)


def _left_over(laid: _Laid, other: str) -> Iterator[Passage]:
    """The paragraphs of the interpretation that stand beside no section, under the headings they have."""
    used = {match.interpretation for match in laid.matches}
    for at, block in enumerate(laid.told):
        if at not in used and block.kind != "heading" and _speaks(block):
            yield Passage(block.text, _place(laid.told, at, other))


def _unexplained(laid: _Laid, other: str) -> Iterator[Passage]:
    """The sections of the decree that no paragraph was found for; its opening words are no section."""
    for section in laid.sections:
        if not laid.within(section) and laid.decree[section.places[0]].kind in ("heading", "article"):
            yield Passage("", Link(section.name, f"{other}#{section.anchor}"))


def _place(blocks: Sequence[Block], at: int, path: str) -> Link:
    """A link to a paragraph by the heading it stands under."""
    heading = next((block.text for block in reversed(blocks[:at]) if block.kind == "heading"), "开头")
    return Link(heading, f"{path}#{blocks[at].anchor}")


def _general(sections: Sequence[Stretch], matches: Iterable[Match]) -> set[int]:
    """The paragraphs that only name the headings of many sections: they tell what the whole is about."""
    named: dict[int, set[str]] = {}
    told: set[int] = set()
    for match in matches:
        section = next(each.anchor for each in sections if match.decree in each.places)
        named.setdefault(match.interpretation, set()).add(section)
        told.update([match.interpretation] if match.reason != "title" else [])
    headed = sum(len(section.places) > 1 for section in sections)
    most = min(MANY, max(3, headed))
    return {at for at, anchors in named.items() if len(anchors) >= most and at not in told}


def _who(matches: Iterable[Match]) -> tuple[int, ...]:
    return tuple(sorted({match.interpretation for match in matches}))


def _speaks(block: Block) -> bool:
    return block.kind not in SILENT


def _texts(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in blocks]
