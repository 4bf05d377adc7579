"""The command `build`: check, then bring public/ up to date."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from gongbao import archive
from gongbao.building.order import Order
from gongbao.building.untouched import untouched
from gongbao.cli.numbers import positive
from gongbao.site.compressed import MISSING, has_brotli
from gongbao.site.released import release

# https://gongbao.example/, https://example.cn; not: https://example-city.gov.cn
EXAMPLE = re.compile(r"//(?:[^/]*\.)?example(?:\.\w+)?(?:[:/]|\Z)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options, which stand before the name of the command or after it."""
    late = parser.prog.endswith(" build")  # behind the name they must not undo what stood before it

    def default(value: object) -> object:
        return argparse.SUPPRESS if late else value

    parser.add_argument(
        "--address", default=default(""), metavar="URL", help="网站将来的网址，代替 gazette.yml 里的 address"
    )
    parser.add_argument(
        "--portable", action="store_true", default=default(False), help="生成的网站从磁盘、U盘打开时，查找和脚本也能用"
    )
    parser.add_argument(
        "--compress",
        action="store_true",
        default=default(False),
        help="在大于1KB的文本旁边各放一份压缩好的 .gz 和 .br，供网页服务器直接发送",
    )
    parser.add_argument(
        "--zip",
        type=Path,
        default=default(None),
        metavar="FILE",
        help="把生成的网站另写成一个压缩包，同样的网站每个字节都相同",
    )
    parser.add_argument("--clean", action="store_true", default=default(False), help="不用上次的结果，全部重新生成")
    parser.add_argument(
        "--jobs", type=positive, default=default(0), metavar="N", help="用几个进程（默认与处理器核数相同）"
    )
    parser.add_argument(
        "--allow-vanished",
        action="store_true",
        default=default(False),
        help="记录的网页消失而没有留下 aliases，也照样生成",
    )
    parser.add_argument(
        "--keep-addresses",
        action="store_true",
        default=default(False),
        help="记录的网页换了地址的，由程序把原来的网址写进它的 aliases，再接着生成",
    )
    parser.add_argument(
        "--scheduler", default=default(""), metavar="ADDRESS", help="交给 Dask 集群去做，如 tcp://主机:8786"
    )


def run(options: argparse.Namespace) -> int:
    """Build; nothing is looked at where nothing changed."""
    order = order_of(options)
    if order.compressed and not has_brotli():
        print(MISSING, file=sys.stderr)
    told = untouched(order)
    code = 0 if told else build(order, options.keep_addresses)
    if told:
        print(f"{told.decode()}（没有改动）")
    if options.zip and code == 0:
        count = release(order.public, options.zip)
        print(f"{options.zip}：压缩包里有{count}个文件。")
    return code


def order_of(options: argparse.Namespace) -> Order:
    """What the options ask for."""
    return Order(
        options.content,
        options.public,
        options.address,
        options.portable,
        options.jobs,
        options.clean,
        options.scheduler,
        not options.allow_vanished,
        options.compress,
    )


def build(order: Order, keeping: bool = False) -> int:
    """Check the archive, and build its site unless something is wrong; `keeping` the addresses readers know."""
    from gongbao.building.engine import build_site  # noqa: PLC0415 - loads all that makes pages
    from gongbao.cli import differing, readdressing, report  # noqa: PLC0415

    archive.recover(order.content)
    problems, library = archive.opened(order.content)
    print("\n".join(report.of_problems(problems)), file=sys.stderr, end="\n" if problems else "")
    if library is None:
        return 1
    outcome = (readdressing.built if keeping else build_site)(order, library)
    for sentence in _warnings(order.content, outcome.address):
        print(sentence)
    for line in differing.lines(outcome.difference, differing.BRIEF):
        print(line)
    print(outcome.sentence)
    return 0


def _warnings(content: Path, address: str) -> Iterator[str]:
    """What does not stop the site but should be put right before anybody links to it."""
    if not (content / "gazette.yml").exists():
        yield f"没有 {content}/gazette.yml：网页地址里的系列代号按拼音拼成，以后补上 gazette.yml，地址会改变。"
    if EXAMPLE.search(address):
        yield f"{content}/gazette.yml: address 还是示例网址 {address}，上线前请改成真实的网址。"
