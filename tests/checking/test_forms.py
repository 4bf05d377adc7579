"""Findings for machines: the shape that is promised, whatever stands in a message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongbao.checking.forms import as_github, as_json, as_sarif, counts, placed
from gongbao.problems import Problem

ODD = Problem(
    "toc-title", "warning", "content/issues/a,b 100%/甲:乙.md", 7, "目录作“100%\r\n”，\n标题作“:,”。", "对照原文。"
)
PLAIN = Problem("date-unreadable", "error", "content/decrees/a.md", 5, "不是日期。", "请改。")
NOTE = Problem("doubt-other", "note", "content/decrees/a.md", 9, "来源第3行：待核。", "")


def test_json_has_the_promised_shape() -> None:
    told = json.loads(as_json([PLAIN, NOTE]))
    assert told["version"] == 1
    assert told["counts"] == {"error": 1, "warning": 0, "note": 1}
    assert told["problems"][0] == {
        "code": "date-unreadable",
        "severity": "error",
        "path": "content/decrees/a.md",
        "line": 5,
        "message": "不是日期。",
        "cure": "请改。",
    }
    assert json.loads(as_json([])) == {"version": 1, "counts": counts([]), "problems": []}


def test_github_commands_are_one_line_each_and_escaped() -> None:
    (line,) = as_github([ODD])
    assert line == (
        "::warning file=content/issues/a%2Cb 100%25/甲%3A乙.md,line=7,title=toc-title::"
        "目录作“100%25%0D%0A”，%0A标题作“:,”。对照原文。"
    )
    levels = [line.split(" ")[0] for line in as_github([PLAIN, ODD, NOTE])]
    assert levels == ["::error", "::warning", "::notice"]


def test_sarif_names_its_rules_and_places() -> None:
    log = json.loads(as_sarif([PLAIN, ODD, NOTE, PLAIN]))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["date-unreadable", "doubt-other", "toc-title"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/issues/a%2Cb%20100%25/%E7%94%B2%3A%E4%B9%99.md"
    assert place["region"] == {"startLine": 7}


# What SARIF 2.1.0 allows in the objects that are written here, and what it asks for.
SARIF: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"language", "columnKind", "results"}),
    "driver": ({"name"}, {"version", "rules"}),
    "rule": ({"id"}, {"shortDescription", "help", "defaultConfiguration"}),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations"}),
}


def test_sarif_has_no_key_the_standard_does_not_know() -> None:
    log = json.loads(as_sarif([PLAIN, ODD, NOTE]))
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    objects = [("log", log), ("run", run), ("driver", driver)]
    objects += [("rule", each) for each in driver["rules"]] + [("result", each) for each in run["results"]]
    for name, each in objects:
        asked, allowed = SARIF[name]
        assert asked <= each.keys() <= asked | allowed
    assert {each["level"] for each in run["results"]} <= {"none", "note", "warning", "error"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")


def test_paths_begin_at_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "archive" / "content"
    content.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    (found,) = placed([PLAIN], Path("archive/content"))
    assert found.path == "archive/content/decrees/a.md"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (found,) = placed([PLAIN], Path("../archive/content"))
    assert found.path == f"{content.as_posix()}/decrees/a.md"
    uri = json.loads(as_sarif([found]))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert uri["artifactLocation"]["uri"].startswith("file:///")
