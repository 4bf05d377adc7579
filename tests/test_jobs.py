"""Where work runs: the same results in one process, in several and on a cluster, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import job_works
from clusters import TESTS, Cluster, until
from gongbao import archive, jobs
from gongbao.cli.intake import Intake, take_all
from gongbao.errors import SourceError
from gongbao.jobs import Interrupted, JobsError, refresh, scatter, spread, workers

NUMBERS = list(range(40))


def is_running(pid: int) -> bool:
    """False for a process that ended, though nobody has asked for its end yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_results_come_in_the_order_of_the_items(count: int, chunk: int) -> None:
    with workers(count) as executor:
        assert (executor is None) == (count == 1)
        assert list(spread(executor, job_works.doubled, NUMBERS, chunk)) == [2 * number for number in NUMBERS]
        assert list(spread(executor, job_works.doubled, [], chunk)) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_may_come_in_any_order_and_all_come(count: int) -> None:
    with workers(count) as executor:
        assert sorted(scatter(executor, job_works.doubled, NUMBERS, 3)) == [2 * number for number in NUMBERS]
        assert list(scatter(executor, job_works.doubled, [], 3)) == []


def test_nobody_waits_for_a_result_that_takes_long() -> None:
    with workers(2) as executor:
        found = list(scatter(executor, job_works.slow_at_first, NUMBERS, 1))
    assert sorted(found) == NUMBERS
    assert found.index(0) > 2 * jobs.AHEAD


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_this_process_is_one_of_those_that_work(count: int, chunk: int) -> None:
    with workers(count, helped=True) as executor:
        assert sorted(scatter(executor, job_works.doubled, NUMBERS, chunk)) == [2 * number for number in NUMBERS]
        assert list(scatter(executor, job_works.doubled, [], chunk)) == []
        found = set(scatter(executor, job_works.places, NUMBERS * 10, 1))
        assert os.getpid() in found
        assert len(found) <= count


def test_the_others_begin_before_anybody_asks() -> None:
    with workers(2, helped=True) as executor:
        results = scatter(executor, job_works.places, [1], 1)
        time.sleep(0.5)
        assert list(results) != [os.getpid()]


def test_a_refusal_comes_back_from_whoever_met_it() -> None:
    with pytest.raises(SourceError, match=r"七：不知道怎样收录。"), workers(2, helped=True) as executor:
        list(scatter(executor, job_works.refusing, NUMBERS, 2))


def test_fresh_processes_take_over() -> None:
    with workers(2) as executor:
        before = set(spread(executor, job_works.places, NUMBERS, 1))
        refresh(executor)
        assert not any(is_running(pid) for pid in before)
        after = set(spread(executor, job_works.places, NUMBERS, 1))
    assert after
    assert not before & after


def test_the_work_is_done_elsewhere_and_by_several() -> None:
    with workers(2) as executor:
        found = set(spread(executor, job_works.places, NUMBERS, 1))
    assert len(found) == 2
    assert os.getpid() not in found
    assert not any(is_running(pid) for pid in found)


def test_items_are_not_taken_before_there_is_somebody_to_work_on_them() -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    with workers(2) as executor:
        results = spread(executor, job_works.doubled, endless(), 5)
        assert next(results) == 0
        assert len(taken) <= 2 * jobs.AHEAD * 5


@pytest.mark.parametrize("count", [1, 2])
def test_a_refusal_comes_back_as_it_is(count: int) -> None:
    results: list[int] = []
    with pytest.raises(SourceError, match=r"七：不知道怎样收录。"), workers(count) as executor:
        results.extend(spread(executor, job_works.refusing, NUMBERS, 2))
    assert results == NUMBERS[:6]


def test_a_worker_that_dies_is_one_sentence() -> None:
    with pytest.raises(JobsError, match="一个工作进程意外停止") as caught, workers(2) as executor:
        list(spread(executor, job_works.dying, NUMBERS, 2))
    assert "\n" not in str(caught.value)


SCRIPT = """
import sys
import job_works
from gongbao.errors import SourceError
from gongbao.jobs import Interrupted, spread, workers
try:
    with workers(2) as executor:
        list(spread(executor, job_works.lingering, [sys.argv[1]] * 2, 1))
except Interrupted as error:
    print(error)
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_no_process_stays(tmp_path: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=TESTS, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as run:
        until(lambda: len(list(tmp_path.iterdir())) == 2)
        if end == signal.SIGINT:
            os.killpg(run.pid, end)  # as a terminal does
        else:
            run.send_signal(end)
        said, complaints = run.communicate(timeout=60)
    until(lambda: not any(is_running(int(file.name)) for file in tmp_path.iterdir()))
    assert complaints == ""
    assert said == ("已中断。已经写好的都完整，再运行一次同样的命令即可。\n" if end == signal.SIGINT else "")


def test_stopping_is_a_sentence_in_one_process_too() -> None:
    with pytest.raises(Interrupted, match="已中断"), workers(1):
        raise KeyboardInterrupt


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path)
    yield found
    found.stop()


def test_a_cluster_gives_the_same_results_in_the_same_order(cluster: Cluster) -> None:
    with workers(1, cluster.address) as executor:
        assert list(spread(executor, job_works.doubled, NUMBERS, 3)) == [2 * number for number in NUMBERS]
        assert os.getpid() not in set(spread(executor, job_works.places, NUMBERS, 1))
        with pytest.raises(SourceError, match="七"):
            list(spread(executor, job_works.refusing, NUMBERS, 2))
    with workers(1, cluster.address) as executor:  # the one before left it as it was
        assert len(list(spread(executor, job_works.doubled, NUMBERS, 3))) == len(NUMBERS)


def test_an_archive_read_on_a_cluster_is_the_same_to_the_byte(cluster: Cluster, tmp_path: Path) -> None:
    sources = sorted((TESTS.parent / "content/sources").iterdir())
    trees = []
    for name, address in (("one", ""), ("cluster", cluster.address)):
        root = tmp_path / name / "content"
        root.mkdir(parents=True)
        (root / "gazette.yml").write_bytes((TESTS.parent / "content/gazette.yml").read_bytes())
        with workers(1, address) as executor, archive.lock(root):
            taken, refused = take_all(Intake.open(root, executor=executor), sources, lambda done: None, executor)
        assert (len(taken), refused) == (len(sources), [])
        trees.append({file.relative_to(root): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()})
    assert trees[0] == trees[1]


def test_a_cluster_that_is_lost_is_one_sentence(cluster: Cluster) -> None:
    def work() -> None:
        with workers(1, cluster.address) as executor:
            for done in spread(executor, job_works.places, range(2000), 1):
                assert done
                cluster.kill_scheduler()

    with pytest.raises(JobsError, match="集群") as caught:
        work()
    assert "\n" not in str(caught.value)


def test_no_cluster_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "PATIENCE", 1)
    with pytest.raises(JobsError, match=r"连不上集群 tcp://127\.0\.0\.1:9。"), workers(1, "tcp://127.0.0.1:9"):
        pass


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(JobsError, match=r"pip install 'gongbao\[cluster\]'"), workers(1, "tcp://127.0.0.1:9"):
        pass
