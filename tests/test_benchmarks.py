"""The archives that benchmarks invent: whole, the same for a seed, and without a finding."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from gongbao import archive
from gongbao.gazette import Gazette
from gongbao.model import Appointments, Decree, Interpretation, Issue, Table
from gongbao.reading.formats import read_source

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # benchmarks/ is beside the package, not in it

from benchmarks import build_hugo, build_table, corpus
from benchmarks.build_measure import Cost, run, stamps, written
from benchmarks.build_sides import program

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


@pytest.fixture(scope="module")
def project(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Hugo gets of the archive."""
    folder = tmp_path_factory.mktemp("hugo")
    build_hugo.project(invented / "content", folder)
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    """The site that Hugo makes of it."""
    _hugo(project)
    return project / "public"


def _hugo(project: Path) -> None:
    places = ("--source", project, "--destination", project / "public")
    subprocess.run((program(), "--noBuildLock", "--panicOnWarning", *places), check=True, capture_output=True)


def _records(content: Path) -> set[str]:
    return {str(path.relative_to(content)) for path in (*content.glob("issues/*/*.md"), *content.glob("decrees/*.md"))}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _decrees(content: Path) -> list[Decree]:
    return [record for record in archive.Library.open(content).records.values() if isinstance(record, Decree)]


def test_hugo_gets_every_record_of_the_archive(invented: Path, project: Path) -> None:
    given = {name.replace("/index.md", "/_index.md") for name in _records(invented / "content")}
    assert _records(project / "content") - {"issues/_index.md"} == given


def test_hugo_makes_a_page_and_files_of_every_record(invented: Path, built: Path) -> None:
    for name in _records(invented / "content"):
        folder = built / name.removesuffix("/index.md").removesuffix(".md")
        assert {f"index.{each}" for each in ("html", "json", "md", "txt")} <= {each.name for each in folder.iterdir()}
        body = _text(invented / "content" / name).split("\n---\n", 1)[1]
        assert _text(folder / "index.md").endswith(body)
        assert not re.search(r"^#|\]\(", _text(folder / "index.txt"), re.MULTILINE)


def test_hugo_gives_tables_as_csv_and_rows(invented: Path, built: Path) -> None:
    records = archive.Library.open(invented / "content").records.values()
    tables = {record.id: record for record in records if isinstance(record, Table)}
    for path in built.glob("*/**/table.json"):
        table = json.loads(_text(path))
        with path.with_name("index.csv").open(encoding="utf-8", newline="") as lines:
            assert list(csv.reader(lines)) == [table["columns"], *table["rows"]]
        assert len(table["rows"]) == tables.pop(table["id"]).rows
    assert not tables


def test_on_hugos_site_every_number_leads_to_a_page_that_shows_it(invented: Path, built: Path) -> None:
    decrees = _decrees(invented / "content")
    numbers = {decree.number for decree in decrees} | {each.number for decree in decrees for each in decree.cites}
    assert len(numbers) > len(decrees)
    for number in filter(None, numbers):
        found = re.search(r'url=([^"]+)"', _text(built / "n" / number / "index.html"))
        assert found
        assert number in _text(built / unquote(urlsplit(found[1]).path).strip("/") / "index.html")


def test_on_hugos_site_a_page_tells_who_cites_what_is_not_there(invented: Path, built: Path) -> None:
    decrees = _decrees(invented / "content")
    own = {decree.number for decree in decrees}
    pages = {path: _text(path) for path in (*built.glob("cited/**/*.html"), *built.glob("numbers/**/*.html"))}
    for decree in decrees:
        for cited in decree.cites:
            if cited.number not in own and cited.title:
                assert [path for path, text in pages.items() if cited.title in text and f"/{decree.id}/" in text]
                assert f">{cited.title}</a>" in _text(next(built.glob(f"*/**/{decree.id}/index.html")))


def test_hugo_shows_every_line_of_a_source_and_hands_it_out(invented: Path, built: Path) -> None:
    for path in (invented / "content" / "sources").glob("*.txt"):
        shown = built / "sources" / path.stem
        assert (shown / path.name).read_bytes() == path.read_bytes()
        lines = re.findall(r'<p id="L(\d+)"><a href="#L\1">\1</a>(.*)</p>', _text(shown / "index.html"))
        assert [text for _, text in lines] == _text(path).rstrip("\n").split("\n")
        assert [int(number) for number, _ in lines] == list(range(1, len(lines) + 1))


def test_hugo_has_feeds_and_the_tasks_of_a_department(invented: Path, built: Path) -> None:
    decrees = _decrees(invented / "content")
    for name in {name for decree in decrees for name in decree.departments}:
        folder = built / "departments" / re.sub("[（）]", "", name)  # as Hugo writes addresses
        with (folder / "tasks.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        given = [task.what for decree in decrees for task in decree.tasks if name in task.departments]
        assert sorted(row["任务"] for row in rows) == sorted(given)
        entries = ElementTree.parse(folder / "feed.atom").iter("{http://www.w3.org/2005/Atom}entry")
        assert len(list(entries)) == len(json.loads(_text(folder / "feed.json"))["items"]) > 0


def test_hugo_lists_what_takes_effect_and_ends_in_a_year(invented: Path, built: Path) -> None:
    for decree in _decrees(invented / "content"):
        for day in (decree.effective.start, decree.effective.until) if decree.effective else ():
            if day:
                text = _text(built / "validity" / str(day.year) / "index.html")
                assert re.search(rf"<td>{day}</td>.*/{decree.id}/", text)


def test_hugo_has_files_of_the_whole_archive(invented: Path, built: Path) -> None:
    decrees = _decrees(invented / "content")
    library = archive.Library.open(invented / "content")
    assert _column(built, "issues") == sorted(issue.id for issue in library.issues())
    assert _column(built, "records") == sorted(library.records.keys() - {issue.id for issue in library.issues()})
    assert _column(built, "tasks") == sorted(decree.id for decree in decrees for _ in decree.tasks)
    assert _column(built, "citations") == sorted(decree.id for decree in decrees for _ in decree.cites)
    people = [record for record in library.records.values() if isinstance(record, Appointments)]
    posts = [record.id for record in people for entry in record.entries for _ in entry.positions]
    assert _column(built, "appointments") == sorted(posts)
    # What Hugo writes where a template asks for a field that is not there.
    assert not [path for path in built.rglob("*.*") if path.is_file() and "<no value>" in _text(path)]


def _column(built: Path, name: str) -> list[str]:
    with (built / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return sorted(row[0] for row in list(csv.reader(lines))[1:])


def test_an_added_issue_changes_only_what_it_touches(invented: Path, project: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(project, tmp_path / "hugo")
    content, issue = folder / "content", invented / "more" / "1"
    before = _digest(content)
    changed = next(iter(sorted(content.glob("issues/*/*-1.md"))))
    changed.write_text("改过", encoding="utf-8")
    build_hugo.add(issue, folder)
    after = _digest(content)
    assert changed.read_text(encoding="utf-8") == "改过"
    assert _records(issue) <= {name.replace("_index.md", "index.md") for name in after}
    touched = {name for name, digest in after.items() if before.get(name) != digest}
    assert any(name.startswith("cited/") and name in before for name in touched)
    assert any(name not in touched for name in before if name.startswith("cited/"))
    numbers = {decree.number for decree in _decrees(folder / "archive")}
    assert not [path for path in content.glob("numbers/*/**/*.md") if json.loads(_text(path))["number"] in numbers]


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
