"""Where work runs: in this process, in a process on every core, or on a Dask cluster; the results are the same."""

from __future__ import annotations

import gc
import itertools
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import Any, TypeVar

import gongbao
from gongbao.errors import GongbaoError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # chunks in flight for each worker: enough that none waits for a slow neighbour, few enough for the memory
PATIENCE = 30  # seconds to wait for a cluster to answer
RARELY = (50_000, 20, 100)  # how many objects and collections lead to a look for cycles
PULSE = 2  # seconds between looks whether it is still there

_DIED = (
    "一个工作进程意外停止，可能是内存不足，也可能是被系统结束。"
    "已经写好的不受影响，请用更小的 --jobs（如 --jobs 1）再运行一次。"
)
_LOST = "与集群失去了联系，工作没有做完。请检查调度程序和网络，再运行一次。"


class JobsError(GongbaoError):
    """The work cannot be done where it was to be done."""


class Interrupted(GongbaoError):  # noqa: N818 - not an error: a person pressed Ctrl-C
    """A person stopped the work."""


def cores() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles of objects while many are made that stay: each search would look through all of them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """What was made so far stays, and is not looked through for cycles: a process that shares it would get a copy of all.

    What is made from here on is looked through less often than usual: records and pages have few cycles.
    """
    within, usual = gc.get_freeze_count() > 0, gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        if not within:
            gc.unfreeze()


@contextmanager
def workers(jobs: int, scheduler: str = "", helped: bool = False) -> Iterator[Executor | None]:
    """Whoever does the work: None for this process alone, else an executor for `spread` and `scatter`.

    The processes start on entering. On this machine they may have what the program has loaded by then, and they do
    not hold what it locks afterwards. Leaving ends them, whatever happened; a JobsError says what went wrong.
    Where this process helps with what is scattered, it is one of them: what it has in mind is copied once less.
    """
    crew = _Cluster(scheduler) if scheduler else _Pool(jobs, helped) if jobs > 1 else None
    try:
        yield crew
    except BaseException as error:
        if crew is not None:
            crew.stop()
        if isinstance(error, KeyboardInterrupt):
            raise Interrupted("已中断。已经写好的都完整，再运行一次同样的命令即可。") from None
        raise
    if crew is not None:
        crew.shutdown()


def spread(
    executor: Executor | None, work: Callable[[Sequence[T]], Sequence[R]], items: Iterable[T], chunk: int
) -> Iterator[R]:
    """The results of `work` in the order of the items, which are handed out `chunk` at a time.

    `work` is a function of an importable module: it may run on another machine. No more than a few chunks a worker
    are under way, so that neither items nor results pile up when the one who takes them is slower.
    """
    parts = _parts(items, chunk)
    if executor is None:
        return (result for part in parts for result in work(part))
    most = AHEAD * getattr(executor, "width", cores())
    under_way = deque(_submitted(executor, work, part) for part in itertools.islice(parts, most - 1))
    return _drawn(executor, under_way, (_submitted(executor, work, part) for part in parts))


def scatter(
    executor: Executor | None, work: Callable[[Sequence[T]], Sequence[R]], items: Iterable[T], chunk: int
) -> Iterator[R]:
    """The same in whatever order the results come: nobody waits for one that takes long.

    Processes that are helped by this one are given all at once, and begin before anybody asks for a result.
    """
    if executor is None:
        return spread(None, work, items, chunk)
    if isinstance(executor, _Pool) and executor.helped:
        return _shared(executor, work, {_submitted(executor, work, part): part for part in _parts(items, chunk)})
    return _gathered(executor, (_submitted(executor, work, part) for part in _parts(items, chunk)))


def _gathered(executor: Executor, begun: Iterator[Future[Sequence[R]]]) -> Iterator[R]:
    """The results of what is under way; another part is begun whenever one is done."""
    under_way = set(itertools.islice(begun, AHEAD * getattr(executor, "width", cores())))
    try:
        while under_way:
            done = _first_of(executor, under_way)
            under_way -= done
            for future in done:
                under_way.update(itertools.islice(begun, 1))
                yield from _result(executor, future)
    finally:
        for future in under_way:
            future.cancel()


def _shared(
    executor: Executor, work: Callable[[Sequence[T]], Sequence[R]], begun: dict[Future[Sequence[R]], list[T]]
) -> Iterator[R]:
    """The results of what was handed out: the others take it from the front, this process what is left from the back."""
    left = list(begun)
    try:
        while begun:
            done = [future for future in begun if future.done()]
            own = None if done else next((each for each in _popped(left) if each.cancel()), None)
            if own:
                yield from work(begun.pop(own))
                continue
            for future in done or _first_of(executor, set(begun)):
                del begun[future]
                yield from _result(executor, future)
    finally:
        for future in begun:
            future.cancel()


def _popped(items: list[T]) -> Iterator[T]:
    """The last of a list and the one before it, each taken from it."""
    while items:
        yield items.pop()


def _drawn(
    executor: Executor, under_way: deque[Future[Sequence[R]]], further: Iterable[Future[Sequence[R]]]
) -> Iterator[R]:
    """The results of what is under way, and of what is begun whenever one of these is done."""
    try:
        for begun in further:
            under_way.append(begun)
            yield from _result(executor, under_way.popleft())
        while under_way:
            yield from _result(executor, under_way.popleft())
    finally:
        for future in under_way:
            future.cancel()


def refresh(executor: Executor | None) -> None:
    """Fresh processes in place of those that have worked: what each keeps in mind, and copies of what it shares, grow."""
    if isinstance(executor, _Pool):
        executor.refresh()


def _parts(items: Iterable[T], chunk: int) -> Iterator[list[T]]:
    left = iter(items)
    while part := list(itertools.islice(left, chunk)):
        yield part


def _submitted(
    executor: Executor, work: Callable[[Sequence[T]], Sequence[R]], part: Sequence[T]
) -> Future[Sequence[R]]:
    try:
        return executor.submit(work, part)
    except BrokenProcessPool as error:
        raise JobsError(_DIED) from error


def _first_of(executor: Executor, futures: set[Future[Sequence[R]]]) -> set[Future[Sequence[R]]]:
    """Those that are done, one at least."""
    if isinstance(executor, _Cluster):
        executor.wait_for(futures)
    return wait_for(futures, return_when=FIRST_COMPLETED).done


def _result(executor: Executor, future: Future[Sequence[R]]) -> Sequence[R]:
    try:
        return next(iter(_first_of(executor, {future}))).result()
    except BrokenProcessPool as error:
        raise JobsError(_DIED) from error
    except CancelledError as error:
        raise JobsError(_LOST) from error
    except Exception as error:
        if type(error).__module__.startswith("distributed"):
            raise JobsError(
                f"集群上的工作没有做完（{type(error).__name__}）。请查看集群的日志，再运行一次。"
            ) from error
        raise


class _Pool(Executor):
    """Processes of this machine."""

    def __init__(self, jobs: int, helped: bool = False) -> None:
        self.helped = helped
        self.width = jobs - helped
        self._inner = _started(self.width)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A task for whichever process is free."""
        return self._inner.submit(fn, *args, **kwargs)

    def refresh(self) -> None:
        """Fresh processes, once those that were there are done."""
        self._inner.shutdown()
        self._inner = _started(self.width)

    def stop(self) -> None:
        """End the processes without waiting for what they are doing."""
        for process in list((self._inner._processes or {}).values()):
            process.terminate()
        self._inner.shutdown(cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when they are done."""
        self._inner.shutdown(wait, cancel_futures=cancel_futures)


def _started(jobs: int) -> ProcessPoolExecutor:
    # A forked process has every module and table of this one at once and shares their memory; a fresh one would
    # import and load for a second. Elsewhere than on Linux system libraries do not survive a fork.
    method = "fork" if sys.platform == "linux" else None
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _settle_in)
    with settled():
        pool.submit(_nothing).result()  # the first task starts them all
    return pool


def _settle_in() -> None:
    """Of a new process: Ctrl-C is for the parent to answer, and without a parent there is nothing left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)  # a killed parent cannot tell: without this its processes would wait for tasks for ever


def _nothing() -> None:
    """A task that is done at once."""


class _Cluster(Executor):
    """The workers of a Dask scheduler; they have the same program and the same folders."""

    def __init__(self, address: str) -> None:
        self._client = _connected(address)
        try:
            _refuse_others(self._client, address)
        except BaseException:
            self._client.close()
            raise
        self._line = self._client.scheduler_comm
        self.width = max(1, sum(self._client.nthreads().values()))
        # Without "pure" Dask would hash every argument to find results it has already; there are none.
        self._inner: Executor = self._client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A task for whichever worker is free."""
        return self._inner.submit(fn, *args, **kwargs)

    def wait_for(self, futures: Collection[Future[Any]]) -> None:
        """Wait until one of some tasks is done; JobsError once none can be, which Dask does not always tell."""
        while not wait_for(futures, PULSE, FIRST_COMPLETED).done:
            # A scheduler that came back knows nothing of the tasks of the one before.
            if self._client.status != "running" or self._client.scheduler_comm is not self._line:
                raise JobsError(_LOST)

    def stop(self) -> None:
        """Give up what is under way."""
        with suppress(Exception):  # there may be nobody left to tell
            self._inner.shutdown(wait=False)
        self._client.close(timeout=5)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster as it was."""
        self._inner.shutdown(wait=wait)
        self._client.close()


def _connected(address: str) -> Any:
    try:
        import distributed  # noqa: PLC0415 - an extra; most archives never need it
    except ImportError as error:
        raise JobsError("使用 --scheduler 需要先安装集群组件：pip install 'gongbao[cluster]'。") from error
    for name in ("asyncio", "distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # one sentence of ours instead of pages of their logs
    client: Any = distributed.Client
    try:
        return client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise JobsError(f"连不上集群 {address}。请检查地址（如 tcp://主机:8786）和调度程序是否在运行。") from error


def _refuse_others(client: Any, address: str) -> None:
    """Every worker must have this very version: the bytes that come out depend on it."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = set(client.run(_version).values())
    except OSError as error:
        raise JobsError(f"集群 {address} 没有可用的工作进程。请先启动 dask worker。") from error
    except ImportError as error:
        raise JobsError(f"集群 {address} 的工作进程里没有装 gongbao。请在每台机器上装好同一版本。") from error
    if found != {_version()}:
        raise JobsError(f"集群上的程序版本（{'、'.join(sorted(found))}）与这里的（{_version()}）不同，请装成一样。")


def _version() -> str:
    return f"{gongbao.__version__}/Python {sys.version_info[0]}.{sys.version_info[1]}"
