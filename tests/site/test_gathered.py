"""What is remembered of many records, a shelf at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from days_archive import EVERYTHING, site_of

from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered, gathered_apart, plain_digest
from gongbao.site.memory import Memory
from gongbao.site.once import once
from gongbao.site.parts import digest


class Shelf:
    """A shelf in a dict."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: bytes, value: bytes) -> None:
        self.kept[key] = value


@pytest.fixture
def site() -> Site:
    return replace(site_of(EVERYTHING), memory=Memory(Shelf()))


def pieces(made: list[str], *names: str) -> list[Piece[str]]:
    """Pieces that write down when they are made; the shelf is the first letter, the basis the name."""

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    return [Piece(name[:1], name.encode(), lambda name=name: make(name)) for name in names]  # type: ignore[misc]


def test_only_the_shelf_on_which_something_changed_is_made_again(site: Site) -> None:
    made: list[str] = []
    assert list(gathered(site, "x", pieces(made, "a1", "a2", "b1"))) == ["A1", "A2", "B1"]
    made.clear()
    assert list(gathered(site, "x", pieces(made, "a1", "a2", "b2"))) == ["A1", "A2", "B2"]
    assert made == ["b2"]


def test_what_is_kept_apart_is_made_alone(site: Site) -> None:
    made: list[str] = []
    list(gathered_apart(site, "x", pieces(made, "a1", "a2")))
    made.clear()
    assert list(gathered_apart(site, "x", pieces(made, "a1", "a3", "a2"))) == ["A1", "A3", "A2"]
    assert made == ["a3"]


def test_without_a_memory_everything_is_made() -> None:
    made: list[str] = []
    for _ in range(2):
        assert list(gathered(site_of(EVERYTHING), "x", pieces(made, "a1"))) == ["A1"]
    assert made == ["a1", "a1"]


def test_what_was_made_now_looks_like_what_was_remembered(site: Site) -> None:
    """Else a page would be rendered again because two of its texts are one object or two."""
    shared = "一件文件"
    fresh, again = (list(gathered(site, "x", [Piece("a", b"a", lambda: (shared, shared))])) for _ in range(2))
    assert digest(fresh) == digest(again)


def test_a_plain_digest_is_the_same_for_all_that_is_equal() -> None:
    one, other = "".join(["云", "州"]), "".join(["云", "州"])
    assert plain_digest((one, one)) == plain_digest((one, other))
    assert plain_digest((one, None)) != plain_digest((one, ""))


def test_once_is_once_for_each_site() -> None:
    asked: list[Site] = []

    @once
    def counted(site: Site) -> int:
        asked.append(site)
        return len(asked)

    first, second = site_of(EVERYTHING), site_of(EVERYTHING)
    assert [counted(first), counted(first), counted(second)] == [1, 1, 2]
