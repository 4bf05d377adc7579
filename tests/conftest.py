"""The site of content/, built once for all tests and all their processes."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from gongbao.cli import main

CONTENT = Path(__file__).resolve().parents[1] / "content"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site as the command of an archivist builds it, to be served below /archive/; tests only read it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    public = shared / "site" / "archive"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(
            lock, fcntl.LOCK_EX
        )  # processes that run tests side by side wait for the first, then share its site
        if not public.exists():
            public.parent.mkdir(exist_ok=True)
            options = ["--content", str(CONTENT), "--public", str(public)]
            assert main([*options, "--address", "https://gazette.example/archive/"]) == 0
    return public
