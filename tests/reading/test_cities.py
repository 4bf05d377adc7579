"""Two invented cities with habits of their own, read and held field by field against what a person reads in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongbao import numbers
from gongbao.cli import ledger
from gongbao.gazette import Gazette
from gongbao.model import Issue, Record, Table
from gongbao.reading.formats import read_source
from gongbao.reading.reader import Reading, read
from gongbao.typography import fold

CITIES = Path(__file__).resolve().parent.parent / "cities"
NAMES = ("haitang", "yunzhou")
ENDS = 8  # so many letters on both sides of a break tell whether it was joined
SPECIAL = {
    "lines", "issuer", "effective", "repeals", "instruments", "cites", "departments", "tables", "interprets", "headings",
}  # fmt: skip
BY_FORM = ("number", "title", "issuer", "doctype", "signed", "addressee")  # what no gazette.yml is needed for


@cache
def truth(city: str) -> dict[str, Any]:
    """What a person reads in the city's issue."""
    found: dict[str, Any] = json.loads((CITIES / city / "expected.json").read_text("utf-8"))
    return found


@cache
def source_lines(city: str) -> tuple[str, ...]:
    """The lines of the issue; line 1 is at place 0."""
    return tuple((CITIES / city / "issue.txt").read_text("utf-8").split("\n"))


@cache
def reading(city: str, own: bool = True) -> Reading:
    """What the program reads, with the city's own gazette.yml or with none."""
    gazette = Gazette.load(CITIES / city / "gazette.yml") if own else Gazette.default()
    return read((CITIES / city / "issue.txt").read_bytes(), "issue.txt", gazette)


def issue_of(city: str, own: bool = True) -> Issue:
    """The issue's own record."""
    main = reading(city, own).main
    assert isinstance(main, Issue), f"读成了 {main.kind}，应是一期公报"
    return main


def named(wanted: Mapping[str, Any]) -> str:
    """How the truth and a message call a record: by its number, else by its title."""
    return str(wanted.get("number") or wanted["title"])


def record_of(city: str, name: str, own: bool = True) -> Record:
    """The record of that number or title; says what there is when it is missing."""
    records = [record for record in reading(city, own).records if not isinstance(record, Issue | Table)]
    for record in records:
        if getattr(record, "number", None) == name or fold(record.title) == fold(name):
            return record
    there = "\n".join(f"  {r.kind} {getattr(r, 'number', None)} {r.title} {r.source.lines}" for r in records)
    pytest.fail(f"没有读出“{name}”。读出的是：\n{there}")


def plain(value: object) -> object:
    """A value as JSON has it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def folded(value: object) -> object:
    """The same value with every text in one form: punctuation and spaces are not what is compared here."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, Mapping):
        return {key: folded(one) for key, one in value.items()}
    return [folded(one) for one in value] if isinstance(value, Sequence) else value


def same(found: object, wanted: object, what: str) -> None:
    """Fails with both readings when they differ."""
    found = plain(found)
    assert folded(found) == folded(wanted), f"{what}\n  读出：{found}\n  应为：{wanted}"


def expected_records() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every record of both cities, with a name for its tests: yunzhou-decree-38, by its first line."""
    for city in NAMES:
        for wanted in truth(city)["records"]:
            yield city, f"{city}-{wanted['kind']}-{wanted['lines'][0]}", wanted


def cases(only: Sequence[str] = ()) -> Iterator[Any]:
    """Each field of each record, as one test."""
    for city, name, wanted in expected_records():
        for key in only or wanted:
            if key not in wanted or (only and wanted["kind"] != "decree"):
                continue
            yield pytest.param(city, wanted, key, id=f"{name}-{key}")


@pytest.mark.parametrize("city", NAMES)
@pytest.mark.parametrize("key", ["id", "year", "number", "serial", "published"])
def test_the_issue(city: str, key: str) -> None:
    same(getattr(issue_of(city), key), truth(city)["issue"][key], key)


@pytest.mark.parametrize("city", NAMES)
def test_the_imprint_wherever_it_stands(city: str) -> None:
    found = {fold(label): fold(value) for label, value in issue_of(city).colophon.items()}
    wanted = {fold(label): fold(value) for label, value in truth(city)["issue"]["colophon"].items()}
    assert found == wanted


@pytest.mark.parametrize("city", NAMES)
def test_the_furniture(city: str) -> None:
    found = {name: list(lines) for name, lines in issue_of(city).furniture.items()}
    assert found == truth(city)["issue"]["furniture"]


@pytest.mark.parametrize("city", NAMES)
def test_the_table_of_contents(city: str) -> None:
    found = [{key: getattr(e, key) for key in ("section", "title", "number", "page")} for e in issue_of(city).toc]
    wanted = truth(city)["issue"]["toc"]
    assert len(found) == len(wanted), f"目录读出 {len(found)} 条，应有 {len(wanted)} 条：{found}"
    for one, other in zip(found, wanted, strict=True):
        same(one, other, "目录的一条")


@pytest.mark.parametrize("city", NAMES)
def test_every_entry_of_the_contents_has_its_record(city: str) -> None:
    ids = {record.id: record for record in reading(city).records}
    for entry in issue_of(city).toc:
        assert entry.record, f"目录的“{entry.title}”没有对上正文"
        same(ids[entry.record].title, entry.title, "目录与正文")


@pytest.mark.parametrize("city", NAMES)
def test_no_record_too_many(city: str) -> None:
    found = [
        (r.kind, getattr(r, "number", None) or r.title)
        for r in reading(city).records
        if not isinstance(r, Issue | Table)
    ]
    wanted = [(one["kind"], named(one)) for one in truth(city)["records"]]
    assert [(kind, fold(name)) for kind, name in found] == [(kind, fold(name)) for kind, name in wanted], found


@pytest.mark.parametrize(("city", "wanted", "key"), list(cases()))
def test_a_field(city: str, wanted: Mapping[str, Any], key: str) -> None:
    record = record_of(city, named(wanted))
    if key not in SPECIAL:
        same(getattr(record, key), wanted[key], f"{named(wanted)} 的 {key}")
        return
    CHECKS[key](city, record, wanted[key])


@pytest.mark.parametrize(("city", "wanted", "key"), list(cases(BY_FORM)))
def test_a_field_without_a_gazette(city: str, wanted: Mapping[str, Any], key: str) -> None:
    record = record_of(city, named(wanted), own=False)
    if key == "issuer":
        check_issuer(city, record, wanted[key])
        return
    same(getattr(record, key), wanted[key], f"没有 gazette.yml 时 {named(wanted)} 的 {key}")


def check_lines(city: str, record: Record, wanted: Any) -> None:
    assert list(record.source.lines) == wanted


def check_issuer(city: str, record: Record, wanted: Any) -> None:
    assert getattr(record, "issuer", None) == wanted  # to the letter: 、 parts the organs of a joint document


def check_effective(city: str, record: Record, wanted: Any) -> None:
    found = getattr(record, "effective", None)
    if wanted is None or found is None:
        assert found == wanted
        return
    assert fold(wanted["basis"]) in fold(found.basis), f"依据的句子是“{found.basis}”"
    same(found.until, wanted["until"], "有效期至")
    if "rule" in wanted:  # no date is printed: one that stands there must be marked as computed
        assert wanted["rule"] in (found.rule or "") or found.inferred
        assert found.start is None or found.inferred
        return
    same(found.start, wanted["from"], "施行日期")
    assert found.inferred == wanted["inferred"], found


def check_repeals(city: str, record: Record, wanted: Any) -> None:
    same([{"number": one.number, "title": one.title} for one in getattr(record, "repeals", ())], wanted, "废止")


def check_instruments(city: str, record: Record, wanted: Any) -> None:
    same([one.title for one in getattr(record, "instruments", ())], wanted, "印发的文件")


def check_cites(city: str, record: Record, wanted: Any) -> None:
    same(getattr(record, "cites", ()), wanted, "引用")


def check_departments(city: str, record: Record, wanted: Any) -> None:
    assert sorted(getattr(record, "departments", ())) == sorted(wanted)


def check_tables(city: str, record: Record, wanted: Any) -> None:
    ids = getattr(record, "tables", ())
    found = [one for one in reading(city).records if isinstance(one, Table) and one.id in ids]
    shown = [{"caption": t.caption, "columns": t.columns, "rows": t.rows, "lines": list(t.source.lines)} for t in found]
    same(shown, wanted, "表格")


def check_interprets(city: str, record: Record, wanted: Any) -> None:
    found = getattr(record, "interprets", None)
    assert found, "没有读出解读的是哪个文件"
    same({"number": found.number, "title": found.title}, {k: wanted[k] for k in ("number", "title")}, "解读的文件")
    assert found.id == record_of(city, wanted["record"]).id


def check_headings(city: str, record: Record, wanted: Any) -> None:
    """The second and third levels of the outline; a first-level heading is the title of what is printed."""
    found = re.findall(r"^(#{2,3}) (.+)$", record.body, re.MULTILINE)
    same([[len(marks), text] for marks, text in found], wanted, "小标题")


CHECKS = {name.removeprefix("check_"): check for name, check in globals().items() if name.startswith("check_")}


def pairs(key: str) -> Iterator[Any]:
    """Neighbouring lines that are one paragraph (joins) or two (breaks)."""
    for city in NAMES:
        for first, second in truth(city)[key]:
            yield pytest.param(city, (first, second), id=f"{city}-{first}-{second}")


def seam(city: str, pair: tuple[int, int]) -> str:
    """The letters around the break between two lines."""
    before, after = (fold(source_lines(city)[number - 1]) for number in pair)
    return before[-ENDS:] + after[:ENDS]


def paragraphs(city: str) -> list[str]:
    """The paragraphs of every record."""
    return [fold(text) for record in reading(city).records for text in record.body.split("\n\n")]


@pytest.mark.parametrize(("city", "pair"), list(pairs("joins")))
def test_a_paragraph_cut_by_a_line_is_one_again(city: str, pair: tuple[int, int]) -> None:
    wanted = seam(city, pair)
    near = [text for text in paragraphs(city) if wanted[:ENDS] in text]
    assert any(wanted in text for text in near), f"{pair} 没有接上“{wanted}”：{[text[-60:] for text in near]}"


@pytest.mark.parametrize(("city", "pair"), list(pairs("breaks")))
def test_two_paragraphs_stay_two(city: str, pair: tuple[int, int]) -> None:
    wanted = seam(city, pair)
    assert not [text for text in paragraphs(city) if wanted in text], f"{pair} 接成了一段"


@pytest.mark.parametrize("own", [True, False], ids=["own", "default"])
@pytest.mark.parametrize("city", NAMES)
def test_every_line_has_one_owner(city: str, own: bool) -> None:
    source = read_source((CITIES / city / "issue.txt").read_bytes(), "issue.txt")
    wrong = ledger.faults(ledger.spread(source, reading(city, own).records))
    assert not wrong, "\n".join(f"{run.first}–{run.last} 归属 {run.owners}" for run in wrong)


@pytest.mark.parametrize("own", [True, False], ids=["own", "default"])
@pytest.mark.parametrize("city", NAMES)
def test_no_letter_is_lost(city: str, own: bool) -> None:
    whole = "\n".join(fold(text) for record in reading(city, own).records for text in written(record))
    lost = [
        f"{place}：{line}"
        for place, line in enumerate(source_lines(city), 1)
        if not all(kept(piece, whole) for piece in re.split(r"[\t|]", line))
    ]
    assert not lost, "\n".join(lost)


def kept(piece: str, whole: str) -> bool:
    """Whether a line or cell is written somewhere; a number or the word 目录 need not keep its spelling."""
    number = numbers.parse(piece.strip("（） "))
    text = fold(str(number)) if number else fold(piece.lstrip("# "))
    return text in whole or text == "目录"


def written(record: Record) -> Iterator[str]:
    """The texts of a record: its body, and what its front matter says, one field after the other."""
    yield record.body
    if isinstance(record, Issue):
        for entry in record.toc:
            yield f"{entry.section}\n{entry.title}{entry.number or ''}{entry.page or ''}"
            yield entry.section or ""
    for field in fields(record):
        yield from texts(getattr(record, field.name))


def texts(value: object) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts(one)
