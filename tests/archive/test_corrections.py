"""Hand corrections outlive every later reading of their source."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.archive import Merge, amend, apply, merge
from gongbao.errors import ArchiveError

A, B = PurePosixPath("issues/2023-04/a.md"), PurePosixPath("issues/2023-04/b.md")
NAME = "第4期.txt"
MANIFEST = f".readings/{NAME}.json"


def read(root: Path, **fresh: bytes) -> Merge:
    """Read the source again with these results for a and b, and write them."""
    result = merge(root, NAME, {PurePosixPath(f"issues/2023-04/{name}.md"): content for name, content in fresh.items()})
    apply(root, result.change)
    return result


def tree(root: Path) -> dict[str, bytes]:
    """Every record file of an archive."""
    every = sorted(file for file in root.rglob("*") if file.is_file() and ".readings" not in file.parts)
    return {file.name: file.read_bytes() for file in every}


def fates(result: Merge) -> dict[str, list[str]]:
    """What became of each file, without what did not happen."""
    names = ("kept", "updated", "created", "unchanged", "dropped", "absent")
    return {name: [path.stem for path in getattr(result, name)] for name in names if getattr(result, name)}


def test_first_reading_creates_and_second_changes_nothing(tmp_path: Path) -> None:
    assert fates(read(tmp_path, a=b"1", b=b"2")) == {"created": ["a", "b"]}
    again = merge(tmp_path, NAME, {A: b"1", B: b"2"})
    assert fates(again) == {"unchanged": ["a", "b"]}
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    assert list(manifest) == [str(A), str(B)]


def test_untouched_files_follow_the_source(tmp_path: Path) -> None:
    read(tmp_path, a=b"1", b=b"2")
    assert fates(read(tmp_path, a=b"3")) == {"updated": ["a"], "dropped": ["b"]}
    assert tree(tmp_path) == {"a.md": b"3"}
    read(tmp_path)
    assert tree(tmp_path) == {}
    assert not (tmp_path / MANIFEST).exists()


def test_a_corrected_file_stays_and_the_new_reading_lies_beside_it(tmp_path: Path) -> None:
    read(tmp_path, a=b"1")
    (tmp_path / A).write_bytes(b"mine")
    assert fates(read(tmp_path, a=b"1")) == {"kept": ["a"]}
    assert tree(tmp_path) == {"a.md": b"mine"}
    assert fates(read(tmp_path, a=b"2")) == {"kept": ["a"]}
    assert tree(tmp_path) == {"a.md": b"mine", "a.md.reading": b"2"}
    read(tmp_path, a=b"3")
    assert tree(tmp_path) == {"a.md": b"mine", "a.md.reading": b"3"}


@pytest.mark.parametrize("later", [b"1", b"mine"])
def test_a_reading_that_became_obsolete_is_removed(tmp_path: Path, later: bytes) -> None:
    read(tmp_path, a=b"1")
    (tmp_path / A).write_bytes(b"mine")
    read(tmp_path, a=b"2")
    read(tmp_path, a=later)
    assert tree(tmp_path) == {"a.md": b"mine"}


def test_a_reading_that_was_taken_over_is_the_programs_again(tmp_path: Path) -> None:
    read(tmp_path, a=b"1")
    (tmp_path / A).write_bytes(b"mine")
    read(tmp_path, a=b"2")
    (tmp_path / f"{A}.reading").replace(tmp_path / A)
    assert fates(read(tmp_path, a=b"2")) == {"unchanged": ["a"]}
    assert fates(read(tmp_path, a=b"3")) == {"updated": ["a"]}


def test_a_reading_put_away_is_not_laid_again_until_there_is_news(tmp_path: Path) -> None:
    read(tmp_path, a=b"1")
    (tmp_path / A).write_bytes(b"mine")
    read(tmp_path, a=b"2")
    (tmp_path / f"{A}.reading").unlink()
    read(tmp_path, a=b"2")
    assert tree(tmp_path) == {"a.md": b"mine"}
    read(tmp_path, a=b"3")
    assert tree(tmp_path) == {"a.md": b"mine", "a.md.reading": b"3"}


def test_a_reading_a_person_works_in_is_theirs(tmp_path: Path) -> None:
    read(tmp_path, a=b"1")
    (tmp_path / A).write_bytes(b"mine")
    read(tmp_path, a=b"2")
    (tmp_path / f"{A}.reading").write_bytes(b"half done")
    read(tmp_path, a=b"3")
    read(tmp_path, a=b"1")
    assert tree(tmp_path) == {"a.md": b"mine", "a.md.reading": b"half done"}


def test_a_file_deleted_on_purpose_does_not_come_back(tmp_path: Path) -> None:
    read(tmp_path, a=b"1", b=b"2")
    (tmp_path / A).unlink()
    for reading in (b"1", b"3"):
        assert fates(read(tmp_path, a=reading, b=b"2")) == {"unchanged": ["b"], "absent": ["a"]}
        assert tree(tmp_path) == {"b.md": b"2"}


def test_a_corrected_file_the_source_no_longer_gives_is_kept(tmp_path: Path) -> None:
    read(tmp_path, a=b"1", b=b"2")
    (tmp_path / B).write_bytes(b"mine")
    for _ in range(2):
        assert fates(read(tmp_path, a=b"1")) == {"kept": ["b"], "unchanged": ["a"]}
    assert tree(tmp_path) == {"a.md": b"1", "b.md": b"mine"}


def test_without_a_manifest_every_other_file_is_a_persons(tmp_path: Path) -> None:
    read(tmp_path, a=b"1", b=b"2")
    (tmp_path / MANIFEST).unlink()
    assert fates(read(tmp_path, a=b"1", b=b"3")) == {"kept": ["b"], "unchanged": ["a"]}
    assert tree(tmp_path) == {"a.md": b"1", "b.md": b"2", "b.md.reading": b"3"}


def test_sources_do_not_take_each_others_files(tmp_path: Path) -> None:
    read(tmp_path, a=b"1")
    other = merge(tmp_path, "网页.html", {A: b"2"})
    assert fates(other) == {"kept": ["a"]}


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_a_broken_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".readings").mkdir()
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(ArchiveError, match="读取记录已损坏"):
        merge(tmp_path, NAME, {A: b"1"})


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "/"])
def test_source_names_that_are_no_file_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="不是单个文件名"):
        merge(tmp_path, name, {A: b"1"})


def test_what_is_told_of_one_file_says_nothing_of_the_others(tmp_path: Path) -> None:
    """The other one was corrected: it stays a person's, and is neither dropped nor read anew."""
    read(tmp_path, a=b"1", b=b"2")
    (tmp_path / B).write_bytes(b"mine")
    told = amend(tmp_path, NAME, {A: b"1 and more"})
    apply(tmp_path, told.change)
    assert fates(told) == {"updated": ["a"]}
    assert tree(tmp_path) == {"a.md": b"1 and more", "b.md": b"mine"}
    assert fates(read(tmp_path, a=b"1 and more", b=b"3")) == {"kept": ["b"], "unchanged": ["a"]}
    assert tree(tmp_path) == {"a.md": b"1 and more", "b.md": b"mine", "b.md.reading": b"3"}


def test_what_is_told_of_a_corrected_file_lies_beside_it(tmp_path: Path) -> None:
    read(tmp_path, a=b"1", b=b"2")
    (tmp_path / A).write_bytes(b"mine")
    apply(tmp_path, amend(tmp_path, NAME, {A: b"mine and more"}).change)
    assert tree(tmp_path) == {"a.md": b"mine", "a.md.reading": b"mine and more", "b.md": b"2"}


CONTENTS = st.sampled_from([None, b"1", b"2", b"3"])
EVENTS = st.lists(st.tuples(st.sampled_from(["read", "edit"]), CONTENTS, CONTENTS), max_size=8)


@settings(max_examples=150, deadline=None)
@given(events=EVENTS)
def test_no_correction_is_ever_lost_and_merging_twice_changes_nothing(
    events: list[tuple[str, bytes | None, bytes | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("content")
    mine: dict[PurePosixPath, bytes] = {}
    for what, *contents in events:
        given_ = {path: content for path, content in zip((A, B), contents, strict=True) if content is not None}
        if what == "edit":
            edited = {path: b"mine " + content for path, content in given_.items()}
            for path, content in edited.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(content)
            mine |= edited
            continue
        apply(root, merge(root, NAME, given_).change)
        assert all((root / path).read_bytes() == content for path, content in mine.items())
        steps: list[str] = []
        apply(root, merge(root, NAME, given_).change, steps.append)
        assert steps == []
