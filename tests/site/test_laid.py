"""Files made of pieces: what the last build left of one is taken over, the rest is made, and nothing else comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pytest
from days_archive import GREEN, site_of

from gongbao.site.laid import Laid, Piece, Place, laid, note
from gongbao.site.parts import UnfitError, hashed

PLACE = Place("data/tasks.csv", "任务\r\n".encode())


@dataclass
class Left:
    """A part as the last build left it."""

    files: Mapping[str, bytes]
    note: bytes

    def read(self, path: str) -> bytes:
        return self.files[path]


def pieces(texts: Iterable[str], made: list[str] | None = None) -> Iterable[Piece]:
    def make(text: str) -> tuple[bytes, int]:
        if made is not None:
            made.append(text)
        return f"{text}\r\n".encode(), 1

    return [Piece(hashed(text.encode()), lambda text=text: make(text)) for text in texts]  # type: ignore[misc]


def left(texts: Iterable[str]) -> Left:
    site = site_of([GREEN])
    content = laid(site, PLACE, pieces(texts)).file.content
    return Left({PLACE.path: content}, note(site, PLACE.path))


def anew(texts: Iterable[str]) -> Laid:
    return laid(site_of([GREEN]), PLACE, pieces(texts))


@pytest.mark.parametrize("now", ["甲乙丙", "丁甲乙丙", "乙丙", "丙甲乙", "甲丁丙", "", "甲甲"])
def test_what_changed_is_made_and_the_rest_is_taken_over(now: str) -> None:
    made: list[str] = []
    assert laid(site_of([GREEN]), PLACE, pieces(now, made), left("甲乙丙")) == anew(now)
    assert made == [text for text in now if text not in "甲乙丙"]


def test_a_file_that_was_amended_can_be_amended_again() -> None:
    site = site_of([GREEN])
    second = laid(site, PLACE, pieces("甲丁"), left("甲乙丙"))
    third = laid(site, PLACE, pieces("丁戊"), Left({PLACE.path: second.file.content}, note(site, PLACE.path)))
    assert third == anew("丁戊")


@pytest.mark.parametrize(
    "strange", [b"", "任务\r\n甲\r\n".encode(), "工作\r\n甲\r\n乙\r\n丙\r\n".encode()], ids=["empty", "short", "head"]
)
def test_a_file_that_is_not_the_one_that_was_noted_is_made_anew(strange: bytes) -> None:
    with pytest.raises(UnfitError):
        laid(site_of([GREEN]), PLACE, pieces("甲"), Left({PLACE.path: strange}, left("甲乙丙").note))


def test_a_note_that_is_none_of_pieces_is_refused() -> None:
    with pytest.raises(UnfitError):
        laid(site_of([GREEN]), PLACE, pieces("甲"), Left(left("甲").files, b"another note"))
