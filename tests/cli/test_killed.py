"""`add` killed at fifty moments: content/ is old or new for every source, and the next run needs no repair."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from killing import kill_at, moments
from yunzhou import ISSUE, LONE, NUMBERED, archive_at, command, given, run, tree

from gongbao import archive

COUNT = 50
TEXTS = {"网页.txt": LONE, "普查.txt": NUMBERED, "四月.txt": ISSUE}  # the last changes a record of the first


def steps(root: Path, sources: list[Path]) -> list[dict[str, bytes]]:
    """The archive after none of the sources, after the first, after the first two …"""
    content = archive_at(root)
    trees = [tree(content)]
    for source in sources:
        assert run(content, "add", source).returncode == 0
        trees.append(tree(content))
    return trees


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_add_killed_at_fifty_moments(tmp_path: Path, jobs: str) -> None:
    sources = [given(tmp_path, name, text) for name, text in TEXTS.items()]
    wanted = steps(tmp_path / "steps", sources)
    spare = archive_at(tmp_path / "spare")
    words: list[str | Path] = ["add", "--jobs", jobs, *sources]
    times = moments(command(spare, *words), spare / ".lock", COUNT)
    reached = set()
    for after in times[int(jobs) - 1 :: 2]:
        content = archive_at(tmp_path / "killed")
        killed = kill_at(command(content, *words), content / ".lock", after)
        assert killed.left == ()
        archive.recover(content)
        reached.add(wanted.index(tree(content)))
        assert not (content / ".staging").exists()
        if after in times[:: COUNT // 10]:
            done = run(content, *words)
            assert (done.returncode, done.stderr) == (0, "")
            assert tree(content) == wanted[-1]
        shutil.rmtree(content)
    assert len(reached) > 1
