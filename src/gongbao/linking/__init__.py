"""Linking: what the records of an archive have to do with each other."""

from __future__ import annotations

from gongbao.linking.departments import Duty, duties
from gongbao.linking.finding import Mention
from gongbao.linking.graph import Graph
from gongbao.linking.targets import Cited, Edge, Listing, Stub, Target
from gongbao.linking.validity import Event, events
from gongbao.linking.works import Work

__all__ = [
    "Cited",
    "Duty",
    "Edge",
    "Event",
    "Graph",
    "Listing",
    "Mention",
    "Stub",
    "Target",
    "Work",
    "duties",
    "events",
]
