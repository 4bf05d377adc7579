"""`add --build`: a new issue is read, and stands on the site when the command is done."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from yunzhou import FLOOD_TITLE, ISSUE, LONE, archive_at, given, run, tree

PAGE = "yzf/2023/5/index.html"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return archive_at(tmp_path)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


def added(content: Path, public: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return run(content, "--public", public, "add", "--build", *words)


def test_the_site_has_what_was_added(content: Path, public: Path) -> None:
    done = added(content, public, given(content.parent, "四月.txt", ISSUE))
    assert (done.returncode, done.stderr) == (0, "")
    assert FLOOD_TITLE in (public / PAGE).read_text()
    said = done.stdout
    assert said.index("四月.txt → content/sources/2023-04.txt") < said.index("7条记录，1期公报 → ")


def test_it_is_the_site_that_two_commands_make(content: Path, public: Path, tmp_path: Path) -> None:
    assert added(content, public, given(tmp_path, "四月.txt", ISSUE)).returncode == 0
    before = tree(public)
    assert added(content, public, given(tmp_path, "另一份.txt", LONE)).returncode == 0
    apart = tmp_path / "apart"
    assert run(content, "--public", apart, "build").returncode == 0
    assert tree(public) == tree(apart) != before


def test_what_is_new_is_told_once(content: Path, public: Path, tmp_path: Path) -> None:
    assert added(content, public, given(tmp_path, "四月.txt", ISSUE)).returncode == 0
    said = added(content, public, given(tmp_path, "另一份.txt", LONE)).stdout
    assert said.count("与上次生成的网站相比：") == 1


def test_a_bad_file_keeps_no_other_from_the_site(content: Path, public: Path, tmp_path: Path) -> None:
    done = added(content, public, tmp_path / "没有.txt", given(tmp_path, "四月.txt", ISSUE))
    assert done.returncode == 1
    assert "没有.txt：没有这个文件" in done.stderr
    assert (public / PAGE).is_file()


def test_nothing_read_builds_nothing(content: Path, public: Path, tmp_path: Path) -> None:
    assert added(content, public, tmp_path / "没有.txt").returncode == 1
    assert not public.exists()


def test_what_is_read_stays_though_the_site_cannot_be_built(content: Path, public: Path, tmp_path: Path) -> None:
    assert added(content, public, given(tmp_path, "四月.txt", ISSUE)).returncode == 0
    decree = content / "issues/2023-04/yzf-2023-5.md"
    decree.write_text(decree.read_text().replace("\nkind: decree\n", "\nkind: 文件\n"))
    before = (public / PAGE).read_bytes()
    done = added(content, public, given(tmp_path, "另一份.txt", LONE))
    assert done.returncode == 1
    assert "yzf-2023-5.md" in done.stderr
    assert (public / PAGE).read_bytes() == before


def test_a_trial_builds_nothing(content: Path, public: Path, tmp_path: Path) -> None:
    done = added(content, public, "--dry-run", given(tmp_path, "四月.txt", ISSUE))
    assert done.returncode == 2
    assert "--dry-run 和 --build 不能同时写" in done.stderr
    assert not public.exists()
