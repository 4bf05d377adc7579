"""Documents kept beside their text: taken in, checked, shown page by page, and never mixed with another source."""

from __future__ import annotations

from pathlib import Path

import pytest
from yunzhou import ISSUE, archive_at, given, run, tree

from gongbao.archive import originals
from gongbao.reading import formats
from paper import Paper, notice

DECREE = "yzf-2024-5"
WEB = "".join(f"<p>{line}</p>\n" for line in ISSUE.split("\n"))


def two_pages() -> bytes:
    """The notice, and what it issues on a page of its own."""
    paper: Paper = notice()
    sheet = paper.sheet()
    sheet.write(200, 100, "云州市桥梁管理办法", 20)
    sheet.column(80, 160, ["　　第一条　为加强全市桥梁管理，制定本办法。", "　　第二条　本办法自2024年4月1日起施行。"])
    return paper.pdf()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return archive_at(tmp_path)


@pytest.fixture
def received(content: Path) -> Path:
    """An archive that got the notice as PDF."""
    file = content.parent / "通知.pdf"
    file.write_bytes(two_pages())
    done = run(content, "add", file)
    assert (done.returncode, done.stderr) == (0, "")
    return content


def test_reading_and_the_archive_know_the_same_documents() -> None:
    assert sorted(originals.SUFFIXES) == sorted(formats.SUFFIXES)


def test_a_document_beside_its_text_is_no_orphan(received: Path) -> None:
    sources = received / "sources"
    assert {path.name for path in sources.iterdir()} == {f"{DECREE}.pdf", f"{DECREE}.txt"}
    assert (sources / f"{DECREE}.pdf").read_bytes() == two_pages()
    assert "source-orphan" not in run(received, "check").stdout
    (sources / "别的.pdf").write_bytes(two_pages())
    said = run(received, "check").stdout
    assert "content/sources/别的.pdf:1: 警告 [source-orphan]" in said
    assert f"{DECREE}.pdf" not in said


def test_the_ledger_says_on_which_page_a_line_stands(received: Path) -> None:
    said = run(received, "ledger", DECREE).stdout
    assert f"原件第1–2页　{DECREE}" in said


def test_the_source_page_leads_to_the_page_of_the_document(received: Path) -> None:
    public = received.parent / "public"
    assert run(received, "--public", public, "build").returncode == 0
    assert (public / f"sources/{DECREE}.pdf").read_bytes() == two_pages()
    page = (public / f"sources/{DECREE}/index.html").read_text("utf-8")
    assert f'<a href="../{DECREE}.pdf">原件（PDF）</a>' in page
    first, second = page.index(f"{DECREE}.pdf#page=1"), page.index(f"{DECREE}.pdf#page=2")
    assert first < page.index("桥梁管理单位应当每日巡查") < second < page.index("第二条")


def test_a_document_that_comes_later_is_on_the_site_with_the_next_build(received: Path) -> None:
    kept = received / f"sources/{DECREE}.pdf"
    data = kept.read_bytes()
    kept.unlink()
    public = received.parent / "public"
    assert run(received, "--public", public, "build").returncode == 0
    assert "原件（PDF）" not in (public / f"sources/{DECREE}/index.html").read_text("utf-8")
    kept.write_bytes(data)
    assert run(received, "--public", public, "build").returncode == 0
    assert "原件（PDF）" in (public / f"sources/{DECREE}/index.html").read_text("utf-8")
    assert (public / kept.relative_to(received)).read_bytes() == data


def test_the_same_document_again_changes_nothing(received: Path) -> None:
    before = tree(received)
    assert run(received, "add", received.parent / "通知.pdf").returncode == 0
    assert tree(received) == before


def test_a_document_does_not_take_back_the_place_of_the_text_that_replaced_its_own(received: Path) -> None:
    better = given(
        received.parent, "更正.txt", (received / f"sources/{DECREE}.txt").read_text("utf-8") + "\n抄送：市监委。\n"
    )
    assert run(received, "add", "--replace", better).returncode == 0
    assert (received / f"sources/{DECREE}.pdf").is_file(), "it is still what was printed"
    before = tree(received)
    done = run(received, "add", received.parent / "通知.pdf")
    assert done.returncode == 1
    assert "已经收录" in done.stderr
    assert "--replace" in done.stderr
    assert tree(received) == before
    assert run(received, "add", "--replace", received.parent / "通知.pdf").returncode == 0
    assert "抄送" not in (received / f"sources/{DECREE}.txt").read_text("utf-8")


def test_an_issue_has_one_source(content: Path) -> None:
    """The same issue as a text and as a web page: the second is refused, with or without --replace."""
    assert run(content, "add", given(content.parent, "四月.txt", ISSUE)).returncode == 0
    before = tree(content)
    web = given(
        content.parent, "四月.html", f"<!doctype html><html><head><title>公报</title></head><body>{WEB}</body></html>"
    )
    for words in (["add"], ["add", "--replace"]):
        done = run(content, *words, web)
        assert done.returncode == 1
        assert "2023-04期已经收录（content/sources/2023-04.txt），一期只能有一份来源" in done.stderr
        assert tree(content) == before
