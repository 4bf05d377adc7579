"""Doubt that is collected, not raised: what stands somewhere in content/ and should be looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One finding: a code, how bad it is (error, warning, note), where it stands, what it is, how to mend it."""

    code: str
    severity: str
    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`content/issues/…/jzf-2023-5.md:7: [date-unreadable] … 请改为 …`"""
        return f"{self.path}:{self.line}: [{self.code}] {self.message}{self.hint}"
