"""`add` on a disk without room: a sentence, content/ as it was, and the next run, with room, goes through."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from yunzhou import ISSUE, LONE, NUMBERED, archive_at, command, given, run, tree

from small_disk import Disk, quota, small_disk


@pytest.fixture(params=["disk", "limit"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Disk]:
    """A real small file system where we may mount one; and, everywhere, a limit on what a run may write."""
    if request.param == "limit":
        yield quota(tmp_path / "disk", 100)
        return
    with small_disk(tmp_path / "disk", "512k") as mounted:
        yield mounted or quota(tmp_path / "disk", 100)


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
