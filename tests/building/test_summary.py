"""What is remembered of a site, and what is told of another: nothing a reader could have linked is lost unseen."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from little_archive import ALL, begin, decree, issue, tree, write

from gongbao.building import summary
from gongbao.building.compare import Difference, difference, remembered
from gongbao.building.engine import Outcome, build_site
from gongbao.building.opening import open_site
from gongbao.building.order import Order
from gongbao.errors import SiteError
from gongbao.model import Decree, Record, Repeal

# Pages that are lists or lead on; what is in them has a page of its own.
LISTS = ("about/", "appointments/", "changes/", "cited/", "data/", "departments/", "issues/", "kinds/", "manual/", "n/",
         "quality/", "search/", "series/", "tables/", "validity/", "years/", "yzf/")  # fmt: skip


def order(root: Path) -> Order:
    return Order(root / "content", root / "public", jobs=1)


def built(root: Path, guarded: bool = True) -> Outcome:
    return build_site(replace(order(root), guarded=guarded))


def ahead(root: Path) -> Difference:
    return difference(remembered(order(root)), summary.of(open_site(order(root))))


def told(found: Difference) -> dict[str, list[str]]:
    return {group.key: [item.address for item in group.items] for group in found.groups}


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / "content" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def record(id_: str) -> Decree:
    return next(each for each in ALL if isinstance(each, Decree) and each.id == id_)


def rewrite(root: Path, *records: Record) -> None:
    write(root / "content", records)


def test_a_summary_is_kept_and_read_again(tmp_path: Path) -> None:
    begin(tmp_path)
    made = summary.of(open_site(order(tmp_path)))
    assert summary.unpacked(made.packed()) == made


@pytest.mark.parametrize("kept", [b"", b"no zlib", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_cannot_be_read_is_nothing(kept: bytes) -> None:
    assert summary.unpacked(kept) is None


def test_every_page_of_the_site_is_in_the_summary_or_is_a_list(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    known = summary.of(open_site(order(tmp_path))).pages
    made = {path.removesuffix("index.html") for path in tree(tmp_path / "public") if path.endswith("/index.html")}
    assert known.keys() <= made
    assert [each for each in sorted(made - known.keys()) if not each.startswith(LISTS)] == []


def test_the_same_archive_has_the_same_summary_however_it_was_read(tmp_path: Path) -> None:
    begin(tmp_path)
    first = summary.of(open_site(order(tmp_path)))
    again = summary.of(open_site(order(tmp_path)))  # from what was remembered of the files
    shutil.rmtree(tmp_path / ".gongbao")
    assert first == again == summary.of(open_site(order(tmp_path)))


def test_the_first_build_has_nothing_to_be_held_against(tmp_path: Path) -> None:
    begin(tmp_path)
    assert ahead(tmp_path).first
    assert built(tmp_path).difference.first
    assert ahead(tmp_path).nothing


def test_a_new_issue_is_told_with_what_it_fills_in(tmp_path: Path) -> None:
    """云政发〔2023〕9号 was listed by a catalogue and cited by 5号; 9号 itself repeals 6号."""
    begin(tmp_path)
    built(tmp_path)
    repeal = Repeal("云政发〔2023〕5号", None, "云政发〔2023〕5号同时废止。")
    nine = decree(9, topic="绿化", cites=[77], issue="2023-06")
    rewrite(tmp_path, issue(6), replace(nine, repeals=(repeal,)))
    before = ahead(tmp_path)
    assert told(before) == {
        "added": ["issues/2023-06/", "yzf/2023/9/"],
        "printed": ["yzf/2023/9/"],
        "resolved": ["yzf/2023/5/"],
        "repealed": ["yzf/2023/5/"],
        "mentioned": ["yzf/2023/77/"],
    }
    assert before.gone == ()
    assert built(tmp_path).difference == before
    assert ahead(tmp_path).nothing


def test_a_correction_is_told_by_its_file(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    edit(tmp_path, "issues/2023-05/interpretation-1.md", "加固", "再加固")
    found = ahead(tmp_path)
    assert [group.key for group in found.groups] == ["changed"]
    assert [item.file for item in found.groups[0].items] == ["content/issues/2023-05/interpretation-1.md"]
    assert not found.settings


def test_a_name_put_right_is_no_reason_to_refuse(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    edit(tmp_path, "issues/2023-04/appointments.md", "李江", "李河")
    found = built(tmp_path).difference
    assert found.gone == ()
    assert told(found)["people"] == ["appointments/people/lihe/"]
    assert told(found)["lost"] == ["appointments/people/lijiang/"]


def test_names_that_sound_alike_are_two_names(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    edit(tmp_path, "issues/2023-04/appointments.md", "王小明", "王晓明")
    assert told(ahead(tmp_path))["people"] == ["appointments/people/wangxiaoming/"]


def test_other_settings_are_told(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    edit(tmp_path, "gazette.yml", "name: 云州市人民政府公报", "name: 云州公报")
    assert ahead(tmp_path).settings


def test_a_number_put_right_is_refused_until_the_old_address_is_kept(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    before = tree(tmp_path / "public")
    edit(tmp_path, "decrees/yzf-2022-1.md", "云政发〔2022〕1号", "云政发〔2022〕3号")
    with pytest.raises(SiteError) as refused:
        built(tmp_path)
    said = str(refused.value)
    assert "content/decrees/yzf-2022-1.md" in said
    assert "aliases: [yzf/2022/1/]" in said
    assert tree(tmp_path / "public") == before
    assert not order(tmp_path).staging.exists()
    edit(tmp_path, "decrees/yzf-2022-1.md", "source:", "aliases: [yzf/2022/1/]\nsource:")
    assert told(built(tmp_path).difference)["moved"] == ["yzf/2022/3/"]
    assert "yzf/2022/3/" in (tmp_path / "public/yzf/2022/1/index.html").read_text("utf-8").replace("../", "yzf/2022/")


def test_an_alias_is_added_to_those_that_are_there(tmp_path: Path) -> None:
    begin(tmp_path)
    rewrite(tmp_path, replace(record("yzf-2022-1"), aliases=("old/jing/",)))
    built(tmp_path)
    edit(tmp_path, "decrees/yzf-2022-1.md", "云政发〔2022〕1号", "云政发〔2022〕3号")
    assert "aliases: [old/jing/, yzf/2022/1/]" in ahead(tmp_path).gone[0]


def test_a_record_read_under_another_id_is_found_by_its_place_in_the_source(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    (tmp_path / "content/decrees/yzf-2022-1.md").unlink()
    rewrite(tmp_path, replace(record("yzf-2022-1"), id="yzf-2022-3", number="云政发〔2022〕3号"))
    (said,) = ahead(tmp_path).gone
    assert said.startswith("content/decrees/yzf-2022-3.md: ")
    assert said.endswith("aliases: [yzf/2022/1/]")


def test_a_record_that_is_deleted_is_refused_unless_that_is_meant(tmp_path: Path) -> None:
    begin(tmp_path)
    built(tmp_path)
    (tmp_path / "content/decrees/yzf-2023-5-p2.md").unlink()
    with pytest.raises(SiteError, match=r"content/decrees/yzf-2023-5-p2\.md: .*yzf/2023/5/p2/ .*--allow-vanished"):
        built(tmp_path)
    built(tmp_path, guarded=False)
    assert not (tmp_path / "public/yzf/2023/5/p2").exists()
    assert built(tmp_path).difference.nothing


def test_a_text_whose_number_is_still_cited_is_told_not_refused(tmp_path: Path) -> None:
    """Its address stands, as a page that knows only the number."""
    begin(tmp_path)
    built(tmp_path)
    (tmp_path / "content/issues/2023-04/yzf-2023-5.md").unlink()
    (tmp_path / "content/decrees/yzf-2023-5-p2.md").unlink()
    found = ahead(tmp_path)
    assert told(found)["withdrawn"] == ["yzf/2023/5/"]
    assert [sentence.split(": ")[0] for sentence in found.gone] == ["content/decrees/yzf-2023-5-p2.md"]


def test_an_old_address_that_nobody_keeps_any_more_is_told(tmp_path: Path) -> None:
    begin(tmp_path)
    rewrite(tmp_path, replace(record("yzf-2022-1"), aliases=("old/jing/",)))
    built(tmp_path)
    rewrite(tmp_path, record("yzf-2022-1"))
    assert told(ahead(tmp_path))["lost"] == ["old/jing/"]


@pytest.mark.parametrize("forget", ["clean", "public"])
def test_addresses_outlive_a_clean_build_and_a_site_thrown_away(tmp_path: Path, forget: str) -> None:
    """They are known to readers, whatever becomes of the folder."""
    begin(tmp_path)
    built(tmp_path)
    (tmp_path / "content/decrees/yzf-2023-5-p2.md").unlink()
    if forget == "public":
        shutil.rmtree(tmp_path / "public")
    with pytest.raises(SiteError, match="yzf/2023/5/p2/"):
        build_site(replace(order(tmp_path), guarded=True, clean=forget == "clean"))


def test_many_sentences_of_one_cause_are_cut_short(tmp_path: Path) -> None:
    content = begin(tmp_path)
    write(content, (issue(6), *(decree(serial, issue="2023-06") for serial in range(20, 40))))
    built(tmp_path)
    edit(tmp_path, "gazette.yml", "code: yzf", "code: yuzf")
    with pytest.raises(SiteError) as refused:
        built(tmp_path)
    lines = str(refused.value).splitlines()
    assert len(lines) == 12
    assert lines[-2].startswith("……另有")
