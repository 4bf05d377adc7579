"""Search: an index of all texts, cut into parts that a browser fetches one by one, and the same search in Python."""

from __future__ import annotations
