"""`add` on a disk without room: a sentence, content/ as it was, and the next run, with room, goes through."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from yunzhou import ISSUE, LONE, NUMBERED, archive_at, command, given, run, tree


@dataclass(frozen=True)
class Disk:
    """A place for an archive, and how it gets full and empty again."""

    folder: Path
    limit: Callable[[], None] | None  # what a run suffers from, where the disk itself has room

    def fill(self) -> None:
        """Leave no room, unless the run is limited."""
        if self.limit is None:
            with (self.folder / "filler").open("wb", buffering=0) as stream, suppress(OSError):
                while stream.write(b"x" * 4096):
                    pass

    def free(self) -> None:
        """Make room again."""
        (self.folder / "filler").unlink(missing_ok=True)


def small_files_only() -> None:
    """What a quota does, for a process: no file may grow beyond a few bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


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
    """Whether a file system of half a megabyte is there now."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    return shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0


def test_add_on_a_full_disk(disk: Disk, tmp_path: Path) -> None:
    content = archive_at(disk.folder)
    assert run(content, "add", given(tmp_path, "网页.txt", LONE)).returncode == 0
    before = tree(content)
    sources = [given(tmp_path, "四月.txt", ISSUE), given(tmp_path, "普查.txt", NUMBERED)]
    disk.fill()
    done = subprocess.run(
        command(content, "add", *sources),
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=disk.limit,
        timeout=120,
    )
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert said == ["磁盘空间不足，content/ 没有改动。请腾出空间后再试。"] * 2 or (
        disk.limit and said == ["无法写入 content/.staging，content/ 没有改动。请检查写入权限和磁盘。"] * 2
    )
    assert tree(content) == before
    disk.free()
    again = run(content, "add", *sources)
    assert (again.returncode, again.stderr) == (0, "")
    fresh = archive_at(tmp_path / "fresh")
    run(fresh, "add", tmp_path / "in/网页.txt", *sources)
    assert tree(content) == tree(fresh)
    assert run(content, "check").returncode == 0
