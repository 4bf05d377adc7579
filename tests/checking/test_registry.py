"""Every code is met when the place it is about is spoiled, stands in the manual, and no other code is ever raised."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clean_archive import FILES, FLOOD, archive_at
from spoiled_places import FLOOD_AT, GAZETTE_AT, SENTENCES, SPOILED, Spoiled

from gongbao.archive.library import read_all
from gongbao.checking import CODES, check, manual, registry
from gongbao.checking.check import library, related
from gongbao.checking.doubts import OTHER, code_of
from gongbao.checking.registry import DOUBTS
from gongbao.checking.stock import Stock
from gongbao.gazette import Gazette
from gongbao.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src/gongbao").rglob("*.py"))
MAKERS = {"Complaint", "Finding", "Problem", "_Fault", "_complain", "problem"}
SITE = {"alias-malformed", "alias-taken"}  # only the command knows the site: its own tests provoke them


def spoil(root: Path, spoiled: Spoiled) -> Path:
    """The clean archive with one place spoiled."""
    before = FILES.get(spoiled.path, "")
    assert not spoiled.old or spoiled.old in before
    after = before.replace(spoiled.old, spoiled.new, 1) if spoiled.old else spoiled.new
    return archive_at(root, {spoiled.path: after})


def line_of(spoiled: Spoiled) -> int:
    """The line that is complained of."""
    if spoiled.line or not spoiled.old:
        return spoiled.line or 1
    before = FILES[spoiled.path]
    return before[: before.index(spoiled.old)].count("\n") + 1 + _shared_lines(spoiled)


def _shared_lines(spoiled: Spoiled) -> int:
    pairs = zip(spoiled.old.split("\n"), spoiled.new.split("\n"), strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), 0)


def met(content: Path, code: str) -> Problem:
    """The first finding of a code."""
    found = [each for each in check(content) if each.code == code]
    assert found, code
    return found[0]


def test_nothing_is_wrong_in_the_clean_archive(tmp_path: Path) -> None:
    assert check(archive_at(tmp_path)) == []


@pytest.mark.parametrize("code", sorted(SPOILED.keys() - SITE - {"gazette-missing", "gazette-unreadable"}))
def test_a_spoiled_place_is_found(code: str, tmp_path: Path) -> None:
    spoiled = SPOILED[code]
    found = met(spoil(tmp_path, spoiled), code)
    assert found.path == f"content/{spoiled.where or spoiled.path}"
    assert found.line == line_of(spoiled)
    assert found.severity == CODES[code].severity
    assert found.message + found.hint == CODES[code].example


def no_gazette(content: Path) -> str:
    (content / GAZETTE_AT).unlink()
    return GAZETTE_AT


def gazette_folder(content: Path) -> str:
    (content / GAZETTE_AT).unlink()
    (content / GAZETTE_AT).mkdir()
    return GAZETTE_AT


def other_encoding(content: Path) -> str:
    (content / FLOOD_AT).write_bytes(FLOOD.encode("gb18030"))
    return FLOOD_AT


def record_folder(content: Path) -> str:
    (content / FLOOD_AT).unlink()
    (content / FLOOD_AT).mkdir()
    return FLOOD_AT


def leading_out(content: Path) -> str:
    (content.parent / "a.md").write_text(FLOOD, "utf-8")
    (content / FLOOD_AT).unlink()
    (content / FLOOD_AT).symlink_to(content.parent / "a.md")
    return FLOOD_AT


def too_deep(content: Path) -> str:
    (content / "decrees/2024").mkdir()
    (content / "decrees/2024/a.md").write_text(FLOOD, "utf-8")
    return "decrees/2024/a.md"


def twice(content: Path) -> str:
    (content / "issues/2024-05/zz.md").write_text(FLOOD, "utf-8")
    return "issues/2024-05/zz.md:3"


FOLDERS: dict[str, Callable[[Path], str]] = {
    "gazette-missing": no_gazette,
    "gazette-unreadable": gazette_folder,
    "not-utf8": other_encoding,
    "unreadable": record_folder,
    "link-outside": leading_out,
    "misplaced": too_deep,
    "id-duplicate": twice,
}


@pytest.mark.parametrize("code", sorted(FOLDERS))
def test_a_folder_with_something_wrong_in_it(code: str, tmp_path: Path) -> None:
    content = archive_at(tmp_path)
    place, _, line = FOLDERS[code](content).partition(":")
    found = met(content, code)
    assert (found.path, found.line) == (f"content/{place}", int(line or 1))
    assert found.severity == CODES[code].severity
    assert found.message + found.hint == CODES[code].example


def acknowledging(content: Path, told: dict[str, tuple[str, ...]]) -> list[str]:
    """What is still said of an archive where people acknowledged things."""
    read = library(content, tuple(read_all(content)))
    for id_, words in told.items():
        object.__setattr__(read.records[id_], "acknowledged", words)
    return [
        f"{each.record} {each.code} {each.message}" for each in related(Stock(read, Gazette.load(content / GAZETTE_AT)))
    ]


def test_what_was_acknowledged_is_not_said_again(tmp_path: Path) -> None:
    content = spoil(tmp_path, SPOILED["number-year"])
    assert len(acknowledging(content, {})) == 1
    assert acknowledging(content, {"yzf-2024-6": ("number-year",)}) == []


def test_one_of_several_can_be_acknowledged(tmp_path: Path) -> None:
    unlisted = [SPOILED["toc-unlisted"], Spoiled(SPOILED["toc-unlisted"].path, "record: yzf-2024-6", "record: null")]
    text = FILES[unlisted[0].path]
    for each in unlisted:
        text = text.replace(each.old, each.new)
    content = archive_at(tmp_path, {unlisted[0].path: text})
    left = acknowledging(content, {"2024-05": ("toc-unlisted yzf-2024-6", "toc-record")})
    assert [line.split()[1] for line in left] == ["toc-unlisted"]
    assert "2024-05-interpretation-1" in left[0]


def test_an_error_cannot_be_acknowledged(tmp_path: Path) -> None:
    content = spoil(tmp_path, SPOILED["interprets-unknown"])
    left = acknowledging(content, {"2024-05-interpretation-1": ("interprets-unknown",)})
    assert [line.split()[1] for line in left] == ["interprets-unknown", "acknowledged-idle"]


def test_an_acknowledgement_of_nothing_is_pointed_out(tmp_path: Path) -> None:
    (left,) = acknowledging(archive_at(tmp_path), {"yzf-2024-6": ("number-yaer",)})
    assert left.startswith("yzf-2024-6 acknowledged-idle")
    known = CODES["acknowledged-idle"]
    assert left.split(" ", 2)[2] + known.cure == known.example


def test_every_code_is_provoked() -> None:
    assert {*SPOILED, *FOLDERS, "acknowledged-idle"} == set(CODES)


def test_codes_are_told_once() -> None:
    names = [code.name for _, _, group in registry.GROUPS for code in group]
    assert len(names) == len(set(names))


def raised() -> Iterator[str]:
    """Every code that stands in the program as the name of a finding."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for each in node.args if name in MAKERS else ():
                if isinstance(each, ast.Constant) and re.fullmatch(r"[a-z][a-z0-9-]+", str(each.value)):
                    yield str(each.value)


def test_no_code_is_raised_that_is_not_in_the_registry() -> None:
    assert set(raised()) - {"error"} <= set(CODES)


def test_no_code_is_in_the_registry_that_is_never_raised() -> None:
    told = {code.name for code in DOUBTS}
    assert set(CODES) - told <= set(raised())


def doubted() -> Iterator[str]:
    """Every sentence of doubt in the readers, with a 1 for what is filled in."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if "reading" in path.parts else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Doubt" and len(node.args) == 2:
                yield "".join(_said(node.args[1]))


def _said(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield from (text for part in node.values for text in _said(part))
    elif isinstance(node, ast.BinOp):
        yield from (*_said(node.left), *_said(node.right))
    elif not isinstance(node, ast.Name):
        yield "1"


def test_every_sentence_of_doubt_has_a_code() -> None:
    sentences = [sentence for sentence in doubted() if sentence]
    assert len(sentences) >= 12
    assert [sentence for sentence in sentences if code_of(sentence) == OTHER] == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_doubt_is_told_by_its_sentence(code: str) -> None:
    assert code_of(SENTENCES[code]) == code
    assert code == OTHER or sum(bool(re.search(each.pattern, SENTENCES[code])) for each in DOUBTS if each.pattern) == 1


def test_the_manual_says_what_the_registry_says() -> None:
    page = (ROOT / "docs/messages.md").read_text("utf-8")
    assert page == manual.text(), "python -m gongbao.checking > docs/messages.md"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_has_a_cause_a_cure_and_an_example(code: str) -> None:
    known = CODES[code]
    assert known.cause.endswith("。")
    assert known.cure.endswith("。")
    assert re.search(r"[一-龥]{2}.*[。？]$", known.example)
    assert f"### `{code}`" in (ROOT / "docs/messages.md").read_text("utf-8")


@pytest.mark.parametrize("sentence", registry.SENTENCES, ids=lambda each: each.words)
def test_a_sentence_of_the_manual_is_one_of_the_program(sentence: registry.Sentence) -> None:
    rest = (path.read_text("utf-8") for path in SOURCES if "registry" not in path.parts)
    assert any(sentence.words in text for text in rest)
