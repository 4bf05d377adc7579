"""A build on a disk without room: one sentence, the site as it was, and the next run, with room, goes through."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from little_archive import begin, decree, issue, tree, write

from gongbao.building import placing
from gongbao.building.engine import build_site
from gongbao.building.order import Order
from gongbao.errors import SiteError

DOOR = Path(__file__).resolve().parents[2] / "build.py"


@dataclass(frozen=True)
class Disk:
    """A place for a site, and how it gets full and empty again."""

    folder: Path
    limit: Callable[[], None] | None  # what a run suffers from, where the disk itself has room

    def fill(self) -> None:
        """Leave no room, unless the run is limited."""
        if self.limit is None:
            for size in (1 << 16, 1 << 12):  # the last bytes too
                with (self.folder / f"filler{size}").open("wb", buffering=0) as stream:
                    while self._takes(stream.write, size):
                        pass

    def _takes(self, write: Callable[[bytes], int], size: int) -> bool:
        try:
            return write(b"x" * size) > 0
        except OSError:
            return False

    def free(self) -> None:
        """Make room again."""
        for filler in self.folder.glob("filler*"):
            filler.unlink()


def small_files_only() -> None:
    """What a quota does, for a process: no file may grow beyond some bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


@pytest.fixture(params=["disk", "limit"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Disk]:
    """A real small file system where we may mount one; and, everywhere, a limit on what a run may write."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param == "limit" or not mounted(folder):
        yield Disk(folder, small_files_only)
        return
    yield Disk(folder, None)
    subprocess.run(["umount", str(folder)], check=True)


def mounted(folder: Path) -> bool:
    """Whether a file system of some megabytes is there now."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    return shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0


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
