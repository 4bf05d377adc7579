"""`add --build`: a new issue is read, and stands on the site when the command is done."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from yunzhou import FLOOD_TITLE, ISSUE, LONE, NUMBERED, archive_at, given, run, tree

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


# --- what came alone, without its number, and is then printed by an issue ----------------------------------------------


def came_alone(content: Path, public: Path) -> str:
    """The address a decree has before the issue that prints it."""
    assert added(content, public, given(content.parent, "通知.txt", LONE)).returncode == 0
    (record,) = (content / "decrees").glob("*.md")
    return f"records/{record.stem}/index.html"


def test_the_address_that_readers_have_leads_on_when_an_issue_prints_it(content: Path, public: Path) -> None:
    old = came_alone(content, public)
    done = added(content, public, given(content.parent, "四月.txt", ISSUE))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"写上 aliases: {old.removesuffix('index.html')}，原来的网址照样打得开" in done.stdout
    assert FLOOD_TITLE in (public / PAGE).read_text()
    target = Path(old).parent / leads_to(public / old)
    assert (public / target).resolve().parent.is_relative_to((public / PAGE).resolve().parent)


def leads_to(page: Path) -> str:
    """Where a page that only leads on leads to."""
    found = re.search(r'http-equiv="refresh" content="0; ?url=([^"]+)"', page.read_text())
    assert found, page.read_text()
    return found[1]


def test_two_commands_keep_it_too(content: Path, public: Path) -> None:
    old = came_alone(content, public)
    done = run(content, "--public", public, "add", given(content.parent, "四月.txt", ISSUE))
    assert "原来的网址照样打得开" in done.stdout
    assert run(content, "--public", public, "build").returncode == 0
    assert leads_to(public / old)


def numbered(content: Path, public: Path) -> Path:
    """The record of a decree that came alone and is on the site; a person then corrects its number."""
    assert added(content, public, given(content.parent, "普查.txt", NUMBERED)).returncode == 0
    decree = content / "decrees/yzbf-2023-12.md"
    decree.write_text(decree.read_text().replace("云政办发〔2023〕12号", "云政办发〔2023〕13号 # 更正"))
    return decree


def test_a_number_put_right_by_hand_is_kept_when_that_is_asked_for(content: Path, public: Path) -> None:
    decree = numbered(content, public)
    corrected, before = decree.read_text(), tree(public)
    refused = run(content, "--public", public, "build")
    assert refused.returncode == 1
    assert "yzbf-2023-12.md" in refused.stderr
    assert "--keep-addresses" in refused.stderr
    assert (decree.read_text(), tree(public)) == (corrected, before)
    assert run(content, "--public", public, "build", "--keep-addresses").returncode == 0
    assert decree.read_text() == corrected.replace("source:", "aliases:\n- yzbf/2023/12/\nsource:", 1)
    assert leads_to(public / "yzbf/2023/12/index.html").endswith("13/index.html")


def test_beside_what_is_deleted_nothing_is_written(content: Path, public: Path) -> None:
    """Half a repair would hide the rest."""
    came_alone(content, public)
    numbered(content, public)
    (lone,) = (content / "decrees").glob("undated-*.md")
    lone.unlink()
    before = tree(content)
    refused = run(content, "--public", public, "build", "--keep-addresses")
    assert refused.returncode == 1
    assert "--allow-vanished" in refused.stderr
    assert tree(content) == before
    meant = run(content, "--public", public, "build", "--keep-addresses", "--allow-vanished")
    assert meant.returncode == 0
    assert leads_to(public / "yzbf/2023/12/index.html").endswith("13/index.html")


def test_read_again_the_record_keeps_its_old_address(content: Path, public: Path) -> None:
    came_alone(content, public)
    assert added(content, public, given(content.parent, "四月.txt", ISSUE)).returncode == 0
    before = tree(content)
    for name, text in (("通知.txt", LONE), ("四月.txt", ISSUE)):
        assert added(content, public, given(content.parent, name, text)).returncode == 0
    assert tree(content) == before
