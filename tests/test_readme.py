"""The READMEs name only commands that are there, and both name the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")


def named(readme: str, before: str) -> set[str]:
    """The words that follow `before` in the code of a README, fenced or inline; prose is not looked at."""
    text = (ROOT / readme).read_text("utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    return set(re.findall(rf"{re.escape(before)} ([a-z]+)", code))


@pytest.mark.parametrize("readme", READMES)
def test_the_commands_exist(readme: str) -> None:
    commands = named(readme, "build.py")
    assert {"add", "read", "ledger", "check"} <= commands
    asked = [sys.executable, "build.py", "--help"]
    offered = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    assert {command for command in commands if not re.search(rf"\b{command}\b", offered)} == set()


@pytest.mark.parametrize("readme", READMES)
def test_the_make_targets_exist(readme: str) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"site", "test"} <= named(readme, "make") <= set(targets)


@pytest.mark.parametrize("before", ["build.py", "make"])
def test_both_languages_name_the_same(before: str) -> None:
    assert named("README.md", before) == named("README.zh.md", before)
