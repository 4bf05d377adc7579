"""Taking sources in, as an archivist does it: what is written, what is said, and what stays untouched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from yunzhou import FLOOD_TITLE, GREEN_TITLE, ISSUE, LONE, NUMBERED, archive_at, command, given, run, tree

from gongbao import archive
from gongbao.model import Decree, Issue

GREEN = "issues/2023-04/yzf-2023-6.md"
BESIDE = f"{GREEN}.reading"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return archive_at(tmp_path)


@pytest.fixture
def full(content: Path) -> Path:
    """An archive that has the issue."""
    assert run(content, "add", given(content.parent, "四月.txt", ISSUE)).returncode == 0
    return content


def decree(content: Path, record: str) -> Decree:
    found = archive.Library.open(content).records[record]
    assert isinstance(found, Decree)
    return found


def line_of(text: str) -> int:
    """The number of the first line of the issue that holds a text."""
    return next(n for n, line in enumerate(ISSUE.split("\n"), 1) if text in line)


def test_an_issue_becomes_files(content: Path) -> None:
    source = given(content.parent, "四月 扫描件.TXT", ISSUE)
    done = run(content, "add", source)
    assert (done.returncode, done.stderr) == (0, "")
    assert (content / "sources/2023-04.txt").read_bytes() == source.read_bytes()
    records = {path for path in tree(content) if path.endswith(".md")}
    assert records == {
        f"issues/2023-04/{name}.md"
        for name in (
            "index", "yzf-2023-5", "yzf-2023-6", "yzf-2023-6-table-1", "interpretation-1", "appointments", "catalogue",
        )
    }  # fmt: skip
    issue = archive.Library.open(content).records["2023-04"]
    assert isinstance(issue, Issue)
    assert (issue.year, issue.number, issue.serial, str(issue.published)) == (2023, "04", (38,), "2023-04-25")
    assert [entry.record for entry in issue.toc][:3] == ["yzf-2023-5", "yzf-2023-6", None]
    assert run(content, "check").returncode == 0


def test_the_report_says_what_the_issue_is_and_counts(content: Path) -> None:
    said = run(content, "add", given(content.parent, "四月.txt", ISSUE)).stdout
    assert "四月.txt → content/sources/2023-04.txt" in said
    assert "云州市人民政府公报2023年第04期（总第38期），2023-04-25出版" in said
    assert "文件2、政策解读1、人事任免1、发文目录1、表格1（任免2人次）" in said


def test_the_report_holds_the_contents_against_the_bodies(content: Path) -> None:
    said = run(content, "add", given(content.parent, "四月.txt", ISSUE)).stdout.split("\n")
    assert "  目录核对：目录5条，正文对上4条。" in said
    assert f"    ✓ 第2页　yzf-2023-5　{FLOOD_TITLE}" in said
    assert "    ✗ 有目无文：云州市人民政府关于表彰先进集体的决定（第9页）" in said
    assert [line for line in said if "有文无目" in line] == [
        f"    ✗ 有文无目：2023年3月发文目录（2023-04-catalogue，第{line_of('3月发文目录')}行起）"
    ]


def test_the_report_shows_a_title_that_differs(content: Path) -> None:
    text = ISSUE.replace(f"- {GREEN_TITLE}", "- 云州市人民政府关于印发云州市城绿化办法的通知")
    said = run(content, "add", given(content.parent, "四月.txt", text)).stdout
    assert "≠ 第4页　yzf-2023-6　云州市人民政府关于印发云州市城绿化办法的通知" in said
    assert f"采用的标题：{GREEN_TITLE}" in said


def test_the_report_names_each_doubt_with_its_line(content: Path) -> None:
    said = run(content, "add", given(content.parent, "四月.txt", ISSUE)).stdout
    doubts = re.findall(r"^    第(\d+)行　(\S+)　(.+)$", said, re.MULTILINE)
    assert (str(line_of("表彰先进集体")), "2023-04") in [(line, record) for line, record, _ in doubts]
    assert "拿不准的地方有1处" in said
    assert len(doubts) == 1


def test_another_printing_is_named_and_both_stay(full: Path) -> None:
    before = tree(full)
    done = run(full, "add", given(full.parent, "网页.txt", LONE))
    assert done.returncode == 0
    assert "yzf-2023-5-p2 是 yzf-2023-5 的另一种刊本" in done.stdout
    assert "云政发〔2023〕5号" in done.stdout
    after = tree(full)
    assert {path: after[path] for path in before} == before
    assert after["sources/yzf-2023-5-p2.txt"] == LONE.encode()
    second = decree(full, "yzf-2023-5-p2")
    assert (second.number, second.number_inferred, second.printing_of) == (None, "云政发〔2023〕5号", "yzf-2023-5")
    assert second.number_basis


def test_the_printing_that_came_first_learns_its_number(content: Path) -> None:
    assert run(content, "add", given(content.parent, "网页.txt", LONE)).returncode == 0
    (first,) = archive.Library.open(content).records.values()
    assert isinstance(first, Decree)
    assert (first.number_inferred, first.printing_of) == (None, None)
    said = run(content, "add", given(content.parent, "四月.txt", ISSUE)).stdout
    assert f"{first.id} 是 yzf-2023-5 的另一种刊本" in said
    later = decree(content, first.id)
    assert (later.number_inferred, later.printing_of) == ("云政发〔2023〕5号", "yzf-2023-5")
    assert run(content, "check").returncode == 0


def test_both_printings_in_one_command(content: Path) -> None:
    files = (given(content.parent, "甲.txt", LONE), given(content.parent, "乙.txt", ISSUE))
    assert run(content, "add", *files).returncode == 0
    marked = [r for r in archive.Library.open(content).records.values() if getattr(r, "printing_of", None)]
    assert [getattr(record, "number_inferred", None) for record in marked] == ["云政发〔2023〕5号"]


def test_a_printing_with_the_number_of_one_that_is_there(full: Path) -> None:
    text = f"云政发〔2023〕5号\n\n{LONE}\n云州市人民政府\n2023年3月1日\n"
    done = run(full, "add", given(full.parent, "网页.txt", text))
    assert done.returncode == 0
    assert "yzf-2023-5-p2 是 yzf-2023-5 的另一种刊本" in done.stdout
    second = decree(full, "yzf-2023-5-p2")
    assert (second.number, second.printing_of) == ("云政发〔2023〕5号", "yzf-2023-5")
    assert decree(full, "yzf-2023-5").printing_of is None


def test_a_numbered_lone_decree_before_its_issue(content: Path) -> None:
    """Whichever comes first, one of the two records says that it is the other's printing."""
    text = f"云政发〔2023〕5号\n\n{LONE}\n云州市人民政府\n2023年3月1日\n"
    assert run(content, "add", given(content.parent, "网页.txt", text)).returncode == 0
    done = run(content, "add", given(content.parent, "四月.txt", ISSUE))
    assert done.returncode == 0
    assert "的另一种刊本" in done.stdout
    twins = archive.Library.open(content).by_number("云政发〔2023〕5号")
    assert len(twins) == 2
    assert [one.printing_of for one in twins if one.printing_of] == [one.id for one in twins if not one.printing_of]


def test_dry_run_reports_and_writes_nothing(content: Path) -> None:
    before = tree(content)
    done = run(content, "add", "--dry-run", given(content.parent, "四月.txt", ISSUE))
    assert done.returncode == 0
    assert "目录核对：目录5条" in done.stdout
    assert "什么也没有写" in done.stdout
    assert tree(content) == before


def test_adding_twice_changes_no_byte(full: Path) -> None:
    run(full, "add", given(full.parent, "网页.txt", LONE))
    before = tree(full)
    times = {path: (full / path).stat().st_mtime_ns for path in before}
    again = run(full, "add", given(full.parent, "别名.txt", ISSUE), given(full.parent, "网页.txt", LONE))
    assert again.returncode == 0
    assert tree(full) == before
    assert {path: (full / path).stat().st_mtime_ns for path in before} == times
    assert "新写0个文件，改写0个" in again.stdout


def test_two_archives_of_the_same_sources_are_the_same(tmp_path: Path) -> None:
    trees = []
    for name in ("一", "二"):
        content = archive_at(tmp_path / name)
        run(content, "add", given(tmp_path, "四月.txt", ISSUE), given(tmp_path, "网页.txt", LONE))
        trees.append(tree(content))
    assert trees[0] == trees[1]


def correct(content: Path) -> bytes:
    """A person corrects a record by hand."""
    file = content / GREEN
    text = file.read_text("utf-8").replace("doctype: 通知\n", "doctype: 通知\npublicity: 此件公开发布\n")
    file.write_text(text, "utf-8")
    return text.encode()


def test_a_correction_survives_the_same_reading(full: Path) -> None:
    mine = correct(full)
    before = tree(full)
    done = run(full, "add", given(full.parent, "四月.txt", ISSUE))
    assert done.returncode == 0
    assert tree(full) == before
    assert (full / GREEN).read_bytes() == mine


def test_a_correction_survives_a_corrected_source(full: Path) -> None:
    mine = correct(full)
    text = ISSUE.replace("已经市政府同意", "已经市政府第8次常务会议审议通过")
    done = run(full, "add", "--replace", given(full.parent, "四月.txt", text))
    assert done.returncode == 0
    assert (full / GREEN).read_bytes() == mine
    assert "第8次常务会议" in (full / BESIDE).read_text("utf-8")
    assert f"content/{GREEN} 有人工修改，原样保留" in done.stdout
    assert "yzf-2023-6.md.reading" in done.stdout
    assert (full / "sources/2023-04.txt").read_bytes() == text.encode()
    assert run(full, "check").returncode == 0


def test_a_correction_survives_a_better_reader(full: Path) -> None:
    """As if an older program had read less: what it wrote and remembered differs from what this one reads."""
    file, manifest = full / GREEN, full / ".readings/2023-04.txt.json"
    told = json.loads(manifest.read_text("utf-8"))
    told[GREEN] = "0" * 64
    manifest.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    fresh = file.read_bytes()
    mine = fresh.replace("认真贯彻执行".encode(), "遵照执行".encode())
    file.write_bytes(mine)
    done = run(full, "add", full / "sources/2023-04.txt")
    assert file.read_bytes() == mine
    assert (full / BESIDE).read_bytes() == fresh
    assert "有人工修改，原样保留" in done.stdout
    before = tree(full)
    run(full, "add", full / "sources/2023-04.txt")
    assert tree(full) == before


def test_a_record_a_person_deleted_stays_deleted(full: Path) -> None:
    (full / GREEN).unlink()
    done = run(full, "add", given(full.parent, "四月.txt", ISSUE))
    assert not (full / GREEN).exists()
    assert f"content/{GREEN} 已被人工删除" in done.stdout


def test_a_correction_survives_the_arrival_of_another_printing(content: Path) -> None:
    run(content, "add", given(content.parent, "网页.txt", LONE))
    (file,) = (content / "decrees").glob("*.md")
    mine = file.read_bytes().replace("确保关键时刻".encode(), "确保".encode())
    file.write_bytes(mine)
    done = run(content, "add", given(content.parent, "四月.txt", ISSUE))
    assert file.read_bytes() == mine
    beside = file.with_name(f"{file.name}.reading")
    assert "printing_of: yzf-2023-5" in beside.read_text("utf-8")
    assert f"{file.name} 有人工修改，原样保留" in done.stdout


def test_a_correction_elsewhere_is_not_undone_by_a_new_source(full: Path) -> None:
    """A person gave the unnumbered printing its link away; other sources coming in leave that alone."""
    run(full, "add", given(full.parent, "网页.txt", LONE))
    file = full / "decrees/yzf-2023-5-p2.md"
    mine = file.read_bytes().replace(b"printing_of: yzf-2023-5\n", b"")
    file.write_bytes(mine)
    run(full, "add", given(full.parent, "普查.txt", NUMBERED))
    assert file.read_bytes() == mine


def test_read_prints_records_and_touches_nothing(full: Path) -> None:
    before = tree(full)
    done = run(full, "read", given(full.parent, "四月.txt", ISSUE), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    records = json.loads(done.stdout)
    assert [record["kind"] for record in records].count("decree") == 2
    assert all(isinstance(record["body"], str) for record in records)
    green = next(record for record in records if record["id"] == "yzf-2023-6")
    assert green["number"] == "云政发〔2023〕6号"
    assert green["signed"] == "2023-03-13"
    assert "第二条" in green["body"]
    assert tree(full) == before


def test_read_needs_no_archive_and_makes_none(tmp_path: Path) -> None:
    source = given(tmp_path, "普查.txt", NUMBERED)
    done = run(tmp_path / "nowhere", "read", source, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["number"] == "云政办发〔2023〕12号"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["2023-04", "2023-04.txt", "yzf-2023-5-p2"])
def test_the_ledger_has_one_owner_for_each_line(full: Path, name: str) -> None:
    run(full, "add", given(full.parent, "网页.txt", LONE))
    done = run(full, "ledger", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "无主" not in done.stdout
    assert "恰有一个" not in done.stdout
    owned: list[int] = []
    for first, last, owner in re.findall(r"^\s*(\d+)–(\d+)\s+(\S+)$", done.stdout, re.MULTILINE):
        assert "、" not in owner
        owned += range(int(first), int(last) + 1)
    text = LONE if name.startswith("yzf") else ISSUE
    filled = {n for n, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert len(owned) == len(set(owned))
    assert set(owned) >= filled


def test_a_page_mark_between_two_records_has_an_owner(content: Path) -> None:
    text = ISSUE.replace("— 3 —", "第 3 页")
    assert run(content, "add", given(content.parent, "四月.txt", text)).returncode == 0
    done = run(content, "ledger", "2023-04")
    assert (done.returncode, "无主" in done.stdout) == (0, False)


def test_one_bad_file_stops_no_other(content: Path) -> None:
    files = [
        given(content.parent, "四月.txt", ISSUE),
        given(content.parent, "坏的.txt", "今天天气很好，我们去公园散步。\n"),
        given(content.parent, "普查.txt", NUMBERED),
    ]
    done = run(content, "add", *files)
    assert done.returncode == 1
    assert "坏的.txt" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "坏的" not in done.stdout
    assert {"2023-04", "yzbf-2023-12"} <= set(archive.Library.open(content).records)
    assert sorted(path.name for path in (content / "sources").iterdir()) == ["2023-04.txt", "yzbf-2023-12.txt"]


def test_a_file_name_in_an_old_encoding(content: Path) -> None:
    """What an archive packed on an old Windows unpacks to: a name that is no UTF-8."""
    name = os.fsdecode("普查".encode("gb18030")) + ".txt"
    done = run(content, "add", given(content.parent, name, NUMBERED))
    assert (done.returncode, done.stderr) == (0, "")
    assert "content/sources/yzbf-2023-12.txt" in done.stdout


def test_no_progress_bar_where_there_is_no_terminal(content: Path) -> None:
    done = run(content, "add", given(content.parent, "甲.txt", ISSUE), given(content.parent, "乙.txt", NUMBERED))
    assert (done.returncode, done.stderr) == (0, "")
    assert "█" not in done.stdout


MANY = 12


def many(root: Path) -> list[Path]:
    """Sources that have to do with each other, and some that are none."""
    pages = [
        given(root, f"普查{n:02}.txt", NUMBERED.replace("12号", f"{n}号").replace("第五次", f"第{n}次"))
        for n in range(1, MANY)
    ]
    later = ISSUE.replace("第04期（总第38期）", "第05期（总第39期）")
    files = [given(root, "网页.txt", LONE), *pages[:5], given(root, "四月.txt", ISSUE), *pages[5:]]
    return [*files, given(root, "坏的.txt", "今天天气很好。\n"), given(root, "五月.txt", later), root / "in/没有.txt"]


@pytest.fixture
def in_one_process(tmp_path: Path) -> tuple[Path, list[Path]]:
    """An archive of many sources read one after the other, and those sources."""
    files = many(tmp_path)
    content = archive_at(tmp_path / "one")
    assert run(content, "add", "--jobs", "1", *files).returncode == 1
    return content, files


def test_however_many_processes_the_bytes_are_the_same(in_one_process: tuple[Path, list[Path]], tmp_path: Path) -> None:
    one, files = in_one_process
    for jobs in ("2", "5"):
        content = archive_at(tmp_path / jobs)
        done = run(content, "add", "--jobs", jobs, *files)
        assert done.returncode == 1
        assert [line.split("：")[0].rpartition("/")[2] for line in done.stderr.splitlines()] == ["坏的.txt", "没有.txt"]
        assert tree(content) == tree(one)
    assert run(one, "check").returncode == 0


def test_one_by_one_or_together_is_the_same(in_one_process: tuple[Path, list[Path]], tmp_path: Path) -> None:
    """With what each run remembers of the ones before, and without."""
    one, files = in_one_process
    for name in ("remembering", "forgetting"):
        content = archive_at(tmp_path / name)
        for file in files:
            run(content, "add", file)
            if name == "forgetting":
                shutil.rmtree(content.parent / ".gongbao", ignore_errors=True)
        assert tree(content) == tree(one)


def test_ids_that_others_have_are_not_given_twice(in_one_process: tuple[Path, list[Path]]) -> None:
    """The issue of May prints the decrees of April once more."""
    records = archive.Library.open(in_one_process[0]).records
    assert {"yzf-2023-5", "yzf-2023-5-p2", "yzf-2023-6", "yzf-2023-6-p2"} <= set(records)
    assert records["yzf-2023-6-p2"].issue == "2023-05"
    assert "yzf-2023-6-p2-table-1" in records


def test_two_runs_at_once(tmp_path: Path) -> None:
    content = archive_at(tmp_path)
    files = {"四月.txt": ISSUE, "普查.txt": NUMBERED}
    commands = [command(content, "add", given(tmp_path, name, text)) for name, text in files.items()]
    pipe = subprocess.PIPE
    runs = [subprocess.Popen(words, stdout=pipe, stderr=pipe, encoding="utf-8") for words in commands]
    said = [each.communicate(timeout=120)[1] for each in runs]
    busy = "另一个 add 正在写入 content/，请等它结束后再试。\n"
    assert set(zip((each.returncode for each in runs), said, strict=True)) <= {(0, ""), (1, busy)}
    assert 0 in [each.returncode for each in runs]
    for words, each in zip(commands, runs, strict=True):
        assert each.returncode == 0 or subprocess.run(words, capture_output=True, check=False).returncode == 0
    other = archive_at(tmp_path / "other")
    run(other, "add", *(tmp_path / "in" / name for name in files))
    assert tree(content) == tree(other)


def test_what_another_source_tells_of_an_issue_leaves_its_corrections_to_the_person(content: Path) -> None:
    """A page printed the number of a decree of the issue; another decree of the issue was corrected by hand before."""
    bare = ISSUE.replace("云政发[2023]5 号\n\n", "").replace("(云政发[2023]5号)", "").replace("云政发〔2023〕5号　", "")
    assert run(content, "add", given(content.parent, "四月.txt", bare)).returncode == 0
    green = content / GREEN
    mine = green.read_text("utf-8").replace("请认真贯彻执行", "请结合实际，认真贯彻执行")
    green.write_text(mine, "utf-8")
    page = f"云政发〔2023〕5号\n\n{LONE}\n云州市人民政府\n\n2023年3月1日\n"
    done = run(content, "add", given(content.parent, "通知.txt", page))
    assert "的另一种刊本" in done.stdout
    assert not (content / BESIDE).exists()
    better = bare.replace("改善生态环境", "改善生态环境质量")
    assert run(content, "add", "--replace", given(content.parent, "更正.txt", better)).returncode == 0
    assert green.read_text("utf-8") == mine
    assert "改善生态环境质量" in (content / BESIDE).read_text("utf-8")
