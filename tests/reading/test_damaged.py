"""Ten thousand damaged inputs: each is read or refused with a sentence, soon, in little memory, and nothing else happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from damage import FAMILIES, LOUDEST, TEXT, Random, damaged, read

from gongbao.model import Decree

HERE = Path(__file__).resolve().parent
COUNTS = {
    "texts": 5000,
    "pages": 1500,
    "records": 1517,
    "gazettes": 617,
    "documents": 506,
    "sheets": 800,
    "sheets_apart": 26,
    "giants": 27,
    "archives": 60,
}


def test_they_are_ten_thousand() -> None:
    assert set(COUNTS) == set(FAMILIES)
    assert sum(COUNTS.values()) >= 10_000


@pytest.mark.parametrize("family", sorted(COUNTS))
def test_nothing_falls(family: str) -> None:
    """In a process with a gigabyte of memory and a clock; `wrong` names each input that fell, by its seed."""
    command = [sys.executable, str(HERE / "damage.py"), family]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}
    done = subprocess.run(command, capture_output=True, timeout=900, check=False, env=environment)
    assert done.returncode == 0, done.stderr.decode()[-LOUDEST:]
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["wrong"] == []
    assert told["count"] == COUNTS[family]
    assert told["refused"] > 0 or family in ("archives", "sheets")


def test_the_undamaged_one_is_read() -> None:
    """Otherwise ten thousand refusals would prove nothing."""
    record = read(TEXT.encode()).main
    assert isinstance(record, Decree)
    assert str(record.number) == "云政发〔2024〕5号"


def test_a_seed_gives_the_same_input_again() -> None:
    assert damaged(TEXT, Random(7)) == damaged(TEXT, Random(7))
    assert len({damaged(TEXT, Random(seed)) for seed in range(100)}) > 90
