"""Findings for machines: JSON, SARIF 2.1.0, and the annotations of a GitHub workflow."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from gongbao import __version__
from gongbao.checking.registry import CODES, Code
from gongbao.problems import Problem

SEVERITIES = ("error", "warning", "note")
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def placed(problems: Sequence[Problem], content: Path) -> list[Problem]:
    """The findings with their paths from the working folder on, or whole ones where they lie outside of it."""
    folder = content.resolve()
    here = Path.cwd().resolve()
    base = folder.relative_to(here) if folder.is_relative_to(here) else folder
    return [replace(each, path=(base / each.path.removeprefix(f"{content.name}/")).as_posix()) for each in problems]


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """How many findings there are of each severity."""
    counted = Counter(each.severity for each in problems)
    return {severity: counted[severity] for severity in SEVERITIES}


def as_json(problems: Sequence[Problem]) -> str:
    """The findings as JSON; a later version may add keys and takes none away."""
    found = [
        {
            "code": each.code,
            "severity": each.severity,
            "path": each.path,
            "line": each.line,
            "message": each.message,
            "cure": each.hint,
        }
        for each in problems
    ]
    return _dumped({"version": 1, "counts": counts(problems), "problems": found})


def as_sarif(problems: Sequence[Problem]) -> str:
    """The findings as a SARIF log with one run; the rules are the codes that were met."""
    met = sorted({each.code for each in problems})
    driver = {"name": "gongbao", "version": __version__, "rules": [_rule(CODES[name]) for name in met]}
    results = [_result(each, met.index(each.code)) for each in problems]
    run = {"tool": {"driver": driver}, "language": "zh-CN", "columnKind": "unicodeCodePoints", "results": results}
    return _dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def as_github(problems: Sequence[Problem]) -> Iterator[str]:
    """The findings as workflow commands, one a line."""
    for each in problems:
        place = f"file={_property(each.path)},line={each.line},title={_property(each.code)}"
        yield f"::{_LEVELS[each.severity]} {place}::{_data(each.message + each.hint)}"


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.cause},
        "help": {"text": code.cure},
        "defaultConfiguration": {"level": code.severity},
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(problem.path)}, "region": {"startLine": problem.line}}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": problem.message + problem.hint},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    return f"file://{quote(path)}" if PurePosixPath(path).is_absolute() else quote(path)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
