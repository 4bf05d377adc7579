"""What search engines may take: a switch a kind in gazette.yml (`unlisted`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongbao.site.page import Page

# Kinds that the switch of another holds back with it: another printing is the decree once more.
WITH: Mapping[str, str] = {"printing": "decree"}


@dataclass(frozen=True)
class Robots:
    """Tells for each page what its robots line says."""

    unlisted: Sequence[str]

    def of(self, page: Page) -> str:
        """The content of the page's meta robots; empty when it may be taken."""
        return "" if self.takes(page) else "noindex"

    def takes(self, page: Page) -> bool:
        """Whether search engines may list a page."""
        kinds = {page.kind, WITH.get(page.kind, page.kind)}
        return page.indexed and kinds.isdisjoint(self.unlisted)
