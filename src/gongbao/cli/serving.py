"""The command `serve`: the site on this machine, built and reloaded at every change, and the pages to review it with."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from threading import Event
from types import FrameType

from gongbao.cli import differing
from gongbao.cli.building import order_of
from gongbao.errors import ArchiveError
from gongbao.serving.dressing import REVIEW
from gongbao.serving.press import Printed, order_for
from gongbao.serving.server import LAST, PORT, Running, Told, Wish, serving

_OPEN = "注意：同一网络里的人都能打开这个地址，包括核对的页面。只自己用时不要写 --host。"
_OUTDATED = "程序本身改过了，正在运行的还是原来的。请按 Ctrl-C 停下，再启动一次。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--port", type=_port, metavar="N", help=f"端口（默认从 {PORT} 起第一个空闲的）")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDR", help="在哪个地址上开放（默认 127.0.0.1，只有这台电脑能打开）"
    )
    parser.add_argument(
        "--editor",
        default="",
        metavar="PATTERN",
        help="打开文件的链接样式，如 vscode://file/{path}:{line}；不写就显示文件名和行号，可以复制",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    order = order_for(order_of(options))
    if not order.content.is_dir():
        raise ArchiveError(f"{order.content.as_posix()}: 没有这个文件夹。请检查 --content。")
    _say("正在生成网站……")
    told = Told(_printed, lambda: _say(_OUTDATED))
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with serving(order, Wish(options.port, options.host, options.editor), told) as running:
            for line in _opening(running):
                _say(line)
            Event().wait()
    except KeyboardInterrupt:
        _say("已停止。")
    return 0


def _opening(running: Running) -> Iterator[str]:
    yield f"网站：{running.address}"
    yield f"核对：{running.address}{REVIEW}"
    if running.door.open:
        yield _OPEN
    yield "改了 content/、templates/ 或 static/ 里的文件，页面会自己更新。按 Ctrl-C 停止。"


def _printed(printed: Printed) -> None:
    outcome = printed.outcome
    if outcome is None:
        for sentence in printed.trouble:
            print(sentence, file=sys.stderr)
        print(printed.trace, file=sys.stderr, end="")
        print("网站没有更新，还是改动以前的样子。", file=sys.stderr, flush=True)
        return
    changed = len(outcome.written) + len(outcome.removed)
    for line in differing.lines(outcome.difference, differing.BRIEF):
        _say(line)
    _say(f"更新了{changed}个文件，用时{printed.seconds:.1f}秒。" if changed else "网站没有变化。")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= LAST:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，要写0到{LAST}的数，0为任意空闲的")
    return int(text)


def _say(line: str) -> None:
    print(line, flush=True)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
