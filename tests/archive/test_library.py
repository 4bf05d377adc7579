"""Where records stand, how they are found again, and what does not fit together."""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from gongbao.archive import Library, check, dump, files, relative_path
from gongbao.errors import ArchiveError
from gongbao.model import Appointments, Decree, Issue, Record, SourceRef, Table, TocEntry

SOURCE = SourceRef("甲.txt", (1, 9))
ISSUE = Issue("2023-04", "第4期", SOURCE, toc=(TocEntry(None, "通知", None, 3, "mzf-2023-5"),))
DECREE = Decree(
    "mzf-2023-5", "通知", SOURCE, issue="2023-04", number="某政发〔2023〕5号", tables=("mzf-2023-5-table-1",)
)
TABLE = Table("mzf-2023-5-table-1", "表", SOURCE, issue="2023-04", belongs_to="mzf-2023-5")
PEOPLE = Appointments("2023-04-appointments", "人事任免", SourceRef("甲.txt", (10, 20)), issue="2023-04")
ALONE = Decree("mzf-2023-5-web", "通知", SOURCE, number_inferred="某政发〔2023〕5号", printing_of="mzf-2023-5")
NEXT = Issue("2024-01", "第1期", SOURCE, toc=(TocEntry(None, "通知", None, 1, "z"),))
ALL: tuple[Record, ...] = (ISSUE, DECREE, TABLE, PEOPLE, ALONE)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small archive in which everything fits."""
    root = tmp_path / "content"
    for path, text in files(ALL).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text)
    (root / "sources").mkdir()
    (root / "sources/甲.txt").write_text("原文")
    return root


def put(root: Path, path: str, record: Record) -> None:
    """Write a record where it is told to stand."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(dump(record), encoding="utf-8")


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (ISSUE, "issues/2023-04/index.md"),
        (DECREE, "issues/2023-04/mzf-2023-5.md"),
        (TABLE, "issues/2023-04/mzf-2023-5-table-1.md"),
        (PEOPLE, "issues/2023-04/appointments.md"),
        (ALONE, "decrees/mzf-2023-5-web.md"),
        (dataclasses.replace(PEOPLE, id="2023-04-index"), "issues/2023-04/2023-04-index.md"),
        (dataclasses.replace(PEOPLE, id="2023-04--x"), "issues/2023-04/2023-04--x.md"),
    ],
)
def test_where_a_record_stands(record: Record, path: str) -> None:
    assert relative_path(record) == PurePosixPath(path)


@pytest.mark.parametrize("id_", ["../x", "", "A", "a/b", ".x", "-x", "嘉", "x\n"])
def test_ids_that_are_no_file_names_are_refused(id_: str) -> None:
    with pytest.raises(ArchiveError, match="不能用作文件名"):
        relative_path(dataclasses.replace(DECREE, id=id_))
    with pytest.raises(ArchiveError, match="不能用作文件名"):
        relative_path(dataclasses.replace(DECREE, issue=id_))


def test_two_records_do_not_share_a_file() -> None:
    with pytest.raises(ArchiveError, match="写进同一个文件"):
        files((PEOPLE, dataclasses.replace(PEOPLE, id="appointments")))


def test_a_library_finds_its_records(content: Path) -> None:
    library = Library.open(content)
    assert list(library.records) == sorted(record.id for record in ALL)
    assert all(library.records[record.id] == record for record in ALL)
    assert library.path_of("2023-04-appointments") == PurePosixPath("issues/2023-04/appointments.md")
    assert library.by_number("某政发〔2023〕5号") == (DECREE, ALONE)
    assert library.by_number("某政发〔2023〕6号") == ()
    assert library.issues() == (ISSUE,)
    assert library.of_issue("2023-04") == (DECREE, TABLE, PEOPLE)
    assert check(content) == []


def test_an_empty_archive_is_an_archive(tmp_path: Path) -> None:
    assert not Library.open(tmp_path / "content").records
    assert check(tmp_path / "content") == []


def test_other_files_are_left_alone(content: Path) -> None:
    (content / "issues/2023-04/mzf-2023-5.md.reading").write_text("新读")
    (content / "issues/2023-04/.#mzf-2023-5.md").symlink_to("nowhere")
    assert len(Library.open(content).records) == len(ALL)
    assert check(content) == []


def codes(root: Path) -> list[tuple[str, str]]:
    """The findings of a check: where and what."""
    return [(problem.path, problem.code) for problem in check(root)]


@pytest.mark.parametrize(
    ("path", "record", "code"),
    [
        ("decrees/x.md", ALONE, "path-mismatch"),
        ("issues/2023-04/x.md", DECREE, "id-duplicate"),
        ("decrees/x.md", Decree("x", "通知", SourceRef("乙.txt", (1, 2))), "source-missing"),
        ("decrees/x.md", Decree("x", "通知", SourceRef("../甲.txt", (1, 2))), "source-missing"),
        ("decrees/x.md", Decree("x", "通知", SourceRef("甲.txt", (3, 2))), "source-lines"),
        ("decrees/x.md", Decree("x", "通知", SOURCE, tables=("t",)), "table-unknown"),
        ("decrees/x.md", Decree("x", "通知", SOURCE, tables=("mzf-2023-5-table-1",)), "table-elsewhere"),
        ("decrees/x.md", Table("x", "表", SOURCE, belongs_to="y"), "owner-unknown"),
        ("issues/2023-05/x.md", Decree("x", "通知", SOURCE, issue="2023-05"), "issue-unknown"),
        ("issues/2024-01/index.md", NEXT, "toc-unknown"),
        ("issues/x.md", Decree("x", "通知", SOURCE), "misplaced"),
    ],
)  # fmt: skip
def test_what_does_not_fit(content: Path, path: str, record: Record, code: str) -> None:
    put(content, path, record)
    assert (f"content/{path}", code) in codes(content)


def test_a_library_with_broken_files_says_all_of_it(content: Path) -> None:
    (content / "decrees/b.md").write_text("正文")
    (content / "decrees/c.md").write_bytes(b"---\n\xff")
    put(content, "decrees/mzf-2023-5.md", DECREE)
    with pytest.raises(ArchiveError) as refused:
        Library.open(content)
    assert [line.split(" ")[:2] for line in str(refused.value).splitlines()] == [
        ["content/decrees/b.md:1:", "[front-matter-missing]"],
        ["content/decrees/c.md:1:", "[not-utf8]"],
        ["content/issues/2023-04/mzf-2023-5.md:1:", "[id-duplicate]"],
    ]


@pytest.mark.parametrize("linked", ["decrees/x.md", "issues/2099-01"])
def test_links_out_of_content_are_refused(content: Path, tmp_path: Path, linked: str) -> None:
    outside = tmp_path / "elsewhere"
    put(outside, "x.md", Decree("x", "通知", SOURCE))
    (content / linked).symlink_to(outside / "x.md" if linked.endswith(".md") else outside)
    assert "link-outside" in {code for _, code in codes(content)}
    with pytest.raises(ArchiveError, match="link-outside"):
        Library.open(content)


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that everybody may enter, and no more rights than anybody has: root would read everything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    root = os.geteuid() == 0
    yield folder
    if root:
        os.seteuid(0)
    shutil.rmtree(folder)


def test_a_file_that_may_not_be_read(content: Path, nobody: Path) -> None:
    open_content = nobody / "content"
    shutil.copytree(content, open_content)
    (open_content / "decrees/mzf-2023-5-web.md").chmod(0)
    if os.geteuid() == 0:
        os.seteuid(65534)
    assert ("content/decrees/mzf-2023-5-web.md", "unreadable") in codes(open_content)


def test_a_folder_named_like_a_record(content: Path) -> None:
    (content / "decrees/x.md").mkdir()
    assert ("content/decrees/x.md", "unreadable") in codes(content)
