"""Where something of the archive is found, as data say it: the whole address, or the path where that is not known."""

from __future__ import annotations

from gongbao.linking import Edge, Target
from gongbao.site.context import Site
from gongbao.site.render import absolute

# What a citation leads to, in a word a program can sort by.
IN_ARCHIVE, NUMBER_ONLY, OUTSIDE, AMBIGUOUS = STATES = ("in_archive", "number_only", "outside", "ambiguous")


def address_of(site: Site, path: str) -> str:
    """The whole address of a path of the site; the path from its root where gazette.yml does not say the address."""
    return absolute(site.gazette.address, path) if site.gazette.address else path


def target_address(site: Site, target: Target) -> str:
    """The whole address of what a citation leads to."""
    return address_of(site, site.urls.target(target))


def state_of(site: Site, target: Target) -> str:
    """What a citation leads to: a text of the archive, a number without text, a document outside, or several."""
    if target.kind == "work":
        return IN_ARCHIVE
    if target.kind == "stub":
        return NUMBER_ONLY
    return AMBIGUOUS if site.graph.cited[target.key].candidates else OUTSIDE


def held(target: Target | None) -> str | None:
    """The id of the record a citation leads to; None where the archive has no text."""
    return target.key if target and target.kind == "work" else None


def candidates_of(site: Site, edge: Edge) -> tuple[str, ...]:
    """The ids of the records a citation may mean when it is not certain which."""
    return site.graph.cited[edge.target.key].candidates if edge.target.kind == "cited" else ()
