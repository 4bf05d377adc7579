"""A place that gets full: a real small file system where one may be mounted, else a limit on what a run may write."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path


@dataclass(frozen=True)
class Disk:
    """A place for an archive or a site, and how it gets full and empty again."""

    folder: Path
    limit: Callable[[], None] | None  # what a run suffers from, where the disk itself has room

    def fill(self) -> None:
        """Leave no room, unless the run is limited."""
        if self.limit is None:
            for size in (1 << 16, 1 << 12):  # the last bytes too
                with (self.folder / f"filler{size}").open("wb", buffering=0) as stream:
                    while self._takes(stream.write, size):
                        pass

    def _takes(self, write: Callable[[bytes], int], size: int) -> bool:
        try:
            return write(b"x" * size) > 0
        except OSError:
            return False

    def free(self) -> None:
        """Make room again."""
        for filler in self.folder.glob("filler*"):
            filler.unlink()


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Disk | None]:
    """A file system of a size ("24m") mounted on a folder; None where we may not mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        yield None
        return
    try:
        yield Disk(folder, None)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def quota(folder: Path, most: int) -> Disk:
    """What a quota does, for a process: no file it writes may grow beyond some bytes."""
    folder.mkdir(exist_ok=True)
    return Disk(folder, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most)))
