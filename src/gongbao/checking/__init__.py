"""Checking: everything that can be known wrong in content/, with a name, a place and a cure."""

from __future__ import annotations

from gongbao.checking.check import check
from gongbao.checking.registry import CODES, Code

__all__ = ["CODES", "Code", "check"]
