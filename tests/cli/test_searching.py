"""`search` on the command line: numbers first, marked excerpts, JSON, exit codes, and no harm from anything typed."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from yunzhou import FLOOD_TITLE, GREEN_TITLE, ISSUE, archive_at, given, run

from gongbao.archive import Library
from gongbao.cli import listing, searching
from gongbao.gazette import Gazette
from gongbao.site.context import Site

HOSTILE = [
    "\x1b[31m红\x1b[0m",
    "政府" * 5000,
    '"""---:::+++',
    "<script>alert(1)</script>",
    "\u202e号5\u202c",
    "--",
    "(((((",
    "year: kind: -",
    "\ufffe\U0010ffff",
]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("yunzhou")
    content = archive_at(root)
    assert run(content, "add", given(root, "2023-04.txt", ISSUE)).returncode == 0
    return content


@pytest.fixture(scope="module")
def site(content: Path) -> Site:
    gazette = replace(Gazette.load(content / "gazette.yml"), address="https://gb.example/a")
    return Site.of(Library.open(content), gazette)


def asked(content: Path, *words: str) -> dict[str, Any]:
    done = run(content, "search", "--json", *words)
    found: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (0 if any(found[name] for name in ("numbered", "cited", "names", "hits")) else 1)
    return found


def titles(items: list[dict[str, Any]]) -> list[str]:
    return [item["title"] for item in items]


@pytest.mark.parametrize(
    "words", ["云政发〔2023〕5号", "云政发 2023 5", "2023年云政发第５号", "yzf-2023-5", "请查云政发(2023]005号"]
)
def test_a_number_in_any_spelling_is_found_first(content: Path, words: str) -> None:
    found = asked(content, words)
    assert titles(found["numbered"]) == [FLOOD_TITLE]
    assert found["numbered"][0]["number"] == "云政发〔2023〕5号"
    assert found["numbered"][0]["address"] == "/yzf/2023/5/"
    assert FLOOD_TITLE not in titles(found["hits"])


def test_a_result_says_what_when_where_and_why(content: Path) -> None:
    lines = run(content, "search", "隐患", "水库").stdout.splitlines()
    assert lines[0] == "词语相符（1条）"
    assert lines[1].strip() == FLOOD_TITLE
    assert lines[2].strip() == "文件 · 云政发〔2023〕5号 · 2023年3月1日 · 云州市人民政府公报2023年第04期"
    assert lines[3].strip().startswith("【二、强化隐患排查】市水利局要会同有关部门对水库")
    assert lines[4].strip() == "/yzf/2023/5/#2.p1"
    assert len(lines) == 5
    assert not any(char in "".join(lines) for char in "\x1b\x07")


def test_a_number_without_a_text_is_told_apart(content: Path) -> None:
    done = run(content, "search", "云政发〔2023〕7号")
    assert done.returncode == 0
    assert done.stdout.startswith("仅见文号，本库没有全文（1条）\n  云州市人民政府关于表彰先进集体的决定\n")
    assert "按文号找到" not in done.stdout


def test_an_unknown_number_finds_nothing_and_offers_the_nearest(content: Path) -> None:
    done = run(content, "search", "云政发〔2023〕51号")
    assert done.returncode == 1
    assert done.stdout.startswith("没有找到“云政发〔2023〕51号”。\n没有这个文号，同一系列相近的文号（3条）\n")
    assert "按文号找到" not in done.stdout


def test_what_stands_together_comes_before_what_is_scattered_and_in_the_title_before_the_text(content: Path) -> None:
    found = asked(content, "城市绿化办法")
    assert found["hits"][0]["title"] in (GREEN_TITLE, "《云州市城市绿化办法》政策解读")
    first = found["hits"][0]
    marked = ["".join(first["title"][start:end]) for start, end in first["title_marks"]]
    assert marked == ["城市绿化办法"]


def test_the_limit_shortens_the_list_and_not_the_count(content: Path) -> None:
    all_ = asked(content, "云州市")
    some = asked(content, "云州市", "--limit", "2")
    assert all_["total"] == some["total"] > 2
    assert some["hits"] == all_["hits"][:2]
    assert f"词语相符（{some['total']}条，先列2条）" in run(content, "search", "云州市", "--limit", "2").stdout


def test_nothing_found_is_said_and_told_by_the_exit_code(content: Path) -> None:
    done = run(content, "search", "xyzzy")
    assert (done.returncode, done.stdout, done.stderr) == (1, "没有找到“xyzzy”。\n", "")


def test_words_that_are_left_out_are_named(content: Path) -> None:
    done = run(content, "search", "防汛", "xyzzy")
    assert done.returncode == 0
    assert done.stdout.startswith("没有内容含有全部字词；下面的不管“xyzzy”。\n")


@pytest.mark.parametrize(
    "words", [["search"], ["search", "绿化", "--limit", "0"], ["search", "绿化", "--limit", "many"]]
)
def test_a_wrong_call_is_refused(content: Path, words: list[str]) -> None:
    assert run(content, *words).returncode == 2


def test_an_instrument_from_outside_is_found_by_its_number() -> None:
    """It is cited and not printed: the page that tells who cites it."""
    root = Path(__file__).resolve().parents[2] / "content"
    site = Site.of(Library.open(root), Gazette.load(root / "gazette.yml"))
    cited = next(each for each in site.graph.cited.values() if each.number and not each.candidates)
    found = searching.answer(site, f"见{cited.number}文件", 5)
    assert site.urls.cited(cited.key) in found.cited[0].path
    assert found.found


def test_a_department_is_found_by_another_of_its_names(content: Path) -> None:
    found = asked(content, "市水利局")
    assert found["names"] == [
        {"name": "云州市水利局", "kind": "责任单位", "address": "/departments/yunzhoushishuiliju/"},
        {"name": "云州市水利局", "kind": "任免单位", "address": "/appointments/organisations/yunzhoushishuiliju/"},
    ]
    assert "名称相符（2条）\n  云州市水利局 · 责任单位\n" in run(content, "search", "市水利局").stdout


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_asked_is_only_words(site: Site, words: str) -> None:
    found = searching.answer(site, words, 10)
    for bold in (False, True):
        for line in listing.lines(found, bold):
            plain = line.replace("\x1b[1m", "").replace("\x1b[22m", "")
            assert {unicodedata.category(char) for char in plain}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert json.loads(found.as_json())["query"] == found.query


def test_marks_are_bold_on_a_terminal_only(site: Site) -> None:
    found = searching.answer(site, "隐患排查", 10)
    assert "\x1b[1m隐患排查\x1b[22m" in "\n".join(listing.lines(found, bold=True))
    assert "\x1b" not in "\n".join(listing.lines(found, bold=False))


def test_addresses_are_whole_where_the_site_has_one(site: Site) -> None:
    assert searching.answer(site, "yzf 2023 5", 1).numbered[0].address == "https://gb.example/a/yzf/2023/5/"


def test_the_built_site_says_where_the_parts_are(content: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    assert run(content, "--public", public, "--address", "https://gb.example/a").returncode == 0
    told = json.loads((public / "data" / "search.json").read_text("utf-8"))
    manifest = json.loads((public / told["manifest"]).read_text("utf-8"))
    assert told["format"] == manifest["format"]
    assert told["site"] == "https://gb.example/a/"
    assert (public / told["documentation"]).is_file()
    assert told["counts"]["documents"] == sum(each["documents"] for each in manifest["segments"])
    assert told["counts"]["kinds"]["decree"] == 2
    files = [path for path in (public / told["manifest"]).parent.rglob("*") if path.is_file()]
    assert told["counts"]["files"] == len(files)
    assert told["counts"]["bytes"] == sum(path.stat().st_size for path in files)
