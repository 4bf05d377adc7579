"""Watching folders: what changed is taken up once, and what is done then does not put off the next look."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pytest

from gongbao.serving.watch import CALM, PAUSE, Watched, watch


class Looks(Event):
    """Stops after so many looks, and keeps the pauses between them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.pauses: list[float] = []
        self._most = most

    def wait(self, timeout: float | None = None) -> bool:
        """Remember instead of waiting."""
        if timeout is not None and timeout != CALM:
            self.pauses.append(timeout)
        return len(self.pauses) > self._most


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "记录.md").write_text("一", "utf-8")
    return tmp_path


def test_a_long_build_does_not_put_off_the_next_look(folder: Path) -> None:
    done: list[str] = []

    def build() -> None:
        done.append((folder / "记录.md").read_text("utf-8"))
        time.sleep(0.2)
        if len(done) < 3:
            (folder / "记录.md").write_text("二" * (len(done) + 1), "utf-8")

    watched = Watched([folder], build)
    (folder / "记录.md").write_text("二", "utf-8")
    stop = Looks(5)
    watch([watched], stop)
    assert done == ["二", "二二", "二二二"], "what is saved during a build is built next"
    assert stop.pauses[1:4] == [PAUSE] * 3


@pytest.mark.parametrize("name", [".lock", ".readings", "__pycache__"])
def test_what_the_program_keeps_for_itself_is_no_change(folder: Path, name: str) -> None:
    done: list[int] = []
    watched = Watched([folder], lambda: done.append(1))
    (folder / name).mkdir()
    (folder / name / "2023-04.txt.json").write_text("{}", "utf-8")
    watch([watched], Looks(3))
    assert done == []


def test_a_file_that_comes_or_goes_is_a_change(folder: Path) -> None:
    done: list[int] = []
    watched = Watched([folder], lambda: done.append(1))
    (folder / "新.md").write_text("新", "utf-8")
    watch([watched], Looks(2))
    (folder / "新.md").unlink()
    watch([watched], Looks(2))
    assert done == [1, 1]
