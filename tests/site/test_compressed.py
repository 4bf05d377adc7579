"""What a web server may send packed is what it would have sent, always in the same bytes; and a site in one zip."""

from __future__ import annotations

import gzip
from pathlib import Path
from zipfile import ZipFile

import pytest

from gongbao.errors import SiteError
from gongbao.site import compressed
from gongbao.site.compressed import packed
from gongbao.site.page import File
from gongbao.site.released import release

TEXT = "云州市人民政府关于切实做好防汛抗旱工作的通知\n".encode() * 50
PAGE = File("n/云政发〔2023〕5号/index.html", TEXT)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the brotli package."""
    monkeypatch.setattr(compressed, "_brotli", lambda: None)


@pytest.mark.usefixtures("alone")
def test_a_page_has_its_gz_beside_it() -> None:
    page, packed_page = packed(PAGE)
    assert page is PAGE
    assert packed_page.path == f"{PAGE.path}.gz"
    assert gzip.decompress(packed_page.content) == TEXT
    assert len(packed_page.content) < len(TEXT)


def test_the_same_page_gives_the_same_bytes_at_any_time() -> None:
    first = list(packed(PAGE))
    assert first == list(packed(PAGE))
    assert first[1].content[4:8] == bytes(4), "no time"
    assert first[1].content[3] == 0, "no name"


def test_brotli_is_written_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "_brotli", lambda: lambda content: b"br" + content[:9])
    assert [file.path for file in packed(PAGE)] == [PAGE.path, f"{PAGE.path}.gz", f"{PAGE.path}.br"]


@pytest.mark.usefixtures("alone")
def test_one_can_tell_whether_brotli_is_there() -> None:
    assert not compressed.has_brotli()
    assert "pip install brotli" in compressed.MISSING


@pytest.mark.parametrize(
    "file",
    [
        File("site.txt", b"short"),
        File("data/site.zip", TEXT),
        File("search/index/1f00/parts/3.bin", TEXT),
        File("icon.png", TEXT),
    ],
)
def test_what_gains_nothing_stays_alone(file: File) -> None:
    assert list(packed(file)) == [file]


def test_what_does_not_become_smaller_stays_alone() -> None:
    noise = File("noise.txt", bytes((i * i * 7919 + i * 104729 >> 3) & 0xFF for i in range(1100)))
    assert all(len(each.content) < 1100 for each in list(packed(noise))[1:])


def site_at(root: Path, names: list[str]) -> Path:
    public = root / "public"
    for name in names:
        path = public / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT)
    return public


NAMES = ["index.html", "index.html.gz", "n/云政发〔2023〕5号/index.html", "css/base.css"]


def test_a_release_holds_the_site_and_always_has_the_same_bytes(tmp_path: Path) -> None:
    one = site_at(tmp_path / "one", NAMES)
    other = site_at(tmp_path / "other", NAMES[::-1])
    assert release(one, tmp_path / "one.zip") == release(other, tmp_path / "other.zip") == len(NAMES)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as zipped:
        assert zipped.namelist() == sorted(f"site/{name}" for name in NAMES)
        assert zipped.read(f"site/{PAGE.path}") == TEXT
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_release_does_not_swallow_itself(tmp_path: Path) -> None:
    public = site_at(tmp_path, NAMES)
    with pytest.raises(SiteError, match="不能放在网站的文件夹里"):
        release(public, public / "all.zip")
    with pytest.raises(SiteError, match="写不进去"):
        release(public, tmp_path / "nowhere" / "all.zip")
