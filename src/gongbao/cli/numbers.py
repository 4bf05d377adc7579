"""Numbers as options of commands take them."""

from __future__ import annotations

import argparse
import re


def positive(text: str) -> int:
    """A positive number of at most nine figures; refuses everything else."""
    if not re.fullmatch("[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)
