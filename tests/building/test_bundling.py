"""data/site.zip: sound, always the same, and what did not change is taken over from the zip before."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from gongbao.building.bundling import bundled

SITE = {
    "index.html": b"<h1>" * 999,
    "n/云政发〔2023〕5号/index.html": b"2",
    "data/a.zip": b"PK" * 99,
    "data/site.zip": b"the one before",
}


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def held(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name) for name in zipped.namelist()}


def made(tmp_path: Path, changed: dict[str, bytes], old: Path) -> Path:
    public, fresh = written(tmp_path / "public", SITE), written(tmp_path / "fresh", changed)
    target = tmp_path / "made.zip"
    target.write_bytes(bundled(old, {*SITE, *changed}, changed, (fresh, public)))
    return target


def test_the_zip_holds_every_file_but_itself_in_a_folder(tmp_path: Path) -> None:
    zipped = made(tmp_path, {}, tmp_path / "none.zip")
    wanted = {f"site/{path}": content for path, content in SITE.items() if path != "data/site.zip"}
    assert held(zipped) == wanted
    with ZipFile(zipped) as found:
        assert found.namelist() == sorted(wanted)
        assert {info.date_time for info in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in found.infolist()} == {0o644}
        assert found.getinfo("site/data/a.zip").compress_type == ZIP_STORED


def test_with_the_zip_before_it_comes_out_the_same(tmp_path: Path) -> None:
    old = made(tmp_path, {}, tmp_path / "none.zip").rename(tmp_path / "old.zip")
    changed = {"index.html": b"<h1>new</h1>", "new/index.html": b"3" * 5000}
    with_old = made(tmp_path, changed, old).read_bytes()
    without = made(tmp_path, changed, tmp_path / "none.zip").read_bytes()
    assert with_old == without
    assert held(made(tmp_path, changed, old))["site/index.html"] == b"<h1>new</h1>"


def test_what_did_not_change_is_not_even_read(tmp_path: Path) -> None:
    old = made(tmp_path, {}, tmp_path / "none.zip").rename(tmp_path / "old.zip")
    (tmp_path / "public/index.html").write_bytes(b"never looked at")
    content = bundled(old, SITE, {}, (tmp_path / "fresh", tmp_path / "public"))
    (tmp_path / "again.zip").write_bytes(content)
    assert held(tmp_path / "again.zip")["site/index.html"] == SITE["index.html"]


def test_a_damaged_zip_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "old.zip").write_bytes(b"PK\x05\x06 nonsense")
    assert held(made(tmp_path, {}, tmp_path / "old.zip"))["site/index.html"] == SITE["index.html"]
