"""content/ and the records in it: the only package that reads and writes them."""

from gongbao.archive.aliased import with_alias
from gongbao.archive.checks import check, opened
from gongbao.archive.corrections import Merge, amend, merge
from gongbao.archive.frontmatter import as_json, dump, examine, load
from gongbao.archive.library import Library
from gongbao.archive.places import files, relative_path
from gongbao.archive.writer import Change, apply, lock, recover

__all__ = [
    "Change",
    "Library",
    "Merge",
    "amend",
    "apply",
    "as_json",
    "check",
    "dump",
    "examine",
    "files",
    "load",
    "lock",
    "merge",
    "opened",
    "recover",
    "relative_path",
    "with_alias",
]
