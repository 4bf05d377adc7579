"""An entry of the registry: what a finding is called, how bad it is, why it is there and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Code:
    """A kind of finding; `pattern` knows the sentence of a doubt in a record's warnings."""

    name: str
    severity: Severity
    cause: str
    cure: str
    example: str  # the message and its hint, as a test provokes it
    pattern: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence with which a command stops, by the words that tell it from others."""

    command: str
    words: str
    cause: str
    cure: str
