"""Where this program was installed from, so that a new archive can name it."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from gongbao import __version__

NAME = "gongbao"


def origin() -> str:
    """What pip would install it from again; nothing where only this machine has it: a clone, a file on its disk."""
    try:
        known = distribution(NAME)
    except PackageNotFoundError:
        return ""
    note = known.read_text("direct_url.json")  # PEP 610: written unless it came from an index
    if note:
        return requirement(json.loads(note))
    return f"{NAME}=={__version__}" if known.read_text("INSTALLER") else ""  # a clone's own notes name no installer


def requirement(came_from: dict[str, Any]) -> str:
    """The requirement of a direct address.

    >>> requirement({"url": "https://git.example/gongbao", "vcs_info": {"vcs": "git", "commit_id": "1b2c"}})
    'gongbao @ git+https://git.example/gongbao@1b2c'
    >>> requirement({"url": "file:///home/wang/gongbao", "dir_info": {"editable": True}})
    ''
    """
    address = str(came_from.get("url", ""))
    if not address.startswith("https://"):
        return ""
    source = came_from.get("vcs_info")
    return f"{NAME} @ {source['vcs']}+{address}@{source['commit_id']}" if source else f"{NAME} @ {address}"
