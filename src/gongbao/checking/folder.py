"""What lies in content/ beside the records: sources nobody names, readings laid beside, the gazette's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gongbao.archive.library import Reading
from gongbao.archive.originals import source_of
from gongbao.archive.places import shown
from gongbao.archive.spots import spots
from gongbao.checking.registry import CODES
from gongbao.errors import GazetteError
from gongbao.gazette import Gazette
from gongbao.problems import Problem

GAZETTE = PurePosixPath("gazette.yml")
SOURCES = PurePosixPath("sources")

_SENTENCE = re.compile(
    r"""
    # content/gazette.yml:3: [field-unknown] 未知的字段“isuers”，是否要写“issuers”？; not: content/gazette.yml: 文件读不出来。
    (?P<path> [^\n]+? ) : (?P<line> \d+ ) : [ ] \[ (?P<code> [a-z0-9-]+ ) \] [ ] (?P<message> [^\n]+ )
    """,
    re.VERBOSE,
)
_EXAMPLE = re.compile(
    r"""
    # https://gongbao.example/, https://example.cn; not: https://example-city.gov.cn
    // (?: [^/]* \. )? example (?: \.\w+ )? (?: [:/] | \Z )
    """,
    re.VERBOSE,
)


def gazette(root: Path) -> tuple[Gazette, list[Problem]]:
    """The gazette of an archive as far as it can be read, and what is wrong with its file."""
    path = root / GAZETTE
    place = shown(root, GAZETTE)
    if not path.exists():
        return Gazette.default(), [problem("gazette-missing", (place, 1), "没有 gazette.yml。")]
    try:
        read = Gazette.load(path)
    except GazetteError as error:
        return Gazette.default(), _told(place, str(error))
    return read, list(_address(path, place, read))


def problem(code: str, place: tuple[str, int], message: str) -> Problem:
    """A problem of the registry: how bad it is and how to mend it stand there."""
    known = CODES[code]
    return Problem(code, known.severity, *place, message, known.cure)


def sources(root: Path, readings: tuple[Reading, ...]) -> Iterator[Problem]:
    """Sources without a record, and records of lines that their source does not have."""
    records = [(each.path, each.record) for each in readings if each.record]
    named = {record.source.file for _, record in records}
    lengths: dict[str, int | None] = {}
    for file in sorted((root / SOURCES).glob("*")):
        if file.is_file() and not file.name.startswith("."):
            lengths[file.name] = _length(file)
            if source_of(file.name) not in named:
                place = shown(root, SOURCES / file.name)
                yield problem("source-orphan", (place, 1), f"没有记录出自来源“{file.name}”。")
    for path, record in records:
        length = lengths.get(record.source.file)
        if length is not None and record.source.lines[1] > length:
            line = spots(root, path).line("source", "lines")
            message = f"来源行到第{record.source.lines[1]}行，“{record.source.file}”只有{length}行。"
            yield problem("source-short", (shown(root, path), line), message)


def beside(root: Path) -> Iterator[Problem]:
    """New readings that wait to be compared."""
    for folder in ("issues", "decrees"):
        for file in sorted((root / folder).rglob("*.md.reading")):
            path = PurePosixPath(file.relative_to(root))
            message = f"来源重读的结果放在“{path.name}”里，等待对照。"
            yield problem("reading-beside", (shown(root, path), 1), message)


def _told(place: str, sentences: str) -> list[Problem]:
    """The findings of an error of the gazette, which carries them as sentences."""
    found = []
    for sentence in sentences.split("\n"):
        told = _SENTENCE.fullmatch(sentence)
        if told:
            found.append(Problem(told["code"], "error", place, int(told["line"]), told["message"]))
        else:
            found.append(problem("gazette-unreadable", (place, 1), "文件读不出来。"))
    return found


def _address(path: Path, place: str, read: Gazette) -> Iterator[Problem]:
    if _EXAMPLE.search(read.address):
        lines = path.read_text("utf-8-sig").split("\n")
        line = next((n for n, text in enumerate(lines, 1) if text.startswith("address:")), 1)
        yield problem("address-example", (place, line), f"网站地址“{read.address}”还是示例。")


def _length(file: Path) -> int | None:
    """How many lines a source has, by the breaks that editors show; None for what is no text."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if b"\0" in data:
        return None
    unix = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return unix.count(b"\n") + (not unix.endswith(b"\n"))
