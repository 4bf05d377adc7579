"""The server: a port, the threads that answer, and the one that watches."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from io import BufferedWriter
from pathlib import Path
from threading import Event, Thread

from gongbao.building.order import PACKAGE, Order
from gongbao.errors import GongbaoError
from gongbao.serving.bell import Bell
from gongbao.serving.desk import Desk
from gongbao.serving.door import EVERYWHERE, Door
from gongbao.serving.editor import Editor
from gongbao.serving.handler import Handler, House
from gongbao.serving.press import Press, Printed
from gongbao.serving.watch import Watched, watch

PORT = 8000
TRIES = 50  # ports looked at for a free one
LAST = 65_535


class ServeError(GongbaoError):
    """No server can be opened as it was asked for."""


@dataclass(frozen=True)
class Wish:
    """Where the server is to listen, and how files are to be opened."""

    port: int | None = None  # None: the first free one from PORT on
    host: str = "127.0.0.1"
    editor: str = ""


@dataclass(frozen=True)
class Told:
    """What the server has to say: of every build, and when the program itself changed."""

    printed: Callable[[Printed], None]
    outdated: Callable[[], None]


@dataclass(frozen=True)
class Running:
    """A server at work."""

    press: Press
    door: Door

    @property
    def address(self) -> str:
        """Where a person on this machine finds it."""
        host = "127.0.0.1" if self.door.host in EVERYWHERE else self.door.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.door.port}{self.press.base}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port


class _SixServer(_Server):
    address_family = socket.AF_INET6


@contextmanager
def serving(order: Order, wish: Wish, told: Told) -> Iterator[Running]:
    """Serve the site of an order, which was built or could not be, until the block is left."""
    editor = Editor.of(wish.editor, order.content)
    bell, stop = Bell(), Event()
    press = Press(order, bell, told.printed)
    with _alone(order.public.parent):
        server = _opened(wish)
        door = Door(wish.host, server.server_address[1])
        server.RequestHandlerClass = _handler(House(press, door, Desk(press, editor), editor))
        threads = (Thread(target=server.serve_forever, args=(0.1,), daemon=True), _watcher(press, told, stop))
        try:
            press.print(order.jobs)  # before there are threads, for it may start processes
            for thread in threads:
                thread.start()
            yield Running(press, door)
        finally:
            stop.set()
            bell.close()
            if threads[0].is_alive():
                server.shutdown()
            server.server_close()


def _handler(house: House) -> type[Handler]:
    return type("HouseHandler", (Handler,), {"house": house})


def _watcher(press: Press, told: Told, stop: Event) -> Thread:
    """Watches what the site is made of, and the program: what is loaded of it cannot be changed any more."""
    own = [folder for folder in press.order.folders if folder != PACKAGE]
    all_ = (Watched(own, press.print), Watched([PACKAGE], told.outdated))
    return Thread(target=watch, args=(all_, stop), daemon=True)


def _opened(wish: Wish) -> ThreadingHTTPServer:
    """A server at the port that was asked for, or at the first free one."""
    ports = [wish.port] if wish.port is not None else range(PORT, min(PORT + TRIES, LAST))
    kind = _SixServer if ":" in wish.host else _Server
    for port in ports:
        try:
            return kind((wish.host, port), Handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or wish.port is not None:
                raise ServeError(_refused(wish, port, error)) from error
    raise ServeError(f"{PORT}到{ports[-1]}的端口都被占用。请用 --port 指定另一个。")


def _refused(wish: Wish, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"端口{port}已被占用。请用 --port 另选一个；不写 --port，程序自己找空闲的。"
    if error.errno == errno.EACCES:
        return f"没有权限使用端口{port}。请用 --port 选一个1024以上的。"
    return f"不能在 {wish.host} 上开放（{error.strerror}）。请检查 --host。"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder that is served: two servers would build into it at once."""
    with _lock_of(folder) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServeError("另一个 serve 正在为这个档案服务，请用它给出的地址，或先把它停下。") from error
        yield


def _lock_of(folder: Path) -> BufferedWriter:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / ".lock").open("ab")
    except OSError as error:
        where = os.fsdecode(error.filename or folder)
        raise ServeError(f"{where}: 写不进去（{error.strerror}）。请检查磁盘和写入权限。") from error
