"""The fields of a document that are searched, and how much each weighs."""

from __future__ import annotations

BOOSTS = {"title": 4, "number": 6, "body": 1}
FIELDS = tuple(BOOSTS)
