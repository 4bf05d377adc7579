"""The command `diff`: what the site will have, and will have no more, when it is built next."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from gongbao import archive
from gongbao.building import opening, summary
from gongbao.building.compare import KEEP, Difference, Group, difference, remembered
from gongbao.building.order import Order
from gongbao.building.untouched import untouched
from gongbao.cli.building import order_of
from gongbao.cli.numbers import positive
from gongbao.errors import ArchiveError
from gongbao.typography import visible

USUAL, BRIEF = 20, 6  # things told of one kind: by `diff`, and at the end of `add` and `build`
_NO_SITE = "还没有生成过网站，这是第一次生成，没有可以比较的。"
_SAME = "没有变化：网站的内容与上次生成时一样。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--limit", type=positive, default=USUAL, metavar="N", help=f"每一类最多列几条（默认 {USUAL}）")
    parser.add_argument("--json", action="store_true", help="输出 JSON，每一类都列全")


def run(options: argparse.Namespace) -> int:
    """Tell what is new; 1 if `build` would refuse it because pages of records would be gone."""
    order = order_of(options)
    if not order.content.is_dir():
        raise ArchiveError(f"{order.content.as_posix()}: 没有这个文件夹。请检查 --content。")
    archive.recover(order.content)
    found = _found(order)
    if options.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return 1 if found.gone else 0
    for line in lines(found, options.limit) if not (found.first or found.nothing) else _short(found):
        print(line)
    for sentence in found.gone[: options.limit]:
        print(sentence)
    if found.only_moved:
        print(f"生成时{KEEP}")
    return 1 if found.gone else 0


def lines(found: Difference, most: int) -> Iterator[str]:
    """The difference for people, of each kind the first few; nothing where there is none."""
    if found.groups or found.settings:
        yield "与上次生成的网站相比："
    if found.settings:
        yield "gazette.yml 改过，许多网页会跟着改变。"
    for group in found.groups:
        yield from _group(group, most)


def ahead(order: Order) -> Difference:
    """What the site will have, nothing where none was built before; GongbaoError where content/ is not as it should be."""
    before = remembered(order)
    return difference(before, summary.of(opening.open_site(order))) if before else Difference()


def _found(order: Order) -> Difference:
    if untouched(order):
        return Difference()
    before = remembered(order)
    return difference(before, summary.of(opening.open_site(order))) if before else Difference(first=True)


def _short(found: Difference) -> Iterator[str]:
    yield _NO_SITE if found.first else _SAME


def _group(group: Group, most: int) -> Iterator[str]:
    yield f"{group.heading}：{len(group.items)}{group.unit}"
    for item in group.items[:most]:
        yield f"  {visible(item.text)}"
        where = [visible(each) for each in (item.address, item.file) if each]
        if where:
            yield f"    {'　'.join(where)}"
    rest = len(group.items) - most
    if rest > 0:
        yield f"  ……另有{rest}{group.unit}"
