"""Whether there is anything to do at all: told in a moment, without opening the archive or loading what builds it."""

from __future__ import annotations

from gongbao.building import placing, stamps
from gongbao.building.order import Order
from gongbao.building.store import glance


def untouched(order: Order) -> bytes:
    """What the last build said of itself, when nothing changed since then; else nothing."""
    if order.clean:
        return b""
    noted = glance(order.store, ("stamps", "public", "outcome"))
    same = noted["stamps"] == stamps_of(order) and noted["public"] == placing.identity(order.public)
    return noted["outcome"] if noted["stamps"] and same else b""


def stamps_of(order: Order) -> bytes:
    """The stamps of everything the site is made of, and the form it is asked for in."""
    return order.form.encode() + b"\0" + stamps.stamped(order.folders)
