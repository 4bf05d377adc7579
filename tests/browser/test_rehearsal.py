"""A month of an archivist from the text to the site, by the real commands, and what a reader then finds in a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import CONTENT, PATIENCE, Watch, server_of

DOOR = CONTENT.parent / "build.py"
ISSUE = "2025-03"
PLAN_TITLE = "嘉兴市人民政府关于印发嘉兴市空气质量持续改善行动计划的通知"
CITING_TITLE = "嘉兴市人民政府关于做好空气质量持续改善工作的通知"
# A decree that came alone, before the issue with the plan it speaks of.
CITING = f"""\
嘉政发〔2025〕9号

{CITING_TITLE}

各县（市、区）人民政府，市政府各部门、直属各单位：

为贯彻《{PLAN_TITLE}》（嘉政发〔2025〕1号），现就有关工作通知如下。

一、压实责任

各地各部门要按照嘉政发〔2025〕1号文件的分工抓好落实。

嘉兴市人民政府

2025年4月1日
"""
# What a person puts right in the files of records: a figure, a name, and a word of an issue that was there before.
CORRECTIONS = (
    (f"issues/{ISSUE}/jzbf-2025-5.md", "原则上不低于2.5，", "原则上不低于3.5，"),
    (f"issues/{ISSUE}/appointments.md", "李夏岚", "李夏澜"),
    ("issues/2023-07-08/jzf-2023-13.md", "（二十二）细化考核评价。", "（二十二）强化考核评价。"),
)
CHANGE = "changes:\n- {date: 2025-04-02, what: 第三条容积率“2.5”改为“3.5”}\nsource:"


@dataclass
class Desk:
    """The folder of an archivist, and what every command said."""

    folder: Path
    said: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        """The archive."""
        return self.folder / "content"

    @property
    def public(self) -> Path:
        """Its site."""
        return self.folder / "public"

    def does(self, name: str, *words: str, code: int = 0) -> str:
        """Run a command in the folder, as a person types it."""
        command = [sys.executable, str(DOOR), *words]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=600,
            env=os.environ | {"PYTHONUTF8": "1"},
        )  # fmt: skip
        self.said[name] = done.stdout + done.stderr
        assert done.returncode == code, self.said[name]
        assert "Traceback" not in self.said[name]
        return self.said[name]

    def edits(self, path: str, old: str, new: str) -> None:
        """Change a record in an editor."""
        file = self.content / path
        text = file.read_text("utf-8")
        assert old in text, path
        file.write_text(text.replace(old, new), "utf-8")

    def page(self, address: str) -> str:
        """A page of the site as it lies in public/."""
        return (self.public / address / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The whole month, command by command; what it must say on the way is asserted where it is said."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    shutil.copytree(CONTENT, desk.content)
    shutil.rmtree(desk.content / "issues" / ISSUE)
    (desk.content / "sources" / f"{ISSUE}.txt").unlink()
    (desk.content / ".readings" / f"{ISSUE}.txt.json").unlink()
    last_month(desk)
    takes_in(desk)
    puts_right(desk)
    publishes(desk)
    return desk


def last_month(desk: Desk) -> None:
    """Two issues, and a decree that cites a number nobody has the text of."""
    (desk.folder / "通知.txt").write_text(CITING, "utf-8")
    desk.does("add lone", "add", "通知.txt")
    desk.does("first build", "build")
    assert "与上次生成的网站相比" not in desk.said["first build"]
    assert "未收录全文" in desk.page("jzf/2025/1")
    assert not (desk.public / "issues" / ISSUE).exists()


def takes_in(desk: Desk) -> None:
    """The new issue: read on trial, then taken in."""
    shutil.copy(CONTENT / "sources" / f"{ISSUE}.txt", desk.folder / "公报2025-03.txt")
    before = files(desk.content)
    desk.does("trial", "add", "--dry-run", "公报2025-03.txt")
    assert files(desk.content) == before
    desk.does("add", "add", "公报2025-03.txt")
    names = {path.name for path in (CONTENT / "issues" / ISSUE).iterdir()}
    assert {path.name for path in (desk.content / "issues" / ISSUE).iterdir()} == names


def puts_right(desk: Desk) -> None:
    """Three corrections by hand; the source is read again, and they stay."""
    for path, old, new in CORRECTIONS:
        desk.edits(path, old, new)
    desk.edits(CORRECTIONS[0][0], "source:", CHANGE)
    corrected = {path: (desk.content / path).read_bytes() for path, _, _ in CORRECTIONS}
    desk.does("add again", "add", "公报2025-03.txt")
    assert {path: (desk.content / path).read_bytes() for path in corrected} == corrected
    for beside in desk.content.rglob("*.md.reading"):
        beside.unlink()


def publishes(desk: Desk) -> None:
    """Check, compare, build."""
    desk.does("check", "check")
    desk.does("diff", "diff", "--limit", "100")
    desk.does("build", "build")
    desk.does("diff after", "diff")


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the archive, but for the mark of a run."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def reader(desk: Desk, browser: Browser) -> Iterator[Page]:
    """A reader of the new site, who meets no error and nothing from elsewhere."""
    with server_of(desk.public) as address:
        context = browser.new_context(base_url=f"{address}/", locale="zh-CN", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        watch = Watch(context, (address,))
        yield context.new_page()
        context.close()
    assert watch.found == []


def test_the_commands_say_what_became_of_the_issue(desk: Desk) -> None:
    assert "试读：什么也没有写" in desk.said["trial"]
    assert "嘉兴市人民政府公报2025年第03期（总第261期），2025-03-25出版" in desk.said["add"]
    for path, _, _ in CORRECTIONS[:2]:
        assert f"content/{path} 有人工修改，原样保留" in desk.said["add again"]


@pytest.mark.parametrize("command", ["add", "diff", "build"])
def test_the_difference_names_the_issue_and_what_it_fills_in(desk: Desk, command: str) -> None:
    said = desk.said[command]
    assert "与上次生成的网站相比" in said
    assert f"新收录：{len(list((CONTENT / 'issues' / ISSUE).iterdir()))}条记录" in said
    assert "  嘉兴市人民政府公报2025年第03期，期\n    issues/2025-03/　content/issues/2025-03/index.md" in said
    filled = said[said.index("此前只见文号，现在有了全文：1件") :]
    assert f"《{PLAN_TITLE}》（嘉政发〔2025〕1号）\n    jzf/2025/1/" in filled
    resolved = said[said.index("此前没有着落的引用，现在可以打开全文：") :]
    assert f"《{CITING_TITLE}》（嘉政发〔2025〕9号）提到的嘉政发〔2025〕1号" in resolved


def test_the_difference_names_the_corrections(desk: Desk) -> None:
    """Of the corrected records one was on the site before; the others are new with their corrections."""
    for command in ("diff", "build"):
        said = desk.said[command]
        assert "内容改过：1条记录" in said
        assert "content/issues/2023-07-08/jzf-2023-13.md" in said[said.index("内容改过：") :]
    assert "  李夏澜\n" in desk.said["diff"]
    assert "李夏岚" not in desk.said["diff"]
    assert "没有变化" in desk.said["diff after"]


def test_the_reader_finds_the_new_issue_on_the_home_page(reader: Page) -> None:
    reader.goto("index.html")
    latest = reader.get_by_role("region", name="最新一期")
    expect(latest.get_by_text("2025年3月25日")).to_be_visible()
    latest.get_by_role("link", name=re.compile("2025年第03期")).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("2025年第03期")
    reader.get_by_role("link", name=PLAN_TITLE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(PLAN_TITLE)


def test_the_reader_finds_a_new_decree_by_its_number_and_reads_it_as_corrected(reader: Page) -> None:
    reader.goto("index.html")
    reader.locator("#q").fill("嘉政办发〔2025〕5号")
    reader.keyboard.press("Enter")
    expect(reader.locator("#results a").first).to_be_focused()
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/jzbf/2025/5/")
    expect(reader.get_by_role("main")).to_contain_text("原则上不低于3.5，")
    expect(reader.get_by_role("main").locator(".text")).not_to_contain_text("原则上不低于2.5，")


def test_the_reader_finds_the_correction_among_the_changes(reader: Page) -> None:
    reader.goto("changes/index.html")
    expect(reader.get_by_role("main")).to_contain_text("第三条容积率“2.5”改为“3.5”")


def test_the_reader_finds_the_name_as_it_was_put_right(reader: Page) -> None:
    reader.goto("appointments/index.html")
    expect(reader.get_by_role("main")).not_to_contain_text("李夏岚")
    reader.get_by_role("link", name="李夏澜").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("李夏澜")
    expect(reader.get_by_role("main")).to_contain_text("嘉兴市司法局副局长")


def test_the_reader_finds_the_correction_of_an_older_issue(reader: Page) -> None:
    reader.goto("jzf/2023/13/index.html")
    expect(reader.get_by_role("main")).to_contain_text("强化考核评价。")


def test_the_reader_follows_the_citation_to_the_text_that_has_arrived(reader: Page) -> None:
    reader.goto("jzf/2025/9/index.html")
    reader.locator(".text").get_by_role(
        "link", name=re.compile("嘉政发〔2025〕1号|空气质量持续改善行动计划")
    ).first.click()
    reader.wait_for_url(re.compile(r"/jzf/2025/1/"))
    expect(reader.get_by_role("heading", level=1)).to_have_text(PLAN_TITLE)
    expect(reader.get_by_role("main")).not_to_contain_text("未收录全文")
    expect(reader.get_by_role("link", name=CITING_TITLE).first).to_be_attached()
