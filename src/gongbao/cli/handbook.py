"""docs/commands.md: the help of every command, word for word. `python -m gongbao.cli.handbook` writes it again."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stdout

from gongbao.cli import main
from gongbao.site.shipped import PROJECT

FILE = PROJECT / "docs" / "commands.md"
WIDTH = "80"
_COMMAND = re.compile(
    r"""
    # "    add              读入一份或多份新的来源，写成记录"; not: "  --portable         生成的网站…", "                   U盘"
    ^ [ ]{4} (?P<name> [a-z][a-z-]* ) (?= [ ]{2} | $ )
    """,
    re.VERBOSE | re.MULTILINE,
)


def written(before: str) -> str:
    """The document with the help as it is now; what stands before the first command is kept."""
    introduction = before.partition("\n## ")[0].rstrip()
    return "\n\n".join((introduction, *_chapters())) + "\n"


def commands() -> list[str]:
    """Every command there is."""
    return [found["name"] for found in _COMMAND.finditer(help_of())]


def help_of(*command: str) -> str:
    """What --help says on a terminal of 80 columns."""
    said, columns = io.StringIO(), os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = WIDTH
    try:
        with redirect_stdout(said):
            main([*command, "--help"])
    except SystemExit:  # that is how it ends
        pass
    finally:
        os.environ.pop("COLUMNS")
        if columns is not None:
            os.environ["COLUMNS"] = columns
    return said.getvalue().strip()


def _chapters() -> Iterator[str]:
    for name in ("", *commands()):
        said = help_of(*filter(None, [name]))
        yield f"## {name or 'build.py'}\n\n```text\n{said}\n```"


if __name__ == "__main__":
    FILE.write_text(written(FILE.read_text("utf-8")), "utf-8")
