"""What makes the archive checkable and portable: the chained hashes, and the zip files."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from data_archive import ALL, SOURCES, opened, written_at

from gongbao.archive import files
from gongbao.site.data.bundle import markdown
from gongbao.site.data.manifest import manifest
from gongbao.site.data.origins import source_bytes
from gongbao.site.data.volumes import whole
from gongbao.site.page import File


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive on disk."""
    return written_at(tmp_path)


def chapters(content: Path) -> list[dict[str, Any]]:
    """The chapters of the manifest."""
    found: list[dict[str, Any]] = json.loads(manifest(opened(content))[0].content)["chapters"]
    return found


def opened_zip(file: File) -> ZipFile:
    """A zip to look into."""
    return ZipFile(io.BytesIO(file.content))


def test_every_source_and_record_is_hashed_once(content: Path) -> None:
    told = {each["path"]: each["sha256"] for chapter in chapters(content) for each in chapter["files"]}
    wanted = {path.relative_to(content).as_posix(): path for path in content.rglob("*") if path.is_file()}
    del wanted["gazette.yml"]
    assert told == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in wanted.items()}
    assert sum(len(chapter["files"]) for chapter in chapters(content)) == len(told)


def test_the_chain_can_be_followed_as_it_is_described(content: Path) -> None:
    previous = "0" * 64
    for chapter in chapters(content):
        assert chapter["previous"] == previous
        lines = [f"{previous}\n", *(f"{each['sha256']}  {each['path']}\n" for each in chapter["files"])]
        previous = hashlib.sha256("".join(lines).encode()).hexdigest()
        assert chapter["link"] == previous
    assert [chapter["issue"] for chapter in chapters(content)] == ["2023-04", "2023-05", None]


def test_an_old_file_that_is_touched_breaks_every_later_link(content: Path) -> None:
    before = chapters(content)
    with (content / "sources/2023-04.txt").open("ab") as source:
        source.write(b" ")
    after = chapters(content)
    assert [one["link"] == other["link"] for one, other in zip(before, after, strict=True)] == [False] * 3


def test_a_new_issue_leaves_the_old_links_alone(content: Path) -> None:
    before = chapters(content)
    (content / "issues/2023-05/yzf-2023-6.md").unlink()
    after = chapters(content)
    assert before[0] == after[0]
    assert before[1]["link"] != after[1]["link"]


def test_the_markdown_zip_is_content_as_it_lies_there(content: Path) -> None:
    site = opened(content)
    sums = manifest(site)[1]
    with opened_zip(markdown(site, whole(site))) as found:
        held = {name: found.read(name) for name in found.namelist()}
    wanted = {f"content/{path}": data for path, data in files(ALL).items()}
    wanted |= {f"content/sources/{name}": data for name, data in SOURCES.items()}
    wanted["content/gazette.yml"] = (content / "gazette.yml").read_bytes()
    assert held == {**wanted, "content/sha256sums.txt": sums.content}


def test_the_hashes_fit_what_is_in_the_markdown_zip(content: Path) -> None:
    site = opened(content)
    manifest(site)
    with opened_zip(markdown(site, whole(site))) as found:
        for line in found.read("content/sha256sums.txt").decode().splitlines():
            digest, _, name = line.partition("  ")
            assert hashlib.sha256(found.read(f"content/{name}")).hexdigest() == digest


def test_a_source_named_by_a_path_is_not_read(content: Path) -> None:
    site = opened(content)
    assert source_bytes(site, "2023-05.txt") == SOURCES["2023-05.txt"]
    assert source_bytes(site, "../gazette.yml") is None
    assert source_bytes(site, "..") is None
    assert source_bytes(site, "没有.txt") is None
