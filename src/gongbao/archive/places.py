"""Where a record stands in content/, and which paths may be touched there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from gongbao.archive.frontmatter import ID, dump
from gongbao.errors import ArchiveError
from gongbao.model import Issue, Record

INDEX = "index"


def relative_path(record: Record) -> PurePosixPath:
    """The path of a record below content/; ArchiveError for an id that is no plain file name."""
    return PurePosixPath(file_of(record))


def file_of(record: Record) -> str:
    """The same as text, for whoever asks it of every record."""
    _refuse_id(record.id)
    if isinstance(record, Issue):
        return f"issues/{record.id}/{INDEX}.md"
    if record.issue is None:
        return f"decrees/{record.id}.md"
    _refuse_id(record.issue)
    name = record.id.removeprefix(f"{record.issue}-")
    # A record must not take the place of its issue, nor get a name that no id could have.
    if name == INDEX or not ID.fullmatch(name):
        name = record.id
    return f"issues/{record.issue}/{name}.md"


def files(records: Iterable[Record]) -> dict[PurePosixPath, bytes]:
    """The files of records, sorted by path; ArchiveError when two records want the same file."""
    owners: dict[PurePosixPath, Record] = {}
    for record in records:
        path = relative_path(record)
        if path in owners:
            ids = f"“{owners[path].id}”与“{record.id}”"
            raise ArchiveError(f"content/{path}: 记录{ids}要写进同一个文件。请给其中之一换一个编号。")
        owners[path] = record
    return {path: dump(owners[path]).encode() for path in sorted(owners)}


def inside(root: Path, path: PurePosixPath) -> Path:
    """The file of a path below content/; ArchiveError if it leaves content/, by `..` or by a symbolic link."""
    target = root / path
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ArchiveError(f"{path}: 这个路径不在 content/ 里，不会写入。请检查编号。")
    if not target.parent.resolve().is_relative_to(root.resolve()):
        raise ArchiveError(f"{shown(root, path)}: 上级目录是指向 content/ 之外的符号链接。请换成真正的目录。")
    if target.is_symlink() and not target.resolve().is_relative_to(root.resolve()):
        raise ArchiveError(f"{shown(root, path)}: 这是指向 content/ 之外的符号链接。请换成真正的文件。")
    return target


def shown(root: Path, path: PurePosixPath | str) -> str:
    """A path as messages show it: from the folder of the archive on."""
    return f"{root.name}/{path}"


def _refuse_id(text: str) -> None:
    if not ID.fullmatch(text):
        raise ArchiveError(f"编号“{text}”不能用作文件名：只用小写字母、数字和连字符，以字母或数字开头。")
