"""The press: makes the site again when asked to; what it cannot make it says, and leaves the last good site alone."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from urllib.parse import urlsplit

from gongbao import archive
from gongbao.building.bundling import MOST as MOST_BUNDLED
from gongbao.building.bundling import bundled
from gongbao.building.engine import Outcome, build_site
from gongbao.building.order import Order
from gongbao.errors import ArchiveError, GongbaoError
from gongbao.serving.bell import Bell
from gongbao.site.data.bundle import SITE_ZIP

FOLDER = ".{}.serve"  # beside public/: what is half corrected must not stand in the folder that is published
SITE = "site"
MOST = 30  # sentences that are shown; more of them have one cause


@dataclass(frozen=True)
class Printed:
    """What came of a build: the site, or the sentences that say why there is none."""

    outcome: Outcome | None
    trouble: tuple[str, ...]
    seconds: float
    trace: str = ""  # of an error nobody foresaw


def order_for(order: Order) -> Order:
    """The same site in a folder of its own, with its own memory."""
    place = order.public.absolute().parent / FOLDER.format(order.public.name) / SITE
    return replace(
        order,
        public=place,
        portable=False,
        clean=False,
        guarded=False,
        scheduler="",
        compressed=False,
        bundled=False,
    )


class Press:
    """Builds into the folder that is served. One thing at a time: whoever reads the archive holds `busy`."""

    def __init__(self, order: Order, bell: Bell, tell: Callable[[Printed], None]) -> None:
        self.order = order
        self.bell = bell
        self.busy = RLock()
        self.address = order.address
        self._tell = tell
        self._offered = False

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.order.public

    @property
    def base(self) -> str:
        """The path the site lies at: the one of its future address, for its 404 page knows no other."""
        return (urlsplit(self.address).path.rstrip("/") if self.address else "") + "/"

    def zipped(self) -> bytes | None:
        """data/site.zip, which is made only when somebody asks for it; None where the site offers none."""
        with self.busy:
            site = self.site
            if not self._offered or not site.is_dir():
                return None
            paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
            return bundled(site / SITE_ZIP, paths, (), (site, site))

    def print(self, jobs: int = 1) -> None:
        """Make what changed. No error ends the server: a person is about to mend it."""
        began = time.monotonic()
        with self.busy:
            printed = self._printed(replace(self.order, jobs=jobs), began)
            if printed.outcome:
                self.address = printed.outcome.address
                self._offered = printed.outcome.records <= MOST_BUNDLED
        if printed.outcome is None:
            self.bell.failed(printed.trouble)
        elif printed.outcome.written or printed.outcome.removed or self.bell.state.trouble:
            self.bell.built()
        self._tell(printed)

    def _printed(self, order: Order, began: float) -> Printed:
        try:
            outcome = _built(order)
        except GongbaoError as error:
            return Printed(None, _few(str(error).split("\n")), time.monotonic() - began)
        except Exception as error:  # of a template somebody is writing, for instance
            said = f"生成时出了意外（{type(error).__name__}）：{error}"
            return Printed(None, (said,), time.monotonic() - began, traceback.format_exc())
        return Printed(outcome, (), time.monotonic() - began)


def _built(order: Order) -> Outcome:
    """As `build` does it: nothing is made of an archive with errors."""
    if not order.content.is_dir():
        raise ArchiveError(f"{order.content.as_posix()}: 没有这个文件夹。请检查 --content。")
    archive.recover(order.content)
    found, library = archive.opened(order.content)
    errors = [str(each) for each in found if each.severity == "error"]
    if errors:
        raise ArchiveError("\n".join(errors))
    order.public.parent.mkdir(parents=True, exist_ok=True)
    return build_site(order, library)


def _few(sentences: Sequence[str]) -> tuple[str, ...]:
    rest = len(sentences) - MOST
    return (*sentences[:MOST], *([f"……另有{rest}处。"] if rest > 0 else []))
