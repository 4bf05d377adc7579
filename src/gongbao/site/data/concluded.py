"""What the program concluded about a record, apart from what the record says itself."""

from __future__ import annotations

from typing import Any

from gongbao.linking import Edge, Event, Work, events
from gongbao.model import Decree, Record
from gongbao.site.context import Site
from gongbao.site.data.whereabouts import address_of, candidates_of, state_of, target_address


def concluded(site: Site, record: Record) -> dict[str, Any]:
    """Citations with what they lead to, and of a decree: its printings, who cites and explains it, its validity.

    What there is nothing of is left out; status is never among it, only the sentences that bear on it.
    """
    found: dict[str, Any] = {"cites": [_edge(site, edge) for edge in site.graph.edges_from(record.id)]}
    work = site.graph.work_of(record.id)
    if work:
        found |= _of_work(site, work)
    return {name: value for name, value in found.items() if value}


def _of_work(site: Site, work: Work) -> dict[str, Any]:
    graph = site.graph
    printings = work.printings if len(work.printings) > 1 else ()
    return {
        "work": work.id,
        "printings": [_printing(site, each) for each in printings],
        "cited_by": [_citing(site, edge) for edge in graph.cited_by(work)],
        "interpretations": [_named(site, each) for each in graph.interpretations_of(work.id)],
        "validity": [_event(each) for each in events(graph, work)],
    }


def _edge(site: Site, edge: Edge) -> dict[str, Any]:
    target = edge.target
    return {
        "relation": edge.relation,
        "number": edge.number,
        "title": edge.title,
        "state": state_of(site, target),
        "target": target.key,
        **({"anchor": target.anchor} if target.anchor else {}),
        **({"candidates": list(found)} if (found := candidates_of(site, edge)) else {}),
        "address": target_address(site, target),
    }


def _citing(site: Site, edge: Edge) -> dict[str, Any]:
    return {**_named(site, site.library.records[edge.source]), "relation": edge.relation}


def _printing(site: Site, decree: Decree) -> dict[str, Any]:
    return {**_named(site, decree), "issue": decree.issue}


def _named(site: Site, record: Record) -> dict[str, Any]:
    return {"record": record.id, "title": record.title, "address": address_of(site, site.urls.record(record))}


def _event(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "date": event.date.isoformat() if event.date else None,
        "inferred": event.inferred,
        "rule": event.rule,
        "basis": event.basis,
        "record": event.record,
    }
