"""A build on a disk without room: one sentence, the site as it was, and the next run, with room, goes through."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from little_archive import begin, decree, issue, tree, write

from gongbao.building import placing
from gongbao.building.engine import build_site
from gongbao.building.order import Order
from gongbao.errors import SiteError
from small_disk import Disk, quota, small_disk

DOOR = Path(__file__).resolve().parents[2] / "build.py"


@pytest.fixture(params=["disk", "limit"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Disk]:
    """A real small file system where we may mount one; and, everywhere, a limit on what a run may write."""
    if request.param == "limit":
        yield quota(tmp_path / "disk", 2000)
        return
    with small_disk(tmp_path / "disk", "24m") as mounted:
        yield mounted or quota(tmp_path / "disk", 2000)


def run(content: Path, public: Path, limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """`build` as a person runs it."""
    words = [sys.executable, str(DOOR), "--content", str(content), "--public", str(public), "--jobs", "1"]
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=False, preexec_fn=limit, timeout=120)


def summer(content: Path) -> None:
    """An issue more."""
    shutil.copy(content / "sources/2023-05.txt", content / "sources/2023-06.txt")
    write(content, [issue(6), decree(9, topic="绿化", cites=[5], issue="2023-06")])


def clean(content: Path, root: Path) -> dict[str, bytes]:
    build_site(Order(content, root / "clean", jobs=1))
    return tree(root / "clean")


def test_build_on_a_full_disk(disk: Disk, tmp_path: Path) -> None:
    content, public = begin(tmp_path), disk.folder / "public"
    first = run(content, public)
    assert (first.returncode, first.stderr) == (0, "")
    before = tree(public)
    summer(content)
    disk.fill()
    for _ in range(2):
        done = run(content, public, disk.limit)
        assert done.returncode == 1, done.stdout
        (said,) = done.stderr.strip().splitlines()
        assert "网站写不下去" in said
        assert "没有动" in said
        assert tree(public) == before
    disk.free()
    again = run(content, public)
    assert (again.returncode, again.stderr) == (0, "")
    assert tree(public) == clean(content, tmp_path)
    assert {path.name for path in disk.folder.iterdir()} == {"public", ".public.store"}


def test_the_first_build_on_a_full_disk(disk: Disk, tmp_path: Path) -> None:
    content, public = begin(tmp_path), disk.folder / "public"
    disk.fill()
    done = run(content, public, disk.limit)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not public.exists()
    disk.free()
    assert run(content, public).returncode == 0
    assert tree(public) == clean(content, tmp_path)


@pytest.mark.parametrize("moved", [0, 1, 7])
def test_a_disk_that_fails_while_files_are_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    """Some pages are new by then: they stay, and the next build puts the others in place."""
    content = begin(tmp_path)
    order = Order(content, tmp_path / "public", jobs=1)
    build_site(order)
    summer(content)
    move, done = placing._move, 0

    def failing(source: bytes, target: bytes, made: set[bytes]) -> None:
        nonlocal done
        done += 1
        if done > moved:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)
        move(source, target, made)

    for _ in range(2):
        done = 0
        monkeypatch.setattr(placing, "_move", failing)
        with pytest.raises(SiteError, match="接着换完"):
            build_site(order)
    monkeypatch.undo()
    build_site(order)
    assert tree(order.public) == clean(content, tmp_path)
    assert not order.staging.exists()
