"""What is worked out once for a site, however many sections ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from gongbao.site.context import Site

T = TypeVar("T")


def once(make: Callable[[Site], T]) -> Callable[[Site], T]:
    """A function of a site that is asked the first time only; what it gave lives as long as the site."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def asked(site: Site) -> T:
        known = vars(site)  # where the site keeps what it worked out itself
        if name not in known:
            known[name] = make(site)
        found: T = known[name]
        return found

    return asked
