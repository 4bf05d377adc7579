"""What cannot be taken: one clear sentence that names the file, and content/ as it was, byte for byte."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from yunzhou import GAZETTE, ISSUE, LONE, NUMBERED, archive_at, command, given, run, tree

from gongbao import archive, cli
from gongbao.archive import writer

INVALID = Path(__file__).resolve().parents[1] / "invalid"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + zlib.compress(bytes(range(256)) * 4)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
# Half a text in GB 18030, half in Big5: neither reading makes sense.
UNTOLD = (
    "云州市人民政府".encode("gb18030") + bytes(range(0x80, 0x100)) * 3 + "關於防汛".encode("big5") + b"\xff\xfe\xfd\n"
)

BYTES = {
    "空.txt": b"",
    "空白.txt": "\n \t\n　　\r\n\n".encode(),
    "只有标记.txt": "\ufeff\n".encode(),
    "扫描.txt": PNG,
    "原件.txt": PDF,
    "打包.txt": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(60),
    "程序.txt": b"\x7fELF\x02\x01\x01" + bytes(40),
    "照片.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(30),
    "乱码.txt": UNTOLD,
    "截断.txt": ("云州市人民政府关于做好防汛工作的通知\n" * 3).encode()[:-2],
    "带空字节.txt": "云州市人民政府关于做好防汛工作的通知\0\n".encode(),
    "一行数字.txt": b"1234567890\n",
    "空网页.html": b"<!DOCTYPE html><html><head><title></title></head><body></body></html>",
}
WORDS = {
    "空.txt": "空的", "空白.txt": "空的", "扫描.txt": "PNG", "原件.txt": "PDF", "打包.txt": "ZIP", "乱码.txt": "编码",
    "截断.txt": "第3行", "程序.txt": "二进制", "照片.jpg": "JPEG",
}  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive that has the issue and another printing of one of its decrees."""
    found = archive_at(tmp_path)
    done = run(found, "add", given(tmp_path, "四月.txt", ISSUE), given(tmp_path, "网页.txt", LONE))
    assert done.returncode == 0
    return found


def assert_refused(done: subprocess.CompletedProcess[str], name: str, lines: int = 1) -> str:
    """One sentence a fault, in Chinese, that names the file; the sentence."""
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith("\n")
    said = done.stderr.rstrip("\n").split("\n")
    assert len(said) == lines, done.stderr
    assert name in said[0]
    assert re.search(r"[一-龥]{3,}", said[0])
    assert said[0].endswith(("。", "？"))
    return said[0]


@pytest.mark.parametrize("name", sorted(BYTES))
def test_bytes_that_are_no_text_of_the_genre(content: Path, name: str) -> None:
    before = tree(content)
    said = assert_refused(run(content, "add", given(content.parent, name, BYTES[name])), name)
    assert WORDS.get(name, "") in said
    assert tree(content) == before


@pytest.mark.parametrize("source", sorted((INVALID / "sources").iterdir()), ids=lambda path: path.name)
def test_a_text_that_is_no_gazette_and_no_decree(content: Path, source: Path) -> None:
    before = tree(content)
    assert_refused(run(content, "add", source), source.name)
    assert_refused(run(content, "read", source, "--json"), source.name)
    assert tree(content) == before


def test_an_issue_that_is_there_with_other_bytes(content: Path) -> None:
    before = tree(content)
    source = given(content.parent, "四月又一份.txt", ISSUE.replace("拉网式排查", "全面排查"))
    said = assert_refused(run(content, "add", source), "四月又一份.txt")
    assert "2023-04" in said
    assert "--replace" in said
    assert tree(content) == before


def test_a_lone_decree_that_is_there_with_other_bytes(content: Path) -> None:
    assert run(content, "add", given(content.parent, "普查.txt", NUMBERED)).returncode == 0
    before = tree(content)
    source = given(content.parent, "普查二.txt", NUMBERED.replace("遵照执行", "认真贯彻"))
    said = assert_refused(run(content, "add", source), "普查二.txt")
    assert "云政办发〔2023〕12号" in said
    assert tree(content) == before


def test_a_folder(content: Path) -> None:
    before = tree(content)
    (content.parent / "资料").mkdir()
    assert "文件夹" in assert_refused(run(content, "add", content.parent / "资料"), "资料")
    assert tree(content) == before


def test_a_missing_file(content: Path) -> None:
    before = tree(content)
    assert "没有这个文件" in assert_refused(run(content, "add", content.parent / "没有.txt"), "没有.txt")
    assert_refused(run(content, "read", content.parent / "没有.txt"), "没有.txt")
    assert tree(content) == before


def test_a_link_that_leads_in_a_circle(content: Path) -> None:
    before = tree(content)
    link = content.parent / "圈.txt"
    link.symlink_to(link)
    assert_refused(run(content, "add", link), "圈.txt")
    assert tree(content) == before


def test_a_ledger_of_what_is_not_there(content: Path) -> None:
    before = tree(content)
    said = assert_refused(run(content, "ledger", "2024-01"), "2024-01")
    assert "2023-04.txt" in said
    assert tree(content) == before


@pytest.mark.parametrize("words", [("add",), ("lees", "a.txt"), ("add", "--force", "a.txt"), ("ledger",)])
def test_a_command_nobody_knows_is_usage(content: Path, words: tuple[str, ...]) -> None:
    before = tree(content)
    done = run(content, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert tree(content) == before


GAZETTE_WORDS = {
    "unknown-key.yml": ("gazette.yml:3:", "isuers", "issuers"),
    "unknown-inner-key.yml": ("gazette.yml:5:", "cod", "code"),
    "broken-yaml.yml": ("gazette.yml:",),
    "unknown-issuer.yml": ("gazette.yml:5:", "云洲市人民政府", "云州市人民政府"),
}


@pytest.mark.parametrize("name", sorted(GAZETTE_WORDS))
@pytest.mark.parametrize("verb", ["add", "check", "build", "read"])
def test_a_gazette_that_does_not_say_what_it_should(content: Path, name: str, verb: str) -> None:
    shutil.copy(INVALID / "gazettes" / name, content / "gazette.yml")
    before = tree(content)
    files = [given(content.parent, "普查.txt", NUMBERED)] if verb in ("add", "read") else []
    public = ["--public", str(content.parent / "public")]
    done = run(content, *public, verb, *files)
    faults = 2 if name == "unknown-inner-key.yml" else 1  # a series needs its code: the misspelt one is missing too
    said = [line for line in (done.stdout + done.stderr).strip().split("\n") if not line.startswith("共")]
    assert done.returncode in (1, 2)
    assert 1 <= len(said) <= faults
    assert all(word in "\n".join(said) for word in GAZETTE_WORDS[name])
    assert "Traceback" not in done.stderr
    assert tree(content) == before
    assert not (content.parent / "public").exists()


def test_a_site_without_a_gazette_is_built_and_its_addresses_are_warned_of(content: Path) -> None:
    public = content.parent / "public"
    assert "gazette.yml" not in run(content, "--public", public).stdout
    (content / "gazette.yml").unlink()
    assert "网站没有生成" in run(content, "--public", public).stderr  # for the addresses that are there would vanish
    done = run(content, "--public", public, "--allow-vanished")
    assert done.returncode == 0
    (warned,) = [line for line in done.stdout.splitlines() if "gazette.yml" in line and "拼音" in line]
    assert "地址会改变" in warned


RECORD_LINES = {
    "no-end.md": 1,
    "no-colon.md": 6,  # YAML notices on the line after
    "no-date.md": 5,
    "unknown-field.md": 5,
    "unknown-kind.md": 2,
}


@pytest.mark.parametrize("name", sorted(RECORD_LINES))
def test_front_matter_broken_by_hand(content: Path, name: str) -> None:
    broken = content / "decrees/yzf-2023-9.md"
    shutil.copy(INVALID / "records" / name, broken)
    before = tree(content)
    place = f"content/decrees/yzf-2023-9.md:{RECORD_LINES[name]}:"
    assert_refused(run(content, "add", given(content.parent, "普查.txt", NUMBERED)), place)
    checked = run(content, "check")
    assert checked.returncode == 1
    assert place in checked.stdout
    assert tree(content) == before


def test_the_nearest_known_field_is_named(content: Path) -> None:
    shutil.copy(INVALID / "records/unknown-field.md", content / "decrees/yzf-2023-9.md")
    said = run(content, "check").stdout
    assert "“adressee”" in said
    assert "“addressee”" in said


def test_a_record_that_is_a_folder(content: Path) -> None:
    (content / "decrees/yzf-2023-9.md").mkdir()
    before = tree(content)
    done = run(content, "add", given(content.parent, "普查.txt", NUMBERED))
    assert_refused(done, "content/decrees/yzf-2023-9.md")
    assert tree(content) == before


def test_a_source_that_is_a_folder(content: Path) -> None:
    (content / "sources/yzbf-2023-12.txt").mkdir()
    before = tree(content)
    done = run(content, "add", given(content.parent, "普查.txt", NUMBERED))
    assert_refused(done, "yzbf-2023-12.txt")
    assert tree(content) == before


def test_a_source_that_was_lost(content: Path) -> None:
    (content / "sources/2023-04.txt").unlink()
    before = tree(content)
    assert_refused(run(content, "ledger", "2023-04"), "2023-04.txt")
    checked = run(content, "check")
    assert checked.returncode == 1
    assert "sources/ 里没有来源文件“2023-04.txt”" in checked.stdout
    assert tree(content) == before


def test_content_that_is_a_file(tmp_path: Path) -> None:
    wrong = given(tmp_path, "content", "这是文件。\n")
    source = given(tmp_path, "普查.txt", NUMBERED)
    for words in (("add", source), ("ledger", "2023-04")):
        assert_refused(run(wrong, *words), "content" if words[0] == "add" else "2023-04")
    assert wrong.read_text("utf-8") == "这是文件。\n"


def test_what_the_program_remembers_is_damaged(content: Path) -> None:
    (content / ".readings/2023-04.txt.json").write_text("{", "utf-8")
    before = tree(content)
    assert_refused(run(content, "add", given(content.parent, "四月.txt", ISSUE)), "content/.readings/2023-04.txt.json")
    assert tree(content) == before


def test_two_records_of_one_id(content: Path) -> None:
    shutil.copy(content / "issues/2023-04/yzf-2023-5.md", content / "decrees/yzf-2023-5.md")
    before = tree(content)
    done = run(content, "add", given(content.parent, "普查.txt", NUMBERED))
    assert "decrees/yzf-2023-5.md" in done.stderr + done.stdout
    assert_refused(done, "yzf-2023-5")
    assert tree(content) == before


def test_no_source_can_leave_an_archive_that_cannot_be_opened(content: Path) -> None:
    """Whatever was added, the next command still works."""
    texts = [
        NUMBERED,
        f"云政发〔2023〕5号\n\n{LONE}\n云州市人民政府\n2023年3月1日\n",
        f"云政发〔2023〕5号\n\n{LONE}\n云州市人民政府\n2023年3月2日\n",
        NUMBERED.replace("12号", "13号") + "\n# 附件\n",
    ]
    for n, text in enumerate(texts):
        run(content, "add", given(content.parent, f"{n}.txt", text))
        checked = run(content, "check")
        assert checked.returncode == 0, checked.stdout


# --- stopped in the middle ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corrected() -> str:
    """A corrected issue that changes, adds and drops files."""
    return ISSUE.replace("拉网式排查", "全面排查").replace("云政发〔2023〕6号", "云政发〔2023〕16号")


@pytest.mark.parametrize("seed", range(16))
def test_killed_in_the_middle_content_is_old_or_new(tmp_path: Path, corrected: str, seed: int) -> None:
    content = archive_at(tmp_path)
    assert run(content, "add", given(tmp_path, "四月.txt", ISSUE)).returncode == 0
    old = tree(content)
    after = tmp_path / "after"
    shutil.copytree(content, after / "content")
    source = given(tmp_path, "更正.txt", corrected)
    started = time.monotonic()
    assert run(after / "content", "add", "--replace", source).returncode == 0
    whole, new = time.monotonic() - started, tree(after / "content")
    assert old != new

    chance = random.Random(seed)
    adding = subprocess.Popen(
        command(content, "add", "--replace", source), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if seed % 2:
        wait_for_staging(content, adding)
        time.sleep(chance.uniform(0, 0.01))
    else:
        time.sleep(chance.uniform(0.2, 1.0) * whole)
    adding.kill()  # SIGKILL; one that is done already is done
    adding.wait()

    assert run(content, "check").returncode == 0
    assert tree(content) in (old, new)
    assert run(content, "add", "--replace", source).returncode == 0
    assert tree(content) == new


def wait_for_staging(content: Path, adding: subprocess.Popen[bytes]) -> None:
    """Until the program has begun to write, or is done."""
    while not (content / ".staging").exists() and adding.poll() is None:
        pass


def test_two_at_once_do_not_mix(content: Path, corrected: str) -> None:
    with archive.lock(content):
        before = tree(content)
        done = run(content, "add", given(content.parent, "普查.txt", NUMBERED))
        assert_refused(done, "content/")
        assert tree(content) == before


# --- a full disk ----------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk with little room, where one may be mounted; None elsewhere."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(place)]
    mounted = os.geteuid() == 0 and shutil.which("mount") and subprocess.run(mount, check=False).returncode == 0
    yield place if mounted else None
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(small_disk: Path | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a real small disk where one can be had, else with the disk filling up at the first staged file."""
    content = archive_at(small_disk or tmp_path)
    assert run(content, "add", given(tmp_path, "普查.txt", NUMBERED)).returncode == 0
    source = given(tmp_path, "四月.txt", ISSUE)
    if small_disk is None:
        assert_full_at(content, source, ("stage 0", monkeypatch))
        return
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        room = shutil.disk_usage(small_disk).free // 4096
        for _ in range(room - 3):
            stream.write(b"x" * 4096)
    assert 0 < shutil.disk_usage(small_disk).free <= 4 * 4096
    before = tree(content)
    assert "磁盘空间不足" in assert_refused(run(content, "add", source), "content")
    assert tree(content) == before
    filler.unlink()
    assert run(content, "add", source).returncode == 0


@pytest.mark.parametrize("step", ["make staging", "stage 0", "stage 5", "write journal", "name journal"])
def test_the_disk_fills_up_at_a_step(
    content: Path, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = given(content.parent, "五月.txt", ISSUE.replace("第04期", "第05期").replace("2023〕", "2022〕"))
    assert_full_at(content, source, (step, monkeypatch))
    said = capsys.readouterr()
    assert "磁盘空间不足，content/ 没有改动" in said.err
    assert "2023-05.txt" not in said.out
    assert "新写" not in said.out


def assert_full_at(content: Path, source: Path, at: tuple[str, pytest.MonkeyPatch]) -> None:
    """Adding a source while the disk is full from a step on is refused, and changes nothing."""
    step, monkeypatch = at
    met: list[str] = []

    def full(name: str) -> None:
        met.append(name)
        if name == step:
            raise OSError(errno.ENOSPC, "No space left on device")

    def applied(root: Path, change: archive.Change) -> None:
        writer.apply(root, change, full)

    monkeypatch.setattr(archive, "apply", applied)
    before = tree(content)
    assert cli.main(["--content", str(content), "add", str(source)]) == 1
    assert step in met
    assert tree(content) == before
    assert not (content / ".staging").exists()


def test_the_gazette_of_these_tests_is_sound(content: Path) -> None:
    assert (content / "gazette.yml").read_text("utf-8") == GAZETTE
    assert run(content, "check").returncode == 0
