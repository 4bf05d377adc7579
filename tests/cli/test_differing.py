"""`diff`, and what `add` and `build` say at their end: an archivist sees what the site will have, and what it would lose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from yunzhou import ISSUE, NUMBERED, archive_at, given

from gongbao.cli import main

CITING = """\
云州市人民政府关于贯彻城市绿化办法的通知
云政发〔2023〕9号
各县（市、区）人民政府：
请按照《云州市人民政府关于印发云州市城市绿化办法的通知》（云政发〔2023〕6号）办理。
云州市人民政府
2023年6月1日
"""


def said(capsys: pytest.CaptureFixture[str], code: int, content: Path, *words: str) -> str:
    """What a command prints, good news and bad."""
    capsys.readouterr()
    given = ["--content", str(content), "--public", str(content.parent / "public"), *words]
    assert main(given) == code, capsys.readouterr()
    printed = capsys.readouterr()
    return printed.out + printed.err


@pytest.fixture
def content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An archive with one decree, and its site."""
    content = archive_at(tmp_path)
    said(capsys, 0, content, "add", str(given(tmp_path, "贯彻.txt", CITING)))
    said(capsys, 0, content, "build")
    return content


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_before_the_first_site_there_is_nothing_to_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = archive_at(tmp_path)
    added = said(capsys, 0, content, "add", str(given(tmp_path, "普查.txt", NUMBERED)))
    assert "与上次生成的网站相比" not in added
    assert "第一次生成" in said(capsys, 0, content, "diff")
    assert "与上次生成的网站相比" not in said(capsys, 0, content, "build")


def test_where_nothing_changed_one_sentence_says_so(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, 0, content, "diff").strip().splitlines() == ["没有变化：网站的内容与上次生成时一样。"]


def test_a_new_issue_is_told_by_add_by_diff_and_by_build(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added = said(capsys, 0, content, "add", str(given(tmp_path, "四月.txt", ISSUE)))
    compared = said(capsys, 0, content, "diff")
    built = said(capsys, 0, content, "build")
    for text in (added, compared, built):
        assert "《云州市人民政府关于印发云州市城市绿化办法的通知》（云政发〔2023〕6号），文件" in text
        assert "yzf/2023/6/　content/issues/2023-04/yzf-2023-6.md" in text
        assert "此前只见文号，现在有了全文：1件" in text
        assert "此前没有着落的引用，现在可以打开全文：1处" in text
        assert "《云州市人民政府关于贯彻城市绿化办法的通知》（云政发〔2023〕9号）提到的云政发〔2023〕6号" in text
    assert "没有变化" in said(capsys, 0, content, "diff")


def test_a_dry_run_compares_nothing(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "与上次生成的网站相比" not in said(
        capsys, 0, content, "add", "--dry-run", str(given(tmp_path, "四月.txt", ISSUE))
    )


def test_of_many_things_the_first_are_listed_and_the_rest_counted(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, 0, content, "add", str(given(tmp_path, "四月.txt", ISSUE)))
    lines = said(capsys, 0, content, "diff", "--limit", "2").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("新收录："))
    total = int(lines[start].removeprefix("新收录：").removesuffix("条记录"))
    assert lines[start + 5] == f"  ……另有{total - 2}条记录"


def test_a_number_put_right_without_its_old_address_stops_diff_and_build(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = content / "decrees/yzf-2023-9.md"
    page = content.parent / "public/yzf/2023/9/index.html"
    before = page.read_bytes()
    edit(file, "number: 云政发〔2023〕9号", "number: 云政发〔2023〕8号")
    for words in (("diff",), ("build",), ("build", "--clean")):
        text = said(capsys, 1, content, *words)
        assert "content/decrees/yzf-2023-9.md: " in text
        assert "aliases: [yzf/2023/9/]" in text
        assert "Traceback" not in text
    assert page.read_bytes() == before
    edit(file, "source:", "aliases: [yzf/2023/9/]\nsource:")
    assert "原在 yzf/2023/9/" in said(capsys, 0, content, "diff")
    said(capsys, 0, content, "build")
    assert "../8/index.html" in page.read_text("utf-8")


def test_what_is_meant_to_vanish_may(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "decrees/yzf-2023-9.md").unlink()
    assert "会消失" in said(capsys, 1, content, "build")
    built = said(capsys, 0, content, "build", "--allow-vanished")
    assert "消失的网页：" in built
    assert "  云政发〔2023〕9号" not in built
    assert not (content.parent / "public/yzf/2023/9").exists()
    assert "没有变化" in said(capsys, 0, content, "diff")


def test_machines_get_everything(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, 0, content, "diff", "--json"))["groups"] == []
    said(capsys, 0, content, "add", str(given(tmp_path, "四月.txt", ISSUE)))
    (content / "decrees/yzf-2023-9.md").unlink()
    told = json.loads(said(capsys, 1, content, "diff", "--json", "--limit", "1"))
    groups = {group["key"]: group["items"] for group in told["groups"]}
    assert len(groups["added"]) > 5
    assert groups["lost"][0] == {
        "text": "《云州市人民政府关于贯彻城市绿化办法的通知》（云政发〔2023〕9号），文件",
        "address": "yzf/2023/9/",
        "file": "content/decrees/yzf-2023-9.md",
    }
    assert len(told["gone"]) == 1


def test_an_archive_with_errors_is_not_compared(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(content / "decrees/yzf-2023-9.md", "kind: decree", "kind: nonsense")
    assert "content/decrees/yzf-2023-9.md" in said(capsys, 1, content, "diff")


def test_there_must_be_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有这个文件夹" in said(capsys, 1, tmp_path / "nowhere", "diff")


def test_of_a_large_archive_add_only_says_how_to_compare(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongbao.cli.adding.LARGE", 0)
    added = said(capsys, 0, content, "add", str(given(tmp_path, "普查.txt", NUMBERED)))
    assert "可用 python build.py diff 查看" in added
    assert "与上次生成的网站相比" not in added
    (content.parent / ".public.store").unlink()
    assert "build.py diff" not in said(capsys, 0, content, "add", str(given(tmp_path, "普查.txt", NUMBERED)))
