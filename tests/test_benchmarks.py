"""The archives that benchmarks invent: whole, the same for a seed, and without a finding."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from gongbao import archive
from gongbao.gazette import Gazette
from gongbao.model import Appointments, Decree, Interpretation, Issue, Table
from gongbao.reading.formats import read_source

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # benchmarks/ is beside the package, not in it

from benchmarks import build_hugo, build_table, corpus
from benchmarks.build_measure import Cost, run, stamps, written

DOCUMENTS = 30


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with one issue beyond it."""
    folder = tmp_path_factory.mktemp("invented")
    corpus.write(DOCUMENTS, 1, folder)
    return folder


def _digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_seed_same_archive_and_another_seed_another(invented: Path, tmp_path: Path) -> None:
    corpus.write(DOCUMENTS, 1, tmp_path / "again")
    assert _digest(tmp_path / "again") == _digest(invented)
    assert corpus.writer(DOCUMENTS, 1, 1).issue(0) != corpus.writer(DOCUMENTS, 2, 1).issue(0)


def test_a_check_finds_nothing_even_with_the_issue_beyond(invented: Path, tmp_path: Path) -> None:
    content = shutil.copytree(invented / "content", tmp_path / "content")
    assert list(archive.check(content)) == []
    shutil.copytree(invented / "more" / "1", content, dirs_exist_ok=True)
    assert list(archive.check(content)) == []


def test_it_holds_what_an_archive_holds(invented: Path) -> None:
    library = archive.Library.open(invented / "content")
    records = library.records.values()
    decrees = [record for record in records if isinstance(record, Decree)]
    explanations = [record for record in records if isinstance(record, Interpretation)]
    assert DOCUMENTS - 2 <= len(decrees) + len(explanations) <= DOCUMENTS + 2
    assert all(decree.number and decree.signed and 2000 <= len(decree.body) <= 10_000 for decree in decrees)
    assert all(record.interprets and record.interprets.id in library.records for record in explanations)
    assert sum(len(decree.cites) for decree in decrees) > len(decrees)
    assert {Issue, Appointments, Table} <= {type(record) for record in records}
    assert all(entry.record for issue in library.issues() for entry in issue.toc)


def test_records_name_the_lines_they_stand_on(invented: Path) -> None:
    for record in archive.Library.open(invented / "content").records.values():
        if isinstance(record, Decree):
            name = record.source.file
            lines = read_source((invented / "content" / "sources" / name).read_bytes(), name).lines
            assert lines[record.source.lines[0] - 1].text == record.title


def test_organs_of_tasks_are_those_of_the_gazette(invented: Path) -> None:
    gazette = Gazette.load(invented / "content" / "gazette.yml")
    known = {name for each in gazette.departments for name in (each.name, *each.aliases)}
    records = archive.Library.open(invented / "content").records.values()
    assert {name for each in records if isinstance(each, Decree) for name in each.departments} <= known


def test_hugo_gets_every_record_of_the_archive(invented: Path, tmp_path: Path) -> None:
    build_hugo.project(invented / "content", tmp_path)
    given = {path.stem for path in (invented / "content").glob("*s/**/*.md") if path.stem != "index"}
    got = {path.stem for path in (tmp_path / "content").rglob("*.md") if path.stem != "_index"}
    assert got == given


def test_a_run_is_measured_with_its_children(tmp_path: Path) -> None:
    busy = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3_000_000)); bytearray(90_000_000)'])"
    )
    cost = run(["python3", "-c", busy], tmp_path)
    assert cost.cpu > 0.02
    assert cost.rss > 90_000_000
    with pytest.raises(RuntimeError, match="no such thing"):
        run(["python3", "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_files_written_again_are_counted_though_their_bytes_are_the_same(tmp_path: Path) -> None:
    for name in ("kept", "again"):
        (tmp_path / name).write_text("公报", encoding="utf-8")
    before = stamps(tmp_path)
    (tmp_path / "again").unlink()
    (tmp_path / "new").write_text("公报", encoding="utf-8")
    (tmp_path / "again").write_text("公报", encoding="utf-8")
    assert written(before, stamps(tmp_path)) == 2


def test_the_table_shows_medians_ratios_and_growth() -> None:
    costs = {
        (documents, "clean", side): [Cost(wall, wall, 10**8, 10**8, 5, 5, 10**6) for wall in (1.0, factor, 9000.0)]
        for documents, side, factor in ((10, "ours", 2.0), (100, "ours", 200.0), (10, "Hugo", 8.0), (100, "Hugo", 80.0))
    }
    text = build_table.table(costs)
    assert "| clean | wall, s | 2.00 | 8.00 | 0.250 |" in text
    assert "| 10 | 100 | clean | 2.00 | 0.00 | 1.00 | 0.00 |" in text
    page = build_table.page(f"# 速度\n{build_table.OPEN}\nold\n{build_table.CLOSE}\nend\n", costs)
    assert "old" not in page
    assert page.startswith("# 速度\n")
    assert page.endswith("\nend\n")
