"""The volumes of a large archive: each year's bulk files by themselves, nothing lost, and a new issue touches one."""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from data_archive import ALL, AT, DYKES, FLOOD, ISSUE, SOURCES, opened, written_at

from gongbao.archive import files
from gongbao.model import Citation, Decree, Other, Record
from gongbao.site.context import Site
from gongbao.site.data import volumes
from gongbao.site.data.volumes import UNDATED, year_of
from gongbao.site.division import parts
from gongbao.site.frame import frame
from gongbao.site.page import File, Page
from gongbao.site.parts import Part, UnfitError
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of five records is large."""
    monkeypatch.setattr(volumes, "MOST", 5)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive on disk."""
    return written_at(tmp_path)


def made(site: Site) -> Mapping[str, bytes]:
    """Every file and page of /data/ by its path."""
    renderer = Renderer(site.gazette, frame(site), (PROJECT / "templates",))
    found = {}
    for part in parts(site):
        for item in part.make() if part.key.startswith(("data/", "dataset/", "list/data")) else ():
            if isinstance(item, Page):
                found[f"{item.path}index.html"] = renderer.render(item)
            elif isinstance(item, File):
                found[item.path] = item.content
    return found


def bases(site: Site) -> Mapping[str, bytes]:
    """What decides whether a volume is made again."""
    return {part.key: part.mark() for part in parts(site) if part.key.startswith("data/")}


def added(content: Path, record: Record) -> None:
    """Lay one more record into the archive."""
    for path, data in files([record]).items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)


def test_the_volumes_together_hold_every_record_once(content: Path) -> None:
    found = made(opened(content))
    names = [path for path in found if path.endswith("archive.jsonl")]
    assert sorted(names) == ["data/2023/archive.jsonl", "data/undated/archive.jsonl"]
    told = [json.loads(line)["id"] for name in names for line in found[name].decode().splitlines()]
    assert sorted(told) == sorted(record.id for record in ALL)


def test_the_zips_unpacked_in_one_place_are_the_content_and_fit_the_hashes(content: Path) -> None:
    found = made(opened(content))
    unpacked: dict[str, bytes] = {}
    for path, data in found.items():
        if path.endswith("markdown.zip"):
            with ZipFile(io.BytesIO(data)) as zipped:
                unpacked |= {name.removeprefix("content/"): zipped.read(name) for name in zipped.namelist()}
    wanted = {str(path): data for path, data in files(ALL).items()}
    wanted |= {f"sources/{name}": data for name, data in SOURCES.items()}
    assert {name: unpacked[name] for name in wanted} == wanted
    assert unpacked.keys() - wanted.keys() == {"gazette.yml", "sha256sums.txt"}
    for line in found["data/sha256sums.txt"].decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(unpacked[name]).hexdigest() == digest


def test_the_zip_of_a_volume_carries_its_own_hashes(content: Path) -> None:
    with ZipFile(io.BytesIO(made(opened(content))["data/2023/markdown.zip"])) as zipped:
        told = dict(line.split("  ")[::-1] for line in zipped.read("content/sha256sums.txt").decode().splitlines())
        held = {name.removeprefix("content/") for name in zipped.namelist()}
        assert told.keys() == held - {"gazette.yml", "sha256sums.txt"}
        for name, digest in told.items():
            assert hashlib.sha256(zipped.read(f"content/{name}")).hexdigest() == digest


def test_the_sheets_stay_whole_and_the_tables_go_with_their_years(content: Path) -> None:
    found = made(opened(content))
    assert "data/records.csv" in found
    assert f"data/2023/tables/{DYKES.id}.csv" in found
    assert f"data/2023/tables/{DYKES.id}.csv-metadata.json" in found
    assert not [path for path in found if path.startswith("data/tables/")]
    assert "data/archive.jsonl" not in found
    assert "data/undated/csv-metadata.json" not in found


def test_every_description_tells_the_truth_about_its_files(content: Path) -> None:
    found = made(opened(content))
    packages = [path for path in found if path.endswith("datapackage.json")]
    assert len(packages) == 3
    for package in packages:
        for resource in json.loads(found[package])["resources"]:
            data = found[posixpath.join(posixpath.dirname(package), resource["path"])]
            assert resource.get("bytes", len(data)) == len(data)
            digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert resource.get("hash", digest) == digest


def test_every_link_of_the_pages_leads_to_a_file(content: Path) -> None:
    found = made(opened(content))
    for path in ("data/index.html", "data/2023/index.html", "data/undated/index.html"):
        main = BeautifulSoup(found[path], "html.parser").main
        assert main is not None
        for link in main.find_all("a"):
            address = unquote(str(link["href"]).partition("#")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
            assert target in found or target.startswith(("tables/", "index")), link
    assert b"site.zip" not in found["data/index.html"]


def test_a_new_record_touches_its_own_year_alone(content: Path) -> None:
    before = bases(opened(content))
    added(
        content, Decree("old-1", "云州市人民政府关于旧事的通知", AT, signed=FLOOD.signed and FLOOD.signed.replace(2019))
    )
    after = bases(opened(content))
    assert after.keys() - before.keys() == {"data/2019", "data/2019/content", "data/2019/tables"}
    assert before.items() <= after.items()


def test_a_record_that_is_put_right_touches_its_year(content: Path) -> None:
    before = bases(opened(content))
    path = content / "issues/2023-05/yzf-2023-6.md"
    path.write_text(path.read_text("utf-8").replace("灌溉", "排涝"), "utf-8")
    after = bases(opened(content))
    assert before["data/2023"] != after["data/2023"]


class Left:
    """A part as the last build left it."""

    def __init__(self, part: Part) -> None:
        self.files = {item.path: item.content for item in part.make() if isinstance(item, File)}
        self.note = part.note()  # what stands where is known when the files are made

    def read(self, path: str) -> bytes:
        return self.files[path]


def volume_of(site: Site) -> Part:
    """The page of 2023 and its lines."""
    return next(part for part in parts(site) if part.key == "data/2023")


def test_a_volume_is_amended_to_what_it_would_be_anew(content: Path) -> None:
    left = Left(volume_of(opened(content)))
    path = content / "issues/2023-05/yzf-2023-6.md"
    path.write_text(path.read_text("utf-8").replace("灌溉", "排涝"), "utf-8")
    part = volume_of(opened(content))
    assert part.amend
    amended = [item for item in part.amend(left) if isinstance(item, File)]
    assert amended == [item for item in part.make() if isinstance(item, File)]
    assert left.files["data/2023/archive.jsonl"] not in [item.content for item in amended]


def test_the_lines_of_records_that_did_not_change_stand_as_they_are(content: Path) -> None:
    left = Left(volume_of(opened(content)))
    lines = left.files["data/2023/archive.jsonl"].replace("防汛".encode(), "防洪".encode())
    left.files["data/2023/archive.jsonl"] = lines
    part = volume_of(opened(content))
    assert part.amend
    assert File("data/2023/archive.jsonl", lines) in list(part.amend(left))


def test_lines_that_are_not_those_that_were_noted_are_made_anew(content: Path) -> None:
    part = volume_of(opened(content))
    left = Left(part)
    left.files["data/2023/archive.jsonl"] = left.files["data/2023/archive.jsonl"].partition(b"\n")[2]
    assert part.amend
    with pytest.raises(UnfitError):
        list(part.amend(left))


def test_a_citation_leaves_the_tables_of_a_year_alone(content: Path) -> None:
    before = bases(opened(content))
    added(
        content, Decree("new-1", "通知", AT, number="云政发〔2024〕9号", cites=(Citation("云政发〔2023〕6号", None),))
    )
    after = bases(opened(content))
    assert before["data/2023"] != after["data/2023"]
    assert before["data/2023/tables"] == after["data/2023/tables"]


def test_a_comment_in_a_record_touches_its_year_for_the_zip_holds_it(content: Path) -> None:
    before = bases(opened(content))
    path = content / "issues/2023-05/yzf-2023-6.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\n# 已核对\n", 1), "utf-8")
    assert before["data/2023"] != bases(opened(content))["data/2023"]


def test_the_year_of_a_record_is_that_of_its_issue_or_its_signing(content: Path) -> None:
    site = opened(content)
    assert {year_of(site, each) for each in (ISSUE, FLOOD, DYKES)} == {"2023"}
    assert year_of(site, Other("lone", "某件", AT)) == UNDATED


def test_a_small_archive_has_no_volumes(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "MOST", len(ALL))
    site = opened(content)
    assert not bases(site)
    assert "data/archive.jsonl" in made(site)
