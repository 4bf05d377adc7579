"""Links that open a file of content/ at a line in an editor, if there is a pattern for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from gongbao.errors import GongbaoError

# "vscode://file/{path}:{line}", "txmt://open?url=file://{path}&line={line}"; not: "javascript:…", "code {path}"
_PATTERN = re.compile(r"(?!(?:javascript|data|vbscript|blob):)[a-z][a-z0-9+.-]*:[^\s{}\"'<>]*\{path\}.*", re.IGNORECASE)

_SLASH = re.compile(r"(?<=[^/])/\{path\}")


class EditorError(GongbaoError):
    """A pattern no link can be made of."""


@dataclass(frozen=True)
class Editor:
    """The pattern of such links, and the folder that paths in messages begin in."""

    pattern: str
    content: Path

    @classmethod
    def of(cls, pattern: str, content: Path) -> Editor:
        """The editor of a pattern, perhaps an empty one; EditorError for what cannot be one."""
        if pattern and not _PATTERN.fullmatch(pattern):
            raise EditorError(f"--editor 不成样式：{pattern}。要写成网址的样子，如 vscode://file/{{path}}:{{line}}。")
        return cls(pattern, content)

    def link(self, shown: str, line: int) -> str:
        """The link to a line of a file, which is named as messages name it: content/issues/…; empty without a pattern.

        >>> Editor("vscode://file/{path}:{line}", Path("/档案/content")).link("content/decrees/a.md", 7)
        'vscode://file/%E6%A1%A3%E6%A1%88/content/decrees/a.md:7'
        """
        if not self.pattern:
            return ""
        folder = self.content.absolute()
        whole = quote((folder / shown.removeprefix(f"{self.content.name}/")).as_posix())
        # "file/{path}" has the slash the path begins with; "file://{path}" needs it.
        pattern = _SLASH.sub("{path}", self.pattern) if whole.startswith("/") else self.pattern
        return pattern.replace("{path}", whole).replace("{line}", str(line))
