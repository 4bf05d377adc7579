"""The new site takes the place of the old at once, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongbao.errors import SiteError
from gongbao.site.page import File
from gongbao.site.publish import MARK, publish

SITE = [File("index.html", b"one"), File("yzf/2023/5/index.html", b"five"), File(MARK, b"")]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_replaces_the_one_before(tmp_path: Path) -> None:
    public = tmp_path / "public"
    assert publish(SITE, public) == 3
    publish([File("index.html", b"two"), File(MARK, b"")], public)
    assert tree(public) == {"index.html": b"two", MARK: b""}
    assert [path.name for path in tmp_path.iterdir()] == ["public"], "nothing half-written may remain"


def breaking() -> Iterator[File]:
    yield File("index.html", b"half")
    raise KeyboardInterrupt


def test_an_interrupted_build_leaves_the_last_site(tmp_path: Path) -> None:
    public = tmp_path / "public"
    publish(SITE, public)
    before = tree(public)
    with pytest.raises(KeyboardInterrupt):
        publish(breaking(), public)
    assert tree(public) == before
    publish(SITE, public)
    assert [path.name for path in tmp_path.iterdir()] == ["public"], "the next build clears what was left"


def test_a_full_disk_is_one_sentence_and_the_site_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public = tmp_path / "public"
    publish(SITE, public)

    def full(target: bytes, content: bytes) -> None:
        raise OSError(28, "No space left on device", target)

    monkeypatch.setattr("gongbao.site.publish._write", full)
    with pytest.raises(SiteError, match="网站写不下去"):
        publish(SITE, public)
    monkeypatch.undo()
    assert tree(public)["index.html"] == b"one"


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (public / "论文.docx").write_bytes(b"dear")
    with pytest.raises(SiteError, match="不会覆盖"):
        publish(SITE, public)
    assert tree(public) == {"论文.docx": b"dear"}


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([File("a/index.html", b""), File("a/index.html", b"")], "同一个地址"),
        ([File("../outside.html", b"")], "不在网站里"),
    ],
)
def test_addresses_that_cannot_be(files: list[File], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=sentence):
        publish(files, tmp_path / "public")
    assert not (tmp_path / "outside.html").exists()
    assert not (tmp_path / "public").exists()
