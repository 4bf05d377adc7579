"""A build killed at fifty moments: public/ is the old site or the new one, or a written plan says how to go on.

Moments are counted by what a run does to files and to its store, so that they are the same ones every time.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from little_archive import ALL, begin, decree, issue, tree, write

from gongbao.building import engine, placing
from gongbao.building.order import Order
from gongbao.building.store import Store

SEED = 20230425
# What Python tells of before it is done; reading is left out.
DEEDS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.rmtree"}
STEPS = ("begin", "commit", "set_note", "put_part", "drop_file")
PHASES = 3  # of a build
Site = dict[str, bytes]


@dataclass(frozen=True)
class Mode:
    """A way a build goes, and how many times it is killed on it."""

    name: str
    kills: int
    jobs: int = 1
    few: int = placing.FEW  # 0: the folders are exchanged as a whole
    many: int = engine.MANY  # 0: worker processes are used


MODES = (Mode("plan", 22), Mode("exchange", 16, few=0), Mode("processes", 12, jobs=2, many=0))


def in_child(work: Callable[[], None]) -> int:
    """Do something in a process of its own; its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def watched(tick: Callable[[str], None]) -> None:
    """From here on this process tells of every deed that a power cut could come before."""
    here = os.getpid()

    def audit(event: str, given: tuple[Any, ...]) -> None:
        writing = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        if os.getpid() == here and (writing or event in DEEDS):
            tick(f"{event} {given[0]}")

    sys.addaudithook(audit)
    for name in STEPS:
        setattr(Store, name, ticking(getattr(Store, name), name, tick))


def ticking(plain: Callable[..., Any], name: str, tick: Callable[[str], None]) -> Callable[..., Any]:
    def told(*given: Any) -> Any:
        tick(f"store.{name}")
        return plain(*given)

    return told


def build(order: Order, mode: Mode, tick: Callable[[str], None] | None = None) -> int:
    """A build in a process of its own."""

    def work() -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        placing.FEW, engine.MANY = mode.few, mode.many
        if tick:
            watched(tick)
        engine.build_site(order)

    return in_child(work)


def deeds(order: Order, mode: Mode, log: Path) -> list[str]:
    """All that a build does, one by one."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    assert build(order, mode, lambda deed: void(os.write(handle, f"{deed}\n".encode()))) == 0
    os.close(handle)
    return log.read_text("utf-8").splitlines()


def void(_: object) -> None:
    """Nothing."""


def killed_before(order: Order, mode: Mode, place: int) -> int:
    """A build that is killed before its deed of that place."""
    done = 0

    def tick(_: str) -> None:
        nonlocal done
        if done == place:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1

    return build(order, mode, tick)


def moments(done: list[str], count: int) -> Iterator[int]:
    """Seeded places: a third anywhere in the run, the others where files are put in place, which is short and matters."""
    chance = random.Random(SEED)
    placed = next(at for at, deed in enumerate(done) if placing.PLAN in deed or deed.startswith("os.link"))
    for start, much in ((0, count // 3), (placed, count - count // 3)):
        width = (len(done) - start) / much
        yield from (start + int(width * (part + chance.random())) for part in range(much))


def spring(content: Path) -> None:
    """The archive as it was."""
    for folder in ("issues", "decrees"):
        shutil.rmtree(content / folder)
    write(content, ALL)


def summer(content: Path) -> None:
    """The archive with an issue more, a correction and two records less."""
    spring(content)
    write(content, [issue(6), decree(9, topic="绿化", cites=[5, 77], issue="2023-06"), decree(10, issue="2023-06")])
    (content / "decrees/yzf-2023-5-p2.md").unlink()
    (content / "issues/2023-05/yzf-2023-6-table-1.md").unlink()
    write(content, [replace(ALL[3], title="云州市人民政府关于节水的通知")])


SEASONS = (spring, summer)


def clean(content: Path, root: Path) -> Site:
    engine.build_site(Order(content, root / "clean", jobs=1))
    return tree(root / "clean")


def on_the_way(order: Order, old: Site, new: Site) -> bool:
    """Whether a plan is written, and what stands in public/ is of the old site or of the new one, file by file."""
    if not placing.planned(order):
        return False
    now = tree(order.public)
    return all(now.get(path) in (old.get(path), new.get(path)) for path in now.keys() | old.keys() | new.keys())


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_killed_anywhere_the_site_is_old_or_new_and_the_next_build_is_right(tmp_path: Path, mode: Mode) -> None:
    content = begin(tmp_path)
    sites = []
    for season in SEASONS:
        season(content)
        sites.append(clean(content, tmp_path / season.__name__))
    order = Order(content, tmp_path / "public", jobs=mode.jobs)
    spring(content)
    assert build(order, mode) == 0
    summer(content)
    done = deeds(order, mode, tmp_path / "deeds")
    reached = set()
    for at, place in enumerate(moments(done, mode.kills)):
        old, new = sites[(at + 1) % 2], sites[at % 2]
        assert tree(order.public) == old
        SEASONS[at % 2](content)
        code = killed_before(order, mode, place)
        assert code in (-signal.SIGKILL, 0), done[place]
        now = tree(order.public)
        state = "old" if now == old else "new" if now == new else "between"
        assert state != "between" or on_the_way(order, old, new), done[place]
        reached.add(state)
        assert build(order, mode) == 0, done[place]
        assert tree(order.public) == new, done[place]
        assert not order.staging.exists()
    assert {"old", "new"} <= reached
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == {".gongbao", ".public.store"}


def test_after_a_kill_a_small_change_stays_a_small_job(tmp_path: Path) -> None:
    """Between its phases a build with processes shows them what others learnt; that does not spoil the store."""
    content, mode = begin(tmp_path), MODES[-1]
    order = Order(content, tmp_path / "public", jobs=mode.jobs)
    everything = engine.build_site(order).made

    def changed() -> None:
        write(content, [replace(ALL[3], title="云州市人民政府关于节水的通知")])

    changed()
    done = deeds(order, mode, tmp_path / "deeds")
    spring(content)
    assert build(order, mode) == 0
    changed()
    begun = [at for at, deed in enumerate(done) if deed == "store.begin"]
    for place in begun[1 : 1 + PHASES]:
        assert killed_before(order, mode, place) == -signal.SIGKILL
    assert engine.build_site(order).made < everything
    assert tree(order.public) == clean(content, tmp_path)
