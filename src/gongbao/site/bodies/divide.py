"""A text divided: the notice, the instruments it issues, its printed attachments."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.model import Decree, Instrument, Record
from gongbao.site.bodies.pieces import Piece
from gongbao.typography import fold

SAME_TITLE = 0.9


@dataclass(frozen=True)
class Stretch:
    """A part before its blocks have anchors; `bare` when its anchors need no name of the part before them."""

    kind: str
    anchor: str
    title: str
    pieces: tuple[Piece, ...]
    bare: bool


def divide(record: Record, pieces: Sequence[Piece]) -> tuple[Stretch, ...]:
    """The parts of a text; the record's own title, which the page shows as its heading, is left out.

    The anchors of the first instrument are bare, because it is what people cite; without one those of the text are.
    """
    runs = list(_runs(record, pieces))
    named = _Names(record)
    parts = [named.part(run) for run in runs]
    main = next((place for place, part in enumerate(parts) if part.kind == "instrument"), 0)
    return tuple(
        Stretch(each.kind, each.anchor, each.title, each.pieces, place == main) for place, each in enumerate(parts)
    )


def _runs(record: Record, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Runs of pieces, each after the first beginning with its label or heading."""
    run: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.kind == "title" and place == _first(pieces) and _same(piece.text, record):
            continue
        labelled = bool(run) and run[-1].kind == "label"
        opens = piece.kind == "title" and not labelled
        closes = piece.kind == "notice" and piece.text.startswith("抄")
        if run and (opens or closes or (piece.kind == "label" and not labelled)):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _first(pieces: Sequence[Piece]) -> int:
    return next((place for place, piece in enumerate(pieces) if piece.kind != "label"), 0)


def _same(text: str, record: Record) -> bool:
    spellings = {record.title, *(variant.text for variant in record.title_variants)}
    return fold(text) in {fold(each) for each in spellings}


class _Names:
    """Gives each part its kind and anchor, in the order of the text."""

    def __init__(self, record: Record) -> None:
        decree = record if isinstance(record, Decree) else None
        self._instruments = list(decree.instruments if decree else ())
        self._attachments = 0
        self._sections = 0
        self._opened = False

    def part(self, run: list[Piece]) -> Stretch:
        head = next((piece for piece in run if piece.kind == "title"), None)
        label = run[0].text if run[0].kind == "label" else ""
        title = head.text if head else ""
        first, self._opened = not self._opened, True
        rest = tuple(piece for piece in run if piece is not head)
        if run[0].kind == "notice" and not first:
            return Stretch("imprint", "imprint", "", rest, False)
        if label:
            self._attachments += 1
            return Stretch("attachment", f"attachment-{self._attachments}", title or label, rest, False)
        instrument = self._instrument(title) if head else None
        if instrument:
            self._instruments.remove(instrument)
            return Stretch("instrument", instrument.anchor, title, rest, False)
        if first and not head:
            return Stretch("text", "notice", "", rest, False)
        self._sections += 1
        return Stretch("section", f"part-{self._sections}", title, rest, False)

    def _instrument(self, title: str) -> Instrument | None:
        """The instrument a heading names; a letter lost in the heading does not hide it, another figure does."""
        wanted = fold(title)
        exact = next((each for each in self._instruments if fold(each.title) == wanted), None)
        return exact or next((each for each in self._instruments if _alike(fold(each.title), wanted)), None)


def _alike(one: str, other: str) -> bool:
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_TITLE
