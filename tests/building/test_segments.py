"""Which files of the search index a correction and a new issue write, and that they are those of a clean build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from little_archive import begin, decree, issue, tree, write

from gongbao.building import finding
from gongbao.building.engine import Outcome, build_site
from gongbao.building.order import Order
from gongbao.search import build
from gongbao.search.segment import Segment, fragment_path

INDEX = "search/index/"
TEXT = "issues/2023-05/yzf-2023-6.md"


def built(root: Path, portable: bool = False) -> Outcome:
    return build_site(Order(root / "content", root / "public", jobs=1, portable=portable))


def corrected(content: Path, old: str, new: str, path: str = TEXT) -> None:
    file = content / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def of_index(outcome: Outcome) -> list[str]:
    return [path for path in outcome.written if path.startswith(INDEX) and "manifest" not in path]


def segments(root: Path) -> list[dict[str, object]]:
    manifest = json.loads((root / "public" / INDEX / "manifest.json").read_text("utf-8"))
    return list(manifest["segments"])


def assert_as_clean(root: Path, portable: bool = False) -> None:
    build_site(Order(root / "content", root / "clean", jobs=1, portable=portable))
    assert tree(root / "public") == tree(root / "clean")


@pytest.fixture
def amended_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """From its second making on no segment may be made as a whole."""
    whole, made = Segment.files, set()

    def files(self: Segment) -> object:
        assert self.name not in made, "made as a whole"
        made.add(self.name)
        return whole(self)

    monkeypatch.setattr(Segment, "files", files)


@pytest.mark.usefixtures("amended_only")
@pytest.mark.parametrize("portable", [False, True])
def test_a_correction_writes_the_text_and_the_parts_of_its_words(tmp_path: Path, portable: bool) -> None:
    content = begin(tmp_path)
    built(tmp_path, portable)
    corrected(content, "共12处", "共13处")
    outcome = built(tmp_path, portable)
    texts = [path for path in of_index(outcome) if "/texts/" in path]
    assert len(texts) == 1
    assert 1 < len(of_index(outcome)) < 15
    assert not [path for path in outcome.removed if path.startswith(INDEX)]


@pytest.mark.parametrize("portable", [False, True])
def test_corrections_one_after_the_other_give_a_clean_site(tmp_path: Path, portable: bool) -> None:
    content = begin(tmp_path)
    built(tmp_path, portable)
    for old, new in (
        ("灌溉", "节水"),
        ("节水", "灌溉"),
        ("云政发〔2023〕6号", "云政发〔2023〕60号"),
        ("灌溉", "防汛和抗旱"),
    ):
        corrected(content, old, new)
        built(tmp_path, portable)
    assert_as_clean(tmp_path, portable)


def test_a_correction_renames_no_segment_and_tells_the_state_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BASE", 4)
    content = begin(tmp_path)
    built(tmp_path)
    before = segments(tmp_path)
    assert len(before) == 2
    corrected(content, "防汛", "抗旱", "issues/2023-04/yzf-2023-5.md")
    outcome = built(tmp_path)
    after = segments(tmp_path)
    assert [each["name"] for each in after] == [each["name"] for each in before]
    assert [one["revision"] == other["revision"] for one, other in zip(before, after, strict=True)] == [False, True]
    assert {path.split("/")[2] for path in of_index(outcome)} == {before[0]["name"]}
    assert_as_clean(tmp_path)


def test_an_issue_writes_no_text_of_an_older_document_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "BASE", 6)
    content = begin(tmp_path)
    built(tmp_path)
    base, newest = segments(tmp_path)
    counts = json.loads((tmp_path / "public/data/search.json").read_text("utf-8"))["counts"]
    older = counts["documents"] - 6 - counts["kinds"]["stub"]  # numbers without a text stand behind all texts
    assert older > 1
    write(content, [issue(6), decree(19, topic="绿化", issue="2023-06")])
    outcome = built(tmp_path)
    after = segments(tmp_path)
    assert [each["name"] for each in after] == [base["name"], newest["name"]]
    assert {path.split("/")[2] for path in of_index(outcome)} == {newest["name"]}
    texts = [path for path in of_index(outcome) if "/texts/" in path]
    assert texts
    assert not {fragment_path(place) for place in range(older)} & {path.split("/", 3)[3] for path in texts}
    assert_as_clean(tmp_path)


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the documents of the little archive every kind of segment has some."""
    for name, size in (("BASE", 4), ("RECENT", 2), ("CROWD", 1)):
        monkeypatch.setattr(build, name, size)


@pytest.mark.usefixtures("small_segments")
@pytest.mark.parametrize("portable", [False, True])
def test_issues_and_corrections_in_all_segments_give_a_clean_site(tmp_path: Path, portable: bool) -> None:
    """Issues that fill one segment after the other, with corrections in between."""
    content = begin(tmp_path)
    most = 0
    for month in range(6, 10):
        serial, id_ = 13 + month, f"2023-{month:02}"
        write(content, [issue(month), decree(serial, topic="绿化", issue=id_, cites=[serial + 40])])
        built(tmp_path, portable)
        corrected(content, "绿化", "抗旱", f"issues/{id_}/yzf-2023-{serial}.md")
        built(tmp_path, portable)
        assert_as_clean(tmp_path, portable)
        most = max(most, json.loads((tmp_path / "public/data/search.json").read_text("utf-8"))["counts"]["segments"])
    assert most == 4


@pytest.mark.usefixtures("small_segments", "amended_only")
def test_a_correction_in_any_segment_amends_that_one(tmp_path: Path) -> None:
    content = begin(tmp_path)
    write(content, [issue(6), decree(19, topic="绿化", issue="2023-06", cites=[70])])
    built(tmp_path)
    before = segments(tmp_path)
    for path in sorted((content / "issues").rglob("yzf-*.md")):
        if "加固堤防，共12处" in path.read_text("utf-8"):
            corrected(content, "加固堤防，共12处", "疏通河道，共3处", str(path.relative_to(content)))
            built(tmp_path)
    after = segments(tmp_path)
    assert [each["name"] for each in after] == [each["name"] for each in before]
    assert sum(one["revision"] != other["revision"] for one, other in zip(before, after, strict=True)) > 1


def test_many_corrections_make_the_segment_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = begin(tmp_path)
    built(tmp_path)
    monkeypatch.setattr(finding, "FEW", 0)
    corrected(content, "灌溉", "节水")
    built(tmp_path)
    assert_as_clean(tmp_path)


def test_a_part_somebody_damaged_is_made_as_a_whole(tmp_path: Path) -> None:
    content = begin(tmp_path)
    built(tmp_path)
    files = sorted((tmp_path / "public" / INDEX).rglob("*.bin"))
    before = {path: path.read_bytes() for path in files}
    for path in files:
        path.write_bytes(b"damaged")
    corrected(content, "灌溉", "节水")
    written = {tmp_path / "public" / path for path in of_index(built(tmp_path))}
    for path in before.keys() - written:
        path.write_bytes(before[path])
    assert_as_clean(tmp_path)


def test_settings_that_change_to_and_fro_confuse_nothing(tmp_path: Path) -> None:
    """What was noted under the old settings is of other files than those that stand there."""
    content = begin(tmp_path)
    built(tmp_path)
    corrected(content, "[市水利局]", "[市水务局]", "gazette.yml")
    built(tmp_path)
    corrected(content, "灌溉", "节水")
    built(tmp_path)
    corrected(content, "[市水务局]", "[市水利局]", "gazette.yml")
    corrected(content, "节水", "抗旱")
    built(tmp_path)
    assert_as_clean(tmp_path)
