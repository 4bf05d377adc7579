"""A change of content/ under every interruption: kills, a full disk, a second run, a person in between."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from gongbao.archive import Change, apply, lock, recover
from gongbao.errors import ArchiveError

P = PurePosixPath
OLD = {"issues/2023-04/a.md": b"old a", "issues/2023-04/b.md": b"old b", "decrees/c.md": b"old c"}
NEW = {"issues/2023-04/a.md": b"new a", "issues/2023-04/b.md": b"old b", "issues/2024-01/d.md": b"new d"}
CHANGE = Change(
    {P("issues/2023-04/a.md"): b"new a", P("issues/2023-04/b.md"): b"old b", P("issues/2024-01/d.md"): b"new d"},
    frozenset({P("decrees/c.md"), P("decrees/never.md")}),
)

# Dies like kill -9 before its n-th step: no handler, no finally, no flush.
KILLED = textwrap.dedent("""
    import os, sys
    from pathlib import Path
    from gongbao.archive import lock
    from gongbao.archive.writer import apply
    from test_writer import CHANGE
    left = [int(sys.argv[2])]
    def before_step(step):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
    root = Path(sys.argv[1])
    if sys.argv[3] == "apply":
        with lock(root):
            apply(root, CHANGE, before_step)
    else:
        from gongbao.archive.writer import _settle
        _settle(root, before_step)
""")


def fill(root: Path) -> Path:
    """An archive as it was before the change."""
    for path, content in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def tree(root: Path) -> dict[str, bytes]:
    """Every file of an archive but the lock."""
    every = sorted(file for file in root.rglob("*") if file.is_file() and file.name != ".lock")
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in every}


def run_until(root: Path, step: int, what: str) -> int:
    """Run in another process that dies before a step; its exit code."""
    command = [sys.executable, "-c", KILLED, str(root), str(step), what]
    return subprocess.run(command, cwd=Path(__file__).parent, timeout=60, check=False).returncode


def steps(root: Path) -> list[str]:
    """The steps of the whole change."""
    seen: list[str] = []
    apply(fill(root), CHANGE, seen.append)
    return seen


def test_a_change_happens(tmp_path: Path) -> None:
    fill(tmp_path)
    before = (tmp_path / "issues/2023-04/b.md").stat().st_mtime_ns
    with lock(tmp_path):
        apply(tmp_path, CHANGE)
    assert tree(tmp_path) == NEW
    assert (tmp_path / "issues/2023-04/b.md").stat().st_mtime_ns == before
    assert not (tmp_path / ".staging").exists()


def test_a_change_that_changes_nothing_takes_no_step(tmp_path: Path) -> None:
    steps(tmp_path)
    seen: list[str] = []
    apply(tmp_path, CHANGE, seen.append)
    assert seen == []


def test_killed_at_any_step_content_is_old_or_new(tmp_path: Path) -> None:
    total = len(steps(tmp_path / "count"))
    outcomes = []
    for step in range(total + 1):
        root = fill(tmp_path / str(step))
        assert run_until(root, step, "apply") == (0 if step == total else 9)
        recover(root)
        assert tree(root) in (OLD, NEW)
        assert not (root / ".staging").exists()
        outcomes.append(tree(root) == NEW)
    # Once the change is committed it never goes back.
    assert outcomes == sorted(outcomes)
    assert {False, True} == set(outcomes)


def test_killed_while_recovering_and_again(tmp_path: Path) -> None:
    names = steps(tmp_path / "count")
    committed = names.index("name journal") + 1
    for step in range(len(names) - committed):
        root = fill(tmp_path / str(step))
        assert run_until(root, committed, "apply") == 9
        for again in range(step + 1):
            run_until(root, again, "settle")
        recover(root)
        assert tree(root) == NEW
        assert not (root / ".staging").exists()


def test_what_a_person_wrote_after_the_kill_stays(tmp_path: Path) -> None:
    names = steps(tmp_path / "count")
    root = fill(tmp_path / "root")
    assert run_until(root, names.index("name journal") + 1, "apply") == 9
    (root / "issues/2023-04/a.md").write_bytes(b"mine")
    (root / "decrees/c.md").write_bytes(b"mine too")
    recover(root)
    assert tree(root) == {
        **NEW,
        "issues/2023-04/a.md": b"mine",
        "issues/2023-04/a.md.reading": b"new a",
        "decrees/c.md": b"mine too",
    }


def test_the_disk_is_full_at_any_step_before_the_commit(tmp_path: Path) -> None:
    names = steps(tmp_path / "count")
    for name in names[: names.index("name journal") + 1]:
        root = fill(tmp_path / name)

        def full(step: str, name: str = name) -> None:
            if step == name:
                raise OSError(errno.ENOSPC, "No space left on device")

        with pytest.raises(ArchiveError, match="磁盘空间不足，content/ 没有改动。请腾出空间后再试。"):
            apply(root, CHANGE, full)
        assert tree(root) == OLD


def test_trouble_after_the_commit_is_finished_at_the_next_start(tmp_path: Path) -> None:
    root = fill(tmp_path)

    def stop(step: str) -> None:
        if step == "move issues/2023-04/a.md":
            raise OSError(errno.EIO, "Input/output error", "a.md")

    with pytest.raises(ArchiveError, match=r"改动写到一半时停在 a\.md。"):
        apply(root, CHANGE, stop)
    recover(root)
    assert tree(root) == NEW


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KB, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("cannot mount a tmpfs here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_really_full_disk(tiny_disk: Path) -> None:
    root = fill(tiny_disk / "content")
    big = Change({P("decrees/c.md"): b"new", P("decrees/d.md"): b"x" * 100_000})
    with lock(root), pytest.raises(ArchiveError, match="磁盘空间不足"):
        apply(root, big)
    assert tree(root) == OLD
    assert not (root / ".staging").exists()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    hold = "import sys; from pathlib import Path; from gongbao.archive import lock\n"
    hold += "with lock(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(ArchiveError, match="另一个 add 正在写入 content/，请等它结束后再试。"), lock(tmp_path):
            pass
        other.kill()
    with lock(tmp_path):
        pass


def test_locking_finishes_what_was_left(tmp_path: Path) -> None:
    names = steps(tmp_path / "count")
    root = fill(tmp_path / "root")
    assert run_until(root, names.index("name journal") + 1, "apply") == 9
    with lock(root):
        assert tree(root) == NEW


@pytest.mark.parametrize("path", ["../x.md", "/etc/x.md", "issues/../../x.md"])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ArchiveError, match="不在 content/ 里"):
        apply(tmp_path / "content", Change({P(path): b"x"}))
    assert list(tmp_path.rglob("*.md")) == []


def test_nothing_is_written_through_links(tmp_path: Path) -> None:
    root = fill(tmp_path / "content")
    (tmp_path / "elsewhere").mkdir()
    (root / "issues/2024-01").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArchiveError, match="符号链接"):
        apply(root, CHANGE)
    (root / ".staging").symlink_to(tmp_path / "count")
    (tmp_path / "count").mkdir()
    (tmp_path / "count/precious").touch()
    with pytest.raises(ArchiveError, match="符号链接"), lock(root):
        pass
    assert (tmp_path / "count/precious").exists()


@pytest.mark.parametrize("rows", ["{", "[[1, 2, 3]]", '[["a", "../../x", null]]', '[["../a", null]]'])
def test_a_journal_nobody_wrote_is_refused(tmp_path: Path, rows: str) -> None:
    fill(tmp_path)
    (tmp_path / ".staging").mkdir()
    (tmp_path / ".staging/journal.json").write_text(rows)
    with pytest.raises(ArchiveError, match="记录已损坏"):
        recover(tmp_path)


def test_a_journal_that_leads_outside_is_refused(tmp_path: Path) -> None:
    root = fill(tmp_path / "content")
    (root / ".staging").mkdir()
    (root / ".staging/0").write_text("x")
    (root / ".staging/journal.json").write_text(json.dumps([["../a", "0", None]]))
    with pytest.raises(ArchiveError, match="不在 content/ 里"):
        recover(root)
    assert not (tmp_path / "a").exists()


def test_writing_and_removing_the_same_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="既要写入又要删去"):
        apply(tmp_path, Change({P("a.md"): b"x"}, frozenset({P("a.md")})))
