"""A real Dask cluster on this machine, for tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parent


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


class Cluster:
    """A scheduler and two worker processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self._environment = {**os.environ, "PYTHONPATH": str(TESTS), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
        self.log = folder / "log"
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        until(lambda: self._address() != "")
        self.address = self._address()
        for _ in range(2):
            self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))

    def _start(self, *words: str) -> None:
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
        with self.log.open("ab") as log:
            self._processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=self._environment))

    def _address(self) -> str:
        found = re.search(r"tcp://127\.0\.0\.1:\d+", self.log.read_text("utf-8", "replace"))
        return found[0] if found else ""

    def kill_scheduler(self) -> None:
        """As if its machine were gone."""
        self._processes[0].kill()

    def stop(self) -> None:
        """End all of it."""
        for process in self._processes:
            process.kill()
            process.wait()
